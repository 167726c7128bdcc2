"""What changed between two images that lie on one another.

The difference is signed attenuation, alpha now less alpha then: above 0 something was added. It is
shown as an ordinary 16-bit picture around mid-grey, so that the view that shows radiographs shows
it too. Boxes are drawn only where the change is beyond noise and beyond what an error of one pixel
in laying the images over each other explains.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.domain.radiograph import WINDOW_MAX, Window
from app.radiography.noise import quanta_in_air
from app.radiography.windows import Levels

Pixels = NDArray[np.uint16]
Floats = NDArray[np.float32]

MIDDLE = 32_768
COUNTS_PER_ALPHA = 8_192
"""So the picture reaches from -4 to +4 in alpha, in steps of 0.00012."""

PICTURE_BLUR_PX = 1.0
REGION_BLUR_PX = 3.0
SIGNIFICANCE_MIN = 6.0
CHANGE_MIN = 0.03
"""About 1 mm of steel at 9 MV; walls flex and straps hang by as much."""

REGION_PX_MIN = 120
JOIN_PX = 9
REGIONS_MAX = 64
TEXTURE_SHARE = 0.12
TEXTURE_PX = 9
"""Where both images are full of detail, this part of it is lost or gained by resampling."""

SMOOTH_PX = 1.0
STARVED_MARGIN = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRegion:
    """A place that changed. `alpha_change` is its mean, above 0 where something was added.

    `significance` is its strongest smoothed change over the noise there. It is a measure to sort
    by, not a probability.
    """

    box: PixelBox
    alpha_change: float
    significance: float
    area_px: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Difference:
    """`picture` is MIDDLE + alpha change * COUNTS_PER_ALPHA, uint16, (height, width).

    `known` is False where one image has no pixels or lets too little through to compare; the
    picture is MIDDLE there. `noise_alpha` is the standard deviation of the picture in air.
    """

    picture: Pixels
    known: NDArray[np.bool_]
    noise_alpha: float
    regions: tuple[ChangedRegion, ...]

    @property
    def levels(self) -> Levels:
        """Levels with which a view that expects a radiograph can begin."""
        return Levels(air=WINDOW_MAX, floor=0)

    def window(self, span_alpha: float = 0.5) -> Window:
        """Mid-grey is no change; black and white are this much less and more attenuation."""
        half = min(max(round(span_alpha * COUNTS_PER_ALPHA), 1), MIDDLE - 1)
        return Window(low=MIDDLE - half, high=MIDDLE + half)


def difference(
    now: Pixels,
    then: Pixels,
    covered: NDArray[np.bool_],
    *,
    now_levels: Levels,
    then_levels: Levels,
) -> Difference:
    """Compare two images of one shape; `then` was laid over `now` by `registration.warp`.

    Raises ValueError where shapes disagree.
    """
    if now.shape != then.shape or now.shape != covered.shape:
        raise ValueError("images that are compared have one shape")
    known = covered & _lit(now, now_levels) & _lit(then, then_levels)
    alpha_now, alpha_then = _alpha(now, now_levels), _alpha(then, then_levels)
    change = np.where(known, alpha_now - alpha_then, 0).astype(np.float32)
    smooth = _blurred(change, PICTURE_BLUR_PX)
    picture = np.clip(np.rint(MIDDLE + smooth * COUNTS_PER_ALPHA), 0, WINDOW_MAX)
    quanta = quanta_in_air(now, now_levels)
    regions = _regions(alpha_now, alpha_then, known, quanta)
    narrower = 1 / (2 * np.sqrt(np.pi) * np.hypot(PICTURE_BLUR_PX, SMOOTH_PX))
    return Difference(
        picture=np.where(known, picture, MIDDLE).astype(np.uint16),
        known=known,
        noise_alpha=float(np.sqrt(2 / quanta) * narrower),
        regions=regions,
    )


def _lit(pixels: Pixels, levels: Levels) -> NDArray[np.bool_]:
    """Where enough passes for a logarithm to mean something, also after a blur."""
    enough = pixels > STARVED_MARGIN * max(levels.floor, 1)
    kernel = np.ones((5, 5), np.uint8)
    return np.asarray(cv2.erode(enough.astype(np.uint8), kernel), dtype=bool)


def _alpha(pixels: Pixels, levels: Levels) -> Floats:
    values = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), SMOOTH_PX)
    values = np.maximum(values, max(levels.floor, 1))
    return np.asarray(-np.log(values / np.float32(levels.air)), dtype=np.float32)


def _blurred(image: Floats, sigma_px: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma_px), dtype=np.float32)


def _regions(
    now: Floats, then: Floats, known: NDArray[np.bool_], quanta: float
) -> tuple[ChangedRegion, ...]:
    """Connected places whose smoothed change is significant and no matter of one pixel."""
    weight = np.maximum(_blurred(known.astype(np.float32), REGION_BLUR_PX), 1e-3)
    soft_now = np.divide(_blurred(now * known, REGION_BLUR_PX), weight)
    soft_then = np.divide(_blurred(then * known, REGION_BLUR_PX), weight)
    change = _beyond_a_pixel(soft_now, soft_then)
    variance = (np.exp(np.minimum(soft_now, 12)) + np.exp(np.minimum(soft_then, 12))) / quanta
    noise = np.sqrt(variance) / (2 * np.sqrt(np.pi) * np.hypot(REGION_BLUR_PX, SMOOTH_PX))
    noise = np.hypot(noise, TEXTURE_SHARE * np.minimum(_texture(now), _texture(then)))
    still = known & (np.abs(change) < 3 * CHANGE_MIN)
    if still.any():  # what the model of the noise lacks, such as stripes that were left
        ratio = np.abs(change[still]) / noise[still]
        noise = noise * max(float(np.percentile(ratio, 68)), 1.0)
    score = np.where(known, change / noise, 0)
    found: list[ChangedRegion] = []
    for sign in (1, -1):
        mask = (sign * score > SIGNIFICANCE_MIN) & (sign * change > CHANGE_MIN)
        found += _boxes(mask, soft_now - soft_then, score)
    found.sort(key=lambda region: -region.significance)
    return tuple(found[:REGIONS_MAX])


def _beyond_a_pixel(now: Floats, then: Floats) -> Floats:
    """Now less the nearest of the values that then had within one pixel; 0 if among them."""
    kernel = np.ones((3, 3), np.uint8)
    high, low = cv2.dilate(then, kernel), cv2.erode(then, kernel)
    return np.asarray(np.maximum(now - high, 0) + np.minimum(now - low, 0), dtype=np.float32)


def _texture(depth: Floats) -> Floats:
    """Standard deviation within a small window."""
    size = (TEXTURE_PX, TEXTURE_PX)
    mean, square = cv2.blur(depth, size), cv2.blur(depth * depth, size)
    return np.asarray(np.sqrt(np.maximum(square - mean * mean, 0)), dtype=np.float32)


def _boxes(mask: NDArray[np.bool_], change: Floats, score: Floats) -> list[ChangedRegion]:
    kernel = np.ones((JOIN_PX, JOIN_PX), np.uint8)
    joined = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[ChangedRegion] = []
    for number in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[number])
        part = (slice(top, top + height), slice(left, left + width))
        inside = (labels[part] == number) & mask[part]
        area = int(inside.sum())
        if area < REGION_PX_MIN:
            continue
        found.append(
            ChangedRegion(
                box=PixelBox(left=left, top=top, right=left + width, bottom=top + height),
                alpha_change=float(change[part][inside].mean()),
                significance=float(np.abs(score[part][inside]).max()),
                area_px=area,
            )
        )
    return found
