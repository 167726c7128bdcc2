"""Axes with curves in them that paint themselves.

A library for it would take a third of a second to load, in which nobody could look at the image.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from widgets.common.numbers import grouped
from widgets.common.theme import tokens_of
from widgets.radiation.axes import LinearScale, linear_ticks

Values = NDArray[np.float64]
Tick = tuple[float, str]

EDGE_PX = 1.6
CURVE_PX = 0
"""One pixel of the screen, however dense it is: of a wider line with many corners every corner is
filled, which takes fifty times as long."""

TICK_PX, GAP_PX = 4, 4
TICK_LINES = 1.5
"""Ticks of the upright axis stand so many lines of text apart at least."""

TICK_SPACING_PX = 60
BAND_ALPHA = 110


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """Places `x` and `y` of one line; NaN in `y` interrupts it. `colour` is a token's name."""

    x: Values
    y: Values
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curves:
    """Curves over one range of x and y, and a band from one x to another behind them."""

    lines: tuple[Curve, ...]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    band: tuple[float, float] | None = None


class CurveField(QWidget):
    """Draws curves; what it draws changes only with `show_curves`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: Curves | None = None

    @property
    def curves(self) -> Curves | None:
        """What is drawn."""
        return self._curves

    def show_curves(self, curves: Curves) -> None:
        """Draw these."""
        self._curves = curves
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw band, curves and axes in the colours of the theme."""
        curves = self._curves
        if curves is None:
            return
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        area, x, y = self._laid(curves)
        painter.save()
        painter.setClipRect(area)
        if curves.band is not None:
            self._paint_band(painter, curves.band, area, x)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in curves.lines:
            painter.setPen(QPen(QColor(getattr(tokens, line.colour)), CURVE_PX))
            for part in polylines(line, x, y):
                painter.drawPolyline(part)
        painter.restore()
        self._paint_axes(painter, area, x, y)

    def _laid(self, curves: Curves) -> tuple[QRectF, LinearScale, LinearScale]:
        metrics = self.fontMetrics()
        ticks = self._y_ticks(curves.y_range, self.height())
        left = max((metrics.horizontalAdvance(text) for _, text in ticks), default=0)
        left += TICK_PX + GAP_PX
        half = metrics.height() / 2
        area = QRectF(
            left, half, self.width() - left - 2 * GAP_PX, self.height() - 3 * half - TICK_PX - 2
        )
        x = LinearScale(
            low=curves.x_range[0], high=curves.x_range[1], start_px=area.left(), end_px=area.right()
        )
        y = LinearScale(
            low=curves.y_range[0], high=curves.y_range[1], start_px=area.bottom(), end_px=area.top()
        )
        return area, x, y

    def _y_ticks(self, between: tuple[float, float], height_px: float) -> list[Tick]:
        return ticks_with_words(
            *between, int(height_px / (TICK_LINES * self.fontMetrics().height()))
        )

    def _paint_band(
        self, painter: QPainter, band: tuple[float, float], area: QRectF, x: LinearScale
    ) -> None:
        tokens = tokens_of(self.palette())
        fill = QColor(tokens.band)
        fill.setAlpha(BAND_ALPHA)
        left, right = x.px(band[0]), x.px(band[1])
        painter.fillRect(QRectF(left, area.top(), right - left, area.height()), fill)
        painter.setPen(QPen(QColor(tokens.mark), EDGE_PX))
        for edge in (left, right):
            painter.drawLine(QLineF(edge, area.top(), edge, area.bottom()))

    def _paint_axes(self, painter: QPainter, area: QRectF, x: LinearScale, y: LinearScale) -> None:
        tokens, metrics = tokens_of(self.palette()), self.fontMetrics()
        edge, words = QColor(tokens.t3), QColor(tokens.t2)
        painter.setPen(edge)
        painter.drawLine(QLineF(area.bottomLeft(), area.bottomRight()))
        painter.drawLine(QLineF(area.topLeft(), area.bottomLeft()))
        for value, text in ticks_with_words(x.low, x.high, int(area.width() / TICK_SPACING_PX)):
            at = x.px(value)
            painter.setPen(edge)
            painter.drawLine(QLineF(at, area.bottom(), at, area.bottom() + TICK_PX))
            painter.setPen(words)
            wide = metrics.horizontalAdvance(text) + 2.0
            left = min(max(at - wide / 2, 0), self.width() - wide)
            room = QRectF(left, area.bottom() + TICK_PX, wide, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        right_middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value, text in self._y_ticks((y.low, y.high), self.height()):
            at = y.px(value)
            painter.setPen(edge)
            painter.drawLine(QLineF(area.left() - TICK_PX, at, area.left(), at))
            painter.setPen(words)
            height = metrics.height()
            room = QRectF(0, at - height / 2, area.left() - TICK_PX - GAP_PX / 2, height)
            painter.drawText(room, right_middle, text)


def ticks_with_words(low: float, high: float, at_most: int) -> list[Tick]:
    """Round values between two, with as many decimals as tell them apart."""
    values = linear_ticks(low, high, max(at_most, 1))
    step = values[1] - values[0] if len(values) > 1 else 1.0
    decimals = max(math.ceil(-math.log10(step) - 1e-9), 0)
    return [(value, grouped(value, decimals)) for value in values]


def polylines(line: Curve, x: LinearScale, y: LinearScale) -> Iterator[QPolygonF]:
    """The unbroken parts of a curve on the screen, with no more points than it can show.

    Of the points within one column of the screen the lowest and the highest are kept, so that a
    wire one pixel thin is still a spike.
    """
    known = np.isfinite(line.y)
    breaks = np.flatnonzero(np.diff(known.astype(np.int8))) + 1
    for part in np.split(np.arange(line.y.size), breaks):
        if part.size and known[part[0]]:
            yield _polygon(line.x[part], line.y[part], x, y)


def _polygon(along: Values, values: Values, x: LinearScale, y: LinearScale) -> QPolygonF:
    columns = max(int(abs(x.end_px - x.start_px)), 1)
    if values.size > 4 * columns:
        groups = np.array_split(np.arange(values.size), columns)
        kept = [
            group[place]
            for group in groups
            for place in sorted({int(np.argmin(values[group])), int(np.argmax(values[group]))})
        ]
        along, values = along[kept], values[kept]
    return QPolygonF(
        [QPointF(x.px(float(a)), y.px(float(v))) for a, v in zip(along, values, strict=True)]
    )
