"""Hybrid logical clock (Kulkarni et al. 2014): orders events of several stations for display.

One integer: 48 bits of milliseconds since 1970 and a 16-bit counter. It never runs backwards when
the wall clock does, and it never serves as an identity.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from app.wire.errors import ClockError

COUNTER_BITS = 16
AHEAD_MS_MAX = 60_000
"""A remote clock further ahead than this is not believed: one wrong clock would move all others."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


class _TellsTime(Protocol):
    def now(self) -> datetime: ...


class Hlc:
    """The clock of one station. `last` is where an earlier life of the station had come to."""

    def __init__(self, clock: _TellsTime, last: int = 0) -> None:
        self._clock = clock
        self._last = last

    def tick(self) -> int:
        """The time of a new event: after every time given or observed before."""
        self._last = max(self._last + 1, _milliseconds_at(self._clock.now()) << COUNTER_BITS)
        return self._last

    def observe(self, remote: int) -> None:
        """Take note of another station's time. Raises ClockError if it lies too far ahead."""
        if remote > latest_believable(self._clock.now()):
            ahead_ms = milliseconds(remote) - _milliseconds_at(self._clock.now())
            raise ClockError(f"a clock is {ahead_ms / 1000:.0f} s ahead of this station's")
        self._last = max(self._last, remote)


def latest_believable(now: datetime) -> int:
    """The highest hybrid time of another station that is believed at `now`."""
    return (_milliseconds_at(now) + AHEAD_MS_MAX + 1 << COUNTER_BITS) - 1


def milliseconds(hlc: int) -> int:
    """Milliseconds since 1970 of a hybrid time."""
    return hlc >> COUNTER_BITS


def _milliseconds_at(moment: datetime) -> int:
    return (moment - _EPOCH) // _MS
