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
Indices = NDArray[np.uint8]

NEAREST_FROM = 4.0
"""From this magnification on single pixels are shown as what they are."""

THINNED_FROM = 2.5
"""From so many pixels for one on the screen on, a line between two of them leaves others out."""

CLASS_PX_MAX = 2.0
"""An index may cover so many device pixels before a finer level of indices is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """Resampled (height, width) pixel values and where their top left corner goes."""

    pixels: Pixels
    left_px: int
    top_px: int


def resample(
    levels: Sequence[Pixels], viewport: Viewport, *, nearest: bool | None = None
) -> Raster:
    """The visible part of the image at the viewport's scale.

    `levels[n]` is 2**n times smaller than the first. The edges of the result lie within half a
    device pixel of where they belong. `nearest` says whether enlarged pixels stay squares; None
    leaves it to the magnification.
    """
    number = level_for(len(levels), viewport.magnification_most)
    level = np.asarray(levels[number])
    left, right, left_px, right_px = _span(
        (viewport.x_mm(0), viewport.x_mm(viewport.width_px)),
        viewport.pixel_mm[0] * 2**number,
        level.shape[1],
        viewport.x_px,
    )
    top, bottom, top_px, bottom_px = _span(
        (viewport.y_mm(0), viewport.y_mm(viewport.height_px)),
        viewport.pixel_mm[1] * 2**number,
        level.shape[0],
        viewport.y_px,
    )
    size = (max(right_px - left_px, 1), max(bottom_px - top_px, 1))
    if nearest is None:
        nearest = viewport.magnification_least >= NEAREST_FROM
    squares = nearest and viewport.magnification_least > 1
    interpolation = cv2.INTER_NEAREST if squares else cv2.INTER_LINEAR
    part = _thinned(level[top:bottom, left:right], size)
    pixels = cv2.resize(part, size, interpolation=interpolation)
    if viewport.mirrored:
        pixels = cv2.flip(pixels, 1)
    return Raster(np.asarray(pixels, dtype=np.uint16), left_px, top_px)


def resample_indices(
    levels: Sequence[Indices], width_px: int, viewport: Viewport, under: Raster
) -> Indices:
    """Indices for every pixel of `under`, each that of the place at the pixel's middle.

    `levels` have any sizes of the same image, finest first; `width_px` is the image's full width.
    Indices are never averaged: what lies between two of them is another material.
    """
    height, width = under.pixels.shape
    shares = [level.shape[1] / width_px for level in levels]
    most = viewport.magnification_most
    coarse = [n for n, share in enumerate(shares) if most <= CLASS_PX_MAX * share]
    number = coarse[-1] if coarse else 0
    level, share = levels[number], 2.0 ** round(math.log2(shares[number]))
    across = _course(viewport.x_mm, under.left_px, width, share / viewport.pixel_mm[0])
    down = _course(viewport.y_mm, under.top_px, height, share / viewport.pixel_mm[1])
    columns, rows = across.within(level.shape[1]), down.within(level.shape[0])
    to_part = np.array(
        [[across.step, 0, across.first - columns.start], [0, down.step, down.first - rows.start]]
    )
    return np.asarray(
        cv2.warpAffine(
            level[rows, columns],
            to_part,
            (width, height),
            flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        dtype=np.uint8,
    )


def level_for(count: int, magnification: float) -> int:
    """The smallest level that still has at least one pixel for each device pixel."""
    if magnification >= 1:
        return 0
    return min(int(math.log2(1 / magnification)), count - 1)


def _thinned(part: Pixels, size: tuple[int, int]) -> Pixels:
    """Means along the side that would lose pixels: where they are not square, one side has more."""
    height, width = part.shape
    if width > THINNED_FROM * size[0]:
        part = np.asarray(cv2.resize(part, (size[0], height), interpolation=cv2.INTER_AREA))
    if height > THINNED_FROM * size[1]:
        part = np.asarray(cv2.resize(part, (part.shape[1], size[1]), interpolation=cv2.INTER_AREA))
    return part


@dataclass(frozen=True, slots=True)
class _Course:
    """Rows or columns of a level under a run of device pixels: `first`, then `step` by `step`."""

    first: float
    step: float
    last: float

    def within(self, size: int) -> slice:
        """The part of `size` rows or columns that is touched, at least one."""
        low, high = sorted((self.first, self.last))
        start = min(max(math.floor(low), 0), size - 1)
        return slice(start, min(max(math.ceil(high) + 1, start + 1), size))


def _course(to_mm: Callable[[float], float], first_px: int, count: int, per_mm: float) -> _Course:
    """A place is that of a device pixel's middle; 0 is the middle of the level's first pixel."""
    first, second, last = (
        to_mm(first_px + number + 0.5) * per_mm - 0.5 for number in (0, 1, count - 1)
    )
    return _Course(first, second - first, last)


def _span(
    ends_mm: tuple[float, float], pixel_mm: float, count: int, to_px: Callable[[float], float]
) -> tuple[int, int, int, int]:
    """First pixel and the one after the last, and the edges on the screen, the lower one first."""
    first_mm, last_mm = sorted(ends_mm)
    first = min(max(math.floor(first_mm / pixel_mm), 0), count - 1)
    last = max(min(math.ceil(last_mm / pixel_mm), count), first + 1)
    one, other = sorted((to_px(first * pixel_mm), to_px(last * pixel_mm)))
    return first, last, round(one), round(other)
