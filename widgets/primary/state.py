"""What the primary screen shows, as frozen values. A presenter makes them; the screen draws them.

All times are in the zone they carry; a presenter converts those that are shown as a time of day
(`now`, `decided_at`) to the port's. The counts of the portal that come while a vehicle passes are
not among these values: `PrimaryScreen.add_reading` takes them one by one.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.case import Case, MadeDecision
from app.domain.consignment import AdvanceNotice
from app.domain.decision import Disposition, Reason
from app.domain.finding import Finding, FindingKind, Lock, Priority
from app.domain.place import Place
from app.domain.sync_state import DeviceState, LinkState


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupantFinding:
    """The worst finding about one person, by place in the notice."""

    index: int
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentDecision:
    """One of the last decisions of this lane. `undo_left_s` counts down while it can be undone."""

    made: MadeDecision
    plate: str
    undo_left_s: int | None = None

    def __post_init__(self) -> None:
        if self.undo_left_s is not None and self.undo_left_s < 0:
            raise ValueError("time to undo cannot be less than nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryView:
    """Everything on the primary screen.

    `case` None: the lane is empty. `findings` are those of the case, worst first; `acknowledged`
    are kinds that an officer has seen. `*_locks` say why a key cannot be pressed now, none if it
    can. `suggested` is the reason that F5 refers for. `portal` and `kiosk` are the links of this
    lane, None or NOT_CONFIGURED where the site has none. `undo_left_s` counts down after the
    officer's decision about this very case, while it has not left the station.
    """

    now: datetime
    place: Place
    case: Case | None = None
    findings: tuple[Finding, ...] = ()
    about_occupants: tuple[OccupantFinding, ...] = ()
    acknowledged: frozenset[FindingKind] = frozenset()
    release_locks: tuple[Lock, ...] = ()
    refer_locks: tuple[Lock, ...] = ()
    hold_locks: tuple[Lock, ...] = ()
    suggested: Reason | None = None
    selected: int = 0
    occupied: bool = False
    portal: DeviceState | None = None
    kiosk: DeviceState | None = None
    expected: tuple[AdvanceNotice, ...] = ()
    recent: tuple[RecentDecision, ...] = ()
    undo_left_s: int | None = None

    @property
    def worst(self) -> Finding | None:
        """The most urgent alarm (priority 1 or 2): one that nobody has seen goes first."""
        urgent = [item for item in self.findings if item.priority in (Priority.P1, Priority.P2)]
        fresh = [item for item in urgent if item.kind not in self.acknowledged]
        return min(fresh or urgent, key=_urgency, default=None)

    def locks(self, disposition: Disposition) -> tuple[Lock, ...]:
        """Why `disposition` cannot be decided now."""
        match disposition:
            case Disposition.RELEASE:
                return self.release_locks
            case Disposition.REFER:
                return self.refer_locks
            case Disposition.HOLD:
                return self.hold_locks
            case _:
                raise ValueError(f"{disposition} is not decided at primary")


def _urgency(finding: Finding) -> tuple[int, bool]:
    """Of two alarms of one priority, neutrons go first: goods do not explain them."""
    return finding.priority.rank, finding.kind is not FindingKind.NEUTRON_ALARM


def is_connected(device: DeviceState | None) -> bool:
    """Whether a device is there at all, working or not."""
    return device is not None and device.link is not LinkState.NOT_CONFIGURED
