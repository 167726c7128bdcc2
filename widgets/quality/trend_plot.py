"""One figure of an imager over its measurements."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.numbers import grouped
from widgets.common.theme import tokens_of
from widgets.radiation.axes import LinearScale, linear_ticks

GAP_PX = 6
DOT_PX = 3.0
ROOM_SHARE = 0.1
TICKS = 4
MINIMUM_SIZE = QSize(160, 100)


class TrendPlot(QWidget):
    """Dots in time, joined. Where nothing was seen there is a cross at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[tuple[datetime, float | None], ...] = ()
        self._decimals = 0
        self._limit: float | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(MINIMUM_SIZE)

    def show_points(
        self,
        points: Sequence[tuple[datetime, float | None]],
        *,
        decimals: int,
        limit: float | None = None,
    ) -> None:
        """Show when and what; None where nothing was seen. `limit` is a broken line."""
        self._points, self._decimals, self._limit = tuple(points), decimals, limit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw axes and points."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.plot))
        if not self._points:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        known = [value for _, value in self._points if value is not None]
        known = [*known, *([] if self._limit is None else [self._limit])] or [0.0]
        room = max((max(known) - min(known)) * ROOM_SHARE, abs(max(known)) * ROOM_SHARE, 1e-6)
        bottom = self.height() - metrics.height() - 4
        down = LinearScale(
            low=min(known) - room, high=max(known) + room, start_px=bottom, end_px=GAP_PX
        )
        left = 2 * GAP_PX + max(
            metrics.horizontalAdvance(grouped(value, self._decimals)) for value in known
        )
        first, last = self._points[0][0].timestamp(), self._points[-1][0].timestamp()
        half = metrics.horizontalAdvance("0000-00-00") / 2
        across = LinearScale(
            low=first,
            high=max(last, first + 1),
            start_px=left + half,
            end_px=self.width() - GAP_PX - half,
        )
        painter.setPen(QColor(tokens.edge))
        painter.drawLine(QLineF(left, bottom, self.width() - GAP_PX, bottom))
        painter.setPen(QColor(tokens.t2))
        right_middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in linear_ticks(down.low, down.high, TICKS):
            box = QRectF(0, down.px(value) - metrics.height() / 2, left - GAP_PX, metrics.height())
            painter.drawText(box, right_middle, grouped(value, self._decimals))
        for at in dict.fromkeys((self._points[0][0], self._points[-1][0])):
            box = QRectF(across.px(at.timestamp()) - half, bottom + 2, 2 * half, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, at.date().isoformat())
        if self._limit is not None:
            painter.setPen(QPen(QColor(tokens.t2), 1.2, Qt.PenStyle.DashLine))
            y = down.px(self._limit)
            painter.drawLine(QLineF(left, y, self.width() - GAP_PX, y))
        self._paint_points(painter, across, down, QColor(tokens.trace))

    def _paint_points(
        self, painter: QPainter, across: LinearScale, down: LinearScale, colour: QColor
    ) -> None:
        painter.setPen(QPen(colour, 1.6))
        line: list[QPointF] = []
        for at, value in self._points:
            x = across.px(at.timestamp())
            if value is None:
                painter.drawPolyline(QPolygonF(line))
                line = []
                y, arm = down.start_px - 2 * DOT_PX, DOT_PX
                painter.drawLine(QLineF(x - arm, y - arm, x + arm, y + arm))
                painter.drawLine(QLineF(x - arm, y + arm, x + arm, y - arm))
                continue
            line.append(QPointF(x, down.px(value)))
            painter.setBrush(colour)
            painter.drawEllipse(line[-1], DOT_PX, DOT_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))
