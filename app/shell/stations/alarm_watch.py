"""When an alarm last came up on a screen, in the machine's seconds."""

from collections.abc import Callable
from datetime import datetime

from app.clearance.findings import findings
from app.domain.case import Case
from app.domain.finding import FindingKind
from app.shell.stations.primary_view import is_shown_at_once


class AlarmWatch:
    """Notes which alarms nobody has seen, and when the newest of them appeared.

    A key on its way when an alarm appears was not meant for it, and a hand is no faster when the
    demonstration's clock is: `reaction_s` is not that clock.
    """

    def __init__(self, reaction_s: Callable[[], float]) -> None:
        self._reaction_s = reaction_s
        self._appeared_s: float | None = None
        self._case: Case | None = None
        self.unseen: frozenset[FindingKind] = frozenset()

    @property
    def since_s(self) -> float | None:
        """Seconds since an alarm last appeared, None where none has."""
        return None if self._appeared_s is None else self._reaction_s() - self._appeared_s

    def note(self, case: Case | None, now: datetime) -> None:
        """This case is on the screen now."""
        if (case.case_id if case else None) != (self._case.case_id if self._case else None):
            self._appeared_s, self.unseen = None, frozenset()
        self._case = case
        found = findings(case, now=now) if case else ()
        seen = case.acknowledged if case else frozenset()
        unseen = frozenset(item.kind for item in found if is_shown_at_once(item, seen))
        if unseen - self.unseen:
            self._appeared_s = self._reaction_s()
        self.unseen = unseen
