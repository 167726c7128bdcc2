"""The connection to the central service: what is owed, since when, and what is confirmed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.sync_state import LinkState, SyncState
from widgets.common.chip import PriorityChip
from widgets.common.labels import link_label
from widgets.common.numbers import NO_BREAK, age, grouped, hours_minutes, measure, since
from widgets.common.panel import Panel, filled, label
from widgets.common.theme import set_state
from widgets.common.translated import TranslatedWidget
from widgets.status.state import StatusView

FIELDS = ("to_send", "oldest", "last_good", "next_try", "latency", "recorded", "confirmed", "fork")


class SyncPanel(TranslatedWidget):
    """Offline is a state with a clock, not an alarm; only a fork of the record is one."""

    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: StatusView | None = None
        self.panel = Panel(self)
        self.state = PriorityChip(self)
        self.why = label("body", self, wrap=True)
        self.retry = QPushButton(self)
        self.retry.clicked.connect(self.retry_requested)
        self.names: dict[str, QLabel] = {}
        self.values: dict[str, QLabel] = {}
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.state)
        head.addWidget(self.why, 1)
        head.addWidget(self.retry)
        self.panel.body.addLayout(head)
        self.panel.body.addLayout(self._grid())
        self.panel.body.addStretch(1)
        filled(self).addWidget(self.panel)
        self.retranslate()

    def show_view(self, view: StatusView) -> None:
        """Show the connection as it is."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.panel.set_title(self.tr("Central service"))
        self.retry.setText(self.tr("R  Try now"))
        names = {
            "to_send": self.tr("To send"),
            "oldest": self.tr("Oldest waits"),
            "last_good": self.tr("Last reached"),
            "next_try": self.tr("Next try"),
            "latency": self.tr("Answer time"),
            "recorded": self.tr("Recorded here"),
            "confirmed": self.tr("Confirmed by receipt"),
            "fork": self.tr("Forks"),
        }
        for field, name in names.items():
            self.names[field].setText(name)
        if self._view is not None:
            self._show_state(self._view)
            self._show_values(self._view)

    def _show_state(self, view: StatusView) -> None:
        sync = view.sync
        if sync.link is LinkState.UP:
            self.state.show_status(self.tr("ONLINE"))
        else:
            words = self.tr("OFFLINE")
            if sync.last_good_at is not None:
                offline_s = (view.now - sync.last_good_at).total_seconds()
                words = self.tr("OFFLINE {duration}")
                words = words.format(duration=hours_minutes(offline_s))
            self.state.show_status(words, trouble=True)
        self.why.setText(sync.why or link_label(sync.link))
        self.retry.setEnabled(sync.link is not LinkState.UP)

    def _show_values(self, view: StatusView) -> None:
        sync = view.sync
        values = {
            "to_send": grouped(sync.to_send),
            "oldest": since(sync.oldest_at, view.now) if sync.oldest_at else self.tr("none waits"),
            "last_good": self._ago(view, sync),
            "next_try": self._next_try(view, sync),
            "latency": self.tr("not measured")
            if sync.latency_ms is None
            else measure(sync.latency_ms, "ms"),
            "recorded": self.tr("event {seq}").format(seq=grouped(view.head_seq)),
            "confirmed": self._confirmed(view),
            "fork": self._fork(view),
        }
        for field, words in values.items():
            self.values[field].setText(words)
        set_state(self.values["fork"], "expired" if sync.fork else "")

    def _ago(self, view: StatusView, sync: SyncState) -> str:
        if sync.last_good_at is None:
            return self.tr("never since the start")
        return self.tr("{age} ago").format(age=since(sync.last_good_at, view.now))

    def _next_try(self, view: StatusView, sync: SyncState) -> str:
        if sync.next_try_at is None:
            return NO_BREAK + "–"
        left_s = (sync.next_try_at - view.now).total_seconds()
        return self.tr("in {age}").format(age=age(left_s))

    def _confirmed(self, view: StatusView) -> str:
        text = self.tr("up to event {seq}").format(seq=grouped(view.sync.receipt_seq))
        if view.gaps:
            gaps = ", ".join(f"{first}–{last}" for first, last in view.gaps)
            text += " " + self.tr("without {gaps}").format(gaps=gaps)
        return text

    def _fork(self, view: StatusView) -> str:
        if view.sync.fork:
            return self.tr("the centre holds another record of this station: call support")
        if view.quarantined:
            return self.tr("{count} events quarantined").format(count=view.quarantined)
        return self.tr("none")

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for index, field in enumerate(FIELDS):
            self.names[field] = label("label", self)
            self.values[field] = label("value", self, wrap=True)
            column, row = divmod(index, len(FIELDS) // 2)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(self.names[field], row, column * 2, top)
            grid.addWidget(self.values[field], row, column * 2 + 1, top)
        return grid
