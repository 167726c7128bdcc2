"""Plays a whole shift without a person, and says whether every decision arrived."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from app.demo.display import VirtualDisplay
from app.demo.parts import Parts
from app.demo.processes import Child, DemoError
from app.demo.records import decisions_at_centre, decisions_of, events_of, verify
from app.demo.site_files import write_json
from app.demo.summary import as_document, compare, count, count_reviews

OUTAGE_AT = 0.35
"""The centre fails once this part of the vehicles is decided."""

OUTAGE_DECISIONS = 6
"""It comes back once so many more decisions were made without it, fewer in a short shift."""

SHIFT_TIMEOUT_S = 900.0
DRAIN_TIMEOUT_S = 300.0
POLL_S = 0.1
SCREEN_PX = (1920, 1080)

Say = Callable[[str], None]


@dataclass(slots=True)
class Outage:
    """The failure of the central service in the middle of the shift."""

    decisions: int
    began_at: int | None = None
    ended_at: int | None = None

    @property
    def was_survived(self) -> bool:
        """Whether decisions were made without the centre, and the centre came back."""
        if self.began_at is None or self.ended_at is None:
            return False
        return self.ended_at - self.began_at >= self.decisions


def play_shift(folder: Path, say: Say, *, vehicles: int, seed: int, rate: float) -> dict[str, Any]:
    """Play a shift in `folder` and return the summary. Raises DemoError if a part fails."""
    started_s = time.monotonic()
    outage = Outage(decisions=max(1, min(OUTAGE_DECISIONS, vehicles // 3)))
    with ExitStack() as closing:
        display = closing.enter_context(VirtualDisplay(*SCREEN_PX))
        parts = Parts(folder, vehicles=vehicles, seed=seed, rate=rate, anchor=datetime.now(UTC))
        closing.callback(parts.stop)
        say("central service and lane emulator")
        parts.start()
        shots = folder / "screenshots"
        lane = parts.station("lane-3", "primary", shots)
        bay = parts.station("bay-2", "secondary", shots)
        say("two stations: the booth on a virtual display, the bay beside it")
        bay.start(extra_env={"QT_QPA_PLATFORM": "offscreen"})
        lane.start(extra_env={"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"})
        bay.wait_ready()
        lane.wait_ready()
        _Watch(parts, lane, bay, outage, say).until_done()
        lane.stop()
        bay.stop()
        at_centre = list(decisions_at_centre(parts.url, parts.auditor_token))
    stations = [folder / "lane-3", folder / "bay-2"]
    events = tuple(chain.from_iterable(events_of(station) for station in stations))
    counts, reviews = count(events), count_reviews(events)
    delivery = compare(
        chain.from_iterable(decisions_of(station) for station in stations), at_centre
    )
    reports = {station.name: verify(station) for station in stations}
    is_verified = all(report.get("whole") for report in reports.values())
    summary = {
        "simulated": True,
        "vehicles": vehicles,
        **as_document(counts, reviews, delivery),
        "outage_survived": outage.was_survived,
        "journal_verified": is_verified,
        "journals": reports,
        "rate": rate,
        "seed": seed,
        "seconds": round(time.monotonic() - started_s, 1),
        "screenshots": sorted(path.name for path in shots.glob("*.png")),
        "passed": delivery.is_exact
        and outage.was_survived
        and is_verified
        and reviews.waiting == 0
        and counts.occupancies == parts.occupancies_played,
    }
    write_json(folder / "summary.json", summary)
    return summary


class _Watch:
    """Follows the stations' reports, fails the centre in the middle and waits for the end."""

    def __init__(self, parts: Parts, lane: Child, bay: Child, outage: Outage, say: Say) -> None:
        self._parts = parts
        self._lane = lane
        self._bay = bay
        self._outage = outage
        self._say = say
        self._reports: dict[str, dict[str, Any]] = {}

    def until_done(self) -> None:
        """Return once every vehicle is decided and nothing is owed to the centre."""
        deadline = time.monotonic() + SHIFT_TIMEOUT_S
        emptied_at: float | None = None
        while time.monotonic() < deadline:
            self._look()
            if not self._parts.lane_is_playing():
                emptied_at = emptied_at or time.monotonic()
                if self._is_drained():
                    return
                if time.monotonic() - emptied_at > DRAIN_TIMEOUT_S:
                    break
            time.sleep(POLL_S)
        raise DemoError(f"the shift did not come to its end: {self._reports}")

    def _look(self) -> None:
        for child in (self._lane, self._bay):
            if not child.is_running():
                raise DemoError(f"station {child.name} ended in the middle of the shift")
            for report in child.lines():
                if "decided" in report:
                    self._reports[child.name] = report
        decided = self._reports.get(self._lane.name, {}).get("decided", 0)
        outage = self._outage
        if outage.began_at is None:
            if decided >= OUTAGE_AT * self._parts.vehicles:
                self._say(f"{decided} decided: the central service fails")
                outage.began_at = decided
                self._parts.fail_centre()
        elif outage.ended_at is None and decided - outage.began_at >= outage.decisions:
            self._say(f"{decided} decided: the central service is back")
            outage.ended_at = decided
            self._parts.restart_centre()

    def _is_drained(self) -> bool:
        lane, bay = (self._reports.get(child.name) for child in (self._lane, self._bay))
        if lane is None or bay is None or self._outage.ended_at is None:
            return False
        waiting = lane["at_primary"] + lane["at_secondary"] + bay["at_secondary"]
        waiting += lane["in_review"] + bay["in_review"]
        return bool(waiting == 0 and lane["to_send"] == 0 and bay["to_send"] == 0)
