"""The banner: one sentence for the worst finding, action first, then the reason."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.domain.finding import Priority
from widgets.common.elided_label import ElidedLabel
from widgets.common.marker import Marker
from widgets.common.theme import set_state


class Banner(QFrame):
    """Full width, red or amber while an alarm of priority 1 or 2 is new, framed once it was seen.

    `acknowledge_requested` is emitted when an alarm on it is pressed.
    """

    acknowledge_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marker = Marker(self)
        self.sentence = ElidedLabel("", self)
        self.sentence.setObjectName("bannerSentence")
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.note = QLabel(self)
        self.note.setObjectName("bannerNote")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 0, 18, 0)
        layout.setSpacing(16)
        layout.addWidget(self.marker)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.note)
        self.show_banner(Priority.NONE, "")

    def show_banner(
        self, priority: Priority, sentence: str, *, note: str = "", acknowledged: bool = False
    ) -> None:
        """Show `sentence`, and `note` (from where, how long ago) on the right."""
        urgent = priority in (Priority.P1, Priority.P2)
        shown = priority if urgent else Priority.NONE
        self.marker.show_priority(shown, acknowledged=acknowledged)
        self.sentence.setText(sentence)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(f"{shown.value}: {sentence}" if urgent else sentence)
        self.setAccessibleDescription(note)
        state = f"p{shown.value}" if urgent else "none"
        set_state(self, f"{state}-seen" if urgent and acknowledged else state)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Pressing an alarm says that it was seen."""
        if self.marker.unacknowledged and self.rect().contains(event.position().toPoint()):
            self.acknowledge_requested.emit()
        super().mouseReleaseEvent(event)
