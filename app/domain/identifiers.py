"""Names of the things a record speaks of: stations, officers, cases, events."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

StationId = NewType("StationId", str)
Badge = NewType("Badge", str)
CaseId = NewType("CaseId", str)

STATION_ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{1,30}")


class Country(StrEnum):
    """The two countries that clear together; each keeps its own law."""

    CANADA = "CA"
    UNITED_STATES = "US"


def station_id(text: str) -> StationId:
    """Check that `text` can name a station: lower case, digits and dashes, 2 to 31 characters."""
    if not STATION_ID_PATTERN.fullmatch(text):
        raise ValueError(f"not a station name: {text!r}")
    return StationId(text)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EventRef:
    """The identity of one recorded event. It never changes and is never used twice.

    `epoch` counts the lives of a station: it rises when a station is re-imaged or restored, so that
    a journal that starts again at 1 cannot be taken for the old one.
    """

    station: StationId
    epoch: int
    seq: int

    def __post_init__(self) -> None:
        if self.epoch < 1 or self.seq < 1:
            raise ValueError("epoch and seq count from 1")

    def __str__(self) -> str:
        return f"{self.station}/{self.epoch}/{self.seq}"
