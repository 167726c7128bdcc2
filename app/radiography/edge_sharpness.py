"""Sharpness from a leaning edge: the frequency at which a tenth of the contrast is left.

The method is that of ISO 12233: rows cross the edge at slightly different places, so together they
sample it more finely than the pixels do; its slope is the line spread, whose Fourier transform is
the modulation transfer.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

OVERSAMPLING = 4
LEVEL = 0.1
NYQUIST = 0.5
"""Cycles per pixel; what lies above is in no image, however sharp the detector is."""

EDGE_ROWS_MIN = 12
HALF_WIDTH_PX = 8


def mtf10(values: Floats) -> float | None:
    """Cycles per pixel at 10 % modulation across an edge that is nearly upright in (rows, columns).

    At most `NYQUIST`, which then means "the pixels are the limit". None where no edge is found. The
    edge may run either way, bright to dark or dark to bright.
    """
    if values.shape[0] < EDGE_ROWS_MIN or values.shape[1] < 2 * HALF_WIDTH_PX:
        return None
    slope = np.abs(np.diff(values, axis=1))
    columns = np.arange(slope.shape[1])
    near = np.abs(columns - np.argmax(slope, axis=1)[:, None]) <= 3
    weight = slope * near
    total = weight.sum(axis=1)
    if not (total > 0).all():
        return None
    at = (weight * (columns + 0.5)).sum(axis=1) / total
    rows = np.arange(values.shape[0])
    lean, start = np.polyfit(rows, at, 1)
    if np.abs(at - (lean * rows + start)).max() > HALF_WIDTH_PX / 2:
        return None
    distance = np.arange(values.shape[1])[None, :] - (lean * rows + start)[:, None]
    distance = distance * np.cos(np.arctan(lean))
    spread = _line_spread(distance, values)
    if spread is None:
        return None
    transfer = np.abs(np.fft.rfft(spread * _taper(spread.size), 8 * spread.size))
    transfer /= transfer[0]
    frequencies = np.fft.rfftfreq(8 * spread.size, d=1 / OVERSAMPLING)
    below = np.flatnonzero(transfer < LEVEL)
    return min(float(frequencies[below[0]]), NYQUIST) if below.size else NYQUIST


def _line_spread(distance: Floats, values: Floats) -> Floats | None:
    """Derivative of the mean value at equal steps of distance from the edge."""
    bins = np.floor((distance + HALF_WIDTH_PX) * OVERSAMPLING).astype(np.intp)
    count = 2 * HALF_WIDTH_PX * OVERSAMPLING
    inside = (bins >= 0) & (bins < count)
    filled = np.bincount(bins[inside], minlength=count)
    if not filled.all():
        return None
    profile = np.bincount(bins[inside], weights=values[inside], minlength=count) / filled
    spread = np.diff(profile)
    if abs(float(spread.sum())) < 1e-9:
        return None
    return np.asarray(spread)


def _taper(size: int) -> Floats:
    """1 in the middle, and a cosine down to 0 over the outer quarter at each side."""
    outer = size // 4
    slope = 0.5 - 0.5 * np.cos(np.pi * (np.arange(outer) + 0.5) / outer)
    return np.concatenate([slope, np.ones(size - 2 * outer), slope[::-1]])
