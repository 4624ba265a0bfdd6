"""Real-time sound and pictures: WebRTC, the audio graph, tiles. Knows no room and no screen."""
