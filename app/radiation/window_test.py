"""Do the energies of a passage share the counts otherwise than the background does?

A vehicle's shadow takes from all windows nearly alike, while a source adds mostly to some: the
share of a window betrays a source under a shadow where the sum does not (Ely et al., NIM A 560
(2006) 373). Given the counts of all windows, those of one are binomial with the background's share,
so a shadow of any depth and form leaves them as they were. What it does change is the share
itself, since soft rays are held back more than hard ones: that is a slow change which lasts as long
as the vehicle, and is taken for one (a Gaussian process).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.occupancy import CountProfile
from app.radiation.time_shapes import point_bumps, summed, wander, whitening

Array = NDArray[np.floating[Any]]

SHARE_MIN = 1e-3
LEVEL_SIGMA = 0.02
"""How much a window's share, as a part of it, wanders between the background and the passage."""

BEND_SIGMA = 0.04
BEND_S = 3.0
"""How far and how slowly a shadow changes a window's share, as a part of it."""

BUMPS_FWHM_S = (1.0, 2.0, 4.0)


@dataclass(frozen=True, slots=True, order=True)
class ShareExcess:
    """How many standard deviations a bump in a window's share lies above none, and where it is.

    `centre_s` counts from the first interval of the profile.
    """

    sigma: float
    centre_s: float


def strongest_share(profile: CountProfile, first: int = 0) -> ShareExcess | None:
    """The most unusual bump in any window's share.

    None without windows or a background. Intervals before `first` are left out. A window that holds
    all counts has no share.
    """
    if not profile.background_cps:
        return None
    counts = np.asarray(profile.counts[first:], dtype=np.float64)
    background_s = float(max(profile.background_readings, 1))
    found = []
    for mine_cps, all_mine in _bands(profile):
        share = mine_cps / profile.background_cps
        if SHARE_MIN < share < 1 - SHARE_MIN:
            mine = all_mine[first:]
            known = profile.background_cps * background_s
            excess = _strongest_bump(mine, counts, share, known, profile.interval_s)
            found.append(replace(excess, centre_s=excess.centre_s + first * profile.interval_s))
    return max(found, default=None)


def _bands(profile: CountProfile) -> Sequence[tuple[float, Array]]:
    """Background and counts of each window, and of all up to each where they do not overlap.

    A soft source behind some matter fills two windows, and is plainest in both together.
    """
    windows = sorted(profile.windows, key=lambda window: (window.high_kev, -window.low_kev))
    bands = [
        (window.background_cps or 0.0, np.asarray(window.counts, dtype=np.float64))
        for window in windows
    ]
    upto_kev, upto = 0.0, (0.0, np.zeros(len(profile.counts)))
    for number, (window, band) in enumerate(zip(windows, list(bands), strict=True)):
        if window.low_kev < upto_kev:
            break
        upto_kev, upto = window.high_kev, (upto[0] + band[0], upto[1] + band[1])
        if number > 0:
            bands.append(upto)
    return bands


def _strongest_bump(
    mine: Array, counts: Array, share: float, background_counts: float, interval_s: float
) -> ShareExcess:
    """The best bump in one window's share of `counts`."""
    mine = summed(mine, interval_s)[0]
    counts, interval_s = summed(counts, interval_s)
    times_s = (np.arange(len(counts)) + 0.5) * interval_s
    seen = np.maximum(counts, 1.0)
    spread = share * (1 - share)
    level = LEVEL_SIGMA**2 * spread + 1 / background_counts
    bend = BEND_SIGMA**2 * spread * wander(times_s, BEND_S)
    covariance = spread * (np.outer(seen, seen) * (level + bend) + np.diag(seen))
    whiten = whitening(covariance)
    shapes, centres_s = point_bumps(times_s, BUMPS_FWHM_S)
    bumps = whiten @ shapes.T
    sigmas = bumps.T @ (whiten @ (mine - share * counts)) / np.sqrt((bumps**2).sum(axis=0))
    best = int(np.argmax(sigmas))
    return ShareExcess(float(sigmas[best]), float(centres_s[best]))
