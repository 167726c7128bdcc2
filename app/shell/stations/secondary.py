"""The presenter of SECONDARY: work list, review of one case, reading and decision in two keys."""

from dataclasses import replace
from datetime import datetime

from app.domain.annotation import Annotation
from app.domain.case import Case
from app.domain.decision import Disposition
from app.domain.finding import Lock
from app.domain.identifiers import CaseId
from app.ports import WorldError
from app.shell.acts import Acts, Station
from app.shell.board import Board
from app.shell.stations.alarm_watch import AlarmWatch
from app.shell.stations.secondary_asides import Reveals, SecondaryAsides
from app.shell.stations.secondary_image import SecondaryImage
from app.shell.stations.secondary_page import as_seen, is_claimed_here, shift_of, work_rows
from app.shell.stations.secondary_readings import second_reader
from app.shell.stations.secondary_sight import ImageSight
from app.shell.stations.secondary_tools import SecondaryTools
from app.shell.stations.secondary_view import Look, case_view, intent_of, problem_of
from app.workflow.desk import Acting, Intent
from app.workflow.reading_act import act_locks
from app.workflow.review import Reviewed
from app.workflow.review_time import ReviewTime, hand_back_in_s
from app.workflow.updates import ImageFailed, ImageReady
from widgets.secondary.screen import SecondaryScreen
from widgets.secondary.state import CaseView, ImageStatus, Problem, SecondaryView


class SecondaryPresenter:
    """Joins the screen to the recorded cases. Lives on the GUI thread."""

    def __init__(
        self,
        screen: SecondaryScreen,
        station: Station,
        board: Board,
        acts: Acts,
    ) -> None:
        self.screen = screen
        self._station = station
        self._board = board
        self._acts = acts
        self._acting: Acting | None = None
        self._since: datetime | None = None
        self._case_id: CaseId | None = None
        self._look = Look()
        self._problem: Problem | None = None
        self._reveals = Reveals(acts.told_tests)
        self.asides = SecondaryAsides(screen, acts, self._in_hand)
        self._hand_back_in_s: int | None = None
        self._time = ReviewTime()
        self._sight = ImageSight(screen.image.view, station.clock)
        self._image = SecondaryImage(screen, acts, self._sight)
        look = (self._sight, self._image, self._in_hand, lambda: self._acting, self.refresh)
        self._tools = SecondaryTools(screen, acts, board, station, *look)
        self._alarms = AlarmWatch(station.reaction_s)
        self._view: SecondaryView | None = None
        screen.case_selected.connect(lambda case_id: self.select(CaseId(case_id)))
        screen.arm_requested.connect(self.arm)
        screen.commit_requested.connect(self.commit)
        screen.disarm_requested.connect(self.disarm)
        screen.note_changed.connect(self._note)
        screen.spectrum_selected.connect(self._spectrum)
        screen.reveal_closed.connect(self._close_reveal)
        screen.marks_changed.connect(self.set_marks)

    @property
    def case_id(self) -> CaseId | None:
        """The case on the screen."""
        return self._case_id

    @property
    def view(self) -> SecondaryView | None:
        """What the screen shows."""
        return self._view

    @property
    def shown_since(self) -> datetime | None:
        """When the case came on the screen."""
        return self._look.shown_since

    @property
    def image_is_ready(self) -> bool:
        """Whether the radiograph of the case is on the screen."""
        return self._image.status is ImageStatus.READY

    def sign_in(self, acting: Acting | None) -> None:
        """An officer sits down, or leaves."""
        if acting is None:
            self._hand_back()
            self._leave_reveal()
            self._reveals.close()  # it is that officer's own
        if acting is None or self._acting is None or acting.officer != self._acting.officer:
            self._time = ReviewTime()
        self._acting = acting
        self._since = self._station.clock.now() if acting else None
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        now = self._station.clock.now()
        case = self._case()
        self._alarms.note(case, now)
        if case and self._image.status is ImageStatus.AT_CENTRE and not self._board.is_offline:
            self._image.want(case)
        if case and self.image_is_ready:
            self._time = self._time.looked(now)
            ids = [row.case_id for row in self._view.work] if self._view else []
            self._image.prefetch_after(case.case_id, ids, self._board)
        self._tools.refresh()
        shown = case or (self._reveals.case if self._case_id is None else None)
        place = self._station.place
        shift, done = shift_of(
            self._board, self._acting, self._since, self._time, now, self._reveals.results
        )
        self._view = SecondaryView(
            work=work_rows(self._board, place, self._acting, now),
            case=self._case_view(shown, now) if shown else None,
            shift=shift,
            last_done=done,
            offline=self._board.is_offline,
            problem=self._problem,
            revealed=self._reveals.shown,
        )
        self.screen.show_view(self._view)

    def case_changed(self, case: Case) -> None:
        """A case was recorded to have changed."""
        if case.case_id == self._case_id:
            self._image.want(case)

    def select(self, case_id: CaseId) -> None:
        """Open a case: opening claims it, and the one before goes back if it is undecided."""
        case = self._board.case(case_id)
        if case is None or case_id == self._case_id or self._acting is None:
            return
        self._hand_back()
        self._leave_reveal()
        self._case_id = case_id
        self._look = Look(shown_since=self._station.clock.now())
        self._problem = None
        self._image.clear()
        if not (case.claim and case.claim.claimed):
            self._acts.claim(case_id, self._acting, claimed=True)
        if case.notice is not None and case.notice.occupants:
            self._acts.viewed(case_id, self._acting, "secondary inspection")
        self._image.want(case)
        self.refresh()

    def arm(self, disposition: Disposition) -> None:
        """Prepare a decision; Enter confirms it."""
        case = self._case()
        if case is None or self._locks(case, disposition):
            return
        self._sight.armed()
        self._look = replace(self._look, armed=disposition)
        self.refresh()

    def disarm(self) -> None:
        """Take the preparation back."""
        self._look = replace(self._look, armed=None)
        self.refresh()

    def commit(self) -> None:
        """Record the armed decision, and with it what the officer read in the image."""
        case, armed = self._case(), self._look.armed
        if case is None or armed is None or self._acting is None:
            return
        if self._locks(case, armed):  # something came up since the first key
            self.disarm()
            return
        intent = self._intent(case, armed)
        look = self._sight.logged_look()
        self._look = replace(self._look, armed=None)
        self._acts.review(intent, self._acting, look, done=self._decided, failed=self._failed)

    def set_marks(self, marks: tuple[Annotation, ...]) -> None:
        """The officer's marks in the image, as they are now."""
        self._sight.marks = marks
        self.refresh()

    def idle(self, idle_s: float) -> None:
        """Nobody has touched the station for so long: what is not worked on goes back."""
        self._hand_back_in_s = hand_back_in_s(idle_s) if self._case_id is not None else None
        if self._hand_back_in_s == 0:
            self._hand_back_in_s = None
            self._hand_back()
            self._clear()
            self.refresh()

    def image_came(self, update: ImageReady | ImageFailed) -> None:
        """A radiograph was decoded, or could not be decoded or fetched."""
        case = self._case()
        mine = case is not None and (case.case_id, case.image_id) == (
            update.case_id,
            update.image_id,
        )
        self._image.came(update, mine=mine, is_offline=self._board.is_offline)
        if case is not None and mine and isinstance(update, ImageReady):
            self._image.want(case)
        if self._tools.came(update) or mine:
            self.refresh()

    def _case(self) -> Case | None:
        """The case on the screen, without what its officer must not know."""
        return as_seen(self._board.case(self._case_id), self._acting)

    def _case_view(self, case: Case, now: datetime) -> CaseView:
        whole = self._board.case(case.case_id) or case
        review = self._tools.review(
            self._sight.state(self._hand_back_in_s),
            second_reader(whole, self._acting, self._sight.opaque_share),
        )
        badge = self._acting.officer.badge if self._acting else None
        look = replace(
            self._look,
            image=self._image.status,
            image_why=self._image.why,
            review=review,
            badge=badge,
        )
        return case_view(case, self._station.place, now, look, self._locks)

    def _intent(self, case: Case, disposition: Disposition) -> Intent:
        return intent_of(case, disposition, self._look, self._station.clock.now())

    def _locks(self, case: Case, disposition: Disposition) -> tuple[Lock, ...]:
        now = self._station.clock.now()
        return act_locks(
            case,
            self._intent(case, disposition),
            self._acting,
            self._sight.look(),
            place=self._station.place,
            now=now,
            since_alarm_s=self._alarms.since_s,
        )

    def _in_hand(self) -> tuple[Case, Acting] | None:
        case = self._case()
        return (case, self._acting) if case is not None and self._acting is not None else None

    def _close_reveal(self) -> None:
        self._leave_reveal()
        self._reveals.close()
        self.refresh()

    def _leave_reveal(self) -> None:
        """The pixels go that stood there so that it could be seen where the object lay."""
        if self._reveals.case is not None:
            self._reveals.leave()
            self._clear()

    def _note(self, text: str) -> None:
        self._look = replace(self._look, note=text)

    def _spectrum(self, index: int) -> None:
        self._look = replace(self._look, spectrum=index)
        self.refresh()

    def _decided(self, made: Reviewed) -> None:
        case = self._board.case(self._case_id)
        read_only = made.reading is not None and made.decision is None
        if made.revealed is not None and case is not None:
            self._reveals.tell(case, made.revealed)
            self._board.forget(case.case_id)  # it was no vehicle
            self._case_id, self._look = None, Look()  # its image stays until the news is closed
        elif case is not None and (read_only or not case.awaits_secondary):
            self._release_claim()
            self._clear()
        self._problem = None
        self.refresh()

    def _failed(self, error: WorldError) -> None:
        self._problem = problem_of(error, self._station.clock.now())
        self.refresh()

    def _clear(self) -> None:
        self._case_id = None
        self._look = Look()
        self._image.clear()

    def _hand_back(self) -> None:
        """Give the case back unread; how its image was looked at is kept."""
        look = self._sight.logged_look()
        if self._case_id is not None and self._acting and look and look.view_log:
            self._acts.keep_view_log(self._case_id, look, self._acting)
        self._release_claim()
        self._case_id = None

    def _release_claim(self) -> None:
        case = self._board.case(self._case_id)
        if case and self._acting and is_claimed_here(case, self._station.place):
            self._acts.claim(case.case_id, self._acting, claimed=False)
