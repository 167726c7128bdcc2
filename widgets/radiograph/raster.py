"""Bringing the visible part of a pyramid to the size of the screen, still in 16 bits.

Greys come after resampling, never before: a window is not linear, and a thin wire that vanishes
in a mean of greys is still there in a mean of pixel values.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from widgets.radiograph.viewport import Viewport

Pixels = NDArray[np.uint16]

NEAREST_FROM = 4.0
"""From this magnification on single pixels are shown as what they are."""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """Resampled (height, width) pixel values and where their top left corner goes."""

    pixels: Pixels
    left_px: int
    top_px: int


def resample(levels: Sequence[Pixels], viewport: Viewport) -> Raster:
    """The visible part of the image at the viewport's scale.

    `levels[n]` is 2**n times smaller than the first. The edges of the result lie within half a
    device pixel of where they belong.
    """
    number = level_for(len(levels), viewport.magnification)
    level = np.asarray(levels[number])
    left, right, left_px, right_px = _span(
        viewport.x_mm(0),
        viewport.x_mm(viewport.width_px),
        viewport.pixel_mm[0] * 2**number,
        level.shape[1],
        viewport.x_px,
    )
    top, bottom, top_px, bottom_px = _span(
        viewport.y_mm(0),
        viewport.y_mm(viewport.height_px),
        viewport.pixel_mm[1] * 2**number,
        level.shape[0],
        viewport.y_px,
    )
    size = (max(right_px - left_px, 1), max(bottom_px - top_px, 1))
    nearest = viewport.magnification >= NEAREST_FROM
    interpolation = cv2.INTER_NEAREST if nearest else cv2.INTER_LINEAR
    part = level[top:bottom, left:right]
    pixels = np.asarray(cv2.resize(part, size, interpolation=interpolation), dtype=np.uint16)
    return Raster(pixels, left_px, top_px)


def level_for(count: int, magnification: float) -> int:
    """The smallest level that still has at least one pixel for each device pixel."""
    if magnification >= 1:
        return 0
    return min(int(math.log2(1 / magnification)), count - 1)


def _span(
    first_mm: float,
    last_mm: float,
    pixel_mm: float,
    count: int,
    to_px: Callable[[float], float],
) -> tuple[int, int, int, int]:
    """First pixel and the one after the last, and the same edges on the screen."""
    first = min(max(math.floor(first_mm / pixel_mm), 0), count - 1)
    last = max(min(math.ceil(last_mm / pixel_mm), count), first + 1)
    return first, last, round(to_px(first * pixel_mm)), round(to_px(last * pixel_mm))
