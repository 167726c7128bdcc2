"""The presenter of SECONDARY: work list, review of one case, decision in two keys."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.clearance.release import locks
from app.domain.case import Case
from app.domain.decision import Disposition, Reason, Stage
from app.domain.events import RadiographAttached
from app.domain.finding import FindingKind, Lock
from app.domain.identifiers import CaseId, EventRef
from app.domain.radiograph import WindowPreset
from app.ports import WorldError
from app.radiography.image_cache import open_cached
from app.radiography.windows import box_window, preset_window
from app.shell.acts import Acts, Station
from app.shell.board import Board
from app.shell.stations.alarm_watch import AlarmWatch
from app.shell.stations.secondary_view import (
    Look,
    case_view,
    last_done,
    local,
    shift_facts,
    work_row,
)
from app.workflow.desk import Acting, DecisionRefusedError, Intent, shown_hash
from app.workflow.updates import ImageFailed, ImageReady
from widgets.secondary.screen import SecondaryScreen
from widgets.secondary.state import ImageStatus, Problem, ProblemKind, SecondaryView

REVIEWED_MAX = 200


class SecondaryPresenter:
    """Joins the screen to the recorded cases. Lives on the GUI thread."""

    def __init__(
        self,
        screen: SecondaryScreen,
        station: Station,
        board: Board,
        acts: Acts,
    ) -> None:
        self._screen = screen
        self._station = station
        self._board = board
        self._acts = acts
        self._acting: Acting | None = None
        self._since: datetime | None = None
        self._case_id: CaseId | None = None
        self._look = Look()
        self._problem: Problem | None = None
        self._images: dict[str, str] = {}
        self._shown_image: str | None = None
        self._alarms = AlarmWatch(station.reaction_s)
        self._view: SecondaryView | None = None
        screen.case_selected.connect(lambda case_id: self.select(CaseId(case_id)))
        screen.acknowledge_requested.connect(self._acknowledge)
        screen.arm_requested.connect(self.arm)
        screen.commit_requested.connect(self.commit)
        screen.disarm_requested.connect(self.disarm)
        screen.note_changed.connect(self._note)
        screen.spectrum_selected.connect(self._spectrum)
        screen.image.view.box_selected.connect(self._window_of_box)

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
        return self._look.image is ImageStatus.READY

    def sign_in(self, acting: Acting | None) -> None:
        """An officer sits down, or leaves."""
        if acting is None:
            self._release_claim()
        self._acting = acting
        self._since = self._station.clock.now() if acting else None
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        now = self._station.clock.now()
        waiting = self._board.at_secondary()
        case = self._board.case(self._case_id)
        self._alarms.note(case, now)
        if case and self._look.image is ImageStatus.AT_CENTRE and not self._board.is_offline:
            self._want_image(case)
        decided = self._board.decided_here(Stage.SECONDARY, REVIEWED_MAX)
        self._view = SecondaryView(
            work=tuple(work_row(item, self._station.place, now) for item in waiting),
            case=case_view(case, self._station.place, now, self._look, self._locks)
            if case
            else None,
            shift=shift_facts(decided, self._since, self._acting.officer.badge)
            if self._since and self._acting
            else SecondaryView().shift,
            last_done=last_done(decided),
            offline=self._board.is_offline,
            problem=self._problem,
        )
        self._screen.show_view(self._view)

    def case_changed(self, case: Case) -> None:
        """A case was recorded to have changed."""
        if case.case_id == self._case_id:
            self._want_image(case)

    def select(self, case_id: CaseId) -> None:
        """Open a case: opening claims it, and the one before goes back if it is undecided."""
        if case_id == self._case_id or self._acting is None:
            return
        case = self._board.case(case_id)
        if case is None:
            return
        self._release_claim()
        self._case_id = case_id
        self._look = Look(shown_since=self._station.clock.now())
        self._problem = None
        self._shown_image = None
        self._screen.clear_image()
        if not (case.claim and case.claim.claimed):
            self._acts.claim(case_id, self._acting, claimed=True)
        if case.notice is not None and case.notice.occupants:
            self._acts.viewed(case_id, self._acting, "secondary inspection")
        self._want_image(case)
        self.refresh()

    def arm(self, disposition: Disposition) -> None:
        """Prepare a decision; Enter confirms it."""
        case = self._board.case(self._case_id)
        if case is None or self._locks(case, disposition):
            return
        self._look = replace(self._look, armed=disposition)
        self.refresh()

    def disarm(self) -> None:
        """Take the preparation back."""
        self._look = replace(self._look, armed=None)
        self.refresh()

    def commit(self) -> None:
        """Record the armed decision."""
        case, armed = self._board.case(self._case_id), self._look.armed
        if case is None or armed is None or self._acting is None:
            return
        if self._locks(case, armed):  # something came up since the first key
            self.disarm()
            return
        needs_reason = armed is not Disposition.RELEASE
        intent = Intent(
            case_id=case.case_id,
            stage=Stage.SECONDARY,
            disposition=armed,
            reason=Reason.JUDGEMENT if needs_reason else None,
            shown_sha256=shown_hash(case),
            shown_since=self._look.shown_since or self._station.clock.now(),
            note=self._look.note,
        )
        self._look = replace(self._look, armed=None)
        self._acts.decide(intent, self._acting, done=self._decided, failed=self._failed)

    def image_ready(self, ready: ImageReady) -> None:
        """A radiograph was decoded."""
        self._images[ready.image_id] = ready.folder
        case = self._board.case(self._case_id)
        if case is not None and ready.case_id == case.case_id:
            self._want_image(case)
            self.refresh()

    def image_failed(self, failed: ImageFailed) -> None:
        """A radiograph could not be decoded or fetched."""
        if failed.case_id == self._case_id:
            # Without the centre it could not come; then it is fetched again when the link is back.
            status = ImageStatus.AT_CENTRE if self._board.is_offline else ImageStatus.FAILED
            self._look = replace(self._look, image=status, image_why=failed.why)
            self.refresh()

    def acknowledge_first(self) -> None:
        """Acknowledge the most urgent finding that nobody has acknowledged."""
        row = self._screen.first_unacknowledged()
        if row is not None:
            self._acknowledge(row.finding.kind)

    def _want_image(self, case: Case) -> None:
        attached = _latest(case)
        if attached is None or attached.image_id == self._shown_image:
            return
        scan = attached.scan
        folder = self._images.get(attached.image_id)
        if folder is None:
            self._look = replace(self._look, image=ImageStatus.FETCHING, image_since=None)
            self._acts.request_image(attached)
            return
        image = open_cached(Path(folder))
        windows = {
            preset: preset_window(preset, image.levels[0], scan.channels[0])
            for preset in WindowPreset
        }
        front_px = image.extent_px[0] if image.extent_px else 0
        front_m = front_px * scan.pixel_mm[0] / 1000 if scan.pixel_mm else 0.0
        self._screen.show_image(image.channels[0], scan, windows, front_m=front_m)
        self._shown_image = attached.image_id
        now = self._station.clock.now()
        self._look = replace(self._look, image=ImageStatus.READY, image_since=now)

    def _window_of_box(self, left: int, top: int, right: int, bottom: int) -> None:
        """Spread what lies in a box of the image over all greys."""
        folder = self._images.get(self._shown_image or "")
        if folder is not None:
            pixels = open_cached(Path(folder)).channels[0][0][top:bottom, left:right]
            view = self._screen.image.view
            view.set_window(box_window(pixels, view.window_shown.curve))

    def _locks(self, case: Case, disposition: Disposition) -> tuple[Lock, ...]:
        now = self._station.clock.now()
        # A radiograph that is not on the screen yet, or could not be brought there, was not seen.
        since = self._look.image_since if case.radiographs else self._look.shown_since
        return locks(
            case,
            Stage.SECONDARY,
            disposition,
            officer=self._acting.officer if self._acting else None,
            role=self._acting.role if self._acting else None,
            place=self._station.place,
            now=now,
            on_screen_s=(now - since).total_seconds() if since else 0.0,
            since_alarm_s=self._alarms.since_s,
        )

    def _acknowledge(self, kind: FindingKind) -> None:
        if self._case_id is not None and self._acting is not None:
            self._acts.acknowledge(self._case_id, kind, self._acting)

    def _note(self, text: str) -> None:
        self._look = replace(self._look, note=text)

    def _spectrum(self, index: int) -> None:
        self._look = replace(self._look, spectrum=index)
        self.refresh()

    def _decided(self, _ref: EventRef) -> None:
        case = self._board.case(self._case_id)
        if case is not None and not case.awaits_secondary:
            self._case_id = None
            self._shown_image = None
            self._look = Look()
            self._screen.clear_image()
        self._problem = None
        self.refresh()

    def _failed(self, error: WorldError) -> None:
        refused = isinstance(error, DecisionRefusedError)
        self._problem = Problem(
            kind=ProblemKind.REFUSED if refused else ProblemKind.NOT_RECORDED,
            since=local(self._station.clock.now()),
            why="" if refused else str(error),
            locks=error.locks if isinstance(error, DecisionRefusedError) else (),
        )
        self.refresh()

    def _release_claim(self) -> None:
        case = self._board.case(self._case_id)
        self._case_id = None
        if case is None or self._acting is None or not case.awaits_secondary:
            return
        claim = case.claim
        if claim and claim.claimed and claim.place.station == self._station.place.station:
            self._acts.claim(case.case_id, self._acting, claimed=False)


def _latest(case: Case) -> RadiographAttached | None:
    return case.radiographs[-1] if case.radiographs else None
