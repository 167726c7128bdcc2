"""What officers decide. The machine proposes; every one of these is a person's act."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.identifiers import Badge, Country, EventRef


class Stage(StrEnum):
    """Where in the inspection a decision is made."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Disposition(StrEnum):
    """What happens to the conveyance next."""

    RELEASE = "release"
    REFER = "refer"
    HOLD = "hold"
    EXAMINE = "examine"
    HOLD_FOR_SPECIALIST = "hold-for-specialist"
    RESCAN = "rescan"


STAGE_DISPOSITIONS: dict[Stage, frozenset[Disposition]] = {
    Stage.PRIMARY: frozenset({Disposition.RELEASE, Disposition.REFER, Disposition.HOLD}),
    Stage.SECONDARY: frozenset(
        {
            Disposition.RELEASE,
            Disposition.EXAMINE,
            Disposition.HOLD_FOR_SPECIALIST,
            Disposition.RESCAN,
        }
    ),
}

FINAL_DISPOSITIONS = frozenset({Disposition.RELEASE, Disposition.EXAMINE})
"""Dispositions after which a case leaves the work list."""


class Reason(StrEnum):
    """Why a case is referred or held. The order is that of the digit keys 1 to 9."""

    RADIATION = "radiation"
    LOOKOUT = "lookout"
    DOCUMENT = "document"
    IDENTITY = "identity"
    ADMISSIBILITY = "admissibility"
    GOODS = "goods"
    AGRICULTURE = "agriculture"
    RANDOM = "random"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One officer's act on one case, with what the officer had before the eyes.

    `shown_sha256` is the hash of the case as it stood on the screen. `supersedes` names the
    decision that this one corrects; the old one stays in the record.
    """

    stage: Stage
    disposition: Disposition
    reason: Reason | None
    badge: Badge
    country: Country
    lane: str
    decided_at: datetime
    seconds_on_screen: float
    shown_sha256: str
    offline: bool
    note: str = ""
    supersedes: EventRef | None = None
    correction_reason: str = ""

    def __post_init__(self) -> None:
        if self.disposition not in STAGE_DISPOSITIONS[self.stage]:
            raise ValueError(f"{self.disposition} is not a decision of {self.stage} inspection")
        if self.disposition in (Disposition.REFER, Disposition.HOLD) and self.reason is None:
            raise ValueError("a referral or hold needs a reason")
        if self.supersedes is not None and not self.correction_reason:
            raise ValueError("a correction says why")
        if self.decided_at.tzinfo is None:
            raise ValueError("the time of a decision must carry a time zone")
        if self.seconds_on_screen < 0:
            raise ValueError("nobody decides before seeing")
