"""Count rates along a vehicle, painted as they come: one trace, its background and alarm level."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.numbers import grouped
from widgets.common.theme import Tokens, tokens_of
from widgets.radiation.axes import LinearScale, linear_ticks
from widgets.radiation.label_place import label_box

LIVE_READINGS_MAX = 3000
LIVE_SPAN_MIN = 10.0
TICK_GAP_PX = 48
TICKS_UP_MAX = 6
MARGIN_PX = 6
FLOOR_SHARE = 0.35
HEADROOM = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTrace:
    """A recorded trace. `start` and `step` are in the unit of the x axis, the rest in counts/s.

    `band` are the ends of the stretch in which the peak lies.
    """

    start: float
    step: float
    rates_cps: tuple[float, ...]
    background_cps: float | None = None
    alarm_level_cps: float | None = None
    band: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not self.rates_cps or self.step <= 0:
            raise ValueError("a trace has at least one reading, and goes on")

    @property
    def end(self) -> float:
        """Where the trace ends."""
        return self.start + self.step * len(self.rates_cps)


class CountPlot(QWidget):
    """Draws a recorded `CountTrace`, or readings one by one while a vehicle passes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trace: CountTrace | None = None
        self.live: list[QPointF] = []
        self._background_label = ""
        self._alarm_label = ""
        self._no_trace = ""
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_words(self, *, name: str, background: str, alarm: str, no_trace: str) -> None:
        """Name the trace and the two levels, and say what it means that nothing is drawn."""
        self._name = name
        self._background_label, self._alarm_label = background, alarm
        self._no_trace = no_trace
        self.update()

    def show_trace(self, trace: CountTrace | None) -> None:
        """Draw `trace`, and no longer what came live."""
        self.trace = trace
        self.live.clear()
        self.update()

    def append(self, at: float, rate_cps: float) -> None:
        """Add a reading to the live trace; only this plot is painted again."""
        if len(self.live) >= LIVE_READINGS_MAX:
            del self.live[: LIVE_READINGS_MAX // 2]
        self.live.append(QPointF(at, rate_cps))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Wide enough to read."""
        return QSize(320, 220)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Small enough for the smallest screen."""
        return QSize(200, 72)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw everything."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.plot))
        points = self._points()
        if not points:
            painter.setPen(QColor(tokens.t2))
            room = self.rect().adjusted(16, 8, -16, -8)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._no_trace)
            return
        across, up = self._scales(points)
        self._paint_band(painter, tokens, across, up)
        self._paint_axes(painter, tokens, across, up)
        painter.setPen(QColor(tokens.t2))
        painter.drawText(QPointF(across.start_px + 6, self.fontMetrics().ascent() + 2), self._name)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.trace), 2.2))
        line = QPolygonF([QPointF(across.px(item.x()), up.px(item.y())) for item in points])
        painter.drawPolyline(line)
        self._paint_levels(painter, tokens, across, up, line)

    def _points(self) -> list[QPointF]:
        if self.trace is None:
            return self.live
        start, step = self.trace.start + self.trace.step / 2, self.trace.step
        return [
            QPointF(start + index * step, rate) for index, rate in enumerate(self.trace.rates_cps)
        ]

    def _scales(self, points: list[QPointF]) -> tuple[LinearScale, LinearScale]:
        rates = [item.y() for item in points]
        levels = [] if self.trace is None else [self.trace.alarm_level_cps or 0.0]
        high = max(*rates, *levels, 1.0)
        low = 0.0 if min(rates) < FLOOR_SHARE * high else min(rates) - HEADROOM * high
        left = MARGIN_PX + self.fontMetrics().horizontalAdvance(grouped(high)) + 8
        bottom = self.height() - self.fontMetrics().height() - 4
        if self.trace is not None:
            first, last = self.trace.start, self.trace.end
        else:
            first, last = points[0].x(), max(points[-1].x(), points[0].x() + LIVE_SPAN_MIN)
        across = LinearScale(low=first, high=last, start_px=left, end_px=self.width() - MARGIN_PX)
        up = LinearScale(low=low, high=high, start_px=bottom, end_px=self._headroom_px())
        return across, up

    def _paint_band(
        self, painter: QPainter, tokens: Tokens, across: LinearScale, up: LinearScale
    ) -> None:
        if self.trace is None or self.trace.band is None:
            return
        left, right = (across.px(value) for value in self.trace.band)
        box = QRectF(left, MARGIN_PX, right - left, up.start_px - MARGIN_PX)
        painter.fillRect(box, QColor(tokens.band))
        painter.setPen(QPen(QColor(tokens.p2_edge), 1))
        painter.drawLine(QLineF(box.topLeft(), box.bottomLeft()))
        painter.drawLine(QLineF(box.topRight(), box.bottomRight()))

    def _paint_axes(
        self, painter: QPainter, tokens: Tokens, across: LinearScale, up: LinearScale
    ) -> None:
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.drawLine(QLineF(across.start_px, up.start_px, across.end_px, up.start_px))
        painter.drawLine(QLineF(across.start_px, up.start_px, across.start_px, up.end_px))
        metrics = self.fontMetrics()
        wide = int((across.end_px - across.start_px) / TICK_GAP_PX)
        for value in linear_ticks(across.low, across.high, max(wide, 2)):
            x = across.px(value)
            painter.setPen(QPen(QColor(tokens.edge), 1))
            painter.drawLine(QLineF(x, up.start_px, x, up.start_px + 4))
            self._paint_number(painter, tokens, grouped(value), x, up.start_px + 3, centred=True)
        tall = int((up.start_px - up.end_px) / (metrics.height() * 1.3))
        for value in linear_ticks(up.low, up.high, min(max(tall, 2), TICKS_UP_MAX)):
            y = up.px(value)
            painter.setPen(QPen(QColor(tokens.edge), 1))
            painter.drawLine(QLineF(across.start_px - 4, y, across.start_px, y))
            top = y - metrics.height() / 2
            self._paint_number(painter, tokens, grouped(value), across.start_px - 8, top)

    def _paint_number(
        self,
        painter: QPainter,
        tokens: Tokens,
        text: str,
        x: float,
        top: float,
        *,
        centred: bool = False,
    ) -> None:
        width = self.fontMetrics().horizontalAdvance(text) + 2
        left = min(x - width / 2, self.width() - width) if centred else x - width
        painter.setPen(QColor(tokens.t1))
        box = QRectF(left, top, width, self.fontMetrics().height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_levels(
        self,
        painter: QPainter,
        tokens: Tokens,
        across: LinearScale,
        up: LinearScale,
        drawn: QPolygonF,
    ) -> None:
        trace = self.trace
        if trace is None:
            return
        top = self._headroom_px() - self.fontMetrics().height() - MARGIN_PX
        area = QRectF(QPointF(across.start_px, top), QPointF(across.end_px, up.start_px))
        levels = (
            (trace.background_cps, tokens.background_trace, tokens.t2, self._background_label),
            (trace.alarm_level_cps, tokens.p1_fg, tokens.p1_fg, self._alarm_label),
        )
        gap_px = abs(up.px(trace.background_cps or 0) - up.px(trace.alarm_level_cps or 0))
        crowded = trace.alarm_level_cps is not None and gap_px < self.fontMetrics().height()
        for value, line, ink, words in levels:
            if value is None or not up.low <= value <= up.high:
                continue
            y = up.px(value)
            painter.setPen(QPen(QColor(line), 1.6, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(across.start_px, y, across.end_px, y))
            painter.setPen(QColor(ink))
            if not crowded or value is trace.alarm_level_cps:
                size = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, words)
                others = [up.px(level[0]) for level in levels if level[0] not in (None, value)]
                ends = [QPointF(x, at) for at in others for x in (across.start_px, across.end_px)]
                box = label_box(size, y, area, [*drawn.toList(), *ends])
                if box is not None:
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _headroom_px(self) -> int:
        return MARGIN_PX + self.fontMetrics().height()
