"""Clocks: the real one, and one that runs faster for the demonstration."""

import time
from datetime import UTC, datetime

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
    """A clock that agrees with the machine's at `anchor` and runs `rate` times as fast.

    Only the demonstration uses it: timeouts, ages and vehicles keep their proportions, and
    processes with the same anchor agree.
    """

    def __init__(self, rate: float, anchor: datetime) -> None:
        if not 0 < rate <= RATE_MAX:
            raise ValueError(f"a clock rate lies above 0 and at most {RATE_MAX:g}")
        self.rate = rate
        self._anchor = anchor
        self._origin_s = time.monotonic()
        self._start = anchor + (datetime.now(UTC) - anchor) * rate

    def now(self) -> datetime:
        """The time of this clock in UTC."""
        seconds = self.monotonic_s()
        return datetime.fromtimestamp(self._start.timestamp() + seconds, UTC)

    def monotonic_s(self) -> float:
        """Seconds of this clock since it was made."""
        return (time.monotonic() - self._origin_s) * self.rate
