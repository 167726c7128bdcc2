"""From a detector's counts to transmission, in steps of which each can be left out.

The order is the usual one of line scanners: dark, gain of each detector row from an air scan, dose
of each pulse from rows that see air during the whole scan, rows without signal filled from their
neighbours. Nothing is done in place: raw counts are evidence. What is left of stripes in images
that come already calibrated is the business of `app.radiography.stripes`.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import WINDOW_MAX

Floats = NDArray[np.float64]
Rows = tuple[int, int]

AIR_VALUE = 60_000
"""The pixel value of T = 1, with room above it for noise."""

DEAD_GAIN = 0.25
"""A row that answers air with less than this part of what its neighbours answer is dead."""

HOT_DARK_MADS = 12.0
NEIGHBOURS = 15
AIR_ROWS_MIN = 4
DOSE_MIN = 0.02
"""Below this dose a pulse carried no image; its column is filled from the ones beside it."""

COUNTS_PER_SIGMA = 1.4826
"""Median absolute deviation to standard deviation, for a normal distribution."""


class Step(StrEnum):
    """What `calibrate` does, in this order."""

    DARK = "dark"
    GAIN = "gain"
    DOSE = "dose"
    DEAD = "dead"


ALL_STEPS = frozenset(Step)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """What a detector reads without beam and with nothing in the beam, per row, in counts."""

    dark: Floats
    air: Floats

    def __post_init__(self) -> None:
        if self.dark.ndim != 1 or self.dark.shape != self.air.shape:
            raise ValueError("a reference has one dark and one air value per row")
        if not (np.isfinite(self.dark).all() and np.isfinite(self.air).all()):
            raise ValueError("a reference is made of numbers")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calibrated:
    """Transmission as uint16 with air at `AIR_VALUE`, and which rows and columns are filled in.

    Filled pixels show no measurement; a screen that measures there should say so.
    """

    pixels: NDArray[np.uint16]
    filled_rows: tuple[int, ...]
    filled_columns: tuple[int, ...]


def calibrate(
    raw: NDArray[np.uint16],
    reference: Reference,
    *,
    air_rows: Rows,
    steps: AbstractSet[Step] = ALL_STEPS,
) -> Calibrated:
    """Raw counts, (height, width), to transmission.

    `air_rows` are the first row that saw nothing but air and the one after the last. A step that is
    left out is replaced by the plain mean over the detector, so that the picture stays in range.
    Raises ValueError where shapes disagree or fewer than `AIR_ROWS_MIN` rows saw air.
    """
    height, _ = raw.shape
    if reference.dark.size != height:
        raise ValueError("the reference belongs to another detector")
    if not 0 <= air_rows[0] < air_rows[1] <= height or air_rows[1] - air_rows[0] < AIR_ROWS_MIN:
        raise ValueError(f"at least {AIR_ROWS_MIN} rows of the image see air")
    dead = dead_rows(reference)
    lit = np.setdiff1d(np.arange(height), dead)
    dark = reference.dark if Step.DARK in steps else np.zeros(height)
    gain = np.maximum(reference.air - dark, 1.0)
    if Step.GAIN not in steps:
        gain = np.full(height, float(np.median(gain[lit])))
    passed = (raw - dark[:, None]) / gain[:, None]
    lost: NDArray[np.intp] = np.empty(0, dtype=np.intp)
    if Step.DOSE in steps:
        seen = np.intersect1d(lit, np.arange(*air_rows))
        if seen.size < AIR_ROWS_MIN:
            raise ValueError(f"at least {AIR_ROWS_MIN} rows that work see air")
        dose = pulse_dose(passed[seen])
        lost = np.flatnonzero(dose < DOSE_MIN)
        passed /= np.maximum(dose, DOSE_MIN)
    if Step.DEAD in steps:
        passed = filled(filled(passed, dead).T, lost).T
    else:
        dead, lost = dead[:0], lost[:0]
    return Calibrated(
        pixels=to_pixels(passed),
        filled_rows=tuple(dead.tolist()),
        filled_columns=tuple(lost.tolist()),
    )


def dead_rows(reference: Reference) -> NDArray[np.intp]:
    """Rows that hardly answer to air, or read far more without beam than the rest."""
    answer = reference.air - reference.dark
    expected = np.array([np.median(_around(answer, row)) for row in range(answer.size)])
    middle = float(np.median(reference.dark))
    spread = COUNTS_PER_SIGMA * float(np.median(np.abs(reference.dark - middle)))
    hot = reference.dark > middle + HOT_DARK_MADS * max(spread, 1.0)
    return np.flatnonzero((answer < DEAD_GAIN * expected) | hot)


def pulse_dose(air_rows: Floats) -> Floats:
    """Relative dose of each pulse from the (rows, width) that saw nothing but air."""
    dose: Floats = np.median(air_rows, axis=0)
    return dose


def filled(values: Floats, rows: NDArray[np.intp]) -> Floats:
    """A copy with some rows replaced by the line between the nearest rows that are not among them.

    Raises ValueError if no row is left.
    """
    if not rows.size:
        return values
    good = np.setdiff1d(np.arange(values.shape[0]), rows)
    if not good.size:
        raise ValueError("no row of the detector works")
    result = values.copy()
    for row in rows:
        after = int(np.searchsorted(good, row))
        below = good[min(after, good.size - 1)]
        above = good[max(after - 1, 0)]
        share = 0.5 if below == above else (row - above) / (below - above)
        result[row] = values[above] * (1 - share) + values[below] * share
    return result


def to_pixels(passed: Floats) -> NDArray[np.uint16]:
    """Transmission to pixel values, rounded, within 0 and 65 535."""
    return np.clip(np.rint(passed * AIR_VALUE), 0, WINDOW_MAX).astype(np.uint16)


def log_transmission(pixels: NDArray[np.uint16], air: int) -> NDArray[np.float32]:
    """Logarithm ln T of transmission pixels with this value for air; a value of 0 counts as a half.

    Raises ValueError for an `air` that is no pixel value.
    """
    if not 1 <= air <= WINDOW_MAX:
        raise ValueError("air is a pixel value above 0")
    table = np.log(np.maximum(np.arange(WINDOW_MAX + 1), 0.5) / air).astype(np.float32)
    return np.asarray(table[pixels], dtype=np.float32)


def _around(values: Floats, row: int) -> Floats:
    return values[max(row - NEIGHBOURS, 0) : row + NEIGHBOURS + 1]
