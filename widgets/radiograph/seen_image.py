"""An image and how it is looked at: part, window, palette, filters, channel. Nothing is drawn here.

Everything that changes what is seen goes through this class, so one signal, `look_changed`, tells
all of it, and `restore` shows any look again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.annotation import PixelBox
from app.domain.radiograph import Window
from app.domain.view_state import Filter, Palette, ViewState
from widgets.radiograph.coverage import Coverage
from widgets.radiograph.layered_image import LayeredImage
from widgets.radiograph.layers import Layers
from widgets.radiograph.picture import Look, MakeLut, Picture
from widgets.radiograph.raster import Pixels
from widgets.radiograph.viewport import Viewport

WHOLE = Window(low=0, high=65535)
UNKNOWN_PIXEL_MM = (1.0, 1.0)
LOOK_INTERVAL_MS = 200
"""`look_changed` comes no more often: a drag is some looks, not one for every frame."""

FIT_TOLERANCE = 1e-6


class SeenImage(LayeredImage):
    """Keeps one radiograph and the look at it; what draws it derives from this.

    `make_lut` turns a window into 65 536 greys; no window is ever chosen here.
    """

    window_changed = Signal(object)  # Window
    view_changed = Signal(float, float)  # metres at the left and the right edge of the view
    coverage_changed = Signal(float)
    look_changed = Signal(object)  # ViewState

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(WHOLE, parent)
        self.reset_to = WHOLE
        self._make_lut = make_lut
        self._pixel_mm: tuple[float, float] | None = None
        self._front_mm = 0.0
        self._coverage: Coverage | None = None
        self._told: ViewState | None = None
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(LOOK_INTERVAL_MS)
        self._telling.timeout.connect(self._tell_look)

    def set_image(
        self,
        levels: Sequence[Pixels],
        pixel_mm: tuple[float, float] | None,
        *,
        front_m: float = 0.0,
    ) -> None:
        """Show a pyramid, fitted. `levels[n]` is (height, width) uint16, 2**n times smaller.

        `front_m` is where the front bumper is, from the image's left edge. Without `pixel_mm` a
        pixel counts as a millimetre and no length is shown. The window and the palette stay as
        they were; further channels and materials are those of the new image alone.
        """
        height, width = levels[0].shape
        across_mm, down_mm = pixel_mm or UNKNOWN_PIXEL_MM
        self._pixel_mm = pixel_mm
        self._front_mm = front_m * 1000
        self._told = None
        device = self.device_size()
        viewport = Viewport(
            image_width_mm=width * across_mm,
            image_height_mm=height * down_mm,
            pixel_mm=(across_mm, down_mm),
            width_px=device.width(),
            height_px=device.height(),
        )
        self._picture = Picture(Layers(levels), viewport, self._make_lut)
        self._picture.enhance = self._enhance
        self.set_vehicle(None)
        self.look(viewport)
        self._want_equalised()

    def set_vehicle(self, box: PixelBox | None) -> None:
        """Count coverage over this box of the image, from nothing; None for the whole image."""
        if self._picture is not None:
            height, width = self._picture.layers.shape
            whole = PixelBox(left=0, top=0, right=width, bottom=height)
            self._coverage = Coverage(box or whole)
            self.update()

    def set_window(self, window: Window, *, as_reset: bool = False) -> None:
        """Show pixel values through `window`; `as_reset` makes it what "reset" leads back to."""
        if as_reset:
            self.reset_to = window
        if window != self._look.window:
            self._change_look(replace(self._look, window=window))
            self.window_changed.emit(window)

    def set_palette(self, palette: Palette) -> None:
        """Colour by material; without material information every palette shows greys."""
        self._change_look(replace(self._look, palette=palette))

    def set_filters(self, filters: Iterable[Filter]) -> None:
        """Apply these filters, and no others."""
        self._change_look(replace(self._look, filters=frozenset(filters)))
        self._want_equalised()

    def set_nearest(self, nearest: bool | None) -> None:  # noqa: FBT001 - a value, not a switch
        """Show enlarged pixels as squares, or smoothly; None leaves it to the magnification."""
        self._change_look(replace(self._look, nearest=nearest))

    def set_mirrored(self, *, on: bool) -> None:
        """Show the front of the vehicle at the right."""
        if self._picture is not None:
            self.look(replace(self._picture.viewport, mirrored=on))

    def look(self, viewport: Viewport) -> None:
        """Show another part of the image."""
        if self._picture is None:
            return
        self._picture.look(viewport)
        self._changed()
        self.view_changed.emit(*self.view_m)

    def view_state(self) -> ViewState | None:
        """How the image is looked at now; None without an image."""
        if self._picture is None:
            return None
        viewport, layers = self._picture.viewport, self._picture.layers
        across_mm, down_mm = viewport.pixel_mm
        x_mm, y_mm = viewport.centre_mm
        return ViewState(
            centre_px=(x_mm / across_mm, y_mm / down_mm),
            magnification=viewport.magnification,
            view_px=(viewport.width_px, viewport.height_px),
            window=self._look.window,
            palette=self._look.palette,
            filters=self._look.filters,
            mirrored=viewport.mirrored,
            cleaned=layers.cleaned,
            channel=layers.channel,
        )

    def restore(self, state: ViewState) -> None:
        """Look as `state` says, in the view's own size. Raises ValueError where that cannot be."""
        if self._picture is None:
            raise ValueError("without an image there is nothing to look at")
        self.show_channel(state.channel)
        self.show_cleaned(on=state.cleaned)
        self.set_palette(state.palette)
        self.set_filters(state.filters)
        self.set_window(state.window)
        viewport = self._picture.viewport
        across_mm, down_mm = viewport.pixel_mm
        zoom = state.magnification / across_mm
        self.look(
            replace(
                viewport,
                zoom=None if zoom <= viewport.fit_zoom * (1 + FIT_TOLERANCE) else zoom,
                centre_x_mm=state.centre_px[0] * across_mm,
                centre_y_mm=state.centre_px[1] * down_mm,
                mirrored=state.mirrored,
            )
        )

    @property
    def window_shown(self) -> Window:
        """The window through which pixels are shown."""
        return self._look.window

    @property
    def palette_shown(self) -> Palette:
        """The palette that was asked for."""
        return self._look.palette

    @property
    def filters_shown(self) -> frozenset[Filter]:
        """The filters that are applied."""
        return self._look.filters

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
        """The part of the vehicle that was in view at half resolution or better, 0 to 1."""
        return 0.0 if self._coverage is None else self._coverage.share

    def unseen(self) -> tuple[PixelBox, ...]:
        """What of the vehicle was not yet in view so, as boxes in image pixels."""
        return () if self._coverage is None else self._coverage.unseen

    @property
    def view_m(self) -> tuple[float, float]:
        """Metres at the left and right edge, from the front bumper; (0, 1) without an image.

        In a mirrored view the first is the larger.
        """
        if self._picture is None:
            return 0.0, 1.0
        viewport = self._picture.viewport
        return self._metres(viewport.x_mm(0)), self._metres(viewport.x_mm(viewport.width_px))

    def device_size(self) -> QSize:
        """Width and height in device pixels."""
        ratio = self.devicePixelRatioF()
        return QSize(max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1))

    def _metres(self, x_mm: float) -> float:
        return (x_mm - self._front_mm) / 1000

    def _change_look(self, look: Look) -> None:
        if look != self._look:
            self._look = look
            self._changed()

    def _changed(self) -> None:
        super()._changed()
        if self._picture is not None and not self._telling.isActive():
            self._telling.start()

    def flush_look(self) -> None:
        """Tell at once of a look that would be told of soon."""
        if self._telling.isActive():
            self._telling.stop()
            self._tell_look()

    def _tell_look(self) -> None:
        state = self.view_state()
        if state is not None and state != self._told:
            self._told = state
            self.look_changed.emit(state)
