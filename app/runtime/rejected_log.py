"""Damaged lines in the program's log, where whoever mends a cable looks; never too many."""

import logging
import math

from app.ports import Clock

LOGGED_PER_MINUTE_MAX = 30
MINUTE_S = 60.0
_log = logging.getLogger(__name__)


class RejectedLog:
    """Writes the rejected lines of one device, and says how many it left out of a minute."""

    def __init__(self, device: str, clock: Clock) -> None:
        self._device = device
        self._clock = clock
        self._minute_began_s = -math.inf
        self._seen = 0

    def note(self, line: bytes, reason: str) -> None:
        """A line was rejected. `line` may hold any bytes; the log holds it in ASCII."""
        now_s = self._clock.monotonic_s()
        if now_s - self._minute_began_s >= MINUTE_S:
            if (left_out := self._seen - LOGGED_PER_MINUTE_MAX) > 0:
                _log.warning("%s: %d more lines were rejected", self._device, left_out)
            self._minute_began_s, self._seen = now_s, 0
        self._seen += 1
        if self._seen <= LOGGED_PER_MINUTE_MAX:
            _log.warning("%s: rejected a line (%s): %r", self._device, reason, line)
