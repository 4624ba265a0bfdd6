"""What the operating system is asked for, behind interfaces that are chosen at run time."""
