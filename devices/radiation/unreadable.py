"""The one error of all spectrum readers."""

from app.ports import WorldError


class SpectrumUnreadableError(WorldError):
    """A file was refused. The message says why, in words for the log and the officer."""
