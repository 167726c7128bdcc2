"""People in a vehicle, as announced before they arrive."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Seat(StrEnum):
    """What a person does in the vehicle."""

    DRIVER = "driver"
    PASSENGER = "passenger"


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelDocument:
    """A travel document as announced. `kind` is its ICAO 9303 letter code, such as P or I."""

    kind: str
    number: str
    issuer: str
    expires: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupant:
    """One announced person. Nothing here was checked against a document or a face."""

    family_name: str
    given_names: str
    born: date | None
    nationality: str
    seat: Seat
    document: TravelDocument | None
    visa: str = ""

    def __post_init__(self) -> None:
        if not self.family_name and not self.given_names:
            raise ValueError("an occupant has a name")
