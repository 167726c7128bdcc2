"""Chips: a priority's shape, its digit and a few words. Filled is new, outlined has been seen."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.finding import Priority
from widgets.common.marker import marker_colours, marker_path, paint_marker
from widgets.common.theme import Tokens, tokens_of

PAD_X_PX = 8
PAD_Y_PX = 4
GAP_PX = 7
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PriorityChip(QWidget):
    """One finding in a few words. One that `wraps`, in a FlowLayout, is never cut."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, wraps: bool = False) -> None:
        super().__init__(parent)
        self._wraps = wraps
        self.priority = Priority.NONE
        self.text = ""
        self.acknowledged = False
        self.compact = False
        self._lit = True
        down = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, down)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)

    def show_finding(
        self, priority: Priority, text: str, *, acknowledged: bool = False, detail: str = ""
    ) -> None:
        """Show `text`; `detail` is the longer sentence for a tool tip and for readers."""
        self.priority, self.text, self.acknowledged = priority, text, acknowledged
        self._lit = True
        self.setAccessibleName(f"{priority.value} {text}" if priority.value else text)
        self.setToolTip(detail)
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def show_status(self, text: str, *, trouble: bool = False, detail: str = "") -> None:
        """Show a standing fact: with a tick, or outlined as priority 3 where it is a trouble."""
        priority = Priority.P3 if trouble else Priority.NONE
        self.show_finding(priority, text, acknowledged=True, detail=detail)

    @property
    def unacknowledged(self) -> bool:
        """Whether the marker alternates: nobody has said to have seen this."""
        return self.priority in (Priority.P1, Priority.P2) and not self.acknowledged

    def set_lit(self, *, lit: bool) -> None:
        """Show one of the two phases in which an unacknowledged marker alternates."""
        self._lit = lit
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Show the shape alone, for a strip with no room; the words stay for readers."""
        if compact is not self.compact:
            self.compact = compact
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The chip on one line."""
        text_px = 0 if self.compact else GAP_PX + self.fontMetrics().horizontalAdvance(self.text)
        width = 2 * PAD_X_PX + self._marker_px() + text_px + 2
        return QSize(width, self._line_px() + 2 * PAD_Y_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As wide as the longest word where it wraps, as tall as one line."""
        if not self._wraps:
            return self.sizeHint()
        words = [] if self.compact else self.text.split()
        widest = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        width = 2 * PAD_X_PX + self._marker_px() + GAP_PX + widest + 2
        return QSize(min(width, self.sizeHint().width()), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """A narrow chip is taller, if it wraps."""
        return self._wraps

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        """The height that the wrapped text needs."""
        if self.compact or width >= self.sizeHint().width():
            return self.sizeHint().height()
        room = QRect(0, 0, max(width - self._text_left() - PAD_X_PX, 1), 10_000)
        wrapped = self.fontMetrics().boundingRect(room, _WRAPPED, self.text)
        return max(wrapped.height(), self._line_px()) + 2 * PAD_Y_PX

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Take a new font into account."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A chip that somebody listens to can be pressed."""
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw frame, marker and words."""
        tokens = tokens_of(self.palette())
        fill, ink, edge = marker_colours(self.priority, tokens)
        filled = not self.acknowledged and self.priority is not Priority.NONE
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(edge), 1.4))
        painter.setBrush(QColor(fill) if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 3, 3)
        self._paint_marker(painter, tokens, filled=filled)
        if not self.compact:
            painter.setPen(QColor(ink if filled else _outlined_ink(self.priority, tokens)))
            room = self.rect().adjusted(self._text_left(), PAD_Y_PX, -PAD_X_PX + 2, -PAD_Y_PX)
            painter.drawText(room, _WRAPPED, self.text)

    def _paint_marker(self, painter: QPainter, tokens: Tokens, *, filled: bool) -> None:
        fill, ink, edge = marker_colours(self.priority, tokens)
        side = float(self._marker_px())
        top = PAD_Y_PX + (self._line_px() - side) / 2
        box = QRectF(PAD_X_PX, top, side, side)
        if filled:
            lit = self._lit or not self.unacknowledged
            paint_marker(painter, self.priority, box, fill=ink, ink=fill, lit=lit)
        elif self.priority is Priority.NONE:
            box.adjust(1, 1, -1, -1)
            paint_marker(painter, self.priority, box, fill=tokens.t1, ink=ink, lit=True)
        else:
            paint_marker(painter, self.priority, box, fill=fill, ink=ink, lit=True)
            painter.strokePath(marker_path(self.priority, box), QPen(QColor(edge), 1.2))

    def _marker_px(self) -> int:
        return int(self.fontMetrics().ascent() * 1.05)

    def _line_px(self) -> int:
        return self.fontMetrics().height()

    def _text_left(self) -> int:
        return PAD_X_PX + self._marker_px() + GAP_PX


def _outlined_ink(priority: Priority, tokens: Tokens) -> str:
    match priority:
        case Priority.P1:
            return tokens.p1_fg
        case Priority.P2:
            return tokens.p2_fg
        case Priority.P3:
            return tokens.t1
        case Priority.NONE:
            return tokens.t2
