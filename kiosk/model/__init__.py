"""What the processes tell each other: meetings, rooms, devices, pictures."""
