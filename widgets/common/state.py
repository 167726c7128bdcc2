"""What the strip at the top of every screen shows."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.officer import Officer
from app.domain.place import Place
from app.domain.sync_state import DeviceState, SyncState


@dataclass(frozen=True, slots=True, kw_only=True)
class StripView:
    """Where this is, who acts, what is owed to the centre, and how the devices are.

    `now` is in UTC; `local_now` is the same moment in the port's zone and is what the clock shows.
    `stale_after_s` is the age from which the list of notices is said to be old.
    """

    now: datetime
    local_now: datetime
    place: Place
    officer: Officer | None
    sync: SyncState
    devices: tuple[DeviceState, ...]
    unacknowledged: int = 0
    stale_after_s: float = 4 * 3600.0
    simulated: bool = False
