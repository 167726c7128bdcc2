"""Why an analysis gave no result, in words for the record."""

from concurrent.futures import BrokenExecutor


def why_not_analysed(error: BaseException) -> str:
    """What an officer can do something with; the traceback is in the log."""
    if isinstance(error, BrokenExecutor):
        return "the process that analysed it ended unexpectedly"
    return str(error) or type(error).__name__
