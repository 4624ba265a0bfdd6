"""Every screen alone, with made-up data."""
