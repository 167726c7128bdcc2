"""The sciences behind the measuring tools of the radiograph view."""

import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.domain.radiograph import Curve, PixelUnit, ScanChannel, Window
from app.radiography.measure import RegionStats, binned, line_profile, region_stats
from app.radiography.windows import Levels, box_window, counted, sampled
from widgets.radiograph.measuring import HISTOGRAM_BINS

Pixels = NDArray[np.uint16]


class ImageMeasure:
    """Measures a channel whose air and floor are known; without `channel` one of transmission."""

    def __init__(self, levels: Levels, channel: ScanChannel | None = None) -> None:
        self._levels = levels
        is_log = channel is not None and channel.unit is PixelUnit.LOG
        self._log_scale = channel.scale if channel is not None and is_log else None

    def region(self, pixels: Pixels, box: PixelBox) -> RegionStats:
        """Statistics of a box. Raises ValueError outside the image."""
        return region_stats(pixels, box, self._levels, log_scale=self._log_scale)

    def line(
        self,
        pixels: Pixels,
        start: tuple[float, float],
        end: tuple[float, float],
        width_px: int,
    ) -> NDArray[np.float64]:
        """Pixel values along a line, one for each pixel; NaN outside. Raises ValueError."""
        return line_profile(pixels, start, end, width_px=width_px)

    def histogram(self, pixels: Pixels) -> NDArray[np.int64]:
        """How often values occur, (HISTOGRAM_BINS,), in equal bins over 16 bits.

        Of many pixels evenly spread ones are counted.
        """
        return binned(counted(sampled(pixels)), HISTOGRAM_BINS)[1]

    def window(self, pixels: Pixels, curve: Curve) -> Window:
        """The window that spreads these pixels over all greys. Raises ValueError without any."""
        return box_window(pixels, curve)
