"""What was decided about a case so far."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.common.labels import done_label, reason_label
from widgets.common.panel import clear_layout, label
from widgets.common.translated import TranslatedWidget
from widgets.secondary.state import DecisionLine


class DecisionLines(TranslatedWidget):
    """What was decided so far, by whom and when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[DecisionLine, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_lines(self, lines: tuple[DecisionLine, ...]) -> None:
        """Show `lines`, oldest first."""
        if lines != self._lines:
            self._lines = lines
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        clear_layout(self._column)
        for line in self._lines:
            words = label("dense" if line.stands else "dense-hint", self, wrap=True)
            words.setText(self._words(line))
            self._column.addWidget(words)

    def _words(self, line: DecisionLine) -> str:
        made = line.decision
        parts = [
            made.decided_at.strftime("%H:%M"),
            line.officer,
            done_label(made.disposition),
            reason_label(made.reason) if made.reason else "",
            made.note,
            "" if line.stands else self.tr("corrected since"),
            self.tr("made offline") if made.offline else "",
        ]
        return " · ".join(part for part in parts if part)
