"""Whether a line that can be read can be true: the only protection against a digit that changed.

The protocol has no check. What it repeats is little: a speed stands in an SP line three times over,
four panels count the same sky, backgrounds follow each other, and an occupancy counter goes on by
one. A line that contradicts these by more than chance allows is `suspect`: it is kept and used,
counted and shown, because it may as well be a strong source.
"""

import math
from collections import deque
from enum import StrEnum

from devices.radiation.line_codec import Frame, Tag

SIGMA_MAX = 7.0
"""Chance exceeds it once in 10**11 lines; weather and panel gains need the rest."""

SYSTEMATIC = 0.1
"""Panels of one pillar share a signal only roughly, and vehicles change it between two lines."""

BEAMS_M = 0.3048
SPEED_TOLERANCE = 0.03
REMEMBERED = 5
COUNTER_STEP_MAX = 100
BACKGROUNDS = (Tag.GAMMA_BACKGROUND, Tag.NEUTRON_BACKGROUND)
SCANS = {
    Tag.GAMMA_SCAN: "gamma",
    Tag.GAMMA_ALARM: "gamma",
    Tag.NEUTRON_SCAN: "neutron",
    Tag.NEUTRON_ALARM: "neutron",
}
FIXED = {Tag.TAMPER: (0,) * 4, Tag.TAMPER_CLEARED: (111_111,) * 4}


class Suspicion(StrEnum):
    """What a line contradicts."""

    SPEED_AND_TIME = "speed-and-time"
    FIXED_FIELD = "fixed-field"
    COUNTER = "counter"
    JUMP = "jump"
    PANELS_DISAGREE = "panels-disagree"


class Plausibility:
    """Compares each line of one lane with those before it."""

    def __init__(self) -> None:
        self._kept: dict[str, deque[tuple[int, ...]]] = {}
        self._sequence: int | None = None

    def look(self, frame: Frame) -> Suspicion | None:
        """What the line contradicts, None if nothing. The line is remembered for those to come."""
        tag = frame.tag
        if tag is Tag.SPEED:
            return _speed(frame)
        if tag in FIXED:
            return None if frame.counts == FIXED[tag] else Suspicion.FIXED_FIELD
        if tag is Tag.END:
            self._kept = {key: kept for key, kept in self._kept.items() if key in BACKGROUNDS}
            return self._end(frame)
        key = SCANS.get(tag, tag.value if tag in BACKGROUNDS else "")
        if not key:
            return None
        kept = self._kept.setdefault(key, deque(maxlen=REMEMBERED))
        found = _jump(frame.counts, kept)
        kept.append(frame.counts)
        return found

    def _end(self, frame: Frame) -> Suspicion | None:
        before, self._sequence = self._sequence, frame.counts[0]
        if frame.counts[2:] != (0, 0):
            return Suspicion.FIXED_FIELD
        if before is None or 0 < frame.counts[0] - before <= COUNTER_STEP_MAX:
            return None
        return None if frame.counts[0] <= 1 else Suspicion.COUNTER


def _speed(frame: Frame) -> Suspicion | None:
    seconds, _, km_h, zeros = (float(value) for value in frame.values)
    if zeros:
        return Suspicion.FIXED_FIELD
    if not seconds or not km_h:
        return None
    apart_m = seconds * km_h / 3.6
    wrong = abs(apart_m / BEAMS_M - 1) > SPEED_TOLERANCE
    return Suspicion.SPEED_AND_TIME if wrong else None


def _jump(counts: tuple[int, ...], kept: deque[tuple[int, ...]]) -> Suspicion | None:
    """One panel alone steps away from its own past: a source is never seen by one panel alone."""
    if len(kept) < 2:
        return None
    steps = []
    for panel, count in enumerate(counts):
        past = sorted(before[panel] for before in kept)
        usual = past[len(past) // 2]
        noise = math.sqrt(max(usual, 1.0) * (1 + 1 / len(past)) + (SYSTEMATIC * usual) ** 2)
        steps.append((count - usual) / noise)
    far = [step for step in steps if abs(step) > SIGMA_MAX]
    if not far:
        return None
    others = sorted(abs(step) for step in steps)[:-1]
    return Suspicion.PANELS_DISAGREE if others[-1] < SIGMA_MAX / 2 else Suspicion.JUMP
