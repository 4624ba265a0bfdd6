"""The adapter for Janus VideoRoom: signalling, one publishing and one subscribing connection."""
