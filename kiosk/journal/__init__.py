"""What happened: recorded, kept, read."""
