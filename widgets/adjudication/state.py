"""What the adjudication screen shows: frozen values, made by whoever knows the record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.adjudication import (
    Adjudication,
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationLock,
    AlarmOpinion,
    CommodityCheck,
    CommodityOutcome,
    MedicalAnswer,
    NuclideCategory,
    OwnNuclide,
    OwnOutcome,
)
from app.domain.consignment import GoodsItem
from app.domain.finding import Priority
from app.domain.identifiers import CaseId
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.rate_profile import RateProfile
from app.domain.spectrum import NuclideReport, SpectrumFile
from app.domain.time_history import TimeHistory, TimePart

ACT_KEYS: tuple[tuple[str, AdjudicationAct], ...] = (
    ("F5", AdjudicationAct.SPECIALIST),
    ("F6", AdjudicationAct.MEASURE_MORE),
    ("F7", AdjudicationAct.SECOND_SPECTRUM),
    ("F8", AdjudicationAct.REACH_BACK),
    ("F9", AdjudicationAct.CLOSE),
)
"""The decision keys in the order in which they stand; they never move."""

GAIN_TOLERATED = 0.02
"""An energy scale that had to be moved by a larger share than this is the instrument's trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NuclideLine:
    """One nuclide as the instrument and as we see it; `lines_kev` are where its guides stand."""

    name: str
    category: NuclideCategory
    instrument: NuclideReport | None = None
    own: OwnNuclide | None = None
    lines_kev: tuple[float, ...] = ()


class Step(StrEnum):
    """The four steps of an adjudication."""

    NEUTRONS = "neutrons"
    SPECTRUM = "spectrum"
    INTERVIEW = "interview"
    REACH_BACK = "reach-back"


class StepState(StrEnum):
    """How far a step is."""

    DONE = "done"
    OPEN = "open"
    NOT_NEEDED = "not-needed"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step and its state."""

    step: Step
    state: StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """The gamma background that one passage of the lane was measured on."""

    at: datetime
    background_cps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActKey:
    """One decision key. `code` is what closing would record."""

    act: AdjudicationAct
    locks: tuple[AdjudicationLock, ...] = ()
    code: AdjudicationCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRow:
    """One line of the event list."""

    case_id: CaseId
    at: datetime
    lane: str
    title: str
    priority: Priority
    sigma: float | None = None
    neutron: bool = False
    nuclides: tuple[str, ...] = ()
    code: AdjudicationCode | None = None
    key: int = 0
    own_only: tuple[str, ...] = ()


class ListState(StrEnum):
    """What the list can say about itself."""

    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmListView:
    """One page of the event list, newest first, and the filter that it obeys."""

    rows: tuple[AlarmRow, ...] = ()
    page: int = 1
    has_next: bool = False
    nuclide: str = ""
    open_only: bool = False
    nuclides: tuple[str, ...] = ()
    state: ListState = ListState.READY
    why: str = ""


class BundleState(StrEnum):
    """How far the evidence bundle is."""

    NONE = "none"
    WRITING = "writing"
    WRITTEN = "written"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleView:
    """The evidence bundle of the case: the file's name once it is written, or why it is not."""

    state: BundleState = BundleState.NONE
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """One alarm. `own` is how our own identification ended, None where there is none.

    `measure_s` is how much longer to measure for a surer answer, 0 if that does not help.
    `gain_correction` is by what share the shown spectrum's energy scale was moved. `expected` is
    what the vehicle alone would make of the portal's counts.
    """

    case_id: CaseId
    title: str
    plate: str
    lane: str
    opinion: AlarmOpinion
    occupancy: Occupancy | None
    verdict: RadiationVerdict | None
    keys: tuple[ActKey, ...]
    check: CommodityCheck
    spectrum: SpectrumFile | None = None
    spectra: int = 0
    spectrum_number: int = 0
    guessed: bool = False
    history: TimeHistory | None = None
    part: TimePart | None = None
    part_pending: bool = False
    nuclides: tuple[NuclideLine, ...] = ()
    named: tuple[str, ...] = ()
    own: OwnOutcome | None = None
    own_pending: bool = False
    possible_snm: bool = False
    measure_s: int = 0
    gain_correction: float = 0.0
    expected: RateProfile | None = None
    goods: tuple[GoodsItem, ...] | None = None
    medical: MedicalAnswer = MedicalAnswer.NOT_ASKED
    steps: tuple[StepLine, ...] = ()
    adjudications: tuple[Adjudication, ...] = ()
    armed: AdjudicationAct | None = None
    bundle: BundleView = BundleView()
    passages: int = 1
    simulated: bool = False

    def key(self, act: AdjudicationAct) -> ActKey:
        """The key of one act."""
        return next(item for item in self.keys if item.act is act)

    @property
    def explained(self) -> bool:
        """Whether the declared goods explain what was named."""
        return self.check.outcome is CommodityOutcome.EXPLAINED

    @property
    def is_off_scale(self) -> bool:
        """Whether the instrument's energy calibration is to be checked."""
        return abs(self.gain_correction) > GAIN_TOLERATED


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjudicationView:
    """Everything on the screen."""

    alarm: AlarmView | None = None
    events: AlarmListView = AlarmListView()
    trend: tuple[TrendPoint, ...] = ()
    now: datetime | None = None
    offline: bool = False
    problem: str = ""

    @property
    def selected(self) -> int | None:
        """The number of the selected row on this page."""
        if self.alarm is None:
            return None
        ids = [row.case_id for row in self.events.rows]
        return ids.index(self.alarm.case_id) if self.alarm.case_id in ids else None
