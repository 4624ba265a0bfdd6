"""What a technician chooses on the screen, and the door before it."""
