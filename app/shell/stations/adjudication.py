"""The presenter of RADIATION: the list of alarms, one alarm, and its end in three keys."""

from dataclasses import replace
from datetime import timedelta

from app.domain.adjudication import AdjudicationAct, AdjudicationCode, MedicalAnswer
from app.domain.alarm_list import AlarmPage, AlarmQuery, BackgroundPoint
from app.domain.case import Case
from app.domain.identifiers import CaseId, EventRef
from app.ports import WorldError
from app.shell.acts import Station
from app.shell.adjudicating import Adjudicating
from app.shell.board import Board
from app.shell.stations.adjudication_view import (
    AlarmLook,
    ListLook,
    alarm_view,
    chosen_code,
    list_view,
    next_filter,
    own_names,
)
from app.workflow.adjudication import AdjudicationIntent, AdjudicationRefusedError, act_locks
from app.workflow.desk import Acting, shown_hash
from app.workflow.evidence_bundle import WrittenBundle
from widgets.adjudication.screen import AdjudicationScreen
from widgets.adjudication.state import (
    AdjudicationView,
    BundleState,
    BundleView,
    ListState,
    TrendPoint,
)
from widgets.adjudication.words import lock_label, only_in_journal_words
from widgets.common.world_words import not_done_words

TREND = timedelta(hours=24)


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
        self._list = ListLook()
        self._trend: tuple[TrendPoint, ...] = ()
        self._problem = ""
        self._stale = True
        self._view: AdjudicationView | None = None
        screen.case_selected.connect(lambda case_id: self.select(CaseId(case_id)))
        screen.arm_requested.connect(self.arm)
        screen.commit_requested.connect(self.commit)
        screen.code_requested.connect(self.step_code)
        screen.medical_answered.connect(self.answer)
        screen.spectrum_requested.connect(self.next_spectrum)
        screen.nuclide_requested.connect(self.filter_nuclide)
        screen.open_requested.connect(self.filter_open)
        screen.page_requested.connect(self.turn)
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
            self._stale = True

    def refresh(self) -> None:
        """Show what is known now; ask for the list anew only if something was recorded."""
        if self._acting is None:
            return
        if self._stale:
            self._stale = False
            self._read()
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

    def arm(self, act: AdjudicationAct) -> None:
        """Prepare an act; Enter confirms it."""
        case = self._case
        if case is not None and not self._locks(case, act):
            self._look = replace(self._look, armed=act)
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
            own_nuclides=own_names(self._look),
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
            self._look = replace(self._look, spectrum=(at + 1) % len(case.spectra))
            self._show()

    def filter_nuclide(self) -> None:
        """Show the alarms of the next nuclide that was ever named here, then all again."""
        page, query = self._list.page, self._list.query
        wanted = next_filter(query.nuclide, page.nuclides if page else ())
        self._ask(AlarmQuery(nuclide=wanted, open_only=query.open_only), ())

    def filter_open(self) -> None:
        """Show only open alarms, or all."""
        query = self._list.query
        self._ask(AlarmQuery(nuclide=query.nuclide, open_only=not query.open_only), ())

    def turn(self, by: int) -> None:
        """An older page (1) or a newer one (-1)."""
        look = self._list
        if by > 0 and look.page is not None and look.page.has_next:
            last = look.page.entries[-1].position
            self._ask(replace(look.query, before=last), (*look.starts, look.query.before))
        elif by < 0 and look.starts:
            self._ask(replace(look.query, before=look.starts[-1]), look.starts[:-1])

    def bundle(self) -> None:
        """Write the evidence bundle of the alarm, off the GUI thread."""
        if self._case_id is None or self._look.bundle.state is BundleState.WRITING:
            return
        self._look = replace(self._look, bundle=BundleView(state=BundleState.WRITING))
        case_id = self._case_id
        self._acts.bundle(
            case_id,
            done=lambda written: self._bundled(case_id, written),
            failed=lambda error: self._not_bundled(case_id, error),
        )
        self._show()

    @property
    def _case(self) -> Case | None:
        return self._board.case(self._case_id)

    def _show(self) -> None:
        case = self._case
        events = list_view(self._list)
        self._view = AdjudicationView(
            alarm=alarm_view(case, self._look, signed_in=self._acting is not None)
            if case
            else None,
            events=events,
            trend=self._trend,
            now=self._trend[-1].at if self._trend else None,
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
                own=own_names(self._look),
                signed_in=self._acting is not None,
            )
        )

    def _read(self) -> None:
        self._ask(self._list.query, self._list.starts)
        since = self._station.clock.now() - TREND
        lane = self._station.place.lane
        self._acts.background(lane, since, done=self._trended, failed=self._not_listed)

    def _ask(self, query: AlarmQuery, starts: tuple[int, ...]) -> None:
        self._list = replace(self._list, query=query, starts=starts, state=ListState.LOADING)
        self._acts.page(query, done=lambda page: self._listed(query, page), failed=self._not_listed)

    def _listed(self, query: AlarmQuery, page: AlarmPage) -> None:
        if query != self._list.query:
            return  # another page was asked for in the meantime
        self._list = replace(self._list, page=page, state=ListState.READY, why="")
        if self._case_id is None:
            waiting = [entry for entry in page.entries if entry.code is None]
            for entry in waiting[:1]:
                self.select(entry.case_id)
        self._show()

    def _not_listed(self, error: WorldError) -> None:
        self._list = replace(self._list, state=ListState.FAILED, why=str(error))
        self._show()

    def _trended(self, points: tuple[BackgroundPoint, ...]) -> None:
        self._trend = tuple(
            TrendPoint(at=point.at, background_cps=point.background_cps) for point in points
        )
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
