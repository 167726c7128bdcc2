"""What is measured on a radiograph, and who can measure it.

How a number comes about is the business of whoever is given to the view as `Measure`.
"""

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.domain.radiograph import Curve, Window
from widgets.radiograph.marks import Point
from widgets.radiograph.raster import Pixels

HISTOGRAM_BINS = 256


class RegionNumbers(Protocol):
    """Statistics of a box in pixel values, and its mean attenuation -ln T.

    `starved_share` is the part of it through which nothing came: there the attenuation is at least
    what it says.
    """

    @property
    def n(self) -> int:
        """How many pixels were measured."""

    @property
    def box_px(self) -> int:
        """How many pixels the box has: more than were measured where it is very large."""

    @property
    def mean(self) -> float:
        """Of pixel values."""

    @property
    def median(self) -> float:
        """Of pixel values."""

    @property
    def minimum(self) -> int:
        """The lowest pixel value."""

    @property
    def maximum(self) -> int:
        """The highest pixel value."""

    @property
    def sigma(self) -> float:
        """Standard deviation of pixel values."""

    @property
    def alpha_mean(self) -> float:
        """Mean of -ln T."""

    @property
    def starved_share(self) -> float:
        """0 to 1."""


class Measure(Protocol):
    """Measures (height, width) uint16 pixels of one channel at full size."""

    def region(self, pixels: Pixels, box: PixelBox) -> RegionNumbers:
        """Statistics of a box. Raises ValueError outside the image."""

    def line(self, pixels: Pixels, start: Point, end: Point, width_px: int) -> NDArray[np.float64]:
        """Pixel values along a line, one for each pixel; NaN outside. Raises ValueError."""

    def histogram(self, pixels: Pixels) -> NDArray[np.int64]:
        """How often values occur, (HISTOGRAM_BINS,), in equal bins over 16 bits."""

    def window(self, pixels: Pixels, curve: Curve) -> Window:
        """The window that spreads these pixels over all greys. Raises ValueError without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A length in the image, from one point to another, in pixels of the image at full size.

    `length_mm` is None where the size of a pixel is not known. The angle is that between the line
    and the horizontal, 0 to 90 degrees, up or down alike: a mirrored view does not change it.
    """

    start: Point
    end: Point
    length_px: float
    length_mm: float | None
    angle_deg: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RegionMeasured:
    """What a box holds."""

    box: PixelBox
    numbers: RegionNumbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProfileMeasured:
    """Pixel values along a line; `step_mm` is None where the size of a pixel is not known."""

    start: Point
    end: Point
    values: NDArray[np.float64]
    step_mm: float | None


Measured = Ruled | RegionMeasured | ProfileMeasured


def ruled(start: Point, end: Point, pixel_mm: tuple[float, float] | None) -> Ruled:
    """Measure from `start` to `end`. Pixels need not be square."""
    dx_px, dy_px = end[0] - start[0], end[1] - start[1]
    across_mm, down_mm = pixel_mm or (1.0, 1.0)
    dx, dy = abs(dx_px * across_mm), abs(dy_px * down_mm)
    return Ruled(
        start=start,
        end=end,
        length_px=math.hypot(dx_px, dy_px),
        length_mm=None if pixel_mm is None else math.hypot(dx, dy),
        angle_deg=math.degrees(math.atan2(dy, dx)),
    )
