"""Takes stripes out of radiographs that an imager calibrated not quite well enough.

A detector row with the wrong gain, or a pulse with the wrong dose, scales everything that it shows,
air included. So both are read from air alone: rows from the columns ahead of and behind the
vehicle, columns from the rows above it. Whatever stands in the vehicle has no say, and cannot be
taken for a stripe. Where there is no air, nothing is corrected; what air does not show to be
striped beyond chance is left as it is, bit by bit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import WINDOW_MAX, PixelUnit
from app.radiography.calibration import COUNTS_PER_SIGMA, Floats, Rows
from app.radiography.extent import vehicle_extent
from app.radiography.windows import Levels, histogram, levels_of

Pixels = NDArray[np.uint16]

AIR_BAND = 0.25
"""Air is within this of ln T = 0, stripes and their noise included."""

AIR_SHARE = 0.9
"""Of a row above the vehicle, or a column beside it, this much lies in that band."""

AIR_LINES_MIN = 16
MARGIN_PX = 6
STRIPE_MAX = 0.3
"""Beyond this a line is no stripe: it is a mast, a gantry, or a pulse that failed."""

STRIPE_SIGMA_MIN = 0.0004
CHI2_NEEDED = 1.3
MEDIAN_LOSS = 1.2533
"""The standard error of a median over that of a mean, for a normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cleaned:
    """An image without stripes. `rows` and `columns` are what was taken away, in ln T.

    Where neither is anything but 0, `pixels` is the very array that was given.
    """

    pixels: Pixels
    rows: Floats
    columns: Floats

    @property
    def changed(self) -> bool:
        """Whether any pixel may differ from the original."""
        return bool(self.rows.any() or self.columns.any())


def clean(
    pixels: Pixels,
    air_rows: Rows | None = None,
    unit: PixelUnit = PixelUnit.TRANSMISSION,
    *,
    levels: Levels | None = None,
) -> Cleaned:
    """Take row and column stripes from a calibrated (height, width) image.

    `air_rows` are rows that the imager says saw air; without them they are looked for, and so are
    `levels`. Images in logarithmic units are returned as they are: their scale is not known here.
    """
    height, width = pixels.shape
    rows, columns = np.zeros(height), np.zeros(width)
    if unit is not PixelUnit.LOG and min(height, width) >= AIR_LINES_MIN and pixels.any():
        air = (levels or levels_of(histogram(pixels))).air
        beside = _air_columns(pixels, air)
        above = _air_rows(pixels, air, air_rows, beside)
        if beside.size >= AIR_LINES_MIN:
            rows = _stripes(_residual(pixels[:, beside], air))
        if above.size >= AIR_LINES_MIN:
            columns = _stripes(_residual(pixels[above], air).T - rows[above])
    if not rows.any() and not columns.any():
        return Cleaned(pixels=pixels, rows=rows, columns=columns)
    scaled = pixels * np.exp(-rows.astype(np.float32))[:, None]
    scaled *= np.exp(-columns.astype(np.float32))
    result = np.clip(np.rint(scaled), 0, WINDOW_MAX).astype(np.uint16)
    np.copyto(result, pixels, where=pixels == WINDOW_MAX)  # saturated is not a measurement
    return Cleaned(pixels=result, rows=rows, columns=columns)


def destripe(
    pixels: Pixels,
    levels: Levels | None = None,
    *,
    air_rows: Rows | None = None,
    unit: PixelUnit = PixelUnit.TRANSMISSION,
) -> Pixels:
    """The pixels that `clean` makes; the same array if they need nothing.

    With unit and air rows bound by functools.partial it is a `Remake` of the image cache.
    """
    return clean(pixels, air_rows, unit, levels=levels).pixels


def _air_columns(pixels: Pixels, air: int) -> NDArray[np.intp]:
    """Columns ahead of and behind the vehicle."""
    width = pixels.shape[1]
    extent = vehicle_extent(pixels, air)
    outside = np.ones(width, dtype=bool)
    if extent is not None:
        outside[max(extent[0] - MARGIN_PX, 0) : extent[1] + MARGIN_PX] = False
    return np.flatnonzero(outside)


def _air_rows(
    pixels: Pixels, air: int, told: Rows | None, beside: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Rows from the top down to the first that does not see air; what was told only adds."""
    sample = pixels[:, :: max(pixels.shape[1] // 1024, 1)]
    clear = (np.abs(_residual(sample, air)) < AIR_BAND).mean(axis=1) >= AIR_SHARE
    first = int(np.argmin(clear)) if not clear.all() else clear.size
    found = np.arange(max(first - MARGIN_PX, 0))
    if told is not None and 0 <= told[0] < told[1] <= pixels.shape[0]:
        named = np.arange(*told)
        found = np.union1d(found, named[clear[named]])
    return found


def _residual(pixels: Pixels, air: int) -> Floats:
    return np.log(np.maximum(pixels, 1) / np.float64(air))


def _stripes(residual: Floats) -> Floats:
    """What each line of (lines, samples) of air is off by, shrunk by what chance explains.

    All zero where the lines differ no more than their noise does, so that a second pass changes
    nothing. A line that does not see air at all is 0 as well.
    """
    offsets = np.median(residual, axis=1)
    spread = COUNTS_PER_SIGMA * np.median(np.abs(residual - offsets[:, None]), axis=1)
    usable = (np.abs(offsets) < STRIPE_MAX) & (
        (np.abs(residual) < AIR_BAND + STRIPE_MAX).mean(axis=1) >= AIR_SHARE
    )
    near_dark = np.convolve(~usable, np.ones(2 * MARGIN_PX + 1), mode="same") > 0
    usable &= ~near_dark  # the rim of the road is grey, and no stripe
    if not usable.any():
        return np.zeros_like(offsets)
    offsets = offsets - np.median(offsets[usable])
    error = MEDIAN_LOSS * np.maximum(spread, 1e-5) / np.sqrt(residual.shape[1])
    noise = float(np.mean(error[usable] ** 2))
    signal = float(np.mean(offsets[usable] ** 2)) - noise
    if signal < max(STRIPE_SIGMA_MIN**2, (CHI2_NEEDED - 1) * noise):
        return np.zeros_like(offsets)
    shrunk = offsets * signal / (signal + error**2)
    return np.where(usable, shrunk, 0.0)
