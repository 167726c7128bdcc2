"""What an officer read in a radiograph, and under what discipline it was read.

A reading is kept whole: what was seen of the image and for how long, which machine's hints stood
on the screen, which other readings the officer knew. Whether it counts is a rule's business
(`app.clearance.readings`).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.annotation import Annotation, PixelBox
from app.domain.evidence import SHA256_PATTERN, EvidenceRef
from app.domain.identifiers import Badge, EventRef
from app.domain.officer import Role

MARKS_MAX = 100


class ReadingVerdict(StrEnum):
    """What an image says to the officer who read it."""

    CLEAR = "clear"
    SUSPECT = "suspect"
    INCONCLUSIVE = "inconclusive"


class ReadingReason(StrEnum):
    """What a reading rests on. The words for it live in the widgets."""

    MARKED = "marked"
    TOO_DENSE = "too-dense"
    GOODS_DIFFER = "goods-differ"
    NOT_BY_IMAGE = "not-by-image"
    JUDGEMENT = "judgement"


class FirstLookEnd(StrEnum):
    """What ended the first look, the time in which no machine's hint may be shown."""

    COVERED = "covered"
    ARMED = "armed"
    TIMED_OUT = "timed-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class HintSource:
    """An algorithm whose hints stood on the screen."""

    algorithm: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomDraw:
    """Whether chance wants a second reader for an image.

    `value` is between 0 and 1, a keyed hash of the image's name: whoever holds the seed that
    `seed_sha256` commits to can draw it again.
    """

    value: float
    share: float
    seed_sha256: str

    def __post_init__(self) -> None:
        if not (0 <= self.value < 1 and 0 <= self.share <= 1):
            raise ValueError("a draw and its share are parts of one")
        if not SHA256_PATTERN.fullmatch(self.seed_sha256):
            raise ValueError("a seed is named by 64 lower-case hexadecimal digits")

    @property
    def is_drawn(self) -> bool:
        """Whether the image is one of the share."""
        return self.value < self.share


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One officer's reading of one radiograph, `image_id`.

    `coverage` is the part of the vehicle that stood on the screen at 1:2 or better, 0 to 1;
    `dwell_s` the seconds since the first full paint; `opaque_share` the part of the vehicle through
    which no radiation came. `view_log` and `report`, the DICOS operator report of it, are None
    where there was no room for them. `saw` names the readings of other officers that this officer
    knew: a blind reading names none.
    """

    image_id: str
    badge: Badge
    role: Role
    verdict: ReadingVerdict
    reasons: tuple[ReadingReason, ...]
    coverage: float
    dwell_s: float
    opaque_share: float
    started_at: datetime
    decided_at: datetime
    annotations: tuple[Annotation, ...] = ()
    first_look: FirstLookEnd | None = None
    hints: tuple[HintSource, ...] = ()
    view_log: EvidenceRef | None = None
    report: EvidenceRef | None = None
    draw: RandomDraw | None = None
    saw: tuple[EventRef, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if not self.image_id or not self.badge:
            raise ValueError("a reading is of an image, by an officer")
        if self.verdict is ReadingVerdict.SUSPECT and not self.annotations:
            raise ValueError("a suspect image has at least one mark")
        if len(self.annotations) > MARKS_MAX:
            raise ValueError(f"a reading has at most {MARKS_MAX} marks")
        if not (0 <= self.coverage <= 1 and 0 <= self.opaque_share <= 1):
            raise ValueError("a share is between 0 and 1")
        if self.started_at.tzinfo is None or self.decided_at.tzinfo is None:
            raise ValueError("the times of a reading must carry a time zone")
        if self.dwell_s < 0 or self.decided_at < self.started_at:
            raise ValueError("nobody reads before seeing")
        if self.hints and self.first_look is None:
            raise ValueError("no hint is shown before the first look has ended")

    @property
    def is_blind(self) -> bool:
        """Whether the officer knew no other officer's reading."""
        return not self.saw


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReading:
    """A reading with the identity of the event that recorded it."""

    ref: EventRef
    hlc: int
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatTest:
    """A released image that was shown again, with an object laid in, and what became of it.

    `image_id` names the released image and `object_name` the object of the library, None where the
    image came back as it was. A test is no traffic: it has no case, and nothing counts it as one.
    """

    test_id: str
    image_id: str
    object_name: str | None
    box: PixelBox | None
    badge: Badge
    verdict: ReadingVerdict
    marked: bool
    dwell_s: float
    shown_at: datetime
    decided_at: datetime

    def __post_init__(self) -> None:
        if (self.object_name is None) is not (self.box is None):
            raise ValueError("an object lies somewhere, and nothing lies nowhere")
        if self.shown_at.tzinfo is None or self.decided_at.tzinfo is None:
            raise ValueError("the times of a test must carry a time zone")
        if self.dwell_s < 0:
            raise ValueError("nobody decides before seeing")
        if self.marked and self.box is None:
            raise ValueError("what is not there cannot be marked")

    @property
    def is_hit(self) -> bool:
        """Whether the object was found: not let through, and marked where it lies."""
        return self.marked and self.verdict is not ReadingVerdict.CLEAR

    @property
    def is_false_alarm(self) -> bool:
        """Whether an image with nothing laid in was called suspect."""
        return self.object_name is None and self.verdict is ReadingVerdict.SUSPECT
