"""What the operating system is asked for: network, restart, power. One interface, chosen here."""
