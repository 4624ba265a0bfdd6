"""What is wrong with this machine and its line, in a technician's minute. No Qt."""
