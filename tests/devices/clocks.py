"""A clock that stands still until a test moves it."""

from datetime import datetime, timedelta

from tests.builders import OPENED_AT


class HandClock:
    """Set by hand."""

    def __init__(self) -> None:
        self.elapsed_s = 0.0

    def now(self) -> datetime:
        return OPENED_AT + timedelta(seconds=self.elapsed_s)

    def monotonic_s(self) -> float:
        return self.elapsed_s
