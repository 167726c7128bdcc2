"""What passages are compared with: bins in time, points that pass, and how counts may wander.

Shared by the tests of a passage, each of which has its own widths and sizes.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]

BINS_MAX = 150
"""A longer passage is summed to at most this many bins."""

CENTRE_STEP_S = 0.2


def summed(counts: Array, interval_s: float) -> tuple[Array, float]:
    """The counts in at most BINS_MAX bins, and how long a bin lasts."""
    factor = -(-len(counts) // BINS_MAX)
    if factor == 1:
        return counts, interval_s
    whole = len(counts) // factor * factor
    return counts[:whole].reshape(-1, factor).sum(axis=1), interval_s * factor


def point_bumps(times_s: Array, widths_s: Sequence[float]) -> tuple[Array, Array]:
    """A point of each width (FWHM) at each place: (bumps, bins) of height 1, and the places."""
    duration_s = float(times_s[-1] + times_s[0])
    step_s = max(CENTRE_STEP_S, float(times_s[0]) * 2)
    centres_s = np.arange(step_s / 2, duration_s, step_s)
    bumps = [bells(times_s, centres_s[:, None], fwhm_s) for fwhm_s in widths_s]
    return np.concatenate(bumps), np.tile(centres_s, len(bumps))


def bells(times_s: Array, centres_s: Array | float, fwhm_s: float) -> Array:
    """Normal curves of height 1 about `centres_s`, which broadcast against `times_s`."""
    return np.asarray(np.exp(-4 * np.log(2) * ((times_s - centres_s) / fwhm_s) ** 2))


def boxes(times_s: Array, first_s: Array, last_s: Array, edge_s: float) -> Array:
    """Boxes of height 1 between two times with blunt edges: (boxes, bins)."""
    rise, fall = np.tanh((times_s - first_s) / edge_s), np.tanh((times_s - last_s) / edge_s)
    return np.asarray(0.5 * (rise - fall), dtype=np.float64)


def wander(times_s: Array, over_s: float) -> Array:
    """How alike two moments are of what wanders smoothly within `over_s`: (bins, bins)."""
    apart_s = times_s[:, None] - times_s[None, :]
    return np.asarray(np.exp(-0.5 * (apart_s / over_s) ** 2), dtype=np.float64)


def whitening(covariance: Array) -> Array:
    """The matrix that makes what has this covariance white."""
    inverse = np.linalg.inv(np.linalg.cholesky(covariance))
    return np.asarray(inverse, dtype=np.float64)
