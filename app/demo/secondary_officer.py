"""The scripted officers of the bay: one at a time sits there, and another one reads second."""

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt

from app.demo.crew import Person, who_reads
from app.demo.officer import Moment, Officer
from app.domain.decision import Disposition, Stage
from app.domain.finding import LockKind, Priority
from app.domain.identifiers import Badge, CaseId
from app.shell.workstation import Workstation
from widgets.common.action_spec import ScreenId
from widgets.secondary.review_state import SecondStage
from widgets.secondary.state import CaseView, ImageStatus, SecondaryView

DWELL_S = 6.0
IMAGE_WAIT_S = 900.0
"""Longer than the outage: an image that is at the centre comes when the link is back."""

STALLED_S = 2.0
"""Seconds of the machine after which no key brings up more of an image."""

PASSING = frozenset({LockKind.JUST_ARRIVED, LockKind.DWELL})
"""Locks that open by themselves while the officer looks."""

READS_AFTER_OTHERS = {
    SecondStage.BLIND: "second-reader",
    SecondStage.ARBITRATION: "arbitration",
}


class SecondaryOfficer(Officer):
    """Takes cases one by one, looks at all of the image, acknowledges, and decides.

    Where a colleague has to read an image, too, the officer signs out and the colleague sits down,
    who sees no more of the first reading than the screen shows.
    """

    def __init__(self, workstation: Workstation, crew: Sequence[Person], moment: Moment) -> None:
        super().__init__(workstation, crew[0], moment)
        self._crew = tuple(crew)
        self._has_read: set[tuple[Badge, CaseId]] = set()
        self._looked: tuple[CaseId, float] | None = None
        self._looked_at_s = 0.0

    def work(self) -> None:
        """Look at the case on the screen, or take the next one."""
        if self.workstation.window.screen_id is ScreenId.PRIMARY:
            self.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)  # a supervisor's home
            return
        presenter = self.workstation.secondary
        if presenter is None or (view := presenter.view) is None:
            return
        if (case := view.case) is None:
            self._between_cases(view)
        elif self._is_ready():
            self._review(case)

    def _review(self, case: CaseView) -> None:
        if any(row.is_open_alarm for row in case.findings if row.finding.priority <= Priority.P2):
            self.press(Qt.Key.Key_F10)
            return
        locks = {lock.kind for lock in case.key(Disposition.RELEASE).locks}
        if LockKind.COVERAGE in locks and self._sees_more(case):
            return
        if self.moment(f"secondary-{self._name(case)}"):
            return
        if case.armed is not None:
            if not self.moment("secondary-armed"):
                self._has_read.add((self.person.badge, case.case_id))
                self.press(Qt.Key.Key_Return)
                self.notebook.decided += 1
            return
        if locks and locks <= PASSING and case.image.status is not ImageStatus.FAILED:
            return
        self.press(Qt.Key.Key_F5 if locks else Qt.Key.Key_F9)

    def _sees_more(self, case: CaseView) -> bool:
        """Go to the next part that was not seen, once the screen has counted the one before."""
        now_s, looked = time.monotonic(), (case.case_id, case.review.look.seen_share)
        if looked != self._looked:
            self._looked, self._looked_at_s = looked, now_s
            self.press(Qt.Key.Key_U)
        return now_s - self._looked_at_s < STALLED_S

    def _between_cases(self, view: SecondaryView) -> None:
        if self._looks_at_status():
            return
        if any((self.person.badge, row.case_id) not in self._has_read for row in view.work):
            self.press(Qt.Key.Key_J)
            return
        if view.last_done is not None and self.moment("secondary-empty"):
            return
        colleague = who_reads(self._crew, self.workstation.board.in_review())
        if colleague is not None and colleague != self.person:
            self.person = colleague
            leave = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            self.press(Qt.Key.Key_Q, leave)

    def _is_ready(self) -> bool:
        presenter = self.workstation.secondary
        case = self.workstation.board.case(presenter.case_id) if presenter else None
        if presenter is None or case is None or (since := presenter.shown_since) is None:
            return False
        looked_s = (self.workstation.station.clock.now() - since).total_seconds()
        failed = presenter.view is not None and _has_failed(presenter.view)
        has_image = presenter.image_is_ready or failed or looked_s > IMAGE_WAIT_S
        return looked_s > DWELL_S and (has_image or not case.radiographs)

    def _name(self, shown: CaseView) -> str:
        if (name := READS_AFTER_OTHERS.get(shown.review.second.stage)) is not None:
            return name
        case = self.workstation.board.case(shown.case_id)
        if case is not None and case.spectra:
            return "spectrum"
        made = case.standing(Stage.PRIMARY) if case else None
        return str(made.decision.reason) if made else "case"


def _has_failed(view: SecondaryView) -> bool:
    return view.case is not None and view.case.image.status is ImageStatus.FAILED
