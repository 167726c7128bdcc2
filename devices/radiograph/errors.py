"""What can be wrong with a radiograph that somebody hands us."""


class UnreadableScanError(ValueError):
    """A radiograph was refused. The message says why, in words for the log and the officer."""
