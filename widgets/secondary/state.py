"""What the secondary screen shows, as frozen values. A presenter makes them; the screen draws them.

Times are shown in the zone that they carry, so a presenter converts them to the port's. Pixels are
not among these values: `SecondaryScreen.show_image` takes them apart, because they are memory maps.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.consignment import Consignment, GoodsItem
from app.domain.decision import Decision, Disposition
from app.domain.finding import Finding, Lock, Priority
from app.domain.identifiers import CaseId
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.radiograph import Scan
from app.domain.risk import Assessment
from app.domain.spectrum import SpectrumFile
from app.domain.traveller import Occupant
from widgets.secondary.review_state import ReviewState, TestImage

DECISION_KEYS: tuple[tuple[str, Disposition], ...] = (
    ("F5", Disposition.EXAMINE),
    ("F6", Disposition.HOLD_FOR_SPECIALIST),
    ("F7", Disposition.RESCAN),
    ("F9", Disposition.RELEASE),
)
"""The decision keys of secondary from top to bottom. Their places never change."""
BREAK_AT_MIN = 20
"""Minutes of review after which a break is offered (EU rule for screeners of baggage)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding, and whether an officer has acknowledged it. Acknowledged is not resolved."""

    finding: Finding
    acknowledged: bool = False

    @property
    def is_open_alarm(self) -> bool:
        """Whether this wants an officer's attention and nobody has said to have seen it."""
        return self.finding.priority is not Priority.NONE and not self.acknowledged


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One referred case on the work list.

    `title` is the container number, else the plate. `waiting_min` counts whole minutes since the
    referral, None where its time is not known. `claimed_by` is who has it in hand, empty for
    nobody. `wants_second` says that it waits for a second reader, `wants_arbitration` that two
    readings differ; neither says what was read.
    """

    case_id: CaseId
    title: str
    worst: FindingRow | None
    waiting_min: int | None
    claimed_by: str = ""
    mine: bool = False
    simulated: bool = False
    wants_second: bool = False
    wants_arbitration: bool = False

    def __post_init__(self) -> None:
        if self.waiting_min is not None and self.waiting_min < 0:
            raise ValueError("nobody waits for less than nothing")


class ImageStatus(StrEnum):
    """How far the radiograph of the case is on its way to the screen."""

    NONE = "none"  # no scan of this conveyance is known
    AT_CENTRE = "at-centre"  # known, but its pixels are not here and the centre is not reached
    FETCHING = "fetching"
    DECODING = "decoding"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageState:
    """The radiograph of a case. `why` is the reader's own reason where the image failed.

    `received_bytes` of `total_bytes` have come in while the image is fetched.
    """

    status: ImageStatus
    scan: Scan | None = None
    why: str = ""
    received_bytes: int = 0
    total_bytes: int = 0

    def __post_init__(self) -> None:
        if (self.scan is None) is not (self.status is ImageStatus.NONE):
            raise ValueError("an image has a scan, and no image has none")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestLine:
    """One line of goods. `seen` is an officer's judgement; None says that nobody has judged."""

    item: GoodsItem
    seen: bool | None = None


class SealStep(StrEnum):
    """What a line about a seal says."""

    DECLARED = "declared"
    READ = "read"
    SEALED = "sealed"  # put on
    INTACT = "intact"  # found whole
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealLine:
    """Seal numbers as declared or as read: when, by whom or what; no numbers means none seen."""

    step: SealStep
    numbers: tuple[str, ...]
    at: datetime | None = None
    by: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SpectraState:
    """The spectra of the case, oldest first, and which one is on the plot."""

    files: tuple[SpectrumFile, ...] = ()
    selected: int = 0

    def __post_init__(self) -> None:
        if self.files and not 0 <= self.selected < len(self.files):
            raise ValueError("the selected spectrum is one of those that are here")

    @property
    def current(self) -> SpectrumFile | None:
        """The spectrum file on the plot."""
        return self.files[self.selected] if self.files else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision so far, with its officer's name. One that was corrected stands no more."""

    decision: Decision
    officer: str
    stands: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyState:
    """One decision key. Any lock keeps it from being armed, and the screen says which."""

    disposition: Disposition
    locks: tuple[Lock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """The case on the screen.

    `occupancy` is the latest passage with the monitor's own verdict; `verdict` is ours on that
    very passage, None while there is none, and `assessment_failed` says that there will be none.
    `claimed_by_other` names the officer who has this case in hand elsewhere.
    """

    case_id: CaseId
    title: str
    plate: str
    iso_type: str
    image: ImageState
    findings: tuple[FindingRow, ...]
    keys: tuple[KeyState, ...]
    occupancy: Occupancy | None = None
    verdict: RadiationVerdict | None = None
    assessment_failed: bool = False
    consignment: Consignment | None = None
    manifest: tuple[ManifestLine, ...] = ()
    seals: tuple[SealLine, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    occupants: tuple[Occupant, ...] = ()
    spectra: SpectraState = field(default_factory=SpectraState)
    decisions: tuple[DecisionLine, ...] = ()
    armed: Disposition | None = None
    note: str = ""
    on_screen_min: int = 0
    claimed_by_other: str = ""
    simulated: bool = False
    review: ReviewState = field(default_factory=ReviewState)

    def __post_init__(self) -> None:
        if tuple(key.disposition for key in self.keys) != tuple(key for _, key in DECISION_KEYS):
            raise ValueError("there is one state for each decision key, in the order of the keys")
        if self.armed is not None and self.key(self.armed).locks:
            raise ValueError("a locked key cannot be armed")

    def key(self, disposition: Disposition) -> KeyState:
        """The state of one decision key."""
        return next(key for key in self.keys if key.disposition is disposition)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftFacts:
    """Numbers of this officer's shift. None where nothing was counted yet, never a guess.

    `tests_found` of `tests_shown` test images were found, `tests_interval` is the share's interval
    at 95 % (Wilson, 1927). `reviewing_min` counts minutes of review without a break, and a break is
    offered at `break_at_min`: a hint, never a lock.
    """

    reviewed: int | None = None
    median_review_s: float | None = None
    tests_shown: int | None = None
    tests_found: int | None = None
    tests_interval: tuple[float, float] | None = None
    reviewing_min: int | None = None
    break_at_min: int = BREAK_AT_MIN


class ProblemKind(StrEnum):
    """What keeps the screen from doing its work."""

    NOT_RECORDED = "not-recorded"  # the journal takes nothing: nothing can be decided
    REFUSED = "refused"  # the last act was refused on recorded facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A trouble of the whole screen: what, since when, and the reason as the system gave it."""

    kind: ProblemKind
    since: datetime
    why: str = ""
    locks: tuple[Lock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDone:
    """The last case that left the work list, for the empty screen."""

    title: str
    disposition: Disposition
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondaryView:
    """Everything on the secondary screen.

    `case` is None where no case is selected. `offline` says that the centre is not reached; it
    changes what is missing and why, never what the officer can do. `revealed` is a test image that
    was just decided; it stays until the officer has closed it.
    """

    work: tuple[WorkRow, ...] = ()
    case: CaseView | None = None
    shift: ShiftFacts = field(default_factory=ShiftFacts)
    last_done: LastDone | None = None
    offline: bool = False
    problem: Problem | None = None
    revealed: TestImage | None = None

    @property
    def selected(self) -> int | None:
        """Where the case on the screen stands on the work list, None if it is not on it."""
        ids = [row.case_id for row in self.work]
        if self.case is None or self.case.case_id not in ids:
            return None
        return ids.index(self.case.case_id)
