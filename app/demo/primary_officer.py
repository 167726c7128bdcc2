"""The scripted officer at the booth."""

from PySide6.QtCore import Qt

from app.demo.crew import Person
from app.demo.officer import Moment, Officer
from app.domain.case import Case
from app.domain.identifiers import CaseId
from app.shell.workstation import Workstation

SETTLE_S = 50.0
"""Seconds of the station's clock that an officer waits for what may still come."""


class PrimaryOfficer(Officer):
    """Decides each vehicle at the booth as soon as what is to be known is known."""

    def __init__(
        self, workstation: Workstation, person: Person, moment: Moment, *, undo_at: int
    ) -> None:
        super().__init__(workstation, person, moment)
        self._undo_at = undo_at
        self._pressed: tuple[CaseId, int] | None = None
        self._wants_back = False

    def work(self) -> None:
        """Look at the vehicle at the booth and decide."""
        presenter = self.workstation.primary
        if presenter is None or (view := presenter.view) is None:
            return
        if view.case is None and not self._wants_back and self._looks_at_status():
            return
        if self._wants_back and view.recent and view.recent[0].undo_left_s:
            self._take_back()
            return
        if self._show_moments():
            return
        case = view.case
        if case is None or not self._is_complete(case):
            return
        state = (case.case_id, len(case.decisions))
        if self._pressed == state:
            return
        if not view.release_locks:
            self._pressed = state
            self.press(Qt.Key.Key_F9)
            self._released()
        elif not view.refer_locks and view.suggested is not None:
            self._pressed = state
            self.press(Qt.Key.Key_F5)
            self.notebook.decided += 1

    def _released(self) -> None:
        self.notebook.decided += 1
        self._wants_back = self.notebook.decided == self._undo_at

    def _take_back(self) -> None:
        self._wants_back = False
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.notebook.undone += 1
        self.notebook.decided += 1

    def _is_complete(self, case: Case) -> bool:
        """Whether everything that comes by itself has come, or has had its time."""
        now = self.workstation.station.clock.now()
        waited_s = (now - case.opened_at).total_seconds() if case.opened_at else 0.0
        if case.occupancy is None:
            return waited_s > SETTLE_S * 2
        since_s = (now - case.occupancy.closed_at).total_seconds()
        judged = case.verdict is not None or bool(case.failures)
        expects_scan = case.notice is not None and case.notice.consignment is not None
        complete = judged and (bool(case.radiographs) or not expects_scan)
        return complete or since_s > SETTLE_S

    def _show_moments(self) -> bool:
        presenter = self.workstation.primary
        view = presenter.view if presenter else None
        if view is None:
            return False
        if view.case is None:
            return self.moment("primary-empty" if self.notebook.decided else "primary-first")
        if not self._is_complete(view.case):
            return False
        worst = view.worst
        if self.moment(f"primary-{worst.kind}" if worst else "primary-clean"):
            return True
        sync = self.workstation.board.sync
        is_offline = sync is not None and sync.last_good_at is not None and bool(sync.why)
        return is_offline and self.moment("primary-offline")
