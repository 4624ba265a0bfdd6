"""End to end: the real program, real servers, a foreign client. See docs/testing.md."""
