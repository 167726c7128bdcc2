"""A label on one line that ends in an ellipsis, and keeps the whole text in its tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

CHARACTERS_MIN = 3


class ElidedLabel(QLabel):
    """For what may be long and is named elsewhere in full: never for a number or a finding."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        """Show `text` as far as there is room."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A few letters and the ellipsis."""
        least = self.text()[:CHARACTERS_MIN] + "…"
        width = min(self.fontMetrics().horizontalAdvance(least), self.sizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw what fits."""
        painter = QPainter(self)
        room = self.contentsRect()
        fits = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment(), fits)
