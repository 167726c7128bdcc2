"""The whole image in a corner: where the view is, and what was not seen yet."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from app.domain.annotation import PixelBox
from widgets.common.theme import Tokens
from widgets.radiograph.inset import Inset
from widgets.radiograph.layers import Layers
from widgets.radiograph.picture import Enhance, Look, MakeLut
from widgets.radiograph.viewport import Viewport

SHARE = 0.3
WIDTH_PX_MAX, HEIGHT_SHARE = 480.0, 0.34
MARGIN_PX = 12.0
FRAME_PX, HALO_PX = 2.0, 4.0


class Overview:
    """Draws a thumbnail of the image at the bottom left of a view, and answers where it points."""

    def __init__(self, make_lut: MakeLut) -> None:
        self._inset = Inset(make_lut)

    def forget(self) -> None:
        """Let the image go."""
        self._inset.forget()

    def place(self, view: Viewport, ratio: float) -> QRect:
        """Where it lies in the view, in device pixels: a part of it with the image's shape."""
        width = min(view.width_px * SHARE, WIDTH_PX_MAX * ratio)
        height = width * view.image_height_mm / view.image_width_mm
        most = view.height_px * HEIGHT_SHARE
        if height > most:
            width, height = width * most / height, most
        margin = MARGIN_PX * ratio
        return QRect(
            round(margin),
            round(view.height_px - margin - height),
            max(round(width), 1),
            max(round(height), 1),
        )

    def target_mm(self, view: Viewport, ratio: float, at: QPointF) -> tuple[float, float] | None:
        """The image position under a device pixel of the view; None beside the overview."""
        place = self.place(view, ratio)
        if not QRectF(place).contains(at):
            return None
        small = self._viewport(view, place)
        return small.x_mm(at.x() - place.left()), small.y_mm(at.y() - place.top())

    def paint(
        self,
        painter: QPainter,
        view: Viewport,
        ratio: float,
        layers: Layers,
        look: Look,
        enhance: Enhance,
        unseen: Sequence[PixelBox],
        tokens: Tokens,
    ) -> None:
        """Draw over the view."""
        place = self.place(view, ratio)
        small = self._viewport(view, place)
        painter.save()
        painter.setClipRect(place)
        painter.fillRect(place, QColor(tokens.plot))
        self._inset.paint(painter, place.topLeft(), layers, small, look, enhance)
        hatch = QBrush(QColor(tokens.p2_fill), Qt.BrushStyle.BDiagPattern)
        across_mm, down_mm = view.pixel_mm
        for box in unseen:
            part = (box.left * across_mm, box.top * down_mm)
            end = (box.right * across_mm, box.bottom * down_mm)
            painter.fillRect(_rect(small, part, end, place.topLeft()), hatch)
        painter.setClipping(False)
        seen = _rect(
            small,
            (view.x_mm(0), view.y_mm(0)),
            (view.x_mm(view.width_px), view.y_mm(view.height_px)),
            place.topLeft(),
        ).intersected(QRectF(place))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((tokens.mark_halo, HALO_PX), (tokens.mark, FRAME_PX)):
            painter.setPen(QPen(QColor(colour), width * ratio))
            painter.drawRect(seen)
        painter.setPen(QPen(QColor(tokens.t2), ratio))
        painter.drawRect(place)
        painter.restore()

    @staticmethod
    def _viewport(view: Viewport, place: QRect) -> Viewport:
        return replace(view, width_px=place.width(), height_px=place.height(), zoom=None)


def _rect(
    small: Viewport, one_mm: tuple[float, float], other_mm: tuple[float, float], corner: QPoint
) -> QRectF:
    """A box of the image, from corner to corner, where the overview has it."""
    one = QPointF(small.x_px(one_mm[0]), small.y_px(one_mm[1]))
    other = QPointF(small.x_px(other_mm[0]), small.y_px(other_mm[1]))
    return QRectF(one, other).normalized().translated(QPointF(corner))
