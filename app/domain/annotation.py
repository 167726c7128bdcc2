"""What an officer marks on a radiograph, in pixels of the image at full size.

The codes are those of DICOS (NEMA IIC 1 v03): threat category (4010,1012), ability assessment
(4010,1014) and assessment flag (4010,1015).
"""

from dataclasses import dataclass
from enum import StrEnum

NOTE_CHARACTERS_MAX = 200


class ThreatCategory(StrEnum):
    """DICOS (4010,1012), without LAPTOP."""

    ANOMALY = "anomaly"
    CONTRABAND = "contraband"
    EXPLOSIVE = "explosive"
    PHARMACEUTICAL = "pharmaceutical"
    PROHIBITED_ITEM = "prohibited-item"
    OTHER = "other"


class Ability(StrEnum):
    """DICOS (4010,1014). A shield is too dense to see through."""

    NO_INTERFERENCE = "no-interference"
    SHIELD = "shield"


class AssessmentFlag(StrEnum):
    """DICOS (4010,1015)."""

    HIGH_THREAT = "high-threat"
    THREAT = "threat"
    NO_THREAT = "no-threat"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelBox:
    """A box of at least one pixel; right and bottom are the first column and row outside."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if self.left < 0 or self.top < 0:
            raise ValueError("a box begins within the image")
        if self.right <= self.left or self.bottom <= self.top:
            raise ValueError("a box holds at least one pixel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One mark. `number` counts from 1; the letter that stands for it is the screen's."""

    number: int
    box: PixelBox
    category: ThreatCategory
    ability: Ability
    flag: AssessmentFlag
    note: str = ""
    probability: float | None = None

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("marks are counted from 1")
        if len(self.note) > NOTE_CHARACTERS_MAX:
            raise ValueError(f"a note has at most {NOTE_CHARACTERS_MAX} characters")
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise ValueError("a probability is between 0 and 1")

    @property
    def accuses(self) -> bool:
        """Whether it says that something is there; only "no threat" does not."""
        return self.flag is not AssessmentFlag.NO_THREAT
