"""The one place where the workstation speaks to the officer outside a screen's own panels."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from widgets.common.panel import label
from widgets.common.theme import set_state
from widgets.common.translated import TranslatedFrame


class MessageBar(TranslatedFrame):
    """One message at a time; it stays until it is dismissed, and never takes the focus."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words: QLabel = label("body", self, wrap=True)
        self.dismiss = QPushButton(self)
        self.dismiss.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.dismiss)
        self.retranslate()
        self.hide()

    def show_message(self, words: str, *, error: bool = False) -> None:
        """Show `words`, which are already in the officer's language."""
        self.words.setText(words)
        self.setAccessibleName(words)
        set_state(self, "error" if error else "note")
        self.show()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        self.words.clear()
        self.dismissed.emit()

    def retranslate(self) -> None:
        """Set the button's text anew."""
        self.dismiss.setText(self.tr("Close"))
