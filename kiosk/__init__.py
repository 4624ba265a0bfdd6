"""The bridge-point kiosk: one press and a ward head is in the commune's meeting."""

__version__ = "0.1.0"
