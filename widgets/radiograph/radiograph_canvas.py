"""The surface on which a radiograph is drawn, with everything over it.

Pixels stay in 16 bits until they have the size of the screen, and only those on the screen become
grey: so a window follows the hand, however large the image is.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.theme import tokens_of
from widgets.radiograph.overlay import Overlay
from widgets.radiograph.picture import MakeLut, Picture
from widgets.radiograph.seen_image import SeenImage
from widgets.radiograph.state import Mark

MINIMUM_SIZE = QSize(320, 120)
CHILDREN = Qt.FindChildOption.FindDirectChildrenOnly


class RadiographCanvas(SeenImage):
    """Draws one channel of a radiograph, marks, guides and a scale bar.

    Positions along the vehicle are in metres from the front bumper, heights in metres from the
    image's top.
    """

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(make_lut, parent)
        self.marks: tuple[Mark, ...] = ()
        self.hints: tuple[Mark, ...] = ()
        self.guides_m: tuple[float, ...] = ()
        self._message = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(MINIMUM_SIZE)
        self.retranslate()

    def clear(self, message: str = "") -> None:
        """Show no image, and say `message` in its place; empty says that there is none."""
        self._picture = self._coverage = None
        self._message = message
        self.marks = self.hints = ()
        self.guides_m = ()
        self.retranslate()
        self.update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Draw these marks, and no others."""
        self.marks = tuple(marks)
        self.update()

    def set_hints(self, hints: Sequence[Mark]) -> None:
        """Draw these boxes of a machine dashed, and no others."""
        self.hints = tuple(hints)
        self.update()

    def set_guides(self, at_m: Sequence[float]) -> None:
        """Draw dashed vertical lines at these positions, and no others."""
        self.guides_m = tuple(at_m)
        self.update()

    @property
    def message(self) -> str:
        """What is said in place of an image."""
        return "" if self.has_image else self._nothing

    def x_of(self, position_m: float) -> float:
        """Where a position along the vehicle lies, in logical pixels of this widget."""
        if self._picture is None:
            return 0.0
        x_px = self._picture.viewport.x_px(position_m * 1000 + self._front_mm)
        return x_px / self.devicePixelRatioF()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._nothing = self._message or self.tr("No radiograph")
        self._scale_words = self.tr("{length} m")
        self.setAccessibleName(self.tr("Radiograph"))

    def event(self, event: QEvent) -> bool:
        """On another screen a logical pixel may be another number of device pixels."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._resized()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep what was in view; a fitted image stays fitted."""
        super().resizeEvent(event)
        self._resized()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the image, what is beside it, and what lies over it."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        if self._picture is None:
            painter.fillRect(self.rect(), QColor(tokens.plot))
            painter.setPen(QColor(tokens.t2))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self._nothing)
            return
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        self._paint_image(painter, self._picture, QColor(tokens.plot))
        font = painter.font()
        font.setPixelSize(round(self.fontInfo().pixelSize() * ratio))
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        overlay = Overlay(painter, self._picture.viewport, tokens, ratio, self._front_mm)
        self._paint_overlay(overlay, ratio)

    def _resized(self) -> None:
        if self._picture is not None:
            device = self.device_size()
            self.look(self._picture.viewport.resized(device.width(), device.height()))

    def _paint_image(self, painter: QPainter, picture: Picture, beside: QColor) -> None:
        image, left_px, top_px = picture.image(self._look)
        device = QRect(0, 0, picture.viewport.width_px, picture.viewport.height_px)
        place = QRect(left_px, top_px, image.width(), image.height())
        for rect in borders(device, place):
            painter.fillRect(rect, beside)
        painter.drawImage(place.topLeft(), image)
        if self._coverage is not None and self._coverage.add(picture.viewport, self._covered()):
            self.coverage_changed.emit(self._coverage.share)

    def _covered(self) -> list[QRect]:
        """Where something lies over the image, in device pixels."""
        ratio = self.devicePixelRatioF()
        beside = [
            child.geometry()
            for child in self.findChildren(QWidget, options=CHILDREN)
            if child.isVisible()
        ]
        return [
            QRectF(QPointF(place.topLeft()) * ratio, QSizeF(place.size()) * ratio).toAlignedRect()
            for place in beside
        ]

    def _paint_overlay(self, overlay: Overlay, ratio: float) -> None:
        """Draw over the image; a view adds what it is drawing with the mouse."""
        overlay.guides(self.guides_m)
        overlay.marks(self.hints, dashed=True)
        overlay.marks(self.marks)
        if self._pixel_mm is not None:
            overlay.scale_bar(self._scale_words)


def borders(outer: QRect, inner: QRect) -> list[QRect]:
    """What of `outer` lies beside `inner`: above, below, left and right of it."""
    seen = outer.intersected(inner)
    parts = [
        QRect(outer.left(), outer.top(), outer.width(), seen.top() - outer.top()),
        QRect(outer.left(), seen.bottom() + 1, outer.width(), outer.bottom() - seen.bottom()),
        QRect(outer.left(), seen.top(), seen.left() - outer.left(), seen.height()),
        QRect(seen.right() + 1, seen.top(), outer.right() - seen.right(), seen.height()),
    ]
    return [part for part in parts if not part.isEmpty()]
