"""Microphone, loudspeaker and the way between them."""
