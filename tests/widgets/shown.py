"""Every screen in the states that an officer meets, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.case import Case
from app.domain.finding import FindingKind
from app.domain.sync_state import SyncState
from tests.ui_tools import post, scenes, views
from widgets.common.screen import Screen
from widgets.primary.screen import PrimaryScreen
from widgets.session.lock_overlay import LockOverlay
from widgets.session.sign_in_screen import SignInScreen
from widgets.status.sync_devices_screen import SyncDevicesScreen


@dataclass(frozen=True, slots=True)
class Shown:
    """How to make a screen, and the connection and title in the strip above it, if it has one."""

    make: Callable[[], Screen]
    sync: SyncState = post.ONLINE
    title: str = ""
    has_strip: bool = True


def _primary(
    case: Case | None, *, acknowledged: frozenset[FindingKind] = frozenset(), asks: bool = False
) -> Callable[[], Screen]:
    def make() -> Screen:
        screen = PrimaryScreen()
        screen.show_view(views.primary_view(case, acknowledged=acknowledged))
        if asks:
            screen.refer_other()
        return screen

    return make


def _sign_in() -> Screen:
    screen = SignInScreen()
    screen.show_view(views.sign_in_view(views.WRONG))
    return screen


def _lock() -> Screen:
    screen = LockOverlay()
    screen.show_view(views.lock_view(views.WRONG))
    return screen


def _status() -> Screen:
    screen = SyncDevicesScreen()
    screen.show_view(views.status_view())
    return screen


SHOWN: dict[str, Shown] = {
    "primary-clean": Shown(_primary(scenes.CLEAN)),
    "primary-gamma": Shown(_primary(scenes.GAMMA), post.OFFLINE),
    "primary-gamma-seen": Shown(
        _primary(scenes.GAMMA, acknowledged=frozenset(FindingKind)), post.OFFLINE
    ),
    "primary-neutron": Shown(_primary(scenes.NEUTRON)),
    "primary-unknown-seal": Shown(_primary(scenes.UNKNOWN)),
    "primary-no-notice": Shown(_primary(scenes.NO_NOTICE)),
    "primary-arriving": Shown(_primary(scenes.ARRIVING)),
    "primary-bus": Shown(_primary(scenes.BUS)),
    "primary-empty": Shown(_primary(None)),
    "primary-reasons": Shown(_primary(scenes.UNKNOWN, asks=True)),
    "sign-in": Shown(_sign_in, post.OFFLINE, has_strip=False),
    "lock": Shown(_lock, post.OFFLINE),
    "status": Shown(_status, post.OFFLINE, "SYNC & DEVICES"),
}
