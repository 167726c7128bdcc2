"""The surface on which a radiograph is drawn, with everything over it.

Pixels stay in 16 bits until they have the size of the screen, and only those on the screen become
grey: so a window follows the hand, however large the image is.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.radiograph import Window
from widgets.common.theme import tokens_of
from widgets.common.translated import TranslatedWidget
from widgets.radiograph.coverage import Coverage
from widgets.radiograph.overlay import Overlay
from widgets.radiograph.picture import MakeLut, Picture
from widgets.radiograph.raster import Pixels
from widgets.radiograph.state import Mark
from widgets.radiograph.viewport import Viewport

WHOLE = Window(low=0, high=65535)
UNKNOWN_PIXEL_MM = (1.0, 1.0)
MINIMUM_SIZE = QSize(320, 120)


class RadiographCanvas(TranslatedWidget):
    """Draws one channel of a radiograph, marks, guides and a scale bar.

    `make_lut` turns a window into 65 536 greys; no window is ever chosen here. Positions along the
    vehicle are in metres from the front bumper, heights in metres from the image's top.
    """

    window_changed = Signal(object)  # Window
    view_changed = Signal(float, float)  # first and last metre in view
    coverage_changed = Signal(float)

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: tuple[Mark, ...] = ()
        self.hints: tuple[Mark, ...] = ()
        self.guides_m: tuple[float, ...] = ()
        self.reset_to = WHOLE
        self._make_lut = make_lut
        self._picture: Picture | None = None
        self._has_scale = False
        self._front_mm = 0.0
        self._window = WHOLE
        self._message = ""
        self._coverage = Coverage()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(MINIMUM_SIZE)
        self.retranslate()

    def set_image(
        self,
        levels: Sequence[Pixels],
        pixel_mm: tuple[float, float] | None,
        *,
        front_m: float = 0.0,
    ) -> None:
        """Show a pyramid, fitted. `levels[n]` is (height, width) uint16, 2**n times smaller.

        `front_m` is where the front bumper is, from the image's left edge. Without `pixel_mm` a
        pixel counts as a millimetre and no length is shown. The window stays as it was.
        """
        height, width = levels[0].shape
        across_mm, down_mm = pixel_mm or UNKNOWN_PIXEL_MM
        self._has_scale = pixel_mm is not None
        self._front_mm = front_m * 1000
        self._coverage = Coverage()
        device = self.device_size()
        viewport = Viewport(
            image_width_mm=width * across_mm,
            image_height_mm=height * down_mm,
            pixel_mm=(across_mm, down_mm),
            width_px=device.width(),
            height_px=device.height(),
        )
        self._picture = Picture(levels, viewport, self._make_lut)
        self.look(viewport)

    def set_channel(self, levels: Sequence[Pixels]) -> None:
        """Show another channel of the same scan: same size, same part in view.

        Raises ValueError for an image of another size.
        """
        if self._picture is None or levels[0].shape != self._picture.levels[0].shape:
            raise ValueError("channels of one scan have one size")
        self._picture = Picture(levels, self._picture.viewport, self._make_lut)
        self.update()

    def clear(self, message: str = "") -> None:
        """Show no image, and say `message` in its place; empty says that there is none."""
        self._picture = None
        self._message = message
        self.marks = self.hints = ()
        self.guides_m = ()
        self.retranslate()
        self.update()

    def set_window(self, window: Window, *, as_reset: bool = False) -> None:
        """Show pixel values through `window`; `as_reset` makes it what "reset" leads back to."""
        if as_reset:
            self.reset_to = window
        if window != self._window:
            self._window = window
            self.update()
            self.window_changed.emit(window)

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

    def look(self, viewport: Viewport) -> None:
        """Show another part of the image."""
        if self._picture is None:
            return
        self._picture.look(viewport)
        self.update()
        self.view_changed.emit(*self.view_m)

    @property
    def window_shown(self) -> Window:
        """The window through which pixels are shown."""
        return self._window

    @property
    def has_image(self) -> bool:
        """Whether there is an image to look at."""
        return self._picture is not None

    @property
    def message(self) -> str:
        """What is said in place of an image."""
        return "" if self.has_image else self._nothing

    @property
    def viewport_shown(self) -> Viewport | None:
        """Which part is in view, None without an image."""
        return None if self._picture is None else self._picture.viewport

    @property
    def magnification(self) -> float:
        """Device pixels per image pixel; 0 without an image."""
        return 0.0 if self._picture is None else self._picture.viewport.magnification

    @property
    def coverage(self) -> float:
        """The part of the image that was in view at half its resolution or better, 0 to 1."""
        return self._coverage.share

    @property
    def view_m(self) -> tuple[float, float]:
        """First and last metre in view, from the front bumper; (0, 1) without an image."""
        if self._picture is None:
            return 0.0, 1.0
        viewport = self._picture.viewport
        return self._metres(viewport.x_mm(0)), self._metres(viewport.x_mm(viewport.width_px))

    def x_of(self, position_m: float) -> float:
        """Where a position along the vehicle lies, in logical pixels of this widget."""
        if self._picture is None:
            return 0.0
        x_px = self._picture.viewport.x_px(position_m * 1000 + self._front_mm)
        return x_px / self.devicePixelRatioF()

    def device_size(self) -> QSize:
        """Width and height in device pixels."""
        ratio = self.devicePixelRatioF()
        return QSize(max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1))

    def retranslate(self) -> None:
        """Set every text anew."""
        self._nothing = self._message or self.tr("No radiograph")
        self._scale_words = self.tr("{length} m")
        self.setAccessibleName(self.tr("Radiograph"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep what was in view; a fitted image stays fitted."""
        super().resizeEvent(event)
        if self._picture is not None:
            device = self.device_size()
            self.look(self._picture.viewport.resized(device.width(), device.height()))

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

    def _paint_image(self, painter: QPainter, picture: Picture, beside: QColor) -> None:
        image, left_px, top_px = picture.image(self._window)
        device = QRect(0, 0, picture.viewport.width_px, picture.viewport.height_px)
        place = QRect(left_px, top_px, image.width(), image.height())
        for rect in borders(device, place):
            painter.fillRect(rect, beside)
        painter.drawImage(place.topLeft(), image)
        if self._coverage.add(picture.viewport):
            self.coverage_changed.emit(self._coverage.share)

    def _paint_overlay(self, overlay: Overlay, ratio: float) -> None:
        """Draw over the image; a view adds what it is drawing with the mouse."""
        overlay.guides(self.guides_m)
        overlay.marks(self.hints, dashed=True)
        overlay.marks(self.marks)
        if self._has_scale:
            overlay.scale_bar(self._scale_words)

    def _metres(self, x_mm: float) -> float:
        return (x_mm - self._front_mm) / 1000


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
