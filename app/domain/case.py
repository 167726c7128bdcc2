"""A case: one conveyance at one lane, and all that is known of it.

A case is never stored. It is the fold of its recorded events, so that two stations that hold the
same events show the same case, in whatever order the events reached them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import singledispatch

from app.domain.adjudication import Adjudication, AdjudicationAct
from app.domain.consignment import AdvanceNotice
from app.domain.conveyance import PlateRead
from app.domain.decision import FINAL_DISPOSITIONS, Decision, Disposition, Stage
from app.domain.events import (
    AlarmAcknowledged,
    AlarmAdjudicated,
    AnalysisFailed,
    CaseClaimed,
    CaseOpened,
    ConsignmentAssessed,
    DecisionMade,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    RadiographAttached,
    RecordedEvent,
    SpectrumAttached,
    SpectrumIdentified,
)
from app.domain.evidence import EvidenceRef
from app.domain.finding import FindingKind
from app.domain.identified import Identified
from app.domain.identifiers import Badge, CaseId, EventRef
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.place import Place
from app.domain.reading import MadeReading
from app.domain.review_events import ImageRead, ManifestLineJudged, SecondReaderRequested
from app.domain.risk import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDecision:
    """A decision with the identity of the event that recorded it."""

    ref: EventRef
    hlc: int
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who has a referred case in hand."""

    hlc: int
    badge: Badge
    place: Place
    claimed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that is known of one conveyance. Empty fields are not known, never "nothing found"."""

    case_id: CaseId
    place: Place | None = None
    opened_at: datetime | None = None
    plate: PlateRead | None = None
    notice: AdvanceNotice | None = None
    notice_sought: bool = False
    assessments: tuple[Assessment, ...] = ()
    occupancies: tuple[Occupancy, ...] = ()
    raw_lines: tuple[EvidenceRef | None, ...] = ()
    verdicts: tuple[RadiationVerdict, ...] = ()
    failures: tuple[AnalysisFailed, ...] = ()
    spectra: tuple[SpectrumAttached, ...] = ()
    identified: tuple[SpectrumIdentified, ...] = ()
    radiographs: tuple[RadiographAttached, ...] = ()
    decisions: tuple[MadeDecision, ...] = ()
    adjudications: tuple[Adjudication, ...] = ()
    readings: tuple[MadeReading, ...] = ()
    second_wanted: tuple[SecondReaderRequested, ...] = ()
    judged_lines: tuple[ManifestLineJudged, ...] = ()
    claim: Claim | None = None
    acknowledged: frozenset[FindingKind] = frozenset()
    simulated: bool = False
    not_recorded: bool = False
    refs: tuple[EventRef, ...] = ()

    @property
    def occupancy(self) -> Occupancy | None:
        """The latest occupancy."""
        return self.occupancies[-1] if self.occupancies else None

    @property
    def verdict(self) -> RadiationVerdict | None:
        """Our opinion of the latest occupancy, None until it exists for that very occupancy."""
        return self.verdicts[-1] if len(self.verdicts) == len(self.occupancies) > 0 else None

    @property
    def image_id(self) -> str | None:
        """The latest radiograph, the one that is read."""
        return self.radiographs[-1].image_id if self.radiographs else None

    def opinion_of(self, spectrum: EvidenceRef) -> Identified | None:
        """Our identification of an attached spectrum, None until it exists."""
        mine = (item for item in self.identified if item.evidence.sha256 == spectrum.sha256)
        return next((item.found for item in mine), None)

    @property
    def closing(self) -> Adjudication | None:
        """The adjudication that ended the alarm of the latest passage, None while it is open."""
        closing = [
            item
            for item in self.adjudications
            if item.act is AdjudicationAct.CLOSE and item.passage == len(self.occupancies)
        ]
        return closing[-1] if closing else None

    @property
    def standing_decisions(self) -> tuple[MadeDecision, ...]:
        """The decisions that no later one supersedes, oldest first."""
        superseded = {made.decision.supersedes for made in self.decisions}
        return tuple(made for made in self.decisions if made.ref not in superseded)

    def standing(self, stage: Stage) -> MadeDecision | None:
        """The latest decision of `stage` that stands."""
        made = [item for item in self.standing_decisions if item.decision.stage is stage]
        return made[-1] if made else None

    @property
    def awaits_primary(self) -> bool:
        """Whether the primary officer has still to decide."""
        made = self.standing(Stage.PRIMARY)
        return made is None or made.decision.disposition is Disposition.HOLD

    @property
    def awaits_secondary(self) -> bool:
        """Whether the case was referred and secondary has not ended it."""
        primary, secondary = self.standing(Stage.PRIMARY), self.standing(Stage.SECONDARY)
        if primary is None or primary.decision.disposition is not Disposition.REFER:
            return False
        return secondary is None or secondary.decision.disposition not in FINAL_DISPOSITIONS


def fold(case: Case, recorded: RecordedEvent) -> Case:
    """Add one recorded event to a case; an event that is already in it changes nothing."""
    if recorded.ref in case.refs:
        return case
    changed = _changed(recorded.event, case, recorded)
    return replace(changed, refs=(*case.refs, recorded.ref))


@singledispatch
def _changed(event: object, case: Case, recorded: RecordedEvent) -> Case:
    """Events that are not about the content of a case leave it as it is."""
    return case


@_changed.register
def _opened(event: CaseOpened, case: Case, recorded: RecordedEvent) -> Case:
    return replace(
        case,
        place=event.place,
        opened_at=event.opened_at,
        plate=event.plate,
        simulated=event.simulated,
    )


@_changed.register
def _matched(event: NoticeMatched, case: Case, recorded: RecordedEvent) -> Case:
    return replace(case, notice=event.notice, notice_sought=True)


@_changed.register
def _assessed(event: ConsignmentAssessed, case: Case, recorded: RecordedEvent) -> Case:
    return replace(case, assessments=event.assessments)


@_changed.register
def _measured(event: OccupancyRecorded, case: Case, recorded: RecordedEvent) -> Case:
    # What was acknowledged was said of an earlier measurement.
    return replace(
        case,
        occupancies=(*case.occupancies, event.occupancy),
        raw_lines=(*case.raw_lines, event.raw_lines),
        acknowledged=frozenset(),
    )


@_changed.register
def _judged(event: OccupancyAssessed, case: Case, recorded: RecordedEvent) -> Case:
    return replace(case, verdicts=(*case.verdicts, event.verdict))


@_changed.register
def _failed(event: AnalysisFailed, case: Case, recorded: RecordedEvent) -> Case:
    return replace(case, failures=(*case.failures, event))


@_changed.register
def _spectrum(event: SpectrumAttached, case: Case, recorded: RecordedEvent) -> Case:
    return replace(case, spectra=(*case.spectra, event))


@_changed.register
def _identified(event: SpectrumIdentified, case: Case, recorded: RecordedEvent) -> Case:
    if case.opinion_of(event.evidence) is not None:
        return case  # of two stations that hold the same bytes, the first to say it counts
    return replace(case, identified=(*case.identified, event))


@_changed.register
def _radiograph(event: RadiographAttached, case: Case, recorded: RecordedEvent) -> Case:
    return replace(case, radiographs=(*case.radiographs, event))


@_changed.register
def _read(event: ImageRead, case: Case, recorded: RecordedEvent) -> Case:
    made = MadeReading(ref=recorded.ref, hlc=recorded.hlc, reading=event.reading)
    return replace(case, readings=(*case.readings, made))


@_changed.register
def _second(event: SecondReaderRequested, case: Case, recorded: RecordedEvent) -> Case:
    return replace(case, second_wanted=(*case.second_wanted, event))


@_changed.register
def _line(event: ManifestLineJudged, case: Case, recorded: RecordedEvent) -> Case:
    earlier = [
        item for item in case.judged_lines if (item.line, item.badge) != (event.line, event.badge)
    ]
    return replace(case, judged_lines=(*earlier, event))


@_changed.register
def _claimed(event: CaseClaimed, case: Case, recorded: RecordedEvent) -> Case:
    claim = Claim(hlc=recorded.hlc, badge=event.badge, place=event.place, claimed=event.claimed)
    return replace(case, claim=claim)


@_changed.register
def _acknowledged(event: AlarmAcknowledged, case: Case, recorded: RecordedEvent) -> Case:
    return replace(case, acknowledged=case.acknowledged | {event.finding})


@_changed.register
def _adjudicated(event: AlarmAdjudicated, case: Case, recorded: RecordedEvent) -> Case:
    return replace(case, adjudications=(*case.adjudications, event.adjudication))


@_changed.register
def _decided(event: DecisionMade, case: Case, recorded: RecordedEvent) -> Case:
    made = MadeDecision(ref=recorded.ref, hlc=recorded.hlc, decision=event.decision)
    referred = event.decision.disposition is Disposition.REFER
    # Secondary has to see with its own eyes what primary acknowledged.
    acknowledged = frozenset[FindingKind]() if referred else case.acknowledged
    return replace(case, decisions=(*case.decisions, made), acknowledged=acknowledged)


def fold_all(case_id: CaseId, events: Iterable[RecordedEvent]) -> Case:
    """The case that `events` make, whatever their order: they are taken by clock, then name."""
    case = Case(case_id=case_id)
    for recorded in sorted(events, key=order_key):
        case = fold(case, recorded)
    return case


def order_key(recorded: RecordedEvent) -> tuple[int, EventRef]:
    """The order in which events of several stations are folded."""
    return recorded.hlc, recorded.ref
