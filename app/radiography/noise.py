"""How noisy an imager is, read from the air in its image."""

import numpy as np
from numpy.typing import NDArray

from app.radiography.windows import Levels

AIR_BAND = 0.1
SAMPLES_MIN = 225
QUANTA_MIN, QUANTA_MAX = 100.0, 1e7
ELECTRONIC_SHARE = 2.0e-4
"""Noise without any beam, as a part of air. Assumed: two electrons where 10 000 are full."""

MAD_TO_SIGMA = 1.4826


def quanta_in_air(pixels: NDArray[np.uint16], levels: Levels) -> float:
    """Detected quanta per pixel in air: one over the relative variance between neighbours.

    `pixels` is (height, width). Returns `QUANTA_MIN`, the most cautious answer, where there is too
    little air to tell.
    """
    share = pixels.astype(np.float32) / np.float32(levels.air)
    air = np.abs(share - 1) < AIR_BAND
    steps = np.diff(share, axis=1)[air[:, 1:] & air[:, :-1]]
    if steps.size < SAMPLES_MIN:
        return QUANTA_MIN
    sigma = MAD_TO_SIGMA * float(np.median(np.abs(steps))) / np.sqrt(2)
    return float(np.clip(1 / max(sigma, 1e-6) ** 2, QUANTA_MIN, QUANTA_MAX))
