"""A magnifier with a window of its own, made of what lies under it."""

from dataclasses import replace
from enum import StrEnum

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.domain.radiograph import WINDOW_MAX, Window
from widgets.common.theme import Tokens
from widgets.radiograph.inset import Inset
from widgets.radiograph.layers import Layers
from widgets.radiograph.measuring import Measure
from widgets.radiograph.picture import Enhance, Look, MakeLut
from widgets.radiograph.viewport import Viewport

DIAMETER_PX = 260
MAGNIFIES = 3.0
RIM_PX, HALO_PX = 2.0, 5.0
CROSS_PX = 7.0
SPAN_MIN = 64


class LoupeForm(StrEnum):
    """What a loupe looks like."""

    ROUND = "round"
    SQUARE = "square"


class Loupe:
    """Shows the surroundings of a place larger, from pixels at full size.

    It magnifies what the view shows, and never shows less than one device pixel for each pixel of
    the image. Without a `Measure` it has the window of the view.
    """

    def __init__(self, make_lut: MakeLut) -> None:
        self.form = LoupeForm.ROUND
        self.window: Window | None = None
        self._inset = Inset(make_lut)

    def forget(self) -> None:
        """Let the image go."""
        self._inset.forget()
        self.window = None

    def viewport(self, view: Viewport, at: QPointF, side_px: int) -> Viewport:
        """What the loupe shows of a view at a device pixel of it."""
        zoom = max(view.scale * MAGNIFIES, view.full_zoom)
        return replace(
            view,
            width_px=side_px,
            height_px=side_px,
            zoom=zoom,
            centre_x_mm=view.x_mm(at.x()),
            centre_y_mm=view.y_mm(at.y()),
        )

    @staticmethod
    def place(at: QPointF, ratio: float) -> QRect:
        """Where it lies, in device pixels, when it is held over a device pixel."""
        side = round(DIAMETER_PX * ratio)
        return QRect(round(at.x() - side / 2), round(at.y() - side / 2), side, side)

    def paint(
        self,
        painter: QPainter,
        view: Viewport,
        at: QPointF,
        ratio: float,
        layers: Layers,
        look: Look,
        enhance: Enhance,
        measure: Measure | None,
        tokens: Tokens,
    ) -> None:
        """Draw the loupe over the view at a device pixel."""
        place = self.place(at, ratio)
        side, corner, frame = place.width(), place.topLeft(), QRectF(place)
        lens = self.viewport(view, at, side)
        self.window = self._laid(lens, layers, look, measure)
        path = QPainterPath()
        if self.form is LoupeForm.ROUND:
            path.addEllipse(frame)
        else:
            path.addRect(frame)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(frame, QColor(tokens.plot))
        self._inset.paint(painter, corner, layers, lens, replace(look, window=self.window), enhance)
        aim = QPointF(
            corner.x() + lens.x_px(view.x_mm(at.x())), corner.y() + lens.y_px(view.y_mm(at.y()))
        )
        for colour, width in ((tokens.mark_halo, HALO_PX), (tokens.mark, RIM_PX)):
            painter.setPen(QPen(QColor(colour), width * ratio))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            arm = CROSS_PX * ratio
            for along in (QPointF(1, 0), QPointF(0, 1)):
                for sense in (-1, 1):
                    painter.drawLine(aim + along * (arm * sense), aim + along * (2 * arm * sense))
        painter.setClipping(False)
        for colour, width in ((tokens.mark_halo, HALO_PX), (tokens.mark, RIM_PX)):
            painter.setPen(QPen(QColor(colour), width * ratio))
            painter.drawPath(path)
        painter.restore()

    def _laid(self, lens: Viewport, layers: Layers, look: Look, measure: Measure | None) -> Window:
        """The window made of what lies under the loupe, black and white as in the view."""
        if measure is None:
            return look.window
        under = layers.pixels[0][_under(lens, layers.shape)]
        laid = measure.window(np.asarray(under), look.window.curve)
        return replace(widened(laid), inverse=look.window.inverse)


def widened(window: Window) -> Window:
    """A window of at least SPAN_MIN about the same middle: an even place is grey, not noise."""
    lacking = SPAN_MIN - (window.high - window.low)
    if lacking <= 0:
        return window
    low = min(max(window.low - lacking // 2, 0), WINDOW_MAX - SPAN_MIN)
    return replace(window, low=low, high=low + SPAN_MIN)


def _under(lens: Viewport, shape: tuple[int, int]) -> tuple[slice, slice]:
    """Rows and columns of a (height, width) image that a viewport shows, at least one of each."""
    height, width = shape
    across_mm, down_mm = lens.pixel_mm
    left, right = sorted((lens.x_mm(0) / across_mm, lens.x_mm(lens.width_px) / across_mm))
    top, bottom = lens.y_mm(0) / down_mm, lens.y_mm(lens.height_px) / down_mm
    return _span(top, bottom, height), _span(left, right, width)


def _span(first: float, last: float, size: int) -> slice:
    start = min(max(int(first), 0), size - 1)
    return slice(start, min(max(int(last) + 1, start + 1), size))
