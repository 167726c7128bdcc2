"""The presenter of PRIMARY: the vehicle at the booth, one key, the next vehicle."""

from dataclasses import replace
from datetime import datetime

from app.clearance.findings import findings
from app.clearance.release import locks
from app.domain.case import Case
from app.domain.decision import Disposition, Reason, Stage
from app.domain.finding import Lock
from app.domain.identifiers import CaseId, EventRef
from app.domain.occupancy import PortalReading
from app.ports import WorldError
from app.shell.acts import Acts, Station
from app.shell.board import Board
from app.shell.stations.alarm_watch import AlarmWatch
from app.shell.stations.primary_view import (
    PrimaryLook,
    is_shown_at_once,
    primary_view,
    undo_left_s,
)
from app.workflow.desk import Acting, Intent, shown_hash
from widgets.primary.screen import PrimaryScreen
from widgets.primary.state import PrimaryView

UNDONE = "undone at the booth"


class PrimaryPresenter:
    """Joins the screen to the recorded cases. Lives on the GUI thread."""

    def __init__(self, screen: PrimaryScreen, station: Station, board: Board, acts: Acts) -> None:
        self._screen = screen
        self._station = station
        self._board = board
        self._acts = acts
        self._acting: Acting | None = None
        self._look = PrimaryLook()
        self._shown_since: datetime | None = None
        self._alarms = AlarmWatch(station.reaction_s)
        self._deciding = False
        self._viewed: CaseId | None = None
        self._view: PrimaryView | None = None
        screen.decision_requested.connect(self.decide)
        screen.occupant_selected.connect(self._select)
        screen.acknowledge_requested.connect(self.acknowledge)
        screen.undo_requested.connect(self.undo)

    @property
    def view(self) -> PrimaryView | None:
        """What the screen shows."""
        return self._view

    @property
    def unacknowledged(self) -> int:
        """How many alarms of the vehicle at the booth nobody has acknowledged."""
        return len(self._alarms.unseen)

    def sign_in(self, acting: Acting | None) -> None:
        """An officer sits down, or leaves."""
        self._acting = acting
        self._viewed = None
        self.refresh()

    def reading(self, reading: PortalReading) -> None:
        """A portal count was heard."""
        self._screen.add_reading(reading)
        if reading.occupied != self._look.occupied:
            self._look = replace(self._look, occupied=reading.occupied)
            self.refresh()

    def refresh(self) -> None:
        """Show the first vehicle that waits; it stays until it is decided."""
        now = self._station.clock.now()
        waiting = self._board.at_primary()
        case = waiting[0] if waiting else None
        before = self._look.case.case_id if self._look.case else None
        if (case.case_id if case else None) != before:
            self._look = replace(self._look, selected=0)
            self._shown_since = now if case else None
        self._look = replace(self._look, case=case)
        self._alarms.note(case, now)
        if case is not None:
            self._log_view(case)
        self._view = primary_view(self._board, self._station.place, now, self._look, self._locks)
        self._screen.show_view(self._view)

    def decide(self, disposition: Disposition, reason: Reason | None) -> None:
        """Record the officer's decision on the vehicle at the booth."""
        case = self._look.case
        if case is None or self._acting is None or self._deciding:
            return
        if self._locks(case, disposition):
            self.refresh()
            return
        intent = Intent(
            case_id=case.case_id,
            stage=Stage.PRIMARY,
            disposition=disposition,
            reason=reason,
            shown_sha256=shown_hash(case),
            shown_since=self._shown_since or self._station.clock.now(),
            supersedes=self._held(case),
            correction_reason="held in lane, now decided" if self._held(case) else "",
        )
        self._start(intent)

    def undo(self) -> None:
        """Take the last release back: a correcting event that holds the vehicle in the lane."""
        decided = self._board.decided_here(Stage.PRIMARY, 1)
        if not decided or self._acting is None or self._deciding:
            return
        case = decided[0]
        made = case.standing(Stage.PRIMARY)
        if made is None or undo_left_s(case, self._station.clock.now()) <= 0:
            return
        intent = Intent(
            case_id=case.case_id,
            stage=Stage.PRIMARY,
            disposition=Disposition.HOLD,
            reason=Reason.JUDGEMENT,
            shown_sha256=shown_hash(case),
            shown_since=self._station.clock.now(),
            supersedes=made.ref,
            correction_reason=UNDONE,
        )
        self._start(intent)

    def acknowledge(self) -> None:
        """The officer has seen the worst alarm that nobody has acknowledged."""
        case = self._look.case
        if case is None or self._acting is None:
            return
        for finding in findings(case, now=self._station.clock.now()):
            if is_shown_at_once(finding, case.acknowledged):
                self._acts.acknowledge(case.case_id, finding.kind, self._acting)
                return

    def _start(self, intent: Intent) -> None:
        assert self._acting is not None  # noqa: S101 - both callers have looked
        self._deciding = True
        self._acts.decide(intent, self._acting, done=self._decided, failed=self._failed)

    def _locks(self, case: Case | None, disposition: Disposition) -> tuple[Lock, ...]:
        now = self._station.clock.now()
        since = self._shown_since
        return locks(
            case,
            Stage.PRIMARY,
            disposition,
            officer=self._acting.officer if self._acting else None,
            role=self._acting.role if self._acting else None,
            place=self._station.place,
            now=now,
            on_screen_s=(now - since).total_seconds() if since else 0.0,
            since_alarm_s=self._alarms.since_s,
            correcting=case is not None and self._held(case) is not None,
        )

    def _held(self, case: Case) -> EventRef | None:
        """The hold that a decision on this case now supersedes."""
        made = case.standing(Stage.PRIMARY)
        return made.ref if made is not None else None

    def _log_view(self, case: Case) -> None:
        has_people = case.notice is not None and bool(case.notice.occupants)
        if self._acting is None or not has_people or self._viewed == case.case_id:
            return
        self._viewed = case.case_id
        self._acts.viewed(case.case_id, self._acting, "primary inspection")

    def _select(self, index: int) -> None:
        self._look = replace(self._look, selected=index)
        self.refresh()

    def _decided(self, _ref: EventRef) -> None:
        self._deciding = False
        self.refresh()

    def _failed(self, error: WorldError) -> None:
        self._deciding = False
        self._acts.refused(error)
        self.refresh()
