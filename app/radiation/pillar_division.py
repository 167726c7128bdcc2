"""What the division of the counts between the two pillars tells of a bump.

A shadow takes from both pillars nearly alike, while a source gives more to the nearer one. Given
the counts of both, those of one are binomial, so this is knowledge beside that of the sum. It is
empty for a source midway between the pillars.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.radiation.time_shapes import wander, whitening

Array = NDArray[np.floating[Any]]

SIDE_BEND_SIGMA = 0.006
SIDE_BEND_S = 1.5
"""How far and how quickly a lopsided shadow moves the division between the pillars."""

SHARE_SIGMA = 0.1
SHARE_MIN = 0.05
"""How little is known of a pillar's own share before the passage; a dead pillar divides nothing."""


def division_of_bumps(
    counts: Array, far_counts: Array, times_s: Array, bumps: Array
) -> tuple[Array, Array]:
    """How much each bump, wholly at one pillar, would divide the counts, and how far it does.

    Both are in units of the deviation's own variance, one number per bump. `counts` and
    `far_counts` are (bins,), `bumps` (bins, bumps) in counts. Each pillar's own share is not known
    beforehand and is taken from the passage.
    """
    total = max(float(counts.sum()), 1.0)
    share = min(max(float(far_counts.sum()) / total, SHARE_MIN), 1 - SHARE_MIN)
    bend = SIDE_BEND_SIGMA**2 * wander(times_s, SIDE_BEND_S)
    seen = np.maximum(counts, 1.0)
    covariance = np.outer(seen, seen) * (bend + SHARE_SIGMA**2)
    covariance += np.diag(seen * share * (1 - share))
    whiten = whitening(covariance)
    divided = whiten @ (bumps / 2)
    return (divided**2).sum(axis=0), divided.T @ (whiten @ (far_counts - share * counts))
