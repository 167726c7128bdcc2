"""Hears a simulated day as a workstation would, and compares it with the truth."""

import tracemalloc
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from app.domain.occupancy import Occupancy
from devices.emulators.lane_day import CUT_S, LaneDay, stamped_line
from devices.radiation.assembler import Assembler, OccupanciesMissed
from devices.radiation.daily_log import LogReplay
from devices.radiation.line_codec import Frame, LineDecoder
from tests.builders import OPENED_AT

START = OPENED_AT.replace(hour=0, minute=0, second=0, microsecond=0)
TICK_S = 0.1
WARM_S = 3600.0
SLACK_S = 1.2
"""A lead of one second lies before the presence sensor; the log is stamped to the millisecond."""


@dataclass(slots=True)
class DayHeard:
    """What came of one day."""

    day: LaneDay
    occupancies: list[tuple[float, float]] = field(default_factory=list)
    missed: int = 0
    growth_bytes: int = 0

    def take(self, outputs: list[object]) -> None:
        for output in outputs:
            if isinstance(output, Occupancy):
                opened_s = (output.opened_at - START).total_seconds()
                self.occupancies.append((opened_s, (output.closed_at - START).total_seconds()))
            elif isinstance(output, OccupanciesMissed):
                self.missed += output.count

    def figures(self) -> dict[str, int]:
        """True passes, how many were found, and occupancies that hold more than one of them."""
        found: Counter[int] = Counter()
        merged = 0
        for opened_s, closed_s in self.occupancies:
            inside = [
                number
                for number, true in enumerate(self.day.truth)
                if opened_s <= true.left_s + SLACK_S and closed_s >= true.arrived_s - SLACK_S
            ]
            merged += len(inside) > 1
            found.update(inside)
        return {
            "true_passes": len(self.day.truth),
            "found": len(found),
            "merged": merged,
            "split_by_a_cut": sum(count > 1 for count in found.values()),
            "occupancies": len(self.occupancies),
            "missed_said": self.missed,
        }


def ticks_s(from_s: float, until_s: float) -> list[float]:
    """The ticks that matter while nothing comes: just after a doubt is over, and the last."""
    return [late_s for late_s in (from_s + 1.1, until_s - TICK_S) if from_s < late_s < until_s]


def hear_live(day: LaneDay, *, watch_memory: bool = False) -> DayHeard:
    """Line by line through decoder and assembler with the ticks between, links cut and renewed."""
    heard, decoder, assembler = DayHeard(day), LineDecoder(), Assembler("L")
    dead_until_s, now_s, base = 0.0, 0.0, 0
    if watch_memory:
        tracemalloc.start()
    for line in day.lines():
        for late_s in ticks_s(now_s, line.at_s):
            heard.take([*assembler.tick(START + timedelta(seconds=late_s))])
        now_s = line.at_s
        at = START + timedelta(seconds=now_s)
        if watch_memory and not base and now_s > WARM_S:
            base = tracemalloc.get_traced_memory()[0]
        if line.cut:
            heard.take([*assembler.link_lost(at)])
            decoder, dead_until_s = LineDecoder(), now_s + CUT_S
        if now_s < dead_until_s:
            continue
        for decoded in decoder.feed(line.line + b"\r\n"):
            assert isinstance(decoded, Frame)
            heard.take([*assembler.feed(decoded, at)])
    heard.take([*assembler.link_lost(START + timedelta(seconds=now_s))])
    if watch_memory:
        heard.growth_bytes = tracemalloc.get_traced_memory()[0] - base
        tracemalloc.stop()
    return heard


def hear_file(day: LaneDay, *, times: int) -> DayHeard:
    """The same day from a daily file with that many trailing times."""
    heard, replay = DayHeard(day), LogReplay("L", START.date())
    dead_until_s = 0.0
    for line in day.lines():
        if line.cut:
            dead_until_s = line.at_s + CUT_S
        if line.at_s >= dead_until_s:
            heard.take([*replay.feed(stamped_line(line, START, times=times))])
    heard.take([*replay.end()])
    return heard
