"""What somebody at the centre must see: counted, and one line of JSON each on stderr.

Lines name stations, numbers and reasons; never a person, a plate or a key.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable

from app.domain.identifiers import StationId
from app.wire.messages import Refusal


def to_stderr(line: str) -> None:
    """Write one line."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


class Alarms:
    """Counts refusals, and tells of forks and quarantined events."""

    def __init__(self, write: Callable[[str], None] = to_stderr) -> None:
        self._write = write
        self.refused: Counter[Refusal] = Counter()

    def refusal(self, refusal: Refusal) -> None:
        """A request was refused. It is only counted: whoever knocks must not fill the log."""
        self.refused[refusal] += 1

    def fork(self, station: StationId, epoch: int, seq: int) -> None:
        """Two histories of one station."""
        self._tell("fork", station=station, epoch=epoch, seq=seq)

    def quarantined(self, station: StationId, epoch: int, seq: int, reason: str) -> None:
        """An event that cannot be believed."""
        self._tell("quarantined", station=station, epoch=epoch, seq=seq, reason=reason)

    def _tell(self, alarm: str, **what: str | int) -> None:
        self._write(json.dumps({"alarm": alarm, **what}))
