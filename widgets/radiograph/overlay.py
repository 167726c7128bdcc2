"""What is painted over a radiograph: marks, guides and the scale bar.

Everything here works in device pixels, so that a line is as sharp on a dense screen as on another.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from widgets.common.theme import Tokens
from widgets.radiograph.state import Mark
from widgets.radiograph.viewport import Viewport

MARK_PX = 2.5
HALO_PX = 5.0
HANDLE_PX = 9.0
GUIDE_PX = 1.5
GUIDE_DASHES = [6.0, 4.0]
HINT_DASHES = [4.0, 3.0]
LABEL_PAD_PX = 5.0
SCALE_BAR_PX_MAX = 180.0
SCALE_BAR_MARGIN_PX = 14.0
SCALE_BAR_STEPS = (1, 2, 5)


class Overlay:
    """Paints over one view. `ratio` is the number of device pixels per logical pixel."""

    def __init__(
        self, painter: QPainter, viewport: Viewport, tokens: Tokens, ratio: float, origin_mm: float
    ) -> None:
        self._painter = painter
        self._viewport = viewport
        self._tokens = tokens
        self._ratio = ratio
        self._origin_mm = origin_mm

    def guides(self, at_m: Sequence[float]) -> None:
        """Dashed vertical lines over the whole height of the view."""
        pen = QPen(QColor(self._tokens.p2_fill), GUIDE_PX * self._ratio)
        pen.setDashPattern(GUIDE_DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        for position_m in at_m:
            x = self._x(position_m)
            self._painter.drawLine(QLineF(x, 0, x, self._viewport.height_px))

    def marks(self, marks: Sequence[Mark], *, dashed: bool = False) -> None:
        """Boxes in the mark colour over a dark halo, named above, where nothing is hidden.

        A dashed box is a machine's, and is named below: so both names are read on one thing.
        """
        for mark in marks:
            box = QRectF(
                QPointF(self._x(mark.left_m), self._viewport.y_px(mark.top_m * 1000)),
                QPointF(self._x(mark.right_m), self._viewport.y_px(mark.bottom_m * 1000)),
            ).normalized()  # a mirrored view has left and right changed over
            self._box(box, dashed=dashed)
            self._label(box, f"{mark.label}  {mark.text}".rstrip(), below=dashed)

    def box(self, box: QRectF) -> None:
        """A box that is being drawn, in device pixels."""
        self._box(box)

    def named_box(self, box: QRectF, name: str) -> None:
        """A box with its name on a plate, in device pixels."""
        self._box(box)
        self._label(box, name)

    def handles(self, box: QRectF) -> None:
        """Squares at the corners and edges of a box: it is selected and can be sized."""
        side = HANDLE_PX * self._ratio
        for x in (box.left(), box.center().x(), box.right()):
            for y in (box.top(), box.center().y(), box.bottom()):
                if QPointF(x, y) != box.center():
                    square = QRectF(x - side / 2, y - side / 2, side, side)
                    self._painter.fillRect(square, QColor(self._tokens.mark_halo))
                    inner = side / 6
                    square.adjust(inner, inner, -inner, -inner)
                    self._painter.fillRect(square, QColor(self._tokens.mark))

    def line(self, start: QPointF, end: QPointF) -> None:
        """A line with its ends barred, in device pixels."""
        along = QLineF(start, end)
        bars = [along]
        if along.length():
            across = along.normalVector().unitVector()
            half = QPointF(across.dx(), across.dy()) * (2 * MARK_PX * self._ratio)
            bars += [QLineF(at - half, at + half) for at in (start, end)]
        for colour, width in ((self._tokens.mark_halo, HALO_PX), (self._tokens.mark, MARK_PX)):
            self._painter.setPen(QPen(QColor(colour), width * self._ratio))
            self._painter.drawLines(bars)

    def readout(self, at: QPointF, lines: Sequence[str]) -> None:
        """Lines of numbers on a dark plate whose corner is beside a place, within the view."""
        metrics = QFontMetricsF(self._painter.font())
        pad = LABEL_PAD_PX * self._ratio
        width = max(map(metrics.horizontalAdvance, lines)) + 2 * pad
        plate = QRectF(at.x() + 2 * pad, at.y(), width, len(lines) * metrics.height() + pad)
        plate.moveLeft(max(min(plate.left(), self._viewport.width_px - plate.width()), 0.0))
        plate.moveTop(max(min(plate.top(), self._viewport.height_px - plate.height()), 0.0))
        self._painter.fillRect(plate, QColor(self._tokens.mark_halo))
        self._painter.setPen(QColor(self._tokens.mark))
        inner = plate.adjusted(pad, pad / 2, -pad, -pad / 2)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self._painter.drawText(inner, flags, "\n".join(lines))

    def scale_bar(self, words: str) -> None:
        """A bar of a round length. `words` names it and has a place for the number of metres."""
        length_m = scale_bar_m(self._viewport.scale * 1000, SCALE_BAR_PX_MAX * self._ratio)
        length_px = length_m * 1000 * self._viewport.scale
        margin = SCALE_BAR_MARGIN_PX * self._ratio
        right, y = self._viewport.width_px - margin, self._viewport.height_px - margin
        bar = QLineF(right - length_px, y, right, y)
        ends = [QLineF(x, y - margin / 3, x, y + margin / 3) for x in (bar.x1(), bar.x2())]
        for colour, width in ((self._tokens.mark_halo, HALO_PX), (self._tokens.mark, MARK_PX)):
            self._painter.setPen(QPen(QColor(colour), width * self._ratio))
            self._painter.drawLines([bar, *ends])
        text = words.format(length=f"{length_m:g}")
        metrics = QFontMetricsF(self._painter.font())
        width = metrics.horizontalAdvance(text) + 2 * LABEL_PAD_PX * self._ratio
        middle = (bar.x1() + bar.x2()) / 2
        left = min(middle - width / 2, self._viewport.width_px - width - margin / 2)
        self._plate(QRectF(left, y - margin / 2 - metrics.height(), width, metrics.height()), text)

    @contextmanager
    def painting(self) -> Iterator[tuple[QPainter, Tokens]]:
        """The painter and the colours, for what paints itself; it leaves the painter as it was."""
        self._painter.save()
        try:
            yield self._painter, self._tokens
        finally:
            self._painter.restore()

    def _x(self, position_m: float) -> float:
        return self._viewport.x_px(position_m * 1000 + self._origin_mm)

    def _box(self, box: QRectF, *, dashed: bool = False) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((self._tokens.mark_halo, HALO_PX), (self._tokens.mark, MARK_PX)):
            pen = QPen(QColor(colour), width * self._ratio)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            if dashed and width == MARK_PX:
                pen.setDashPattern(HINT_DASHES)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._painter.setPen(pen)
            self._painter.drawRect(box)

    def _label(self, box: QRectF, text: str, *, below: bool = False) -> None:
        metrics = QFontMetricsF(self._painter.font())
        pad, gap = LABEL_PAD_PX * self._ratio, HALO_PX * self._ratio
        plate = QRectF(
            box.left(),
            box.top() - gap - metrics.height() - pad / 2,
            metrics.horizontalAdvance(text) + 2 * pad,
            metrics.height() + pad / 2,
        )
        has_room_below = box.bottom() + gap + plate.height() <= self._viewport.height_px
        if plate.top() < 0 or (below and has_room_below):
            plate.moveTop(box.bottom() + gap)
        if plate.right() > self._viewport.width_px:
            plate.moveRight(max(float(self._viewport.width_px), plate.width()))
        self._plate(plate, text)

    def _plate(self, plate: QRectF, text: str) -> None:
        self._painter.fillRect(plate, QColor(self._tokens.mark))
        self._painter.setPen(QColor(self._tokens.mark_halo))
        self._painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def scale_bar_m(px_per_m: float, px_max: float) -> float:
    """The longest of 1, 2 and 5 times a power of ten metres that takes no more than `px_max`."""
    most_m = px_max / px_per_m
    power = 10.0 ** math.floor(math.log10(most_m))
    return power * max(step for step in SCALE_BAR_STEPS if step * power <= most_m * (1 + 1e-9))
