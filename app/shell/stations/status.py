"""The presenter of SYNC & DEVICES: what is owed, what is heard, what is not connected."""

from app.domain.sync_state import DeviceState, LinkState
from app.shell.acts import Station
from app.shell.board import Board
from app.shell.stations.session import NO_SYNC
from widgets.status.state import ListAge, ListKind, StatusView
from widgets.status.sync_devices_screen import SyncDevicesScreen

NOT_BUILT = (("kiosk", "kiosk"), ("seal-reader", "seal"))
"""Parts that an officer looks for and that no site has yet: they are said not to be connected."""


class StatusPresenter:
    """Joins the page to what is known. Lives on the GUI thread."""

    def __init__(self, screen: SyncDevicesScreen, station: Station, board: Board) -> None:
        self._screen = screen
        self._station = station
        self._board = board

    def refresh(self) -> None:
        """Show what is known now."""
        now = self._station.clock.now()
        sync = self._board.sync or NO_SYNC
        self._screen.show_view(
            StatusView(
                now=now,
                place=self._station.place,
                sync=sync,
                devices=self.devices(),
                lists=(
                    ListAge(kind=ListKind.NOTICES, count=sync.notices, as_of=sync.notices_as_of),
                    ListAge(kind=ListKind.LOOKOUTS),
                ),
                head_seq=sync.receipt_seq + sync.to_send,
                simulated=self._station.simulated,
            )
        )

    def devices(self) -> tuple[DeviceState, ...]:
        """The site's devices, then what is not connected."""
        known = tuple(self._board.devices.values())
        families = {device.family for device in known}
        now = self._station.clock.now()
        absent = tuple(
            DeviceState(name=name, family=family, link=LinkState.NOT_CONFIGURED, since=now)
            for name, family in NOT_BUILT
            if family not in families
        )
        return known + absent
