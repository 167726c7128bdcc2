"""From 16-bit pixel values to the grey that an officer sees.

A window becomes a table of 65 536 greys, and the table is applied to the pixels that are on the
screen. Presets are laid in alpha = -ln T, the attenuation measured from air, so that they mean the
same on every imager.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import (
    WINDOW_MAX,
    Curve,
    PixelUnit,
    ScanChannel,
    Window,
    WindowPreset,
)

Lut = NDArray[np.uint8]
Histogram = NDArray[np.int64]

GREY_MAX = 255
AIR_GREY = 205
"""Air at 0.80 of white: in a dark room full white glares, and never does it carry information."""

ALPHA_THIN = 0.5
ALPHA_DENSE = (1.0, 4.0)
ALPHA_PENETRATE = 3.0
ALPHA_LOG = (4.0, 6.0)
"""In steel at 9 MV these are about 15 mm, 30 to 140 mm, and from 100 mm on."""

ALPHA_SPAN_MIN = 0.7
"""A window is never narrower than a factor of two in transmission."""

FLOOR_SHARE = 0.0005
"""This share of pixels may lie below the darkest value that a preset shows."""

ALPHA_DEEPEST = 8.0
"""Behind more than this, about 300 mm of steel, every imager shows noise alone."""

AIR_SHARE_MIN = 0.05
"""A peak is air if two neighbouring bins hold this part of the image."""

BRIGHTER_THAN_AIR = 1.15
BIN_VALUES, BINS_NEAR = 256, 4
BOX_PERCENTILES = (1.0, 99.0)
SAMPLED_PX_MAX = 400_000
"""What a screen waits for is measured of so many pixels at the most: a few milliseconds."""

_VALUES = np.arange(WINDOW_MAX + 1, dtype=np.int32)
_LOGS = np.log(np.maximum(_VALUES, 1).astype(np.float64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Pixel values that a window is laid by: air, and the darkest that is more than noise."""

    air: int
    floor: int

    def __post_init__(self) -> None:
        if not 0 <= self.floor < self.air <= WINDOW_MAX:
            raise ValueError("levels need 0 <= floor < air <= 65535")


def window_lut(window: Window, *, brightest: int = GREY_MAX) -> Lut:
    """The grey of every pixel value, (65 536,) uint8: 0 up to `low`, `brightest` from `high` on.

    Linear greys are rounded half up in whole numbers; logarithmic ones run with ln(value), a value
    of 0 counting as 1. An inverse window runs from `brightest` down to 0.
    """
    low, high = window.low, window.high
    if window.curve is Curve.LINEAR or high < 2:  # between 0 and 1 there is no logarithm
        rise, span = _VALUES[: high - low + 1], high - low
        greys = (2 * brightest * rise + span) // (2 * span)
    else:
        low = max(low, 1)
        share = (_LOGS[low : high + 1] - _LOGS[low]) / (_LOGS[high] - _LOGS[low])
        greys = (share * brightest + 0.5).astype(np.int32)  # positive, so this rounds half up
    lut = np.full(WINDOW_MAX + 1, brightest, dtype=np.uint8)
    lut[:low] = 0
    lut[low : high + 1] = greys
    return np.subtract(np.uint8(brightest), lut) if window.inverse else lut


def review_lut(window: Window) -> Lut:
    """The table that review screens use: the same greys, with air no brighter than 0.80."""
    return window_lut(window, brightest=AIR_GREY)


def sampled(pixels: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """The pixels, or evenly spread ones of them where there are more than SAMPLED_PX_MAX.

    Counting all of a large image would keep a screen waiting. Steps are odd, so that a pattern of
    every second, fourth or sixteenth detector is not taken for the whole.
    """
    if pixels.size <= SAMPLED_PX_MAX:
        return pixels
    step = math.ceil(math.sqrt(pixels.size / SAMPLED_PX_MAX)) | 1
    height, width = pixels.shape
    if min(height, width) < step:  # a line has no second side to be thinned along
        step = -(-pixels.size // SAMPLED_PX_MAX) | 1
        return pixels[:, ::step] if width > height else pixels[::step]
    return pixels[::step, ::step]


def counted(pixels: NDArray[np.uint16]) -> Histogram:
    """The `histogram` of so few pixels that it can be taken while a hand moves.

    Raises ValueError beyond SAMPLED_PX_MAX pixels.
    """
    if pixels.size > SAMPLED_PX_MAX:
        raise ValueError(f"no more than {SAMPLED_PX_MAX} pixels are counted at once")
    whole = np.ascontiguousarray(pixels).reshape(1, -1)
    counts = cv2.calcHist([whole], [0], None, [WINDOW_MAX + 1], [0, WINDOW_MAX + 1])
    return counts.ravel().astype(np.int64)  # exact: a float32 holds whole numbers up to 2**24


def percentiles(counts: Histogram, shares: tuple[float, ...]) -> tuple[float, ...]:
    """Percentiles of what a histogram counts, between two values where they fall between two."""
    cumulative = np.cumsum(counts)
    places = [share / 100 * (int(cumulative[-1]) - 1) for share in shares]
    found = []
    for place in places:
        low, high = (
            int(np.searchsorted(cumulative, rank, side="right"))
            for rank in (math.floor(place), math.ceil(place))
        )
        found.append(low + (high - low) * (place - math.floor(place)))
    return tuple(found)


def histogram(pixels: NDArray[np.uint16]) -> Histogram:
    """How often each of the 65 536 values occurs."""
    return np.bincount(np.ravel(pixels), minlength=WINDOW_MAX + 1).astype(np.int64)


def levels_of(counts: Histogram) -> Levels:
    """Find air and floor in a histogram.

    Air is the brightest narrow peak that holds enough of the image, for nothing can be brighter
    than air but noise; in an image without such a peak it is what few pixels exceed.
    """
    total = int(counts.sum())
    if not total:
        return Levels(air=WINDOW_MAX, floor=0)
    cumulative = np.cumsum(counts)
    air = _air_peak(counts, total)
    if air is None:
        air = int(np.searchsorted(cumulative, math.ceil((1 - FLOOR_SHARE) * total)))
    air = min(max(air, 1), WINDOW_MAX)
    floor = int(np.searchsorted(cumulative, math.ceil(FLOOR_SHARE * total)))
    floor = max(floor, round(air * math.exp(-ALPHA_DEEPEST)))
    return Levels(air=air, floor=min(floor, air - 1))


def _air_peak(counts: Histogram, total: int) -> int | None:
    """The mean of the fullest bin near the brightest bin that is full enough."""
    bins = counts.reshape(-1, BIN_VALUES).sum(axis=1)
    full = np.flatnonzero(bins + np.roll(bins, 1) >= AIR_SHARE_MIN * total)
    if not full.size:
        return None
    first = max(int(full[-1]) - BINS_NEAR, 0)
    peak = first + int(np.argmax(bins[first : int(full[-1]) + 1]))
    inside = counts[peak * BIN_VALUES : (peak + 1) * BIN_VALUES]
    if not inside.any():
        return None
    air = peak * BIN_VALUES + int(np.average(np.arange(BIN_VALUES), weights=inside))
    brighter = int(counts[min(int(air * BRIGHTER_THAN_AIR), WINDOW_MAX) :].sum())
    return air if brighter <= AIR_SHARE_MIN * total else None


def preset_window(preset: WindowPreset, levels: Levels, channel: ScanChannel) -> Window:
    """The window that a preset means for a channel with these levels."""
    if channel.unit is PixelUnit.LOG:
        return _preset_of_log(preset, levels, channel.scale)
    deepest = math.log(levels.air / max(levels.floor, 1))
    low_alpha, high_alpha = _alphas(preset, deepest)
    curve = Curve.LOG if preset not in (WindowPreset.FULL, WindowPreset.THIN) else Curve.LINEAR
    low = 0 if preset is WindowPreset.FULL else round(levels.air * math.exp(-high_alpha))
    high = round(levels.air * math.exp(-low_alpha))
    low = min(max(low, 0), WINDOW_MAX - 1)
    return Window(low=low, high=min(max(high, low + 1), WINDOW_MAX), curve=curve)


def box_window(pixels: NDArray[np.uint16], curve: Curve = Curve.LINEAR) -> Window:
    """The window that spreads what lies in a box over all greys: its 1st to 99th percentile.

    Of a large box evenly spread pixels are taken. Raises ValueError for a box without pixels.
    """
    if not pixels.size:
        raise ValueError("a box without pixels has no window")
    low, high = (int(value) for value in percentiles(counted(sampled(pixels)), BOX_PERCENTILES))
    low = min(low, WINDOW_MAX - 1)
    return Window(low=low, high=max(high, low + 1), curve=curve)


def _alphas(preset: WindowPreset, deepest: float) -> tuple[float, float]:
    """Brightest and darkest attenuation of a preset, where the image is `deepest` at most."""
    match preset:
        case WindowPreset.FULL:
            return 0.0, deepest
        case WindowPreset.LOG:
            return 0.0, min(max(deepest, ALPHA_LOG[0]), ALPHA_LOG[1])
        case WindowPreset.THIN:
            return 0.0, ALPHA_THIN
        case WindowPreset.DENSE:
            return ALPHA_DENSE
        case WindowPreset.PENETRATE:
            return ALPHA_PENETRATE, max(deepest, ALPHA_PENETRATE + ALPHA_SPAN_MIN)


def _preset_of_log(preset: WindowPreset, levels: Levels, scale: float) -> Window:
    """Pixels that already are ln T, rising with brightness, need a straight line."""
    deepest = (levels.air - levels.floor) * scale
    low_alpha, high_alpha = _alphas(preset, deepest)
    low = min(max(round(levels.air - high_alpha / scale), 0), WINDOW_MAX - 1)
    high = min(max(round(levels.air - low_alpha / scale), low + 1), WINDOW_MAX)
    return Window(low=low, high=high, curve=Curve.LINEAR)
