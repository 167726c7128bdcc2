"""Where a workstation stands."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.identifiers import Country, StationId


class Direction(StrEnum):
    """Which way traffic of a lane crosses, seen from the country whose officer sits there."""

    ENTRY = "entry"
    EXIT = "exit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A workstation's place: whose law it applies, at which port, on which lane or bay."""

    station: StationId
    country: Country
    port: str
    port_name: str
    lane: str
    direction: Direction = Direction.ENTRY
