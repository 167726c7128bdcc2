"""Calibrates a raw image by the parts of itself that a scanner's profile names."""

from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import WINDOW_MAX
from app.domain.raw_reference import RawReference
from app.radiography.calibration import AIR_VALUE, ALL_STEPS, Floats, Reference, Step, calibrate

Pixels = NDArray[np.uint16]

GROUND_SHARE = 0.9
"""Rows at the lower edge that answer less in air saw the road; gains spread by a few per cent."""


def possible_steps(places: RawReference) -> frozenset[Step]:
    """What can be calibrated by these parts."""
    steps = set()
    if places.dark_columns is not None or places.dark_counts is not None:
        steps.add(Step.DARK)
    if places.air_columns is not None:
        steps |= {Step.GAIN, Step.DEAD}
    if places.air_rows is not None:
        steps.add(Step.DOSE)
    return frozenset(steps)


def calibrate_raw(
    raw: Pixels, places: RawReference, *, air: int, steps: AbstractSet[Step] = ALL_STEPS
) -> Pixels:
    """Transmission of raw counts (height, width), with air at the pixel value `air`.

    That is the value that air has in the raw image, so that a window means the same in both. Steps
    that the parts do not allow are left out. Raises ValueError where too few rows that work saw
    air, or the parts lie outside.
    """
    height, width = raw.shape
    if not places.fits(width_px=width, height_px=height):
        raise ValueError("the parts for calibration lie outside the image")
    rows = places.air_rows or (0, height)
    reference = reference_of(raw, places)
    pixels = calibrate(
        raw, reference, air_rows=rows, steps=possible_steps(places) & frozenset(steps)
    ).pixels
    scaled: NDArray[np.float32] = np.rint(pixels * np.float32(air / AIR_VALUE))
    result: Pixels = np.clip(scaled, 0, WINDOW_MAX).astype(np.uint16)
    return result


def reference_of(raw: Pixels, places: RawReference) -> Reference:
    """What the detector read without beam and in air; medians, for single pulses may have failed.

    Without columns of air all rows are taken to be alike, as bright as the rows that saw air.
    """
    height = raw.shape[0]
    dark = np.full(height, places.dark_counts or 0.0)
    if places.dark_columns is not None:
        dark = np.median(raw[:, slice(*places.dark_columns)], axis=1)
    if places.air_columns is not None:
        air = np.median(raw[:, slice(*places.air_columns)], axis=1)
        return Reference(dark=dark, air=_above_ground(air - dark) + dark)
    seen = slice(*(places.air_rows or (0, height)))
    bright = float(np.median(raw[seen] - dark[seen, None]))
    return Reference(dark=dark, air=dark + bright)


def _above_ground(answer: Floats) -> Floats:
    """What rows answer to air; the lowest, where they saw the road instead, as the others do."""
    level = float(np.median(answer))
    bright = np.flatnonzero(answer >= GROUND_SHARE * level)
    first = int(bright[-1]) + 1 if bright.size else answer.size
    return np.concatenate([answer[:first], np.full(answer.size - first, level)])
