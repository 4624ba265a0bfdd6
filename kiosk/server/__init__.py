"""The commune server: foreign programs (Janus, Radicale) configured from one description.

No code of ours runs there. The demo starts exactly this on loopback in a temporary folder.
"""
