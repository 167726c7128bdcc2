"""The centre's time as this station knows it, whatever its own clock says."""

from datetime import UTC, datetime, timedelta

from app.ports import Clock

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


class CentreTime:
    """Learnt from the centre's signed answers; the station's own clock until the first of them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._anchor_ms: float | None = None

    def now_ms(self) -> int:
        """Milliseconds since 1970, as the centre would say."""
        if self._anchor_ms is None:
            return (self._clock.now() - _EPOCH) // _MS
        return int(self._anchor_ms + self._clock.monotonic_s() * 1000)

    def learn(self, time_ms: int) -> None:
        """Take over the time in an answer."""
        self._anchor_ms = time_ms - self._clock.monotonic_s() * 1000
