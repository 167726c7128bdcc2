"""How a spectrum is laid out and drawn at one size. It is made anew for another size or trace."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from widgets.common.theme import Tokens
from widgets.radiation.axes import LinearScale, decades, linear_ticks, power_of_ten
from widgets.radiation.gamma_lines import Guide
from widgets.radiation.spectrum_trace import Floats, Trace, columns

ENERGY_SHOWN_MAX_KEV = 3000.0
COUNTS_SHOWN_MIN = 0.5
HEADROOM = 1.5
LINEAR_HEADROOM = 1.05
THOUSAND = 1000
TICK_SPACING_PX = 75
TICK_PX = 4
GAP_PX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisWords:
    """The words on the plot, already in the officer's language."""

    energy: str
    channel: str
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    guide: Guide
    where: QRectF


def left_margin_px(metrics: QFontMetricsF) -> float:
    """Room for the count axis: five digits. Strips below a spectrum keep the same."""
    return 2 * GAP_PX + metrics.height() + metrics.horizontalAdvance("10⁵")


class SpectrumDrawing:
    """A trace and its guides at one size and font."""

    def __init__(
        self,
        trace: Trace,
        guides: tuple[Guide, ...],
        size: QSizeF,
        metrics: QFontMetricsF,
        words: AxisWords,
        *,
        linear: bool = False,
    ) -> None:
        self._trace = trace
        self._linear = linear
        self._metrics = metrics
        self._words = words
        left = left_margin_px(metrics)
        below = 2 * metrics.height() + GAP_PX
        self.area = QRectF(left, GAP_PX, size.width() - left - 2 * GAP_PX, 1)
        self.area.setBottom(max(size.height() - below, self.area.top() + 1))
        self._x = self._energy_scale()
        self._labels = self._place_labels(guides)
        self._y = self._count_scale()
        self._lines = self._polygons()

    def channel_at(self, x_px: float) -> int:
        """The channel under a horizontal position of the widget."""
        return self._trace.channel_at(self._x.value(x_px))

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw axes, guides, background and spectrum, in this order."""
        self._paint_axes(painter, tokens)
        self._paint_guides(painter, tokens)
        painter.save()
        painter.setClipRect(self.area)
        for line, colour in zip(self._lines, (tokens.background_trace, tokens.trace), strict=True):
            painter.setPen(
                QPen(QColor(colour), 1)
            )  # a wider pen is stroked as a path, ten times slower
            painter.drawPolyline(line)
        painter.restore()

    def paint_cursor(self, painter: QPainter, tokens: Tokens, channel: int, text: str) -> None:
        """Draw the cursor with its reading, on the side that has room."""
        x = self._x.px(self._trace.centre(channel))
        painter.setPen(QPen(QColor(tokens.acc), 1))
        painter.drawLine(QLineF(x, self.area.top(), x, self.area.bottom()))
        width = self._metrics.horizontalAdvance(text) + 2 * GAP_PX
        on_left = x + GAP_PX + width > self.area.right()
        left = x - GAP_PX - width if on_left else x + GAP_PX
        box = QRectF(max(left, self.area.left()), 0, width, self._metrics.height() + GAP_PX)
        box.moveBottom(self.area.bottom() - GAP_PX)
        painter.fillRect(box, QColor(tokens.bg1))
        painter.drawRect(box)
        painter.setPen(QColor(tokens.t1))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _energy_scale(self) -> LinearScale:
        low, high = max(float(self._trace.edges[0]), 0.0), float(self._trace.edges[-1])
        if self._trace.calibrated:
            high = min(high, ENERGY_SHOWN_MAX_KEV)
        high = max(high, low + 1)
        return LinearScale(low=low, high=high, start_px=self.area.left(), end_px=self.area.right())

    def _count_scale(self) -> LinearScale:
        """Log10 of counts, or counts. The trace keeps below the labels of the guides."""
        shown = self._trace.counts[: self._trace.channel_at(self._x.high) + 1]
        top = max(float(shown.max()), 10.0) * HEADROOM
        seen = shown[shown > 0]
        low = COUNTS_SHOWN_MIN if seen.size == 0 else max(float(seen.min()) / 2, COUNTS_SHOWN_MIN)
        labels_end = max((label.where.bottom() for label in self._labels), default=self.area.top())
        return LinearScale(
            low=0.0 if self._linear else math.log10(low),
            high=top / HEADROOM * LINEAR_HEADROOM if self._linear else math.log10(top),
            start_px=self.area.bottom(),
            end_px=min(labels_end, self.area.center().y()),
        )

    def _polygons(self) -> tuple[QPolygonF, QPolygonF]:
        background = self._trace.background
        return (
            QPolygonF() if background is None else self._polygon(background),
            self._polygon(self._trace.counts),
        )

    def _polygon(self, counts: Floats) -> QPolygonF:
        edges = self._trace.edges
        positions = self._x.start_px + (edges - self._x.low) * (
            (self._x.end_px - self._x.start_px) / (self._x.high - self._x.low)
        )
        x, y = columns(counts, positions)
        levels = y if self._linear else np.log10(np.maximum(y, 10**self._y.low))
        heights = self._y.start_px + (levels - self._y.low) * (
            (self._y.end_px - self._y.start_px) / (self._y.high - self._y.low)
        )
        return QPolygonF(
            [QPointF(*corner) for corner in zip(x.tolist(), heights.tolist(), strict=True)]
        )

    def _place_labels(self, guides: tuple[Guide, ...]) -> tuple[_Label, ...]:
        """Put each label right of its guide, or left at the edge, in the first row with room.

        What the instrument named comes first, so that it stands in the top row.
        """
        placed: list[_Label] = []
        for guide in sorted(guides, key=lambda item: (item.natural, item.energy_kev)):
            if not self._x.low <= guide.energy_kev <= self._x.high:
                continue
            x = self._x.px(guide.energy_kev)
            width = self._metrics.horizontalAdvance(guide.text) + GAP_PX
            left = x + GAP_PX
            if left + width > self.area.right():
                left = x - GAP_PX - width
            where = QRectF(left, self.area.top(), width, self._metrics.height())
            while any(label.where.intersects(where) for label in placed):
                where.translate(0, self._metrics.height())
            placed.append(_Label(guide=guide, where=where))
        return tuple(placed)

    def _paint_axes(self, painter: QPainter, tokens: Tokens) -> None:
        area = self.area
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.drawLine(QLineF(area.left(), area.top(), area.left(), area.bottom()))
        painter.drawLine(QLineF(area.left(), area.bottom(), area.right(), area.bottom()))
        for value, text in self._count_ticks():
            self._paint_count_tick(painter, tokens, value, text)
        at_most = max(int(area.width() // TICK_SPACING_PX), 1)
        for value in linear_ticks(self._x.low, self._x.high, at_most):
            self._paint_energy_tick(painter, tokens, value)
        painter.setPen(QColor(tokens.t2))
        below = QRectF(area.left(), 0, area.width(), self._metrics.height())
        below.moveTop(area.bottom() + TICK_PX + self._metrics.height())
        words = self._words.energy if self._trace.calibrated else self._words.channel
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, words)
        painter.save()
        painter.translate(GAP_PX, area.center().y())
        painter.rotate(-90)
        beside = QRectF(-area.height() / 2, 0, area.height(), self._metrics.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, self._words.counts)
        painter.restore()

    def _count_ticks(self) -> list[tuple[float, str]]:
        """Where the count axis is marked, and how."""
        if self._linear:
            at_most = max(int(self.area.height() // (2 * self._metrics.height())), 1)
            ticks = linear_ticks(self._y.low, self._y.high, at_most)
            return [(value, _short(value)) for value in ticks]
        decade_px = abs(self._y.px(1) - self._y.px(0))
        step = math.ceil(self._metrics.height() / decade_px)  # where labels would touch, fewer
        exponents = decades(10**self._y.low, 10**self._y.high)[::step]
        return [(exponent, power_of_ten(exponent)) for exponent in exponents]

    def _paint_count_tick(self, painter: QPainter, tokens: Tokens, value: float, text: str) -> None:
        y = self._y.px(value)
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.drawLine(QLineF(self.area.left() - TICK_PX, y, self.area.left(), y))
        label = QRectF(0, 0, self.area.left() - TICK_PX - 2, self._metrics.height())
        label.moveCenter(QPointF(label.center().x(), y))
        painter.setPen(QColor(tokens.t2))
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_energy_tick(self, painter: QPainter, tokens: Tokens, value: float) -> None:
        x = self._x.px(value)
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.drawLine(QLineF(x, self.area.bottom(), x, self.area.bottom() + TICK_PX))
        text = f"{value:.0f}"
        width = self._metrics.horizontalAdvance(text) + 2
        left = min(x - width / 2, self.area.right() + 2 * GAP_PX - width)
        label = QRectF(left, self.area.bottom() + TICK_PX, width, self._metrics.height())
        painter.setPen(QColor(tokens.t2))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_guides(self, painter: QPainter, tokens: Tokens) -> None:
        for label in self._labels:
            colour = QColor(tokens.t2 if label.guide.natural else tokens.p2_fg)
            x = self._x.px(label.guide.energy_kev)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(x, self.area.top(), x, self.area.bottom()))
            painter.setPen(colour)
            painter.drawText(label.where, Qt.AlignmentFlag.AlignLeft, label.guide.text)


def _short(count: float) -> str:
    """A count in the room of three digits: 20k for 20,000."""
    return f"{count:.0f}" if count < THOUSAND else f"{count / THOUSAND:g}k"
