"""What the discipline of a review puts on the secondary screen, as frozen values.

First look, machine's hints, mass, comparison, second reader, test image. A presenter makes them.
Each default says "nothing of this", so that a presenter fills in what it has.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.annotation import PixelBox
from app.domain.decision import Disposition
from app.domain.hint import Hint
from app.domain.radiograph import Scan
from app.domain.reading import ReadingVerdict

DWELL_WANTED_S = 5.0
COVERAGE_WANTED = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LookState:
    """How the first look goes.

    `dwell_s` counts seconds from the image's first full paint, None before it; `seen_share` is the
    part of the vehicle that was in view at 1:2 or better, 0 to 1. The first look ends when all was
    seen, when an act was armed, or after some seconds, and `ended` stays true for the case; until
    then `hints_in_s` says in how many seconds it ends by itself, None where that is not counted.
    `hand_back_in_s` is given once idleness will soon hand the case back.
    """

    dwell_s: float | None = None
    dwell_wanted_s: float = DWELL_WANTED_S
    seen_share: float = 0.0
    ended: bool = False
    hints_in_s: int | None = None
    hand_back_in_s: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.seen_share <= 1:
            raise ValueError("a share is between 0 and 1")

    @property
    def is_long_enough(self) -> bool:
        """Whether the image was looked at for as long as is asked."""
        return self.dwell_s is not None and self.dwell_s >= self.dwell_wanted_s


class AidStatus(StrEnum):
    """How far the machine's hints are. What the first look forbids is `LookState`'s to say."""

    NOT_ASKED = "not-asked"
    COMPUTING = "computing"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MassLine:
    """The mass that the image speaks for, with its interval, beside what is declared.

    `starved_share` is the part of the image through which too little radiation came to count its
    mass, 0 to 1; `is_comparable` says that it is small enough for the comparison to mean something.
    """

    estimated_kg: float
    low_kg: float
    high_kg: float
    declared_kg: float | None
    starved_share: float
    is_comparable: bool
    algorithm: str = ""
    version: str = ""

    def __post_init__(self) -> None:
        if not self.low_kg <= self.estimated_kg <= self.high_kg:
            raise ValueError("an estimate lies in its interval")


@dataclass(frozen=True, slots=True, kw_only=True)
class AidState:
    """What the machine says. Never given before the first look has ended.

    `hints` come in the order in which they are numbered; their boxes are in full image pixels.
    """

    status: AidStatus = AidStatus.NOT_ASKED
    hints: tuple[Hint, ...] = ()
    mass: MassLine | None = None
    why: str = ""  # why they could not be computed
    elapsed_ms: float | None = None

    def __post_init__(self) -> None:
        if (self.hints or self.mass) and self.status is not AidStatus.READY:
            raise ValueError("only finished hints can be read")


class CompareKind(StrEnum):
    """What an image is compared with."""

    SAME_CONTAINER = "same-container"
    EMPTY_REFERENCE = "empty-reference"
    LIBRARY = "library"


class CompareStatus(StrEnum):
    """How far an image to compare with is on its way."""

    AT_CENTRE = "at-centre"
    FETCHING = "fetching"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareChoice:
    """One image to compare with. `title` names a library image; `outcome` is what was decided."""

    choice_id: str
    kind: CompareKind
    scan: Scan
    taken_at: datetime
    title: str = ""
    outcome: Disposition | None = None
    status: CompareStatus = CompareStatus.READY
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareState:
    """The images that this case can be compared with, the best first, and which one is chosen.

    `older_at_centre` says that there may be more at the centre, which is not reached. The pixels
    come apart, through `SecondaryScreen.show_comparison`. `score` is how well both images could be
    laid on each other, 0 to 1, None while that was not done; `is_unlike` says that they could not.
    """

    choices: tuple[CompareChoice, ...] = ()
    selected: int = 0
    older_at_centre: bool = False
    score: float | None = None
    is_unlike: bool = False

    def __post_init__(self) -> None:
        if self.choices and not 0 <= self.selected < len(self.choices):
            raise ValueError("the chosen image is one of those that are here")

    @property
    def current(self) -> CompareChoice | None:
        """The image to compare with."""
        return self.choices[self.selected] if self.choices else None


class SecondStage(StrEnum):
    """Where the second reading stands, as this officer may know it."""

    NOT_NEEDED = "not-needed"
    AFTER_OWN = "after-own"  # this officer reads first; another one reads afterwards
    CALLED = "called"  # this officer has read, and another one is waited for
    BLIND = "blind"  # this officer reads second and must not see the first reading
    AGREED = "agreed"
    DIFFERS = "differs"  # a supervisor is to arbitrate
    ARBITRATION = "arbitration"  # this officer is the supervisor, and sees both
    ARBITRATED = "arbitrated"


class SecondWhy(StrEnum):
    """Why two officers read one image."""

    SUSPECT = "suspect"
    RADIATION_AND_DENSE = "radiation-and-dense"
    RANDOM_SHARE = "random-share"
    ASKED = "asked"  # an officer asked for one


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """One officer's reading. A blind reader's view holds neither verdict nor decision of the other.

    `verdict` is None while it is not entered, or must not be known; `entered_at` may be known all
    the same. `disposition` is what the officer wants done, where that is known. `marks` counts the
    boxes that the officer drew.
    """

    officer: str  # empty: nobody yet
    verdict: ReadingVerdict | None = None
    disposition: Disposition | None = None
    entered_at: datetime | None = None
    marks: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReader:
    """The second reading of the case. `first` and `second` are the officers in that order."""

    stage: SecondStage = SecondStage.NOT_NEEDED
    whys: tuple[SecondWhy, ...] = ()
    first: ReadingLine | None = None
    second: ReadingLine | None = None
    may_call: bool = False  # F8 asks another officer to read, though no rule wants it

    def __post_init__(self) -> None:
        first = self.first
        knows = first is not None and (first.verdict is not None or first.disposition is not None)
        if self.stage is SecondStage.BLIND and knows:
            raise ValueError("a blind reader must not be given the first reading")


@dataclass(frozen=True, slots=True, kw_only=True)
class TestImage:
    """What is revealed of a test image after its decision: it was one, and whether it was found.

    `box` is where the object was laid in, in full image pixels; `scan` is the image, so that it can
    be shown there as long as its pixels are on the screen.
    """

    __test__ = False  # pytest would take the name for a test's

    title: str
    found: bool
    object_name: str  # of the library, as its resource names it; empty: nothing was laid in
    decided: Disposition
    box: PixelBox | None = None
    shown_count: int = 0
    found_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewState:
    """All that review discipline knows of one case."""

    look: LookState = field(default_factory=LookState)
    aids: AidState = field(default_factory=AidState)
    compare: CompareState = field(default_factory=CompareState)
    second: SecondReader = field(default_factory=SecondReader)

    def __post_init__(self) -> None:
        if self.aids.hints and not self.look.ended:
            raise ValueError("no hint is given before the first look has ended")
