"""What the PC itself says: one file a subject, what differs between systems in small functions."""
