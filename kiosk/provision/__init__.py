"""Setting up a bridge point from one file, `point.kiosk` (docs/provisioning.md).

Where to find what, for whoever builds on it:

`state`     `ProvisionState`, `ProvisionPort`: what the first-start screen is told and may ask
            for; made-up ones for samples need nothing else. No Qt, nothing slow to import.
`service`   `Provisioning(loop, folder, …)`: implements `ProvisionPort` on the core's loop.
`errors`    `Reason`, `ProvisionError.said(language)`: every failure in Vietnamese and English.
`pointfile` the format: `read(data) -> Sealed`, `Sealed.opened(code) -> Description`,
            `seal(description, code, now=…) -> bytes`.
`told`      `lines(description, language)`: what a file says, in words, without secrets.
`applying`  `apply(description, file_id, folder)`: all of it or nothing, also under kill -9.
`codes`     the same bytes as QR codes, and `Collector`, which puts them together again.
`fetching`  `fetch(address)`: over HTTPS.
`onstick`   what lies on a stick, and wiping it there.
`creating`  files, sheets and the list of codes for all points of a commune.

Which settings hold is `kiosk.base.paths.settings_file()`: None means that nothing is configured
and the first-start screen is the only one. After `DONE` the program ends with status 75 and comes
up as the new point.
"""
