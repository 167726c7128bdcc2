"""The first screen: who comes in, and how this station is before anybody does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.sync_state import LinkState
from widgets.common.chip import PriorityChip
from widgets.common.flow_layout import FlowLayout
from widgets.common.labels import direction_label, lane_label
from widgets.common.numbers import grouped, hours_minutes, since
from widgets.common.panel import Panel, label
from widgets.common.screen import Screen
from widgets.session.refusal_words import refusal_words
from widgets.session.sign_in_form import SignInForm
from widgets.session.state import SignInView
from widgets.status.device_list import DeviceList

CLOCK_FORMAT = "%H:%M:%S"
GAP_PX = 16
FORM_WIDTH_MAX = 560


class SignInScreen(Screen):
    """Shows a `SignInView`. `sign_in_requested` carries badge, PIN and Role; a PIN is not kept."""

    sign_in_requested = Signal(str, str, object)
    language_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: SignInView | None = None
        self.program = label("name", self)
        self.place = label("given", self)
        self.simulated = PriorityChip(self)
        self.clock = label("plate", self)
        self.language = QPushButton(self)
        self.form = SignInForm(self)
        self.station = Panel(self)
        self.devices = DeviceList(self, short=True)
        self.sync = PriorityChip(self, wraps=True)
        self.lists = PriorityChip(self, wraps=True)
        self.footer = label("small", self)
        self.form.sign_in_requested.connect(self.sign_in_requested)
        self.language.clicked.connect(self.language_requested)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build_layout()
        self.retranslate()

    def show_view(self, view: SignInView) -> None:
        """Show `view`."""
        before, self._view = self._view, view
        if view != before:
            self.form.set_roles(view.roles)
            self.devices.show_devices(view.devices, view.now)
            self.retranslate()

    def forget(self) -> None:
        """Forget who was here: the next officer begins with empty fields."""
        self.form.clear()

    def first_focus(self) -> QWidget:
        """The field that is filled first."""
        return self.form.badge

    def retranslate(self) -> None:
        """Set every text anew."""
        self.program.setText("PARALLEL 49")
        self.language.setText(self.tr("Français", "the other language"))
        self.station.set_title(self.tr("This station"))
        self.footer.setText(self.tr("F1 keys   Ctrl+L language   F12 day or night"))
        view = self._view
        if view is None:
            return
        place = view.place
        parts = (place.port_name, lane_label(place.lane), direction_label(place.direction))
        self.place.setText(" · ".join(parts))
        self.simulated.setVisible(view.simulated)
        self.simulated.show_status(self.tr("SIMULATED"), trouble=True)
        self.clock.setText(view.local_now.strftime(CLOCK_FORMAT))
        refusal = refusal_words(view.refused) if view.refused else ""
        self.form.show_state(checking=view.checking, refusal=refusal)
        self._show_sync(view)
        self.station.set_title(self.tr("This station"), view.version)

    def _show_sync(self, view: SignInView) -> None:
        sync = view.sync
        owed = self.tr("{count} to send").format(count=grouped(sync.to_send))
        if sync.link is LinkState.UP:
            state = self.tr("ONLINE")
        elif sync.last_good_at is None:
            state = self.tr("OFFLINE")
        else:
            offline_s = (view.now - sync.last_good_at).total_seconds()
            state = self.tr("OFFLINE {duration}").format(duration=hours_minutes(offline_s))
        self.sync.show_status(f"{state} · {owed}", trouble=sync.link is not LinkState.UP)
        if sync.notices_as_of is None:
            self.lists.show_status(self.tr("no notices received"), trouble=True)
        else:
            text = self.tr("{count} notices, {age} old")
            age = since(sync.notices_as_of, view.now)
            self.lists.show_status(text.format(count=grouped(sync.notices), age=age))

    def _build_layout(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP_PX)
        for widget in (self.program, self.place, self.simulated):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.clock)
        head.addWidget(self.language)
        chips = FlowLayout()
        chips.addWidget(self.sync)
        chips.addWidget(self.lists)
        self.station.body.addLayout(chips)
        self.station.body.addWidget(self.devices)
        self.station.body.addStretch(1)
        self.form.setMaximumWidth(FORM_WIDTH_MAX)
        pair = QHBoxLayout()
        pair.setSpacing(GAP_PX)
        pair.addStretch(1)
        pair.addWidget(self.form, 4)
        pair.addWidget(self.station, 6)
        pair.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 14)
        layout.setSpacing(GAP_PX)
        layout.addLayout(head)
        layout.addStretch(2)
        layout.addLayout(pair)
        layout.addStretch(3)
        layout.addWidget(self.footer)
