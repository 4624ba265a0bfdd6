"""What a window can be for: each role has its root model and its table of pages."""
