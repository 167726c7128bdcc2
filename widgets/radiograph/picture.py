"""The colours of the visible part of an image, made anew only as far as something changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from app.domain.radiograph import Window
from app.domain.view_state import Filter, Palette
from widgets.radiograph.layers import Layers
from widgets.radiograph.raster import Indices, Pixels, Raster, resample, resample_indices
from widgets.radiograph.viewport import Viewport

Greys = NDArray[np.uint8]
MakeLut = Callable[[Window], NDArray[np.uint8]]

NO_INFORMATION, HATCHED = 0, 1
HATCH_PERIOD_PX, HATCH_LINE_PX = 9, 2


class Enhance(Protocol):
    """The filters: what is done to pixels before the window, and to greys after it."""

    def pixels(self, pixels: Pixels, filters: frozenset[Filter]) -> Pixels:
        """Pixels of the screen, (height, width) uint16, when what they show has moved."""

    def greys(self, greys: Greys, filters: frozenset[Filter]) -> Greys:
        """Greys of the screen, (height, width) uint8, at every window."""


class NoFilters:
    """Shows every image as it is."""

    def pixels(self, pixels: Pixels, filters: frozenset[Filter]) -> Pixels:
        """The same."""
        del filters
        return pixels

    def greys(self, greys: Greys, filters: frozenset[Filter]) -> Greys:
        """The same."""
        del filters
        return greys


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How pixels are shown. `nearest` None leaves it to the magnification."""

    window: Window
    palette: Palette = Palette.GREY
    filters: frozenset[Filter] = frozenset()
    nearest: bool | None = None


class Picture:
    """Layers seen through a viewport.

    Moving the viewport costs resampling, filters and greys; changing the window costs greys only.
    """

    def __init__(self, layers: Layers, viewport: Viewport, make_lut: MakeLut) -> None:
        self.layers = layers
        self.enhance: Enhance = NoFilters()
        self._viewport = viewport
        self._make_lut = make_lut
        self._look: Look | None = None
        self._raster: Raster | None = None
        self._pixels: Pixels = np.empty((0, 0), np.uint16)
        self._indices: Indices | None = None
        self._greys: Greys = np.empty((0, 0), np.uint8)
        self._shown = self._greys
        self._keys: NDArray[np.uint8] = np.empty((0, 0, 2), np.uint8)
        self._colours: NDArray[np.int32] = np.empty((0, 0), np.int32)
        self._image: QImage | None = None

    @property
    def levels(self) -> Sequence[Pixels]:
        """The pyramid that is shown, as measured."""
        return self.layers.pixels

    @property
    def viewport(self) -> Viewport:
        """What part is seen, and where."""
        return self._viewport

    def look(self, viewport: Viewport) -> None:
        """See another part."""
        if viewport != self._viewport:
            self._viewport = viewport
            self.forget()

    def forget(self) -> None:
        """Make everything anew: a layer has changed."""
        self._raster = self._indices = self._image = None

    def image(self, look: Look) -> tuple[QImage, int, int]:
        """The picture, and the device pixel of its top left corner. Valid until the next call."""
        before = self._look
        if before is None or (look.filters, look.nearest) != (before.filters, before.nearest):
            self._raster = None
        if self._raster is None:
            self._raster = resample(self._source(look), self._viewport, nearest=look.nearest)
            self._pixels = self.enhance.pixels(self._raster.pixels, look.filters)
            self._image = None
        if self._image is None or look != before:
            self._image = self._painted(look, self._raster)
            self._look = look
        return self._image, self._raster.left_px, self._raster.top_px

    def value_at(self, x_px: float, y_px: float) -> int | None:
        """The original pixel value under a device pixel, None beside the image."""
        column, row = self.pixel_at(x_px, y_px)
        height, width = self.layers.shape
        if not (0 <= column < width and 0 <= row < height):
            return None
        return int(self.levels[0][row, column])

    def pixel_at(self, x_px: float, y_px: float) -> tuple[int, int]:
        """Column and row of the original pixel under a device pixel; it may lie outside."""
        across_mm, down_mm = self._viewport.pixel_mm
        column = self._viewport.x_mm(x_px) // across_mm
        row = self._viewport.y_mm(y_px) // down_mm
        return int(column), int(row)

    def _source(self, look: Look) -> Sequence[Pixels]:
        equalised = self.layers.equalised if Filter.CLAHE in look.filters else None
        return self.levels if equalised is None else equalised

    def _painted(self, look: Look, raster: Raster) -> QImage:
        """One look into a table per pixel; the buffer is kept as long as the image shows it."""
        greys = self._shown = self._windowed(look)
        height, width = greys.shape
        make_colours = self.layers.make_colours
        if look.palette is Palette.GREY or not self.layers.material or make_colours is None:
            return QImage(greys.data, width, height, width, QImage.Format.Format_Grayscale8)
        if self._indices is None or self._indices.shape != greys.shape:
            self._indices = self._hatched(raster)
        table = make_colours(look.palette).view(np.int32).reshape(-1)
        # A key is index * 256 + grey: two bytes side by side, the grey first (little-endian).
        if self._keys.shape[:2] != greys.shape:
            self._keys = np.empty((*greys.shape, 2), np.uint8)
        cv2.merge([greys, self._indices], self._keys)
        if self._colours.shape != greys.shape:
            self._colours = np.empty(greys.shape, np.int32)
        cv2.LUT(self._keys.view("<u2")[..., 0], table, self._colours)
        return QImage(self._colours.data, width, height, 4 * width, QImage.Format.Format_RGB32)

    def _windowed(self, look: Look) -> Greys:
        if self._greys.shape != self._pixels.shape:
            self._greys = np.empty(self._pixels.shape, dtype=np.uint8)
        cv2.LUT(self._pixels, self._make_lut(look.window), self._greys)
        if self.layers.equalised is not None:  # the whole image was equalised beforehand
            return self.enhance.greys(self._greys, look.filters - {Filter.CLAHE})
        return self.enhance.greys(self._greys, look.filters)

    def _hatched(self, raster: Raster) -> Indices:
        """Indices of the screen, with lines where there is no information, fixed to the image."""
        width = self.layers.shape[1]
        indices = resample_indices(self.layers.material, width, self._viewport, raster)
        height, width = indices.shape
        across = round(raster.left_px - self._viewport.x_px(0))
        down = round(raster.top_px - self._viewport.y_px(0))
        lines = hatch_lines(height, width, (across + down) % HATCH_PERIOD_PX)
        bare = (indices == NO_INFORMATION).view(np.uint8)
        return np.asarray(np.bitwise_or(indices, np.bitwise_and(bare, lines)), dtype=np.uint8)


def hatch_lines(height: int, width: int, phase_px: int) -> Indices:
    """HATCHED on the lines of a hatch, (height, width), 0 between them.

    Every row is the one above, moved by a pixel: a row is a window on one long run of dashes.
    """
    run = np.arange(width + HATCH_PERIOD_PX) + phase_px
    dashes = np.where(run % HATCH_PERIOD_PX < HATCH_LINE_PX, HATCHED, 0).astype(np.uint8)
    rows = np.stack([dashes[n : n + width] for n in range(HATCH_PERIOD_PX)])
    repeats = -(-height // HATCH_PERIOD_PX)
    return np.ascontiguousarray(np.tile(rows, (repeats, 1))[:height])
