"""SYNC & DEVICES: the one page that says how everything around this workstation is."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.common.actions import ActionId
from widgets.common.panel import Panel
from widgets.common.screen import Screen
from widgets.status.device_list import DeviceList
from widgets.status.list_ages import ListAges
from widgets.status.state import StatusView
from widgets.status.sync_panel import SyncPanel

GAP_PX = 10


class SyncDevicesScreen(Screen):
    """Shows a `StatusView`. `retry_requested` asks to try the centre now, `closed` to go back."""

    retry_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: StatusView | None = None
        self.sync = SyncPanel(self)
        self.lists = ListAges(self)
        self.devices_panel = Panel(self)
        self.devices = DeviceList(self, short=False)
        self.devices_panel.body.addWidget(self.devices)
        self.devices_panel.body.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(GAP_PX)
        top.addWidget(self.sync, 3)
        top.addWidget(self.lists, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, GAP_PX, 12, GAP_PX)
        layout.setSpacing(GAP_PX)
        layout.addLayout(top)
        layout.addWidget(self.devices_panel, 1)
        self.sync.retry_requested.connect(self.retry_requested)
        self.retranslate()

    def show_view(self, view: StatusView) -> None:
        """Show `view`."""
        if view != self._view:
            self._view = view
            self.sync.show_view(view)
            self.lists.show_lists(view.lists, view.now)
            self.devices.show_devices(view.devices, view.now)
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.devices_panel.set_title(
            self.tr("Devices"), self.tr("faults and rejected lines of today")
        )

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What this page does for its keys."""
        return {
            ActionId.RETRY_SYNC: self.retry_requested.emit,
            ActionId.CANCEL: self.closed.emit,
        }
