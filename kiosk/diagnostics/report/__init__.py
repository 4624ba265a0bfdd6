"""The report of a run: HTML, terminal and QR code for people, JSON for programs; its keeping."""
