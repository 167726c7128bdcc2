"""How long to wait before the next attempt."""

from random import Random

FIRST_S = 0.5
CEILING_S = 30.0


class Backoff:
    """Doubles from `FIRST_S` to `CEILING_S`, shortened at random by up to a half.

    The jitter keeps the stations of a port from returning all at once after an outage.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        self._failures = 0

    def succeeded(self) -> None:
        """Start again from the shortest wait."""
        self._failures = 0

    def failed(self) -> float:
        """Seconds to wait after one more failure."""
        self._failures += 1
        doublings = min(self._failures - 1, 32)
        return self._jittered(min(FIRST_S * 2.0**doublings, CEILING_S))

    def refused(self) -> float:
        """Seconds to wait after an answer that another attempt will hardly change."""
        self._failures += 1
        return self._jittered(CEILING_S)

    def _jittered(self, wait_s: float) -> float:
        return wait_s * self._random.uniform(0.5, 1.0)
