"""The core thread: session, agenda, diagnostics, put together."""
