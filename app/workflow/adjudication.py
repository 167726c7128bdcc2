"""Adjudicating portal alarms: what an officer does with one, checked on recorded facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.clearance.adjudication import (
    REASONS,
    closing_locks,
    has_alarm,
    named_nuclides,
    opinion,
    suggested_code,
)
from app.domain.adjudication import (
    Adjudication,
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationLock,
    AlarmOpinion,
    CommodityCheck,
    MedicalAnswer,
    OwnIdentification,
    ShownSpectrum,
)
from app.domain.alarm_list import AlarmPage, AlarmQuery, BackgroundPoint
from app.domain.case import Case
from app.domain.events import AlarmAdjudicated
from app.domain.identifiers import CaseId, EventRef
from app.ports import Alarms, Clock, WorldError
from app.radiation.commodity import check_commodity
from app.workflow.casebook import CaseBook
from app.workflow.desk import Acting
from app.workflow.evidence_bundle import BundleWriter, WrittenBundle
from app.workflow.recorder import Recorder


class AdjudicationRefusedError(WorldError):
    """The facts do not allow this act now."""

    def __init__(self, locks: tuple[AdjudicationLock, ...]) -> None:
        super().__init__(", ".join(locks))
        self.locks = locks


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """An alarm as it looks before an officer judges it."""

    nuclides: tuple[str, ...]
    check: CommodityCheck
    opinion: AlarmOpinion
    suggested: AdjudicationCode


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjudicationIntent:
    """What an officer wants to do with an alarm, and what stood on the screen.

    `own` is this station's own identification, where there was one on the screen, and `spectrum`
    what of which file it stood beside.
    """

    case_id: CaseId
    act: AdjudicationAct
    code: AdjudicationCode | None
    medical: MedicalAnswer
    shown_sha256: str
    shown_since: datetime
    own: OwnIdentification | None = None
    note: str = ""
    spectrum: ShownSpectrum | None = None


def assess(case: Case, medical: MedicalAnswer, own: OwnIdentification | None = None) -> Assessment:
    """What is made of an alarm from what is recorded and what the officer asked. Pure."""
    nuclides = named_nuclides(case, own.names if own else ())
    goods = case.notice.consignment if case.notice else None
    codes = None if goods is None else [item.hs_code for item in goods.items]
    check = check_commodity(nuclides, codes)
    possible_snm = own is not None and own.possible_snm
    seen = opinion(case, nuclides, check, medical, possible_snm=possible_snm)
    return Assessment(nuclides=nuclides, check=check, opinion=seen, suggested=suggested_code(seen))


def act_locks(
    case: Case,
    act: AdjudicationAct,
    code: AdjudicationCode | None,
    medical: MedicalAnswer,
    *,
    own: OwnIdentification | None = None,
    signed_in: bool,
) -> tuple[AdjudicationLock, ...]:
    """Why an act cannot be done now. Asking for more is always open while there is an alarm."""
    if act is AdjudicationAct.CLOSE and code is not None:
        made = assess(case, medical, own)
        return closing_locks(
            case,
            code,
            made.nuclides,
            made.check,
            medical,
            signed_in=signed_in,
            possible_snm=own is not None and own.possible_snm,
        )
    found = []
    if not signed_in:
        found.append(AdjudicationLock.NOT_SIGNED_IN)
    if not has_alarm(case) and act is not AdjudicationAct.REACH_BACK:
        found.append(AdjudicationLock.NO_ALARM)
    if case.closing is not None and act is not AdjudicationAct.REACH_BACK:
        found.append(AdjudicationLock.ALREADY_CLOSED)
    return tuple(found)


class AdjudicationDesk:
    """Records what officers make of alarms. Lives on the writer thread."""

    def __init__(
        self,
        clock: Clock,
        casebook: CaseBook,
        recorder: Recorder,
        alarms: Alarms,
        bundles: BundleWriter,
    ) -> None:
        self._clock = clock
        self._casebook = casebook
        self._recorder = recorder
        self._alarms = alarms
        self._bundles = bundles

    def adjudicate(self, intent: AdjudicationIntent, acting: Acting) -> EventRef:
        """Record an act. Raises AdjudicationRefusedError or RecordError; then nothing happened."""
        now = self._clock.now()
        case = self._casebook.case(intent.case_id) or Case(case_id=intent.case_id)
        refused = act_locks(
            case,
            intent.act,
            intent.code,
            intent.medical,
            own=intent.own,
            signed_in=True,
        )
        if not case.occupancies and not refused:
            refused = (AdjudicationLock.NO_ALARM,)
        if refused:
            raise AdjudicationRefusedError(refused)
        made = assess(case, intent.medical, intent.own)
        adjudication = Adjudication(
            act=intent.act,
            code=intent.code if intent.act is AdjudicationAct.CLOSE else None,
            reason=REASONS[made.opinion],
            badge=acting.officer.badge,
            adjudicated_at=now,
            shown_sha256=intent.shown_sha256,
            passage=len(case.occupancies),
            medical=intent.medical,
            commodity=made.check.outcome,
            nuclides=made.nuclides,
            seconds_on_screen=max((now - intent.shown_since).total_seconds(), 0.0),
            note=intent.note,
            spectrum=intent.spectrum,
        )
        event = AlarmAdjudicated(case_id=intent.case_id, adjudication=adjudication)
        return self._recorder.record(event).ref

    def page(self, query: AlarmQuery) -> AlarmPage:
        """A page of the station's alarms. Raises RecordError."""
        return self._alarms.page(query)

    def background(self, lane: str, since: datetime) -> Sequence[BackgroundPoint]:
        """The lane's gamma background since a moment. Raises RecordError."""
        return self._alarms.background(lane, since=since)

    def bundle(self, case_id: CaseId, report: Callable[[Case], bytes]) -> WrittenBundle:
        """Write the evidence bundle of a case; `report` makes its PDF.

        Raises BundleError if there is no such case or it cannot be written.
        """
        case = self._casebook.case(case_id) or Case(case_id=case_id)
        return self._bundles.write(case, report(case), self._clock.now())
