"""A meeting as the UI process sees it: the wish, its memory, the media process."""
