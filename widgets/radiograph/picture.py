"""The greys of the visible part of an image, made anew only as far as something changed."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from app.domain.radiograph import Window
from widgets.radiograph.raster import Pixels, Raster, resample
from widgets.radiograph.viewport import Viewport

MakeLut = Callable[[Window], NDArray[np.uint8]]


class Picture:
    """A pyramid seen through a viewport and a window.

    Moving the viewport costs resampling and greys; changing the window costs greys only.
    """

    def __init__(self, levels: Sequence[Pixels], viewport: Viewport, make_lut: MakeLut) -> None:
        self.levels = levels
        self._viewport = viewport
        self._make_lut = make_lut
        self._window: Window | None = None
        self._raster: Raster | None = None
        self._greys: NDArray[np.uint8] = np.empty((0, 0), dtype=np.uint8)
        self._image: QImage | None = None

    @property
    def viewport(self) -> Viewport:
        """What part is seen, and where."""
        return self._viewport

    def look(self, viewport: Viewport) -> None:
        """See another part."""
        if viewport != self._viewport:
            self._viewport = viewport
            self._raster = None

    def image(self, window: Window) -> tuple[QImage, int, int]:
        """Greys, and the device pixel of their top left corner. Valid until the next call."""
        if self._raster is None:
            self._raster = resample(self.levels, self._viewport)
            self._image = None
        if self._image is None or window != self._window:
            self._image = self._grey_image(self._raster.pixels, window)
            self._window = window
        return self._image, self._raster.left_px, self._raster.top_px

    def value_at(self, x_px: float, y_px: float) -> int | None:
        """The original pixel value under a device pixel, None beside the image."""
        column, row = self.pixel_at(x_px, y_px)
        height, width = self.levels[0].shape
        if not (0 <= column < width and 0 <= row < height):
            return None
        return int(self.levels[0][row, column])

    def pixel_at(self, x_px: float, y_px: float) -> tuple[int, int]:
        """Column and row of the original pixel under a device pixel; it may lie outside."""
        across_mm, down_mm = self._viewport.pixel_mm
        column = self._viewport.x_mm(x_px) // across_mm
        row = self._viewport.y_mm(y_px) // down_mm
        return int(column), int(row)

    def _grey_image(self, pixels: Pixels, window: Window) -> QImage:
        """One look into a table per pixel; the buffer is kept as long as the image shows it."""
        if self._greys.shape != pixels.shape:
            self._greys = np.empty(pixels.shape, dtype=np.uint8)
        cv2.LUT(pixels, self._make_lut(window), self._greys)
        height, width = pixels.shape
        return QImage(self._greys.data, width, height, width, QImage.Format.Format_Grayscale8)
