"""The key card: all keys of one screen on one page."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.officer import Role
from widgets.common.actions import ActionSpec, ScreenId, specs_for
from widgets.common.panel import clear_layout, label

ROWS_MAX = 16


class KeyCard(QDialog):
    """Shown by F1, closed by Esc. It is made of the same table as the keys themselves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._screen: ScreenId | None = None
        self._role: Role | None = None
        self.heading = label("given", self)
        self.columns = QHBoxLayout()
        self.columns.setSpacing(48)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(self.heading)
        layout.addLayout(self.columns)
        self.retranslate()

    def show_for(self, screen: ScreenId, role: Role | None) -> None:
        """Show the keys that work on `screen` in `role`."""
        self._screen, self._role = screen, role
        self.retranslate()
        self.adjustSize()
        self.open()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Keys of this screen"))
        self.heading.setText(self.tr("Keys of this screen"))
        clear_layout(self.columns)
        if self._screen is None:
            return
        specs = specs_for(self._screen, self._role)
        for start in range(0, len(specs), ROWS_MAX):
            self.columns.addLayout(self._column(specs[start : start + ROWS_MAX]))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _column(self, specs: tuple[ActionSpec, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for row, spec in enumerate(specs):
            keys = label("strong", self)
            keys.setText("  ".join(_key_words(key) for key in spec.keys))
            words = label("body", self)
            words.setText(spec.words)
            grid.addWidget(keys, row, 0)
            grid.addWidget(words, row, 1)
            keys.show()
            words.show()
        grid.setRowStretch(len(specs), 1)
        return grid


def _key_words(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
