"""What a workstation knows of its connection to the central service and to its devices."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.lane_trouble import Trouble


class LinkState(StrEnum):
    """The life of a link to a device or to the central service."""

    NOT_CONFIGURED = "not-configured"
    CONNECTING = "connecting"
    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """What is owed to the centre and since when. The count never disappears from a screen."""

    link: LinkState
    to_send: int
    oldest_at: datetime | None
    last_good_at: datetime | None
    next_try_at: datetime | None
    receipt_seq: int
    why: str = ""
    fork: bool = False
    notices: int = 0
    notices_as_of: datetime | None = None
    latency_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceState:
    """One device as the officer sees it.

    `why` is English, for the record; `troubles` are what a screen says in the officer's language.
    """

    name: str
    family: str
    link: LinkState
    since: datetime
    last_heard_at: datetime | None = None
    faults_today: int = 0
    rejected_today: int = 0
    why: str = ""
    reading: str = ""
    suspect_today: int = 0
    troubles: tuple[Trouble, ...] = ()

    @property
    def is_blind(self) -> bool:
        """Whether the device answers and yet protects nobody."""
        return any(trouble.blinds for trouble in self.troubles)
