"""Simulated passages whose shadows follow no template of ours: a second validation of the alarm.

A shadow is a box with sharp or blunt edges, two humps of unlike depth, or a random walk that was
smoothed, in a passage of 5 to 14 seconds. The source passes at a speed between 1 and 3.5 m/s and is
seen as the inverse cube of its distance. Nothing was ever tuned on them.
"""

import numpy as np
from numpy.typing import NDArray

from devices.emulators.passages import BACKGROUND_CPS, DRIFT, INTERVAL_S, Passage, one_panel_passage

Array = NDArray[np.float64]

LANE_M = 2.4
WALK_SMOOTH_S = 0.6


def rough_passage(random: np.random.Generator, net_cps: float, suppression_max: float) -> Passage:
    """One passage, all panels summed, its speed known to a twentieth."""
    intervals = int(random.integers(25, 71))
    times_s = np.asarray((np.arange(intervals) + 0.5) * INTERVAL_S, dtype=np.float64)
    shape = (_box, _two_humps, _walk)[random.integers(3)](random, times_s)
    depth = random.uniform(0, suppression_max)
    speed = random.uniform(1.0, 3.5)
    at_s = random.uniform(0.2, 0.8) * intervals * INTERVAL_S
    off_m = random.uniform(0.0, 0.9)
    seen = _seen((times_s - at_s) * speed, off_m) / _seen(np.zeros(1), off_m)
    level = BACKGROUND_CPS * (1 + random.normal(0, DRIFT))
    rate = level * (1 - depth * shape) + net_cps * seen
    told = float(speed * random.normal(1, 0.05))
    return one_panel_passage(random, np.asarray(rate, dtype=np.float64), told)


def _seen(past_m: Array, off_m: float) -> Array:
    """What both pillars see of a point that is so far from the middle, in any unit."""
    near_m, far_m = LANE_M - off_m, LANE_M + off_m
    near, far = (across_m / (past_m**2 + across_m**2) ** 1.5 for across_m in (near_m, far_m))
    return np.asarray(near + far, dtype=np.float64)


def _box(random: np.random.Generator, times_s: Array) -> Array:
    duration_s = float(times_s[-1])
    first_s, last_s = sorted(random.uniform(0, duration_s, size=2))
    edge_s = random.uniform(0.05, 0.5)
    rise, fall = (times_s - first_s) / edge_s, (times_s - last_s) / edge_s
    return np.asarray(0.5 * (np.tanh(rise) - np.tanh(fall)), dtype=np.float64)


def _two_humps(random: np.random.Generator, times_s: Array) -> Array:
    duration_s = float(times_s[-1])
    first = random.uniform(0.15, 0.4) * duration_s
    second = random.uniform(0.6, 0.85) * duration_s
    widths_s = random.uniform(0.08, 0.2, size=2) * duration_s
    heights = random.uniform(0.4, 1.0, size=2)
    humps = [
        height * np.exp(-0.5 * ((times_s - at_s) / width_s) ** 2)
        for height, at_s, width_s in zip(heights, (first, second), widths_s, strict=True)
    ]
    total = np.asarray(humps[0] + humps[1], dtype=np.float64)
    return np.asarray(total / total.max(), dtype=np.float64)


def _walk(random: np.random.Generator, times_s: Array) -> Array:
    """A random walk that starts and ends at no shadow, smoothed as far as a panel's view does."""
    steps = np.cumsum(random.normal(size=len(times_s)))
    bridge = steps - np.linspace(steps[0], steps[-1], len(steps))
    apart_s = times_s[:, None] - times_s
    view = np.exp(-0.5 * (apart_s / WALK_SMOOTH_S) ** 2)
    smooth = np.abs(bridge) @ view / view.sum(axis=0)
    return np.asarray(smooth / max(float(smooth.max()), 1e-9), dtype=np.float64)
