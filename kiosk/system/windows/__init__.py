"""A Windows PC that is nothing but a kiosk: what is changed for it, and how it is changed back.

`plan` decides (pure), `setup` carries out and keeps a record, `registry` and `accounts` are the
only files that speak to Windows. docs/windows.md says what of it was run where.
"""
