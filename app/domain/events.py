"""The facts that are recorded, one frozen class each.

`EVENT_KINDS` gives each class the name under which it is written; a name is never reused for
another meaning, because journals are read for years.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.adjudication import Adjudication
from app.domain.consignment import AdvanceNotice
from app.domain.conveyance import PlateRead
from app.domain.decision import Decision
from app.domain.evidence import EvidenceRef, image_id_of
from app.domain.finding import FindingKind
from app.domain.identified import Identified
from app.domain.identifiers import Badge, CaseId, EventRef
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.officer import Role
from app.domain.place import Place
from app.domain.quality_events import ImageQualityMeasured, TestObjectScanned
from app.domain.radiograph import Scan
from app.domain.review_events import (
    HintsShown,
    ImageRead,
    ManifestLineJudged,
    SecondReaderRequested,
    TestThreatRevealed,
    ViewLogKept,
)
from app.domain.risk import Assessment
from app.domain.spectrum import SpectrumFile


@dataclass(frozen=True, slots=True, kw_only=True)
class StationStarted:
    """The workstation program started on this journal."""

    place: Place
    version: str
    simulated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A conveyance presented itself. `plate` is None where no reader saw one."""

    case_id: CaseId
    place: Place
    opened_at: datetime
    plate: PlateRead | None
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeMatched:
    """The advance notice that fits the plate; None says that it was looked for in vain."""

    case_id: CaseId
    notice: AdvanceNotice | None
    notice_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsignmentAssessed:
    """What each country's policy made of the case's facts."""

    case_id: CaseId
    assessments: tuple[Assessment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupancyRecorded:
    """What the portal measured and what the monitor said.

    `raw_lines` are the portal's own words as they came, its lines or the file that it wrote; None
    where there was no room for them.
    """

    case_id: CaseId
    occupancy: Occupancy
    raw_lines: EvidenceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupancyAssessed:
    """This workstation's opinion of the occupancy."""

    case_id: CaseId
    verdict: RadiationVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisFailed:
    """An analysis did not end. The officer sees "not screened", never a clean result."""

    case_id: CaseId
    analysis: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpectrumAttached:
    """A spectrum was measured on this case's conveyance.

    `guessed`: it named no vehicle and other alarms were open, so it went to the newest of them.
    """

    case_id: CaseId
    file: SpectrumFile
    evidence: EvidenceRef
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SpectrumIdentified:
    """This workstation's opinion of an attached spectrum, `evidence`. Once for each."""

    case_id: CaseId
    evidence: EvidenceRef
    found: Identified


@dataclass(frozen=True, slots=True, kw_only=True)
class RadiographAttached:
    """A radiograph of this case's conveyance arrived. `evidence` are the original files."""

    case_id: CaseId
    scan: Scan
    evidence: tuple[EvidenceRef, ...]

    @property
    def image_id(self) -> str:
        """Names these very bytes."""
        return image_id_of(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClaimed:
    """An officer of a station took a referred case for review, or gave it back."""

    case_id: CaseId
    place: Place
    badge: Badge
    claimed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAcknowledged:
    """An officer has seen a finding. It stays open until it is resolved."""

    case_id: CaseId
    finding: FindingKind
    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAdjudicated:
    """An officer said what a portal alarm was, or what is needed before that can be said."""

    case_id: CaseId
    adjudication: Adjudication


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade:
    """An officer decided. A correction is a decision that names the one it supersedes."""

    case_id: CaseId
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataViewed:
    """Somebody's personal data was put on a screen, for a purpose."""

    case_id: CaseId
    badge: Badge
    purpose: str


class SessionChange(StrEnum):
    """What happened to an officer's session."""

    SIGNED_IN = "signed-in"
    REFUSED = "refused"
    LOCKED_OUT = "locked-out"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    SIGNED_OUT = "signed-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChanged:
    """An officer signed in or out, or was refused."""

    badge: Badge
    change: SessionChange
    role: Role | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceChanged:
    """A device link changed its state, or kept unreadable input."""

    device: str
    state: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableInput:
    """A file or message that no reader understood, kept as evidence and shown to somebody."""

    device: str
    name: str
    why: str
    evidence: EvidenceRef | None


Event = (
    StationStarted
    | CaseOpened
    | NoticeMatched
    | ConsignmentAssessed
    | OccupancyRecorded
    | OccupancyAssessed
    | AnalysisFailed
    | SpectrumAttached
    | RadiographAttached
    | CaseClaimed
    | AlarmAcknowledged
    | DecisionMade
    | PersonalDataViewed
    | SessionChanged
    | DeviceChanged
    | UnreadableInput
    | AlarmAdjudicated
    | SpectrumIdentified
    | ImageRead
    | HintsShown
    | ViewLogKept
    | SecondReaderRequested
    | ManifestLineJudged
    | TestThreatRevealed
    | TestObjectScanned
    | ImageQualityMeasured
)

EVENT_KINDS: dict[str, type[Event]] = {
    "station-started": StationStarted,
    "case-opened": CaseOpened,
    "notice-matched": NoticeMatched,
    "consignment-assessed": ConsignmentAssessed,
    "occupancy-recorded": OccupancyRecorded,
    "occupancy-assessed": OccupancyAssessed,
    "analysis-failed": AnalysisFailed,
    "spectrum-attached": SpectrumAttached,
    "radiograph-attached": RadiographAttached,
    "case-claimed": CaseClaimed,
    "alarm-acknowledged": AlarmAcknowledged,
    "decision-made": DecisionMade,
    "personal-data-viewed": PersonalDataViewed,
    "session-changed": SessionChanged,
    "device-changed": DeviceChanged,
    "unreadable-input": UnreadableInput,
    "alarm-adjudicated": AlarmAdjudicated,
    "spectrum-identified": SpectrumIdentified,
    "image-read": ImageRead,
    "hints-shown": HintsShown,
    "view-log-kept": ViewLogKept,
    "second-reader-requested": SecondReaderRequested,
    "manifest-line-judged": ManifestLineJudged,
    "test-threat-revealed": TestThreatRevealed,
    "test-object-scanned": TestObjectScanned,
    "image-quality-measured": ImageQualityMeasured,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """An event with its identity. `hlc` orders events of several stations for display only."""

    ref: EventRef
    hlc: int
    recorded_at: datetime
    event: Event

    @property
    def case_id(self) -> CaseId | None:
        """The case that the event is about, if it is about one."""
        return getattr(self.event, "case_id", None)
