"""Reads a portal's lines from a file as the lane would have heard them.

A daily file holds one lane's lines of one local day, each with no, one or two times appended: local
time, then UTC. The day itself stands only in the name, ``<lane>_YYYY-MM-DD.csv``. A file without
times keeps the protocol's nominal pace.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from devices.radiation.assembler import Assembler, Output
from devices.radiation.line_codec import Frame, LineDecoder, Rejected, Rejection, Tag

SCAN_GAP_MAX = timedelta(seconds=3)
"""Scan lines come every 200 ms; after a longer pause the next vehicle has come and a GX is lost."""

JUMP_MAX_S = 600.0
"""A time further from the last one is believed only when the next line confirms it."""

CONFIRMED_WITHIN_S = 60.0
DAY_S = 86_400.0
QUARTER_S = 900
NO_DAY = date(1970, 1, 1)
PACE_S = {Tag.GAMMA_SCAN: 0.2, Tag.GAMMA_ALARM: 0.2, Tag.GAMMA_BACKGROUND: 5.0}

_NAME = re.compile(r"(?P<lane>.+)_(?P<day>\d{4}-\d{2}-\d{2})\.[^.]+")


def lane_and_day(name: str) -> tuple[str, date]:
    """The lane and day that a daily file's name states; its stem and 1970-01-01 if it does not."""
    match = _NAME.fullmatch(name)
    if match is not None:
        try:
            return match["lane"], date.fromisoformat(match["day"])
        except ValueError:
            pass
    return name.rsplit(".", 1)[0], NO_DAY


@dataclass(slots=True)
class LineTotals:
    """How many lines were read, and why some were not."""

    lines: int = 0
    rejected: Counter[Rejection] = field(default_factory=Counter)


class LogReplay:
    """Feeds a log to an assembler, with the log's own times."""

    def __init__(self, lane: str, day: date) -> None:
        self.totals = LineTotals()
        self._decoder = LineDecoder()
        self._assembler = Assembler(lane, scan_gap_max=SCAN_GAP_MAX)
        self._clock = LogClock(day)

    def feed(self, data: bytes) -> list[Output]:
        """Take the next bytes of the log and return what they complete."""
        return self._take(self._decoder.feed(data))

    def end(self) -> list[Output]:
        """The log is over; an occupancy that is still open ends with it."""
        outputs = self._take(self._decoder.end())
        return outputs + self._assembler.link_lost(self._clock.now)

    def _take(self, lines: list[Frame | Rejected]) -> list[Output]:
        outputs: list[Output] = []
        for line in lines:
            if isinstance(line, Rejected):
                self.totals.rejected[line.reason] += 1
            else:
                self.totals.lines += 1
                outputs += self._assembler.feed(line, self._clock.advance(line))
        return outputs


class LogClock:
    """The time at each line of a log. It runs over midnight, and not backwards.

    Where a line states two times it is paced by the second, which knows no summer time.
    """

    def __init__(self, day: date) -> None:
        self._midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        self._elapsed_s = 0.0
        self._last_s: float | None = None
        self._doubted_s: float | None = None
        self._zone: timezone | None = None

    @property
    def now(self) -> datetime:
        """The time at the latest line, in the log's own zone where it states one."""
        at = self._midnight + timedelta(seconds=self._elapsed_s)
        return at.replace(tzinfo=self._zone) if self._zone is not None else at

    def advance(self, frame: Frame) -> datetime:
        """Go on to `frame`."""
        if not frame.times_s:
            self._elapsed_s += PACE_S.get(frame.tag, 0.0)
        elif self._last_s is None:
            self._elapsed_s = max(frame.times_s[0], self._elapsed_s)
            self._last_s = frame.times_s[-1]
        else:
            self._go_to(frame.times_s[-1], self._last_s)
        if self._zone is None and len(frame.times_s) > 1:
            self._zone = _zone(frame.times_s[0] - frame.times_s[1])
        return self.now

    def _go_to(self, time_s: float, last_s: float) -> None:
        ahead_s = (time_s - last_s) % DAY_S
        doubted = self._doubted_s
        confirmed = doubted is not None and (time_s - doubted) % DAY_S <= CONFIRMED_WITHIN_S
        if ahead_s <= JUMP_MAX_S or confirmed:
            # More than half a day ahead is a clock that was set back: no time has passed.
            self._elapsed_s += ahead_s if ahead_s < DAY_S / 2 else 0.0
            self._last_s = time_s
            self._doubted_s = None
        else:
            self._doubted_s = time_s


def _zone(ahead_s: float) -> timezone:
    """The time zone whose local time is `ahead_s` before UTC's, to the quarter of an hour."""
    half_day_s = DAY_S / 2
    offset_s = (ahead_s + half_day_s) % DAY_S - half_day_s
    return timezone(timedelta(seconds=round(offset_s / QUARTER_S) * QUARTER_S))
