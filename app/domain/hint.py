"""A machine's hint about a radiograph. It is never shown before the first look has ended."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.annotation import PixelBox


class HintKind(StrEnum):
    """What a hint is about."""

    SHIELD = "shield"
    OPAQUE = "opaque"
    NOT_EMPTY = "not-empty"
    REPETITION = "repetition"
    FALSE_WALL = "false-wall"
    MASS = "mass"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What an algorithm found, where, and how sure it is, 0 to 1; details are numbers as text."""

    kind: HintKind
    box: PixelBox | None
    confidence: float
    algorithm: str
    version: str
    details: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError("a confidence is between 0 and 1")
