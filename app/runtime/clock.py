"""Clocks: the real one, and one that runs faster for the demonstration."""

import time
from datetime import UTC, datetime, timedelta

RATE_MAX = 100.0


class SystemClock:
    """The machine's clock."""

    rate = 1.0

    def now(self) -> datetime:
        """The time in UTC."""
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Seconds that never run backwards."""
        return time.monotonic()


class FastClock:
    """A clock that runs `rate` times as fast as the machine's from the moment it is made.

    Only the demonstration uses it: timeouts, ages and vehicles keep their proportions.
    """

    def __init__(self, rate: float, start: datetime) -> None:
        if not 0 < rate <= RATE_MAX:
            raise ValueError(f"a clock rate lies above 0 and at most {RATE_MAX:g}")
        self.rate = rate
        self._start = start
        self._origin_s = time.monotonic()

    def now(self) -> datetime:
        """The start and what has run since, in UTC."""
        return self._start + timedelta(seconds=self.monotonic_s())

    def monotonic_s(self) -> float:
        """Seconds of this clock since it was made."""
        return (time.monotonic() - self._origin_s) * self.rate
