"""Cameras, microphones and loudspeakers, real and synthetic. Knows no meeting and no screen."""
