"""Straightens what a swaying detector tower bends.

A tower that sways moves every row of a column up or down by a part of a pixel. What ought to be
straight shows it: the road, below which nothing passes. The sway is a sine in time; where the road
shows no sine that is clearly more than its roughness, the image is left as it is.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from app.radiography.windows import Levels

Pixels = NDArray[np.uint16]
Floats = NDArray[np.float64]

GROUND_T = 0.05
OPEN_T = 0.5
REACH_PX = 4
COLUMNS_MIN = 200
COLUMNS_FITTED = 800
PERIOD_MIN_PX = 60.0
PERIODS = 240
AMPLITUDE_MIN_PX = 0.15
AMPLITUDE_MAX_PX = 3.0
EXPLAINED_MIN = 0.5
ROUNDS = 4


def sway(pixels: Pixels, levels: Levels) -> Floats | None:
    """How many pixels each column lies too low, (width,); None where no sway is sure."""
    edge = _road(pixels, levels)
    seen = np.flatnonzero(np.isfinite(edge))
    if seen.size < COLUMNS_MIN:
        return None
    seen = seen[:: max(seen.size // COLUMNS_FITTED, 1)]
    width = pixels.shape[1]
    best, left_best = None, np.inf
    for cycles in np.geomspace(1, width / PERIOD_MIN_PX, PERIODS):
        turn = 2 * np.pi * cycles * np.arange(width) / width
        waves = np.stack([np.ones(width), np.sin(turn), np.cos(turn)], axis=1)
        weights, left = _fit(waves[seen], edge[seen])
        if left < left_best:
            best, left_best = waves[:, 1:] @ weights[1:], left
    rough = float(np.median(np.abs(edge[seen] - np.median(edge[seen]))))
    if best is None or left_best > (1 - EXPLAINED_MIN) * rough:
        return None
    amplitude = float(np.abs(best).max())
    return best if AMPLITUDE_MIN_PX <= amplitude <= AMPLITUDE_MAX_PX else None


def straightened(pixels: Pixels, levels: Levels) -> Pixels:
    """A copy without sway, or the same array where none is sure. Fits the cache's `Remake`."""
    moved = sway(pixels, levels)
    if moved is None:
        return pixels
    height, width = pixels.shape
    x = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
    y = np.arange(height, dtype=np.float32)[:, None] + moved.astype(np.float32)[None, :]
    straight = cv2.remap(pixels, x.copy(), y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(straight, dtype=np.uint16)


def _road(pixels: Pixels, levels: Levels) -> Floats:
    """The row, to a part of a pixel, where the road begins; not a number where it is hidden."""
    height, width = pixels.shape
    edge = np.full(width, np.nan)
    share = pixels / np.float32(levels.air)
    lit = share[::-1] >= GROUND_T
    first = height - np.argmax(lit, axis=0)  # the first row of the dark that reaches the bottom
    for column in np.flatnonzero(lit.any(axis=0) & ~lit[0]):
        top = int(first[column])
        if top < 3 * REACH_PX or top + REACH_PX > height:
            continue
        open_air = float(share[top - 3 * REACH_PX : top - REACH_PX, column].mean())
        if open_air > OPEN_T:
            part = share[top - REACH_PX : top + REACH_PX, column]
            edge[column] = top - REACH_PX + float(part.sum()) / open_air
    return edge


def _fit(waves: Floats, edge: Floats) -> tuple[Floats, float]:
    """Least squares without what lies far off, such as ramp plates; and the median error."""
    keep = np.ones(edge.size, dtype=bool)
    weights: Floats = np.zeros(waves.shape[1])
    off = np.abs(edge)
    for _ in range(ROUNDS):
        weights = np.asarray(np.linalg.lstsq(waves[keep], edge[keep], rcond=None)[0], np.float64)
        off = np.abs(edge - waves @ weights)
        keep = off <= max(2.5 * float(np.median(off)), 1e-3)
    return weights, float(np.median(off))
