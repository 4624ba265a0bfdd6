"""Being in a meeting: sessions, adapters, who is shown, reconnection. No Qt."""
