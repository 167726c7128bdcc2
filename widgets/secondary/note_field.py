"""The field for a note to the case."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

NOTE_CHARACTERS_MAX = 500
_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class NoteField(QLineEdit):
    """A note. Enter and Escape end the writing: they never confirm or disarm a decision."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "dense")
        self.setMaxLength(NOTE_CHARACTERS_MAX)

    def event(self, event: QEvent) -> bool:
        """Keep those keys from the shortcuts of the screen while a note is written."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _LEAVING
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave the field, or write."""
        if event.key() in _LEAVING:
            self.clearFocus()
        else:
            super().keyPressEvent(event)
