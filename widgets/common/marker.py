"""The shape of a priority: square 1, triangle 2, diamond 3, tick. Never colour alone."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.finding import Priority
from widgets.common.theme import Tokens, tokens_of


def marker_colours(priority: Priority, tokens: Tokens) -> tuple[str, str, str]:
    """Fill, text and edge of a priority."""
    match priority:
        case Priority.P1:
            return tokens.p1_fill, tokens.p1_text, tokens.p1_edge
        case Priority.P2:
            return tokens.p2_fill, tokens.p2_text, tokens.p2_edge
        case Priority.P3:
            return tokens.p3_fill, tokens.p3_text, tokens.p3_edge
        case Priority.NONE:
            return tokens.bg1, tokens.t2, tokens.edge


def marker_path(priority: Priority, box: QRectF) -> QPainterPath:
    """The outline of a priority's shape within `box`; an open tick for no alarm."""
    path = QPainterPath()
    match priority:
        case Priority.P1:
            path.addRect(box)
        case Priority.P2:
            path.moveTo(box.center().x(), box.top())
            path.lineTo(box.bottomRight())
            path.lineTo(box.bottomLeft())
            path.closeSubpath()
        case Priority.P3:
            path.moveTo(box.center().x(), box.top())
            path.lineTo(box.right(), box.center().y())
            path.lineTo(box.center().x(), box.bottom())
            path.lineTo(box.left(), box.center().y())
            path.closeSubpath()
        case Priority.NONE:
            path.moveTo(box.left() + box.width() * 0.08, box.top() + box.height() * 0.55)
            path.lineTo(box.left() + box.width() * 0.36, box.top() + box.height() * 0.84)
            path.lineTo(box.left() + box.width() * 0.94, box.top() + box.height() * 0.18)
    return path


def paint_marker(
    painter: QPainter, priority: Priority, box: QRectF, *, fill: str, ink: str, lit: bool
) -> None:
    """Draw a marker: `fill` with `ink` on it, or when not lit the outline alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = marker_path(priority, box)
    if priority is Priority.NONE:
        painter.strokePath(path, QPen(QColor(fill), max(box.width() / 8, 1.6)))
        painter.restore()
        return
    if lit:
        painter.fillPath(path, QColor(fill))
    else:
        painter.strokePath(path, QPen(QColor(fill), 1.6))
    font = painter.font()
    font.setBold(True)
    font.setPixelSize(max(int(box.height() * (0.72 if priority is Priority.P1 else 0.6)), 6))
    painter.setFont(font)
    painter.setPen(QColor(ink if lit else fill))
    text_box = QRectF(box)
    if priority is Priority.P2:
        text_box.translate(QPointF(0, box.height() * 0.17))
    painter.drawText(text_box, Qt.AlignmentFlag.AlignCenter, str(priority.value))
    painter.restore()


class Marker(QWidget):
    """One marker as tall as its font, for the banner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._priority = Priority.NONE
        self._acknowledged = False
        self._lit = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def unacknowledged(self) -> bool:
        """Whether the marker alternates."""
        return not self._acknowledged and self._priority is not Priority.NONE

    def show_priority(self, priority: Priority, *, acknowledged: bool) -> None:
        """Draw `priority`."""
        self._priority, self._acknowledged, self._lit = priority, acknowledged, True
        self.setVisible(priority is not Priority.NONE)
        self.update()

    def set_lit(self, *, lit: bool) -> None:
        """Show one of the two phases in which an unacknowledged marker alternates."""
        self._lit = lit
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A square around a digit."""
        side = int(self.fontMetrics().height() * 1.15)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the shape in the colours that stand on the banner's fill."""
        tokens = tokens_of(self.palette())
        fill, ink, _ = marker_colours(self._priority, tokens)
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._acknowledged:
            paint_marker(painter, self._priority, box, fill=fill, ink=ink, lit=True)
        else:
            paint_marker(painter, self._priority, box, fill=ink, ink=fill, lit=self._lit)
