"""Which part of an image a view shows, and where: plain geometry, no Qt.

Image positions are in millimetres from the image's top left corner (or in pixels, where the size
of a pixel is not known: then one pixel counts as one millimetre). Screen positions are in device
pixels from the view's top left corner.
"""

from dataclasses import dataclass, replace

ZOOM_STEP = 1.25
DEVICE_PX_PER_PIXEL_MAX = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewport:
    """A view of `width_px` x `height_px` device pixels on an image.

    `zoom` is in device pixels per millimetre, None for "as large as fits". The centre is what lies
    in the middle of the view; it is held so that no border is shown that could be filled. A
    mirrored view shows the image's left edge at its right.
    """

    image_width_mm: float
    image_height_mm: float
    pixel_mm: tuple[float, float]
    width_px: int
    height_px: int
    zoom: float | None = None
    centre_x_mm: float = 0.0
    centre_y_mm: float = 0.0
    mirrored: bool = False

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole image just fits."""
        return min(self.width_px / self.image_width_mm, self.height_px / self.image_height_mm)

    @property
    def full_zoom(self) -> float:
        """The zoom at which no side of an image pixel is smaller than a device pixel."""
        return 1 / min(self.pixel_mm)

    @property
    def scale(self) -> float:
        """Device pixels per millimetre, now."""
        return self.fit_zoom if self.zoom is None else self.zoom

    @property
    def magnification(self) -> float:
        """Device pixels per image column, now."""
        return self.scale * self.pixel_mm[0]

    @property
    def magnification_least(self) -> float:
        """Device pixels per image pixel along its shorter side: pixels need not be square."""
        return self.scale * min(self.pixel_mm)

    @property
    def magnification_most(self) -> float:
        """Device pixels per image pixel along its longer side."""
        return self.scale * max(self.pixel_mm)

    def x_px(self, x_mm: float) -> float:
        """Where an image position lies on the screen."""
        return (x_mm - self._held_x_mm) * self._scale_x + self.width_px / 2

    def y_px(self, y_mm: float) -> float:
        """Where an image position lies on the screen."""
        return (y_mm - self._held_y_mm) * self.scale + self.height_px / 2

    def x_mm(self, x_px: float) -> float:
        """What lies at a position of the screen."""
        return (x_px - self.width_px / 2) / self._scale_x + self._held_x_mm

    def y_mm(self, y_px: float) -> float:
        """What lies at a position of the screen."""
        return (y_px - self.height_px / 2) / self.scale + self._held_y_mm

    def resized(self, width_px: int, height_px: int) -> "Viewport":
        """The same part of the image in a view of another size; a fitted image stays fitted."""
        return replace(self, width_px=max(width_px, 1), height_px=max(height_px, 1))

    def fitted(self) -> "Viewport":
        """The whole image."""
        return replace(self, zoom=None)

    def zoomed(self, zoom: float, at_x_px: float, at_y_px: float) -> "Viewport":
        """Another zoom, with what lies at this position of the screen kept in its place."""
        lowest = self.fit_zoom
        highest = max(DEVICE_PX_PER_PIXEL_MAX * self.full_zoom, lowest)
        zoom = min(max(zoom, lowest), highest)
        x_mm, y_mm = self.x_mm(at_x_px), self.y_mm(at_y_px)
        sense = -1 if self.mirrored else 1
        return replace(
            self,
            zoom=None if zoom == lowest else zoom,
            centre_x_mm=x_mm - sense * (at_x_px - self.width_px / 2) / zoom,
            centre_y_mm=y_mm - (at_y_px - self.height_px / 2) / zoom,
        )

    def panned(self, dx_px: float, dy_px: float) -> "Viewport":
        """Move the image by so many device pixels, as far as there is image."""
        return replace(
            self,
            centre_x_mm=self._held_x_mm - dx_px / self._scale_x,
            centre_y_mm=self._held_y_mm - dy_px / self.scale,
        )

    @property
    def centre_mm(self) -> tuple[float, float]:
        """What lies in the middle of the view, now."""
        return self._held_x_mm, self._held_y_mm

    @property
    def _scale_x(self) -> float:
        return -self.scale if self.mirrored else self.scale

    @property
    def _held_x_mm(self) -> float:
        return _held(self.centre_x_mm, self.width_px / self.scale, self.image_width_mm)

    @property
    def _held_y_mm(self) -> float:
        return _held(self.centre_y_mm, self.height_px / self.scale, self.image_height_mm)


def _held(centre_mm: float, shown_mm: float, image_mm: float) -> float:
    """The centre nearest to the wanted one at which no needless border is seen."""
    if shown_mm >= image_mm:
        return image_mm / 2
    return min(max(centre_mm, shown_mm / 2), image_mm - shown_mm / 2)
