"""Goods as declared, and the notice that tells a port who and what is on the way."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.conveyance import ContainerNumber
from app.domain.facts import Fact
from app.domain.traveller import Occupant


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsItem:
    """One line of a manifest. `hs_code` is a Harmonized System code, 4 to 10 digits."""

    line: int
    hs_code: str
    description: str
    gross_kg: float
    pieces: int | None = None

    def __post_init__(self) -> None:
        if self.gross_kg < 0:
            raise ValueError("goods do not weigh less than nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """What is declared to be in one container or trailer."""

    reference: str
    container: ContainerNumber | None
    size_type: str
    seals_declared: tuple[str, ...]
    shipper: str
    consignee: str
    origin: str
    gross_kg: float
    items: tuple[GoodsItem, ...]

    def __post_init__(self) -> None:
        if not self.reference:
            raise ValueError("a consignment has a reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceNotice:
    """Who and what is expected at a port, sent down by the central service before arrival.

    `facts` are what the countries' policies judge; what is not among them is missing, not false.
    """

    reference: str
    port: str
    plate: str
    plate_jurisdiction: str
    expected_at: datetime
    consignment: Consignment | None
    occupants: tuple[Occupant, ...]
    facts: tuple[Fact, ...]
    simulated: bool = False

    def __post_init__(self) -> None:
        if self.expected_at.tzinfo is None:
            raise ValueError("an expected time must carry a time zone")
