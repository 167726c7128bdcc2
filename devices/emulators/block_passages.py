"""Simulated passages of vehicles made of blocks: a further validation of the alarm.

A vehicle is two to five bodies with gaps between them, a cab and its containers or a car and its
trailer, each of its own height. What a panel loses of the background is what the bodies cover of
its view, so that a gap is filled as far as the view is wide. Nothing was ever tuned on them.
"""

import numpy as np
from numpy.typing import NDArray

from devices.emulators.passages import (
    BACKGROUND_CPS,
    DRIFT,
    INTERVAL_S,
    SPEED_ERROR,
    Passage,
    one_panel_passage,
)

Array = NDArray[np.float64]

BODIES = (2, 5)
BODY_M, GAP_M, HEIGHT = (1.5, 8.0), (0.3, 3.0), (0.3, 1.0)
VIEW_M = (1.2, 2.4)
"""How far along the lane half of what a panel sees of the ground lies."""

SPEED_M_PER_S = (1.4, 4.0)
AROUND_S = (0.4, 1.5)
"""What is counted before and after the vehicle."""

SOURCE_FWHM_M = 3.7
STEP_M = 0.1


def block_passage(random: np.random.Generator, net_cps: float, suppression_max: float) -> Passage:
    """One passage, all panels summed, its speed known to a twentieth."""
    edges_m, heights = _bodies(random)
    length_m = float(edges_m[-1, 1])
    speed = float(random.uniform(*SPEED_M_PER_S))
    before_s, after_s = random.uniform(*AROUND_S, size=2)
    intervals = int((before_s + length_m / speed + after_s) / INTERVAL_S)
    at_m = ((np.arange(intervals) + 0.5) * INTERVAL_S - before_s) * speed
    covered = _covered(at_m, edges_m, heights, float(random.uniform(*VIEW_M)))
    depth = random.uniform(0, suppression_max)
    source_m = random.uniform(0.1, 0.9) * length_m
    seen = np.exp(-4 * np.log(2) * ((at_m - source_m) / SOURCE_FWHM_M) ** 2)
    level = BACKGROUND_CPS * (1 + random.normal(0, DRIFT))
    rate = level * (1 - depth * covered / covered.max()) + net_cps * seen
    told = float(speed * random.normal(1, SPEED_ERROR))
    return one_panel_passage(random, np.asarray(rate, dtype=np.float64), told)


def _bodies(random: np.random.Generator) -> tuple[Array, Array]:
    """First and last metre of each body, (bodies, 2), and how high it is."""
    count = int(random.integers(BODIES[0], BODIES[1] + 1))
    lengths_m, gaps_m = random.uniform(*BODY_M, size=count), random.uniform(*GAP_M, size=count)
    last_m = np.cumsum(lengths_m + gaps_m) - gaps_m[0]
    first_m = last_m - lengths_m
    return np.column_stack([first_m, last_m]) - first_m[0], random.uniform(*HEIGHT, size=count)


def _covered(at_m: Array, edges_m: Array, heights: Array, view_m: float) -> Array:
    """The part of a panel's view that the bodies cover while it stands beside `at_m`.

    The view is a Lorentz curve along the lane: ground at an angle is seen from farther away.
    """
    towards = np.arctan((edges_m[None] - at_m[:, None, None]) / view_m)
    return np.asarray((heights * (towards[..., 1] - towards[..., 0])).sum(axis=1) / np.pi)
