"""A short call to the meeting server's echo."""
