"""Why one event of a calendar is left out while the others stay."""


class RefusalError(ValueError):
    """The message is a plain English sentence without personal text of the event."""
