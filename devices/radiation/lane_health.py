"""Whether a lane protects anybody: what its portal says of itself, and what its counts betray."""

from collections import deque

from app.domain.occupancy import PortalFault
from devices.radiation.line_codec import Frame, Tag

NOT_PROTECTING = "this lane is not protecting you"
STUCK_READINGS = 8
"""This many equal backgrounds in a row are no coincidence: a panel counts hundreds a second."""

DEAD_READINGS = 3
GAMMA_BACKGROUNDS = (Tag.GAMMA_BACKGROUND, Tag.GAMMA_HIGH, Tag.GAMMA_LOW)


class LaneHealth:
    """Watches the background lines of one lane."""

    def __init__(self, panel_names: tuple[str, ...]) -> None:
        self._names = panel_names
        self._gamma: deque[tuple[int, ...]] = deque(maxlen=STUCK_READINGS)
        self._faults: frozenset[PortalFault] = frozenset()
        self._missed = 0

    def note_line(self, frame: Frame) -> None:
        """Take a line; only gamma backgrounds matter."""
        if frame.tag in GAMMA_BACKGROUNDS:
            self._gamma.append(frame.counts)

    def note_faults(self, faults: frozenset[PortalFault]) -> bool:
        """The faults that the portal reports now. Answers whether one of them is new."""
        new = bool(faults - self._faults)
        self._faults = faults
        return new

    def note_missed(self, count: int) -> None:
        """The portal counted occupancies that never arrived here."""
        self._missed += count

    def complaint(self) -> str:
        """What is wrong, in words; empty if nothing is."""
        wrong = [fault.value for fault in sorted(self._faults)]
        wrong += [f"panel {name} counts nothing" for name in self._dead_panels()]
        if len(self._gamma) == STUCK_READINGS and len(set(self._gamma)) == 1:
            wrong.append("the counts never change")
        if wrong:
            return f"{NOT_PROTECTING}: {', '.join(wrong)}"
        if self._missed:
            return f"{self._missed} occupancies never arrived here"
        return ""

    def _dead_panels(self) -> list[str]:
        latest = list(self._gamma)[-DEAD_READINGS:]
        if len(latest) < DEAD_READINGS:
            return []
        by_panel = zip(self._names, zip(*latest, strict=True), strict=True)
        return [name for name, counts in by_panel if not any(counts)]
