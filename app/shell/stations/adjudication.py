"""The presenter of RADIATION: the list of alarms, one alarm, and its end in three keys."""

from dataclasses import replace

from app.domain.adjudication import (
    AdjudicationAct,
    AdjudicationCode,
    MedicalAnswer,
)
from app.domain.case import Case
from app.domain.identifiers import CaseId, EventRef
from app.domain.time_history import TimePart
from app.ports import WorldError
from app.shell.acts import Station
from app.shell.adjudicating import Adjudicating
from app.shell.board import Board
from app.shell.stations.adjudication_list import AlarmList
from app.shell.stations.adjudication_view import (
    AlarmLook,
    alarm_view,
    chosen_code,
    list_view,
    shown_spectrum,
)
from app.shell.stations.alarm_profile import AlarmProfile
from app.shell.stations.alarm_spectra import AlarmSpectra
from app.workflow.adjudication import AdjudicationIntent, AdjudicationRefusedError, act_locks
from app.workflow.desk import Acting, shown_hash
from app.workflow.evidence_bundle import WrittenBundle
from widgets.adjudication.screen import AdjudicationScreen
from widgets.adjudication.state import (
    AdjudicationView,
    BundleState,
    BundleView,
)
from widgets.adjudication.words import lock_label, only_in_journal_words
from widgets.common.world_words import not_done_words


class AdjudicationPresenter:
    """Joins the screen to the recorded cases. Lives on the GUI thread."""

    def __init__(
        self,
        screen: AdjudicationScreen,
        station: Station,
        board: Board,
        acts: Adjudicating,
    ) -> None:
        self._screen = screen
        self._station = station
        self._board = board
        self._acts = acts
        self._acting: Acting | None = None
        self._case_id: CaseId | None = None
        self._look = AlarmLook()
        self._list = AlarmList(station, acts, self._listed)
        self._spectra = AlarmSpectra(acts, self._show)
        self._profile = AlarmProfile(acts, self._show)
        self._problem = ""
        self._view: AdjudicationView | None = None
        screen.case_selected.connect(lambda case_id: self.select(CaseId(case_id)))
        screen.arm_requested.connect(self.arm)
        screen.commit_requested.connect(self.commit)
        screen.code_requested.connect(self.step_code)
        screen.medical_answered.connect(self.answer)
        screen.spectrum_requested.connect(self.next_spectrum)
        screen.part_selected.connect(self.choose_part)
        screen.nuclide_requested.connect(self._list.filter_nuclide)
        screen.open_requested.connect(self._list.filter_open)
        screen.page_requested.connect(self._list.turn)
        screen.bundle_requested.connect(self.bundle)

    @property
    def view(self) -> AdjudicationView | None:
        """What the screen shows."""
        return self._view

    @property
    def case_id(self) -> CaseId | None:
        """The alarm on the screen."""
        return self._case_id

    def sign_in(self, acting: Acting | None) -> None:
        """An officer sits down, or leaves: what one answered is not the next one's answer."""
        self._acting = acting
        self._case_id, self._look, self._problem = None, AlarmLook(), ""

    def case_changed(self, case: Case) -> None:
        """A case was recorded to have changed: what the list says may be old."""
        if case.occupancies:
            self._list.make_stale()

    def refresh(self) -> None:
        """Show what is known now; ask for the list anew only if something was recorded."""
        if self._acting is None:
            return
        self._list.read_if_stale()
        self._show()

    def select(self, case_id: CaseId) -> None:
        """Open an alarm."""
        if case_id == self._case_id or self._acting is None:
            return
        case = self._board.case(case_id)
        if case is None:
            self._problem = only_in_journal_words()
            self._show()
            return
        self._case_id, self._problem = case_id, ""
        self._look = AlarmLook(shown_since=self._station.clock.now())
        if case.adjudications and case.adjudications[-1].passage == len(case.occupancies):
            self._look = replace(self._look, medical=case.adjudications[-1].medical)
        if case.notice is not None and case.notice.occupants:
            self._acts.viewed(case_id, self._acting, "radiation adjudication")
        self._show()

    def take_along(self, case_id: CaseId | None) -> None:
        """The case in hand at secondary is the one to adjudicate, if it passed the portal."""
        case = self._board.case(case_id)
        if case is not None and case.occupancies:
            self.select(case.case_id)

    def arm(self, act: AdjudicationAct) -> None:
        """Prepare an act; Enter confirms it."""
        case = self._case
        if case is not None and not self._locks(case, act):
            code = chosen_code(case, self._look)  # what was offered is what Enter records
            self._look = replace(self._look, armed=act, code=code)
            self._show()

    def disarm(self) -> None:
        """Take the preparation back."""
        self._look = replace(self._look, armed=None, code=None)
        self._problem = ""
        self._show()

    def commit(self) -> None:
        """Record the armed act; one that hands over also writes the evidence bundle."""
        case, armed = self._case, self._look.armed
        if case is None or armed is None or self._acting is None or self._locks(case, armed):
            return
        closes = armed is AdjudicationAct.CLOSE
        intent = AdjudicationIntent(
            case_id=case.case_id,
            act=armed,
            code=chosen_code(case, self._look) if closes else None,
            medical=self._look.medical,
            shown_sha256=shown_hash(case),
            shown_since=self._look.shown_since or self._station.clock.now(),
            own=self._look.own,
            spectrum=shown_spectrum(case, self._look),
        )
        self._look = replace(self._look, armed=None, code=None)
        self._acts.adjudicate(intent, self._acting, done=self._done, failed=self._failed)
        if armed is AdjudicationAct.REACH_BACK:
            self.bundle()

    def step_code(self, by: int) -> None:
        """Offer the next or previous code on the closing key."""
        case = self._case
        if case is None:
            return
        codes = list(AdjudicationCode)
        at = codes.index(chosen_code(case, self._look))
        self._look = replace(self._look, code=codes[(at + by) % len(codes)], armed=None)
        self._show()

    def answer(self, medical: MedicalAnswer) -> None:
        """The person answered; the answer is recorded with the act that follows."""
        if self._case_id is not None:
            self._look = replace(self._look, medical=medical, armed=None, code=None)
            self._show()

    def next_spectrum(self) -> None:
        """The next spectrum of the case, after the last for the first."""
        case = self._case
        if case is not None and len(case.spectra) > 1:
            at = len(case.spectra) - 1 if self._look.spectrum is None else self._look.spectrum
            number = (at + 1) % len(case.spectra)
            self._look = replace(self._look, spectrum=number, part=None)
            self._show()

    def choose_part(self, part: TimePart) -> None:
        """Look at a part of a long measurement: its spectrum is summed and named anew."""
        self._look = replace(self._look, part=part, armed=None, code=None)
        self._show()

    def bundle(self) -> None:
        """Write the evidence bundle of the alarm, off the GUI thread."""
        if self._case_id is None or self._look.bundle.state is BundleState.WRITING:
            return
        self._look = replace(self._look, bundle=BundleView(state=BundleState.WRITING))
        case_id = self._case_id
        self._acts.bundle(
            case_id,
            self._look.own,
            done=lambda written: self._bundled(case_id, written),
            failed=lambda error: self._not_bundled(case_id, error),
        )
        self._show()

    @property
    def _case(self) -> Case | None:
        return self._board.case(self._case_id)

    def _show(self) -> None:
        case = self._case
        if case is not None:
            look = replace(self._look, expected=self._profile.expected(case))
            self._look = self._spectra.look(case, look)
        trend = self._list.trend
        self._view = AdjudicationView(
            alarm=alarm_view(case, self._look, signed_in=self._acting is not None)
            if case
            else None,
            events=list_view(self._list.look),
            trend=trend,
            now=self._list.trend_until if trend else None,
            offline=self._board.is_offline,
            problem=self._problem,
        )
        self._screen.show_view(self._view)

    def _locks(self, case: Case, act: AdjudicationAct) -> bool:
        return bool(
            act_locks(
                case,
                act,
                chosen_code(case, self._look),
                self._look.medical,
                own=self._look.own,
                signed_in=self._acting is not None,
            )
        )

    def _listed(self) -> None:
        first = self._list.first_open
        if self._case_id is None and first is not None:
            self.select(first)
        self._show()

    def _done(self, _ref: EventRef) -> None:
        self._problem = ""
        self.refresh()

    def _failed(self, error: WorldError) -> None:
        if isinstance(error, AdjudicationRefusedError):
            self._problem = ", ".join(lock_label(lock) for lock in error.locks)
        else:
            self._problem = not_done_words(str(error))
        self._show()

    def _bundled(self, case_id: CaseId, written: WrittenBundle) -> None:
        if case_id == self._case_id:
            view = BundleView(state=BundleState.WRITTEN, text=written.path.name)
            self._look = replace(self._look, bundle=view)
            self._show()

    def _not_bundled(self, case_id: CaseId, error: WorldError) -> None:
        if case_id == self._case_id:
            view = BundleView(state=BundleState.FAILED, text=str(error))
            self._look = replace(self._look, bundle=view)
            self._show()
