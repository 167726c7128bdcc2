"""The background of a lane, averaged while it is vacant."""

from collections import deque
from datetime import datetime, timedelta

READINGS_MAX = 12
"""A minute of readings: one reading alone raises the threshold needed from 4.0 to 5.7 sigma."""

NEUTRON_READINGS_MAX = 120
"""Ten minutes: neutrons are few and their background is steady."""

TRIMMED_FROM = 6
"""From this many readings on, the highest and the lowest are left out."""

AGE_MAX = timedelta(minutes=30)


class BackgroundAverage:
    """The latest readings of one kind of radiation, each of one second, all panels summed."""

    def __init__(self, readings_max: int = READINGS_MAX) -> None:
        self._readings: deque[tuple[datetime, int]] = deque(maxlen=readings_max)

    def add(self, counts: int, heard_at: datetime) -> None:
        """Take one reading."""
        self._readings.append((heard_at, counts))

    @property
    def latest(self) -> int | None:
        """The latest reading, which is the one that a monitor itself compares with."""
        return self._readings[-1][1] if self._readings else None

    def average_cps(self, now: datetime) -> tuple[float | None, int]:
        """The average rate and the number of readings behind it; None and 0 if none is fresh."""
        counts = sorted(count for heard_at, count in self._readings if now - heard_at <= AGE_MAX)
        if not counts:
            return None, 0
        kept = counts[1:-1] if len(counts) >= TRIMMED_FROM else counts
        return sum(kept) / len(kept), len(kept)
