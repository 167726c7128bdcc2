"""The station's portal alarms as a list that can be paged and filtered, however long it is."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.adjudication import AdjudicationCode
from app.domain.identifiers import CaseId
from app.domain.occupancy import Radiation

ALARMS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmQuery:
    """Which alarms. `before` is the position of the last one of the page before, 0 for the first.

    `nuclide` keeps those on which this nuclide was named, `open_only` those nobody has closed.
    """

    nuclide: str = ""
    open_only: bool = False
    before: int = 0
    limit: int = ALARMS_ON_A_PAGE

    def __post_init__(self) -> None:
        if self.limit < 1 or self.before < 0:
            raise ValueError("a page holds something and begins somewhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmEntry:
    """One passage with an alarm. `position` rises with the time of recording.

    `nuclides` are those that the instrument or this station named, `own_only` those of them that
    only this station named.
    """

    position: int
    case_id: CaseId
    lane: str
    closed_at: datetime
    title: str
    monitor: frozenset[Radiation]
    own: frozenset[Radiation]
    sigma: float | None
    nuclides: tuple[str, ...]
    code: AdjudicationCode | None
    own_only: tuple[str, ...] = ()
    possible_snm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmPage:
    """A page, newest first. `nuclides` are all that were ever named on a passage here."""

    entries: tuple[AlarmEntry, ...]
    has_next: bool
    nuclides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundPoint:
    """The mean gamma background of a lane's passages within a few minutes."""

    at: datetime
    background_cps: float
