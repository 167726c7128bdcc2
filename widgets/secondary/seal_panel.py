"""Seals: what was declared and what was read, by whom and when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.common.panel import clear_layout, label
from widgets.common.translated import TranslatedWidget
from widgets.secondary.state import SealLine, SealStep
from widgets.secondary.translated_panel import TranslatedPanel

LINES_MAX = 6


class SealLines(TranslatedWidget):
    """One line for each statement about seals, oldest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[SealLine, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.retranslate()

    def show_lines(self, lines: tuple[SealLine, ...]) -> None:
        """Show the last of `lines`."""
        if lines != self._lines:
            self._lines = lines
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        clear_layout(self._grid)
        if not self._lines:
            none = label("dense-label", self, wrap=True)
            none.setText(self.tr("No seal is declared and none was read."))
            self._grid.addWidget(none, 0, 0, 1, 3)
        for index, line in enumerate(self._lines[-LINES_MAX:]):
            self._add(index, line)

    def _add(self, row: int, line: SealLine) -> None:
        when = label("dense-value", self)
        when.setText(line.at.strftime("%H:%M") if line.at else "–")
        words = label("dense", self, wrap=True)
        words.setText(self._words(line))
        mark = label("dense-value", self)
        mark.setText(self.tr("differs") if line.differs else "")
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(when, row, 0, top)
        self._grid.addWidget(words, row, 1)
        self._grid.addWidget(mark, row, 2, top)

    def _words(self, line: SealLine) -> str:
        numbers = ", ".join(line.numbers)
        match line.step, bool(numbers):
            case SealStep.DECLARED, True:
                words = self.tr("declared {numbers}").format(numbers=numbers)
            case SealStep.DECLARED, False:
                words = self.tr("declared without a seal")
            case SealStep.READ, True:
                words = self.tr("read {numbers}").format(numbers=numbers)
            case SealStep.SEALED, _:
                words = self.tr("sealed {numbers}").format(numbers=numbers)
            case SealStep.INTACT, _:
                words = self.tr("found whole {numbers}").format(numbers=numbers)
            case SealStep.BROKEN, _:
                words = self.tr("found BROKEN {numbers}").format(numbers=numbers)
            case _:
                words = self.tr("no number read")
        words = words.rstrip()
        return f"{words} · {line.by}" if line.by else words


class SealPanel(TranslatedPanel):
    """The seal lines under a title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = SealLines(self)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.set_title(self.tr("Seal"))
