"""A small radiograph drawn from numbers: a truck with a container, for pictures in tests.

It is no physics: slabs of attenuation are multiplied up, with Poisson noise from a fixed seed.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import Curve, Window, WindowPreset
from app.radiography.material import material_indices

PIXEL_MM = (10.0, 10.0)
WIDTH_PX, HEIGHT_PX = 1820, 460
AIR = 52_000
AIR_GREY = 205
PHOTONS = 20_000

WINDOWS = {
    WindowPreset.LOG: Window(low=350, high=AIR, curve=Curve.LOG),
    WindowPreset.PENETRATE: Window(low=350, high=4_000, curve=Curve.LOG),
    WindowPreset.FULL: Window(low=0, high=AIR, curve=Curve.LINEAR),
    WindowPreset.DENSE: Window(low=900, high=20_000, curve=Curve.LOG),
    WindowPreset.THIN: Window(low=30_000, high=AIR, curve=Curve.LINEAR),
}

_Box = tuple[float, float, float, float, float]
_SLABS: tuple[_Box, ...] = (
    # left, top, right, bottom in metres, attenuation
    (0.4, 1.2, 2.9, 3.7, 0.35),  # cab
    (0.6, 2.6, 1.8, 3.9, 2.6),  # engine
    (2.9, 3.6, 17.6, 3.9, 1.2),  # frame
    (3.1, 0.7, 17.7, 3.7, 0.12),  # container walls
    (3.1, 0.7, 3.25, 3.7, 0.8),
    (17.55, 0.7, 17.7, 3.7, 0.8),
    *((3.6 + 1.9 * n, 1.5, 5.0 + 1.9 * n, 3.5, 0.9) for n in range(4)),  # pallets
    *((11.2 + 1.3 * n, 1.4, 12.3 + 1.3 * n, 3.5, 0.45) for n in range(5)),
    (8.0, 2.3, 8.5, 2.8, 5.0),  # something dense among the pallets
)
_WHEELS = ((1.3, 4.0), (14.2, 4.0), (15.3, 4.0), (16.4, 4.0))


@cache
def truck_levels() -> tuple[NDArray[np.uint16], ...]:
    """A pyramid of 16-bit transmission, (height, width) and smaller, 10 mm pixels."""
    x_m = (np.arange(WIDTH_PX) + 0.5) * PIXEL_MM[0] / 1000
    y_m = (np.arange(HEIGHT_PX) + 0.5)[:, None] * PIXEL_MM[1] / 1000
    alpha = np.zeros((HEIGHT_PX, WIDTH_PX))
    for left, top, right, bottom, attenuation in _SLABS:
        inside = (x_m >= left) & (x_m < right) & (y_m >= top) & (y_m < bottom)
        alpha += attenuation * inside
    alpha += 0.06 * ((x_m % 0.28) < 0.14) * ((x_m > 3.1) & (x_m < 17.7) & (y_m > 0.7) & (y_m < 3.7))
    for centre_m, height_m in _WHEELS:
        distance = np.hypot(x_m - centre_m, y_m - height_m)
        alpha += 0.9 * (distance < 0.48) + 1.4 * (distance < 0.22)
    noisy = np.random.default_rng(49).poisson(PHOTONS * np.exp(-alpha)) / PHOTONS
    full = np.clip(noisy * AIR, 0, 65535).astype(np.uint16)
    levels = [full]
    while min(levels[-1].shape) > 128:
        cells = levels[-1][: levels[-1].shape[0] // 2 * 2, : levels[-1].shape[1] // 2 * 2]
        halved = cells.reshape(cells.shape[0] // 2, 2, cells.shape[1] // 2, 2).mean(axis=(1, 3))
        levels.append(np.ascontiguousarray(halved.astype(np.uint16)))
    return tuple(levels)


_RATIOS = {0.35: 1.10, 2.6: 1.09, 1.2: 1.10, 0.9: 1.17, 0.45: 1.22, 5.0: 0.97}
"""Attenuation at the low over the high energy: steel, mineral goods, organic ones, lead."""


@cache
def truck_material() -> tuple[NDArray[np.uint8], ...]:
    """Material indices of the same truck at half its size, as far as its slabs have a ratio."""
    x_m = (np.arange(WIDTH_PX // 2) + 0.5) * 2 * PIXEL_MM[0] / 1000
    y_m = (np.arange(HEIGHT_PX // 2) + 0.5)[:, None] * 2 * PIXEL_MM[1] / 1000
    high = np.zeros((HEIGHT_PX // 2, WIDTH_PX // 2), np.float32)
    low = high.copy()
    for left, top, right, bottom, attenuation in _SLABS:
        inside = (x_m >= left) & (x_m < right) & (y_m >= top) & (y_m < bottom)
        high += attenuation * inside
        low += _RATIOS.get(attenuation, 1.10) * attenuation * inside
    return (material_indices(high, low),)


def plain_lut(window: Window) -> NDArray[np.uint8]:
    """Greys of every pixel value: the review table in its simplest form."""
    values = np.arange(65536, dtype=np.float64)
    low, high = float(window.low), float(window.high)
    if window.curve is Curve.LOG:
        values, low, high = np.log(np.maximum(values, 1)), np.log(max(low, 1)), np.log(high)
    greys = np.clip((values - low) / (high - low), 0, 1)
    if window.inverse:
        greys = 1 - greys
    return np.round(greys * AIR_GREY).astype(np.uint8)
