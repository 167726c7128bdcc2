"""The emulated lane's time: it runs `rate` times as fast as the machine's."""

import asyncio
import time
from datetime import datetime, timedelta

RATE_MAX = 200.0


class SimClock:
    """Seconds and moments of the emulated lane, counted from when the clock was made."""

    def __init__(self, start: datetime, rate: float) -> None:
        if not 0 < rate <= RATE_MAX:
            raise ValueError(f"a rate lies above 0 and at most {RATE_MAX:g}")
        self._start = start
        self._rate = rate
        self._origin_s = time.monotonic()

    @property
    def elapsed_s(self) -> float:
        """Simulated seconds since the start."""
        return (time.monotonic() - self._origin_s) * self._rate

    def now(self) -> datetime:
        """The simulated moment."""
        return self._start + timedelta(seconds=self.elapsed_s)

    async def sleep_until(self, due_s: float) -> None:
        """Wait for a simulated second; return at once if it is past."""
        await asyncio.sleep(max(due_s - self.elapsed_s, 0.0) / self._rate)
