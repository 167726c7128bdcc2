"""The lane's background over the last 24 hours: a high background today explains many alarms."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.adjudication.state import TrendPoint
from widgets.common.numbers import grouped
from widgets.common.theme import tokens_of
from widgets.radiation.axes import LinearScale
from widgets.secondary.translated_panel import TranslatedPanel

SPAN = timedelta(hours=24)
GAP_S = 3600.0
"""Points further apart than this are not joined: nothing passed in between."""

GAP_PX = 6
HOURS_BETWEEN_TICKS = 6
MINIMUM_SIZE = QSize(160, 64)
HEADROOM = 0.15


class TrendPlot(QWidget):
    """Means of five minutes as dots, joined where they are close."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[TrendPoint, ...] = ()
        self._now: datetime | None = None
        self._nothing = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(MINIMUM_SIZE)

    def show_points(self, points: Sequence[TrendPoint], now: datetime | None, nothing: str) -> None:
        """Show points of the 24 hours before `now`; `nothing` is said where there are none."""
        self._points, self._now, self._nothing = tuple(points), now, nothing
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw axes, dots and joins."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.plot))
        if self._now is None or not self._points:
            painter.setPen(QColor(tokens.t2))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._nothing)
            return
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("00 000") + GAP_PX
        bottom = self.height() - metrics.height() - 2
        rates = [point.background_cps for point in self._points]
        room = max((max(rates) - min(rates)) * HEADROOM, max(rates) * 0.05, 1.0)
        down = LinearScale(
            low=max(min(rates) - room, 0.0), high=max(rates) + room, start_px=bottom, end_px=GAP_PX
        )
        right = self.width() - metrics.horizontalAdvance("00 h") // 2 - GAP_PX
        across = LinearScale(low=-SPAN.total_seconds(), high=0, start_px=left, end_px=right)
        painter.setPen(QColor(tokens.edge))
        painter.drawLine(QLineF(left, bottom, right, bottom))
        painter.setPen(QColor(tokens.t2))
        right_middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for rate in (min(rates), max(rates)) if max(rates) - min(rates) > room else (max(rates),):
            box = QRectF(0, down.px(rate) - metrics.height() / 2, left - GAP_PX, metrics.height())
            painter.drawText(box, right_middle, grouped(rate))
        for hours in range(-24, 1, HOURS_BETWEEN_TICKS):
            x = across.px(hours * 3600)
            box = QRectF(x - 40, bottom + 1, 80, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, f"{hours} h")
        self._paint_points(painter, across, down, QColor(tokens.trace))

    def _paint_points(
        self, painter: QPainter, across: LinearScale, down: LinearScale, colour: QColor
    ) -> None:
        if self._now is None:
            return
        painter.setPen(QPen(colour, 1))
        line: list[QPointF] = []
        before_s: float | None = None
        for point in self._points:
            at_s = (point.at - self._now).total_seconds()
            if before_s is not None and at_s - before_s > GAP_S:
                painter.drawPolyline(QPolygonF(line))
                line = []
            before_s = at_s
            line.append(QPointF(across.px(at_s), down.px(point.background_cps)))
            painter.fillRect(QRectF(line[-1].x() - 1, line[-1].y() - 1, 2, 2), colour)
        painter.drawPolyline(QPolygonF(line))


class BackgroundPanel(TranslatedPanel):
    """The trend with its last value in the title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[TrendPoint, ...] = ()
        self._now: datetime | None = None
        self.plot = TrendPlot(self)
        self.body.addWidget(self.plot, 1)
        self.retranslate()

    def show_trend(self, points: tuple[TrendPoint, ...], now: datetime | None) -> None:
        """Show the points of the 24 hours before `now`."""
        self._points, self._now = points, now
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        aside = ""
        if self._points:
            words = self.tr("now {cps}/s")
            aside = words.format(cps=grouped(self._points[-1].background_cps))
        self.set_title(self.tr("Background 24 h"), aside)
        nothing = self.tr("No passage in 24 hours")
        self.plot.show_points(self._points, self._now, nothing)
        self.plot.setAccessibleName(self.tr("Background 24 h"))
        self.plot.setAccessibleDescription(aside or nothing)
