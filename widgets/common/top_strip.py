"""The strip at the top of every screen: where, who, what is owed, how the devices are, the time."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.domain.finding import Priority
from app.domain.sync_state import LinkState
from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.labels import direction_label, lane_label, link_label
from widgets.common.numbers import hours_minutes, since
from widgets.common.state import StripView
from widgets.common.translated import TranslatedFrame
from widgets.common.trouble_words import trouble_words

CLOCK_FORMAT = "%H:%M:%S"
GAP_PX = 14


class TopStrip(TranslatedFrame):
    """Shows a StripView. The count of what is owed to the centre never leaves it."""

    language_requested = Signal()
    status_requested = Signal()
    acknowledge_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: StripView | None = None
        self._screen_title = ""
        self.lane = _named(QLabel(self), "stripTitle")
        self.simulated = PriorityChip(self)
        self.post = ElidedLabel("", self)
        self.post.setObjectName("stripPlace")
        self.officer = ElidedLabel("", self)
        self.officer.setObjectName("stripOfficer")
        self.alarms = PriorityChip(self)
        self.sync = PriorityChip(self)
        self.lists = PriorityChip(self)
        self.devices = PriorityChip(self)
        self.clock = _named(QLabel(self), "stripClock")
        self.language = QPushButton(self)
        self.language.clicked.connect(self.language_requested)
        self.alarms.clicked.connect(self.acknowledge_requested)
        for chip in (self.sync, self.lists, self.devices):
            chip.clicked.connect(self.status_requested)
        self._build_layout()
        self.retranslate()

    def show_view(self, view: StripView) -> None:
        """Show `view`."""
        self._view = view
        self.retranslate()

    def set_screen_title(self, title: str) -> None:
        """Name the screen instead of the lane, for screens that are not of one lane."""
        self._screen_title = title
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.language.setText(self.tr("FR", "the other language, on the language key"))
        self.language.setAccessibleName(self.tr("Français", "the other language"))
        view = self._view
        if view is None:
            return
        self.lane.setText(self._screen_title or lane_label(view.place.lane).upper())
        direction = direction_label(view.place.direction)
        here = f"{view.place.port_name} · {direction}"
        lane = lane_label(view.place.lane)
        # The title names the screen, so the place must say whose it is.
        self.post.setText(f"{lane[:1].upper()}{lane[1:]} · {here}" if self._screen_title else here)
        officer = view.officer
        self.officer.setText(f"{officer.badge} {officer.name}" if officer else "")
        self.clock.setText(view.local_now.strftime(CLOCK_FORMAT))
        self.clock.setAccessibleName(self.tr("Clock"))
        self.simulated.setVisible(view.simulated)
        self.simulated.show_status(self.tr("SIMULATED"), trouble=True)
        self._show_alarms(view)
        self._show_sync(view)
        self._show_lists(view)
        self._show_devices(view)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave words out where there is no room for them."""
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The strip never widens a window; it leaves words out instead."""
        return QSize(1, super().minimumSizeHint().height())

    def _make_room(self) -> None:
        """Show the shape alone of what is in order, the devices first; what is owed keeps words."""
        chips = (self.devices, self.lists)
        for chip in chips:
            chip.set_compact(compact=False)
        for chip in chips:
            if self._layout.minimumSize().width() > self.width():
                chip.set_compact(compact=True)

    def _show_alarms(self, view: StripView) -> None:
        self.alarms.setVisible(view.unacknowledged > 0)
        text = self.tr("{count} new").format(count=view.unacknowledged)
        self.alarms.show_finding(Priority.P1, text, detail=self.tr("alarms not acknowledged"))

    def _show_sync(self, view: StripView) -> None:
        sync = view.sync
        owed = self.tr("{count} to send").format(count=sync.to_send)
        if sync.link is LinkState.UP:
            state = self.tr("ONLINE")
        elif sync.last_good_at is None:
            state = self.tr("OFFLINE")
        else:
            offline_s = (view.now - sync.last_good_at).total_seconds()
            state = self.tr("OFFLINE {duration}").format(duration=hours_minutes(offline_s))
        detail = sync.why or link_label(sync.link)
        trouble = sync.link is not LinkState.UP or sync.fork
        self.sync.show_status(f"{state} · {owed}", trouble=trouble, detail=detail)

    def _show_lists(self, view: StripView) -> None:
        as_of = view.sync.notices_as_of
        if as_of is None:
            self.lists.show_status(self.tr("no notices received"), trouble=True)
            return
        old_s = (view.now - as_of).total_seconds()
        if old_s > view.stale_after_s:
            text = self.tr("Notices STALE {age}").format(age=since(as_of, view.now))
            self.lists.show_finding(Priority.P2, text, acknowledged=True)
        else:
            self.lists.show_status(self.tr("Notices {age}").format(age=since(as_of, view.now)))

    def _show_devices(self, view: StripView) -> None:
        there = [item for item in view.devices if item.link is not LinkState.NOT_CONFIGURED]
        failing = [item for item in there if item.link is not LinkState.UP]
        blind = [item for item in there if item.is_blind]
        if not there:
            self.devices.show_status(self.tr("no devices"), trouble=True)
        elif blind and not failing:
            words = self.tr("{names}: NOT PROTECTING").format(
                names=", ".join(item.name for item in blind)
            )
            detail = "; ".join(trouble_words(item.troubles) for item in blind)
            self.devices.show_finding(Priority.P2, words, acknowledged=True, detail=detail)
        elif failing:
            names = ", ".join(item.name for item in failing)
            words = f"{names}: {link_label(failing[0].link)}"
            self.devices.show_status(words, trouble=True, detail=failing[0].why)
        else:
            text = self.tr("Devices {ready}/{all}").format(ready=len(there), all=len(there))
            self.devices.show_status(text, detail=", ".join(item.name for item in there))

    def _build_layout(self) -> None:
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 12, 0)
        layout.setSpacing(GAP_PX)
        layout.addWidget(self.lane)
        layout.addWidget(self.simulated)
        layout.addWidget(self.post)
        layout.addWidget(self.officer)
        self.post.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.officer.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout.addStretch(1)
        for chip in (self.alarms, self.sync, self.lists, self.devices):
            layout.addWidget(chip)
        layout.addWidget(self.clock)
        layout.addWidget(self.language)


def _named(label: QLabel, name: str) -> QLabel:
    label.setObjectName(name)
    return label
