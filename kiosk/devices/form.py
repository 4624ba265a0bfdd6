"""The one form of sound: 10 ms frames of 16 bit, mono, 48 kHz. Loads nothing."""

SAMPLE_RATE_HZ = 48_000
FRAME_SAMPLES = 480
