"""Whether a lane protects anybody: what its portal says of itself, and what its counts betray.

Thresholds are our design choices on simulated lanes; a site with real logs should set its own.
"""

import math
from collections import deque
from datetime import datetime
from statistics import fmean

from app.domain.lane_trouble import Trouble, TroubleKind
from app.domain.occupancy import Occupancy, OccupancyEnd, PortalFault
from devices.radiation.line_codec import Frame, Tag

NOT_PROTECTING = "this lane is not protecting you"
STUCK_READINGS = 8
"""This many equal backgrounds in a row are no coincidence: a panel counts hundreds a second."""

DEAD_READINGS = 3
COMPARED_READINGS = 12
REFERENCE_READINGS = 720
"""An hour: what the latest minute is compared with."""

DRIFT_MAX = 0.35
"""Rain and radon add a fifth. More than a third more or less is no weather."""

IMBALANCE_MAX = 0.2
"""A panel's share of the counts may differ by this part of itself from what it was."""

WITHOUT_END_MAX = 3
CLOCK_DOUBT_S = 3600.0
"""How long a jump of the clock is said."""

CLOCK_JUMP_S = 60.0
"""A clock that steps so far between two lines, forwards or back, dates passages wrongly."""

GAMMA_BACKGROUNDS = (Tag.GAMMA_BACKGROUND, Tag.GAMMA_HIGH, Tag.GAMMA_LOW)
WORDS = {
    TroubleKind.PANEL_DEAD: "panel {detail} counts nothing",
    TroubleKind.STUCK: "the counts never change",
    TroubleKind.DRIFT: "background drifted by {detail} %",
    TroubleKind.IMBALANCE: "panel {detail} counts out of proportion",
    TroubleKind.NO_END: "{detail} passages in a row ended without GX",
    TroubleKind.CLOCK: "the clock jumped by {detail} s",
    TroubleKind.MISSED: "{detail} occupancies never arrived here",
}
Counts = tuple[int, ...]


class LaneHealth:
    """Watches the lines of one lane."""

    def __init__(self, panel_names: tuple[str, ...]) -> None:
        self._names = panel_names
        self._gamma: deque[Counts] = deque(maxlen=COMPARED_READINGS)
        self._reference: deque[Counts] = deque(maxlen=REFERENCE_READINGS)
        self._faults: frozenset[PortalFault] = frozenset()
        self._missed = 0
        self._without_end = 0
        self._jump_s = 0.0
        self._jumped_at_s = 0.0
        self._heard: tuple[datetime, float] | None = None

    def note_line(self, frame: Frame) -> None:
        """Take a line; only gamma backgrounds matter."""
        if frame.tag not in GAMMA_BACKGROUNDS:
            return
        if len(self._gamma) == COMPARED_READINGS:
            self._reference.append(self._gamma[0])
        self._gamma.append(frame.counts)

    def note_time(self, now: datetime, monotonic_s: float) -> None:
        """A line came. The wall clock and the steady one must have gone on by the same."""
        if self._heard is not None:
            at, at_s = self._heard
            jump_s = (now - at).total_seconds() - (monotonic_s - at_s)
            if abs(jump_s) > CLOCK_JUMP_S:
                self._jump_s, self._jumped_at_s = jump_s, monotonic_s
            elif monotonic_s - self._jumped_at_s > CLOCK_DOUBT_S:
                self._jump_s = 0.0
        self._heard = now, monotonic_s

    def note_faults(self, faults: frozenset[PortalFault]) -> bool:
        """The faults that the portal reports now. Answers whether one of them is new."""
        new = bool(faults - self._faults)
        self._faults = faults
        return new

    def note_missed(self, count: int) -> None:
        """The portal counted occupancies that never arrived here."""
        self._missed += count

    def note_occupancy(self, occupancy: Occupancy) -> None:
        """A passage ended. One that the link cut says nothing of the portal."""
        if occupancy.ended is OccupancyEnd.GX:
            self._without_end = 0
        elif occupancy.ended is not OccupancyEnd.LINK_LOST:
            self._without_end += 1

    def troubles(self) -> tuple[Trouble, ...]:
        """What is wrong, the worst first."""
        found = [Trouble(TroubleKind(fault.value)) for fault in sorted(self._faults)]
        dead = self._dead_panels()
        found += [Trouble(TroubleKind.PANEL_DEAD, name) for name in dead]
        latest = list(self._gamma)[-STUCK_READINGS:]
        if len(latest) == STUCK_READINGS and len(set(latest)) == 1:
            found.append(Trouble(TroubleKind.STUCK))
        elif not dead:
            found += self._changes()
        if self._without_end >= WITHOUT_END_MAX:
            found.append(Trouble(TroubleKind.NO_END, str(self._without_end)))
        if self._jump_s:
            found.append(Trouble(TroubleKind.CLOCK, f"{self._jump_s:+.0f}"))
        if self._missed:
            found.append(Trouble(TroubleKind.MISSED, str(self._missed)))
        return tuple(found)

    def complaint(self) -> str:
        """What is wrong, in English for the log; empty if nothing is."""
        return complaint_of(self.troubles())

    def _dead_panels(self) -> list[str]:
        latest = list(self._gamma)[-DEAD_READINGS:]
        if len(latest) < DEAD_READINGS:
            return []
        by_panel = zip(self._names, zip(*latest, strict=True), strict=True)
        return [name for name, counts in by_panel if not any(counts)]

    def _changes(self) -> list[Trouble]:
        """How the latest minute differs from the hour before it, where both are known."""
        if len(self._gamma) < COMPARED_READINGS or len(self._reference) < COMPARED_READINGS:
            return []
        now, before = _means(self._gamma), _means(self._reference)
        if not sum(before) or not sum(now):
            return []
        drift = sum(now) / sum(before) - 1
        found = (
            [Trouble(TroubleKind.DRIFT, f"{100 * drift:+.0f}")] if abs(drift) > DRIFT_MAX else []
        )
        for name, share, was in zip(self._names, _shares(now), _shares(before), strict=True):
            noise = 4 / math.sqrt(max(was * sum(now) * COMPARED_READINGS, 1.0))
            if was and abs(share / was - 1) > max(IMBALANCE_MAX, noise):
                found.append(Trouble(TroubleKind.IMBALANCE, name))
        return found


def complaint_of(troubles: tuple[Trouble, ...]) -> str:
    """Troubles as one English sentence; empty if there are none."""
    words = [
        WORDS.get(trouble.kind, trouble.kind.value).format(detail=trouble.detail)
        for trouble in troubles
    ]
    if any(trouble.blinds for trouble in troubles):
        return f"{NOT_PROTECTING}: {', '.join(words)}"
    return ", ".join(words)


def _means(readings: deque[Counts]) -> list[float]:
    return [fmean(panel) for panel in zip(*readings, strict=True)]


def _shares(means: list[float]) -> list[float]:
    return [mean / sum(means) for mean in means]
