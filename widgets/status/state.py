"""What the page of links, lists and devices shows, as frozen values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.place import Place
from app.domain.sync_state import DeviceState, SyncState


class ListKind(StrEnum):
    """Lists that the centre sends down."""

    NOTICES = "notices"
    OFFICERS = "officers"
    POLICIES = "policies"
    LOOKOUTS = "lookouts"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAge:
    """One list: how many entries and as of when. `as_of` None: this station has none of it."""

    kind: ListKind
    count: int = 0
    as_of: datetime | None = None
    stale_after_s: float = 4 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """Everything on the page.

    `head_seq` is the last event recorded here; `sync.receipt_seq` the last that the centre has
    confirmed. `devices` holds also what is not connected, with LinkState.NOT_CONFIGURED.
    """

    now: datetime
    place: Place
    sync: SyncState
    devices: tuple[DeviceState, ...]
    lists: tuple[ListAge, ...] = ()
    head_seq: int = 0
    quarantined: int = 0
    gaps: tuple[tuple[int, int], ...] = ()
    simulated: bool = False
