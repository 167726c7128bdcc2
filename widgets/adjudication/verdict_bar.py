"""The verdict across the whole screen: one sentence with its reason, then what to do."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.finding import Priority
from widgets.adjudication.state import AlarmView
from widgets.adjudication.verdict_words import (
    PRIORITIES,
    action_sentence,
    may_be_nuclear,
    nuclear_material,
    verdict_sentence,
    where_sentence,
)
from widgets.common.chip import PriorityChip
from widgets.common.marker import Marker
from widgets.common.panel import label
from widgets.common.theme import set_state
from widgets.common.translated import TranslatedFrame


class VerdictBar(TranslatedFrame):
    """Marker and two lines; both wrap, so that nothing of a verdict is ever cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: AlarmView | None = None
        self.setObjectName("verdictBar")
        self.marker = Marker(self)
        self.sentence = label("dense-heading", self, wrap=True)
        self.action = label("dense-value", self, wrap=True)
        self.where = label("dense-label", self, wrap=True)
        self.nuclear = PriorityChip(self)
        self.simulated = PriorityChip(self)
        set_state(self.simulated, "dense")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.where)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self.marker)
        layout.addLayout(words, 3)
        layout.addWidget(self.nuclear)
        layout.addWidget(self.action, 2)
        layout.addWidget(self.simulated)

    def show_alarm(self, alarm: AlarmView | None) -> None:
        """Show the verdict on `alarm`."""
        self._alarm = alarm
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        alarm = self._alarm
        if alarm is None:
            return
        closed = any(
            item.code is not None and item.passage == alarm.passages for item in alarm.adjudications
        )
        priority = Priority.NONE if closed else PRIORITIES[alarm.opinion]
        self.marker.show_priority(priority, acknowledged=True)
        self.sentence.setText(verdict_sentence(alarm))
        self.action.setText(action_sentence(alarm))
        self.where.setText(where_sentence(alarm))
        self.nuclear.setVisible(may_be_nuclear(alarm))
        is_named = bool(nuclear_material(alarm))
        words = self.tr("NUCLEAR MATERIAL") if is_named else self.tr("POSSIBLE NUCLEAR MATERIAL")
        self.nuclear.show_finding(Priority.P1, words, acknowledged=closed)
        self.simulated.setVisible(alarm.simulated)
        self.simulated.show_status(self.tr("simulated"))
        self.setAccessibleName(f"{priority.value}: {self.sentence.text()}")
        self.setAccessibleDescription(f"{self.action.text()} {self.where.text()}")
        set_state(self, f"p{priority.value}" if priority.value in (1, 2) else "none")
