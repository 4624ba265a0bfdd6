"""From a calendar server to the meetings of the coming weeks. No Qt, no media."""
