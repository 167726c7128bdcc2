"""What an officer measures in a radiograph: a region, and the density along a line.

Attenuation is alpha = -ln T, with T the pixel value over that of air. A pixel at or below the
channel's floor is starved: less than the detector can tell from noise passed, so its alpha is a
lower bound. A pixel at the top of the scale is saturated.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.domain.radiograph import WINDOW_MAX
from app.radiography.windows import (
    Histogram,
    Levels,
    counted,
    histogram,
    percentiles,
    sampled,
)

LINE_WIDTH_MAX_PX = 201
LINE_SAMPLES_MAX = 65_536
CURVE_BINS_MAX = 4096

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionStats:
    """Statistics of the pixels of one box. Pixel values, but for `alpha_mean` and the shares.

    `n` pixels were measured of the `box_px` that the box has: fewer where those are very many. The
    least and the greatest are those of the measured ones.
    `alpha_mean` is the mean of -ln T over the pixels, starved ones counted at the floor; where
    `starved_share` is not 0, more stands there than it says.
    """

    n: int
    box_px: int
    mean: float
    median: float
    minimum: int
    maximum: int
    sigma: float
    alpha_mean: float
    saturated_share: float
    starved_share: float


def region_stats(
    pixels: NDArray[np.uint16], box: PixelBox, levels: Levels, *, log_scale: float | None = None
) -> RegionStats:
    """Measure the part of `box` that lies within a (height, width) image.

    All of it up to `windows.SAMPLED_PX_MAX` pixels, else evenly spread ones of it. `log_scale` is
    ln T for a step of a pixel value where values are logarithms already. Raises ValueError for a
    box that lies wholly outside.
    """
    inside = pixels[box.top : box.bottom, box.left : box.right]
    if not inside.size:
        raise ValueError("the box lies outside the image")
    counts = counted(sampled(inside))
    values = np.flatnonzero(counts).astype(np.uint16)
    times = counts[values]
    n = int(times.sum())
    mean = float(np.average(values, weights=times))
    depths = alpha(values, levels)
    if log_scale is not None:
        depths = (levels.air - np.maximum(values, levels.floor).astype(np.float64)) * log_scale
    return RegionStats(
        n=n,
        box_px=int(inside.size),
        mean=mean,
        median=percentiles(counts, (50.0,))[0],
        minimum=int(values[0]),
        maximum=int(values[-1]),
        sigma=math.sqrt(float(np.average((values - mean) ** 2, weights=times))),
        alpha_mean=float(np.average(depths, weights=times)),
        saturated_share=int(counts[WINDOW_MAX]) / n,
        starved_share=int(counts[: max(levels.floor, 1) + 1].sum()) / n,
    )


def alpha(pixels: NDArray[np.uint16], levels: Levels) -> NDArray[np.float64]:
    """-ln T of pixel values, same shape, with values below the floor counted as the floor.

    It is negative where noise is brighter than air.
    """
    lowest = max(levels.floor, 1)
    clipped = np.maximum(pixels, lowest).astype(np.float64)
    return np.asarray(math.log(levels.air) - np.log(clipped))


def line_profile(
    pixels: NDArray[np.uint16], start: Point, end: Point, *, width_px: int = 1
) -> NDArray[np.float64]:
    """Pixel values along a line, one sample per pixel of its length, both ends included.

    Points are (x, y) in image pixels with whole numbers at pixel centres. Each sample is the mean
    across `width_px` parallel lines one pixel apart. Samples outside the image are NaN. Raises
    ValueError for a width or length beyond the limits or a line that never meets the image.
    """
    if not 1 <= width_px <= LINE_WIDTH_MAX_PX:
        raise ValueError(f"a profile is 1 to {LINE_WIDTH_MAX_PX} pixels wide")
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    if not length <= LINE_SAMPLES_MAX - 1:  # also refuses what is not a number
        raise ValueError(f"a profile has at most {LINE_SAMPLES_MAX} samples")
    samples = round(length) + 1
    x = np.linspace(start[0], end[0], samples)
    y = np.linspace(start[1], end[1], samples)
    across = (
        (0.0, 1.0) if length == 0 else (-(end[1] - start[1]) / length, (end[0] - start[0]) / length)
    )
    total = np.zeros(samples)
    counted = np.zeros(samples)
    for offset in np.arange(width_px) - (width_px - 1) / 2:
        values = _sampled(pixels, x + offset * across[0], y + offset * across[1])
        seen = np.isfinite(values)
        total[seen] += values[seen]
        counted += seen
    if not counted.any():
        raise ValueError("the line lies outside the image")
    counted[counted == 0] = np.nan
    return total / counted


def region_histogram(pixels: NDArray[np.uint16], box: PixelBox) -> Histogram:
    """How often each of the 65 536 values occurs in a box. Raises ValueError outside the image."""
    inside = pixels[box.top : box.bottom, box.left : box.right]
    if not inside.size:
        raise ValueError("the box lies outside the image")
    return histogram(inside)


def binned(counts: Histogram, bins: int) -> tuple[NDArray[np.float64], Histogram]:
    """A histogram coarse enough to draw: lower edges of equal bins, and their counts.

    `bins` is a power of two up to 4096; raises ValueError otherwise.
    """
    if not 2 <= bins <= CURVE_BINS_MAX or bins & (bins - 1):
        raise ValueError(f"a histogram is drawn with a power of two bins up to {CURVE_BINS_MAX}")
    width = (WINDOW_MAX + 1) // bins
    return np.arange(bins, dtype=np.float64) * width, counts.reshape(bins, width).sum(axis=1)


def _sampled(
    pixels: NDArray[np.uint16], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Bilinear samples; NaN outside. Only the part of the image that the line crosses is read."""
    height, width = pixels.shape
    inside = (x >= -0.5) & (x <= width - 0.5) & (y >= -0.5) & (y <= height - 0.5)
    values = np.full(x.size, np.nan)
    if not inside.any():
        return values
    x, y = np.clip(x[inside], 0, width - 1), np.clip(y[inside], 0, height - 1)
    left, top = np.floor(x).astype(np.intp), np.floor(y).astype(np.intp)
    right, below = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)
    part_x, part_y = x - left, y - top
    upper = pixels[top, left] * (1 - part_x) + pixels[top, right] * part_x
    lower = pixels[below, left] * (1 - part_x) + pixels[below, right] * part_x
    values[inside] = upper * (1 - part_y) + lower * part_y
    return values
