"""Goods that repeat, and the one that does not: pitch by autocorrelation, cells by median and MAD.

Cells of one row of a stack are compared with one another; a cell whose mean alpha lies further than
`DEVIATION` from the median of its row, in robust deviations, is pointed at.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.radiography.aids.hold import Hold
from app.radiography.aids.picture import Floats, Picture

ALGORITHM, VERSION = "cell-median-mad", "1"

PITCH_MIN_MM, PITCH_MAX_MM = 200.0, 2500.0
CORRELATION_MIN = 0.55
CELLS_MIN, LOADED_ALPHA = 4, 0.3
DEVIATION = 6.0
SPREAD_FLOOR = 0.03
LAYER_MM = 300.0
SHIFTS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class OddCell:
    """A cell unlike its neighbours in a repeating load; box in the picture."""

    left: int
    top: int
    right: int
    bottom: int
    deviation: float
    pitch_mm: float


def find_odd_cells(picture: Picture, alpha: Floats, hold: Hold) -> list[OddCell]:
    """Cells that break the repetition of a load, the oddest first; none without repetition."""
    room = np.maximum(alpha[hold.inside] - hold.wall_alpha, 0)
    line = np.minimum(room, 6).mean(axis=0)
    pitch = pitch_px(line, picture.px(PITCH_MIN_MM), picture.px(PITCH_MAX_MM))
    if pitch is None or len(line) // pitch < CELLS_MIN:
        return []
    start = _best_start(line, pitch)
    cells = (len(line) - start) // pitch
    layer = picture.px(LAYER_MM)
    found = []
    for bottom in range(room.shape[0], layer - 1, -layer):
        rows = room[bottom - layer : bottom, start : start + cells * pitch]
        means = np.minimum(rows, 7).reshape(layer, cells, pitch).mean(axis=(0, 2))
        for index, deviation in odd_ones(means):
            left = hold.inner_left + start + index * pitch
            found.append(
                OddCell(
                    left=left,
                    top=hold.inner_top + bottom - layer,
                    right=left + pitch,
                    bottom=hold.inner_top + bottom,
                    deviation=deviation,
                    pitch_mm=pitch * picture.pixel_mm,
                )
            )
    return sorted(found, key=lambda cell: -abs(cell.deviation))


def pitch_px(line: NDArray[np.floating], least: int, most: int) -> int | None:
    """The distance at which a profile repeats best, or None where it does not repeat."""
    centred = line - line.mean()
    if centred.std() < 1e-3:
        return None
    most = min(most, len(line) // CELLS_MIN)
    if most <= least + 1:
        return None
    score = np.array([_correlation(centred[:-lag], centred[lag:]) for lag in range(least, most)])
    peaks = np.flatnonzero((score[1:-1] >= score[:-2]) & (score[1:-1] > score[2:])) + 1
    strong = peaks[score[peaks] >= max(CORRELATION_MIN, 0.9 * score[peaks].max(initial=0.0))]
    return int(strong[0]) + least if strong.size else None


def odd_ones(means: NDArray[np.floating]) -> list[tuple[int, float]]:
    """Index and robust deviation of loaded cells that differ from their row."""
    loaded = means > LOADED_ALPHA
    if loaded.sum() < CELLS_MIN or loaded.mean() < 0.6:
        return []
    middle = float(np.median(means[loaded]))
    spread = 1.4826 * float(np.median(np.abs(means[loaded] - middle)))
    spread = max(spread, SPREAD_FLOOR * middle)
    inner = range(1, len(means) - 1)
    deviations = ((index, float((means[index] - middle) / spread)) for index in inner)
    return [(index, value) for index, value in deviations if abs(value) > DEVIATION]


def _best_start(line: NDArray[np.floating], pitch: int) -> int:
    """Where cells begin: at the lightest place of the repeating profile."""
    cells = len(line) // pitch
    mean = line[: cells * pitch].reshape(cells, pitch).mean(axis=0)
    return int(np.argmin(np.convolve(np.tile(mean, 2), np.ones(SHIFTS), mode="same")[:pitch]))


def _correlation(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    norm = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / norm if norm > 0 else 0.0
