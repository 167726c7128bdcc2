"""A case: one conveyance at one lane, and all that is known of it.

A case is never stored. It is the fold of its recorded events, so that two stations that hold the
same events show the same case, in whatever order the events reached them.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.consignment import AdvanceNotice
from app.domain.conveyance import PlateRead
from app.domain.decision import FINAL_DISPOSITIONS, Decision, Disposition, Stage
from app.domain.events import (
    AlarmAcknowledged,
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
)
from app.domain.finding import FindingKind
from app.domain.identifiers import Badge, CaseId, EventRef
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.place import Place
from app.domain.risk import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDecision:
    """A decision with the identity of the event that recorded it."""

    ref: EventRef
    hlc: int
    place_lane: str
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
    verdicts: tuple[RadiationVerdict, ...] = ()
    failures: tuple[AnalysisFailed, ...] = ()
    spectra: tuple[SpectrumAttached, ...] = ()
    radiographs: tuple[RadiographAttached, ...] = ()
    decisions: tuple[MadeDecision, ...] = ()
    claim: Claim | None = None
    acknowledged: frozenset[FindingKind] = frozenset()
    simulated: bool = False

    @property
    def occupancy(self) -> Occupancy | None:
        """The latest occupancy."""
        return self.occupancies[-1] if self.occupancies else None

    @property
    def verdict(self) -> RadiationVerdict | None:
        """Our opinion of the latest occupancy, None until it exists for that very occupancy."""
        return self.verdicts[-1] if len(self.verdicts) == len(self.occupancies) > 0 else None

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
    """Add one recorded event to a case. Events of other kinds leave it as it is."""
    match recorded.event:
        case CaseOpened() as event:
            return replace(
                case,
                place=event.place,
                opened_at=event.opened_at,
                plate=event.plate,
                simulated=event.simulated,
            )
        case NoticeMatched() as event:
            return replace(case, notice=event.notice, notice_sought=True)
        case ConsignmentAssessed() as event:
            return replace(case, assessments=event.assessments)
        case OccupancyRecorded() as event:
            return replace(case, occupancies=(*case.occupancies, event.occupancy))
        case OccupancyAssessed() as event:
            return replace(case, verdicts=(*case.verdicts, event.verdict))
        case AnalysisFailed() as event:
            return replace(case, failures=(*case.failures, event))
        case SpectrumAttached() as event:
            return replace(case, spectra=(*case.spectra, event))
        case RadiographAttached() as event:
            return replace(case, radiographs=(*case.radiographs, event))
        case CaseClaimed() as event:
            return _with_claim(case, recorded, event)
        case AlarmAcknowledged() as event:
            return replace(case, acknowledged=case.acknowledged | {event.finding})
        case DecisionMade() as event:
            return _with_decision(case, recorded, event)
        case _:
            return case


def _with_claim(case: Case, recorded: RecordedEvent, event: CaseClaimed) -> Case:
    if case.claim is not None and case.claim.hlc > recorded.hlc:
        return case
    claim = Claim(hlc=recorded.hlc, badge=event.badge, place=event.place, claimed=event.claimed)
    return replace(case, claim=claim)


def _with_decision(case: Case, recorded: RecordedEvent, event: DecisionMade) -> Case:
    if any(made.ref == recorded.ref for made in case.decisions):
        return case
    made = MadeDecision(
        ref=recorded.ref,
        hlc=recorded.hlc,
        place_lane=event.decision.lane,
        decision=event.decision,
    )
    order = sorted((*case.decisions, made), key=lambda item: (item.hlc, item.ref))
    return replace(case, decisions=tuple(order))
