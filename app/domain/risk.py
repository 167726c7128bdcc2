"""What a country's policy makes of a consignment. Unknown is never low."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.identifiers import Country


class Determination(StrEnum):
    """Low loads; high and unknown are treated alike until an officer knows more."""

    LOW = "low"
    HIGH = "high"
    UNKNOWN = "unknown"


class Action(StrEnum):
    """What a policy asks for next; the words for it live in the widgets."""

    REQUEST_INFORMATION = "request-information"
    VERIFY_DOCUMENTS = "verify-documents"
    VERIFY_SEAL = "verify-seal"
    SCREEN_RADIATION = "screen-radiation"
    TAKE_SPECTRUM = "take-spectrum"
    WEIGH = "weigh"
    IMAGE = "image"
    EXAMINE = "examine"


class MissingWhy(StrEnum):
    """Why a fact cannot be used.

    Unusable is a value that the policy does not know, or a fact from the future.
    """

    ABSENT = "absent"
    STALE = "stale"
    CONFLICTING = "conflicting"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFact:
    """A fact that a policy asked for and did not get."""

    name: str
    why: MissingWhy


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTrace:
    """A row of a policy table that fired, or that could still fire if `needs` were known.

    `reason` and `reason_fr` are the policy's own words in English and French.
    """

    row: str
    determination: Determination
    reason: str
    reason_fr: str = ""
    cells: tuple[str, ...] = ()
    needs: tuple[MissingFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One country's determination, with everything needed to repeat it years later."""

    country: Country
    policy: str
    policy_version: int
    policy_sha256: str
    assessed_at: datetime
    determination: Determination
    fired: tuple[RowTrace, ...]
    could_fire: tuple[RowTrace, ...]
    missing_required: tuple[MissingFact, ...]
    actions: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.determination is Determination.LOW and self.missing_required:
            raise ValueError("a determination with a required fact missing cannot be low")
