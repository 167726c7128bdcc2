"""Is there a source in this passage, or only a vehicle that shadows the background?

A vehicle hides part of the ground and sky from the panels, so that a source may lie under a count
rate that never exceeds the background. Two explanations are compared by their likelihood: a shadow
alone, and the same kind of shadow with a bump of counts added. Both may bend smoothly besides,
because no real shadow has the shape of a formula.

Counts are taken as normal with the background's variance, which errs to the cautious side under a
shadow. The method is the generalised likelihood ratio of reference [1] with a Gaussian process for
what no template explains; shadow shielding in portals is described in [2].

[1] S. M. Kay, Fundamentals of Statistical Signal Processing II, chapter 6.
[2] PNNL-SA-46730, osti.gov/biblio/887358.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]

BINS_MAX = 150
"""A longer passage is summed to at most this many bins."""

DEPTH_SIGMA = 0.09
"""How deep shadows are, as the width of a distribution about none."""

BEND_SIGMA = 0.01
BEND_S = 1.0
"""How far and how quickly a real shadow leaves its template."""

DRIFT_SIGMA = 0.006
"""How far the background wanders between its average and the passage."""

SHADOW_STEPS = 11
SHADOW_PART_MIN = 0.3
EDGES_S = (0.25, 0.9)

POINT_FWHM_M = 3.7
"""A point midway between pillars 4.8 m apart is seen with this width."""

POINT_FACTORS = (0.8, 1.25)
POINT_FWHM_S = (0.9, 1.4, 2.2)
"""Widths tried where the speed is not known."""

POINT_FWHM_LIMITS_S = (0.5, 8.0)
WIDE_PARTS = (0.45, 0.65, 0.9)
"""A load spreads over these parts of the passage."""

CENTRE_STEP_S = 0.2


@dataclass(frozen=True, slots=True)
class ShadowFit:
    """The better explanation of a passage.

    `sigma` is the signed root of twice the gain in log likelihood that the bump brings. Positions
    count from the first interval. `point_gain` and `wide_gain` are those gains for a narrow and for
    a wide bump.
    """

    sigma: float
    centre_s: float
    depth: float
    point_gain: float
    wide_gain: float


def fit_shadow(
    counts: Array,
    interval_s: float,
    background_cps: float,
    background_sigma: float,
    speed_m_per_s: float | None,
) -> ShadowFit:
    """Fit one passage. `background_sigma` is the relative uncertainty of the background."""
    counts, interval_s = _summed(counts, interval_s)
    times_s = (np.arange(len(counts)) + 0.5) * interval_s
    expected = background_cps * interval_s
    whiten = _whitener(times_s, expected, background_sigma)
    shadows = _shadows(times_s)
    bumps, centres_s, is_point = _bumps(times_s, speed_m_per_s)
    residual = whiten @ (counts - expected)
    gains, depths, without = _gains(
        residual, whiten @ (-expected * shadows.T), whiten @ (expected * bumps.T)
    )
    best = int(np.argmax(gains))
    gained = np.maximum(gains - without, 0.0)
    return ShadowFit(
        sigma=float(np.sqrt(gained[best])),
        centre_s=float(centres_s[best]),
        depth=float(depths[best]),
        point_gain=float(gained[is_point].max(initial=0.0)),
        wide_gain=float(gained[~is_point].max(initial=0.0)),
    )


def _summed(counts: Array, interval_s: float) -> tuple[Array, float]:
    factor = -(-len(counts) // BINS_MAX)
    if factor == 1:
        return counts, interval_s
    whole = len(counts) // factor * factor
    return counts[:whole].reshape(-1, factor).sum(axis=1), interval_s * factor


def _whitener(times_s: Array, expected: float, background_sigma: float) -> Array:
    """The matrix that makes what neither shadow nor bump explains white."""
    apart_s = times_s[:, None] - times_s[None, :]
    bend = BEND_SIGMA**2 * np.exp(-0.5 * (apart_s / BEND_S) ** 2)
    level = background_sigma**2 + DRIFT_SIGMA**2
    covariance = expected**2 * (bend + level) + expected * np.eye(len(times_s))
    inverse = np.linalg.inv(np.linalg.cholesky(covariance))
    return np.asarray(inverse, dtype=np.float64)


def _shadows(times_s: Array) -> Array:
    """Shadow templates of depth 1: (templates, bins). Ellipses, bells, boxes."""
    duration_s = times_s[-1] + times_s[0]
    ends_s = np.linspace(0.0, duration_s, SHADOW_STEPS)
    first_s, last_s = (grid.ravel() for grid in np.meshgrid(ends_s, ends_s, indexing="ij"))
    wide = last_s - first_s >= SHADOW_PART_MIN * duration_s
    first_s, last_s = first_s[wide, None], last_s[wide, None]
    middle_s, half_s = (first_s + last_s) / 2, (last_s - first_s) / 2
    inside = np.clip(np.abs(times_s - middle_s) / half_s, 0.0, 1.0)
    ellipses = np.sqrt(1 - inside**2)
    bells = 0.5 * (1 + np.cos(np.pi * inside))
    boxes = [
        0.5 * (np.tanh((times_s - first_s) / edge_s) - np.tanh((times_s - last_s) / edge_s))
        for edge_s in EDGES_S
    ]
    return np.concatenate([ellipses, bells, *boxes])


def _bumps(times_s: Array, speed_m_per_s: float | None) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Bumps of height 1: (bumps, bins), their centres and whether each is a point's."""
    duration_s = float(times_s[-1] + times_s[0])
    step_s = max(CENTRE_STEP_S, float(times_s[0]) * 2)
    centres_s = np.arange(step_s / 2, duration_s, step_s)
    points = [
        np.exp(-4 * np.log(2) * ((times_s - centres_s[:, None]) / fwhm_s) ** 2)
        for fwhm_s in _point_widths_s(speed_m_per_s)
    ]
    edge_s = _point_widths_s(speed_m_per_s)[0] / 2
    wide = []
    wide_centres = []
    for part in WIDE_PARTS:
        half_s = part * duration_s / 2
        at_s = np.linspace(half_s, duration_s - half_s, max(round(7 * (1 - part)), 2))[:, None]
        rise, fall = (times_s - at_s + half_s) / edge_s, (times_s - at_s - half_s) / edge_s
        wide.append(0.5 * (np.tanh(rise) - np.tanh(fall)))
        wide_centres.append(at_s[:, 0])
    bumps = np.concatenate([*points, *wide])
    narrow = len(points) * len(centres_s)
    return (
        bumps,
        np.concatenate([np.tile(centres_s, len(points)), *wide_centres]),
        np.arange(len(bumps)) < narrow,
    )


def _point_widths_s(speed_m_per_s: float | None) -> tuple[float, ...]:
    if speed_m_per_s is None:
        return POINT_FWHM_S
    low_s, high_s = POINT_FWHM_LIMITS_S
    widths = (factor * POINT_FWHM_M / speed_m_per_s for factor in POINT_FACTORS)
    return tuple(min(max(width, low_s), high_s) for width in widths)


def _gains(residual: Array, shadows: Array, bumps: Array) -> tuple[Array, Array, float]:
    """For each bump the gain with its best shadow, that shadow's depth, and the best shadow's gain.

    Gains are twice the logarithm of a likelihood ratio. Depths and heights are not negative.
    """
    shadow_power = (shadows**2).sum(axis=0) + DEPTH_SIGMA**-2
    bump_power = (bumps**2).sum(axis=0)
    shadow_match, bump_match = shadows.T @ residual, bumps.T @ residual
    overlap = shadows.T @ bumps
    power, match = shadow_power[:, None], shadow_match[:, None]
    determinant = power * bump_power - overlap**2
    depth = (match * bump_power - overlap * bump_match) / determinant
    height = (power * bump_match - overlap * match) / determinant
    alone = np.maximum(match, 0.0) ** 2 / power
    gain = np.where(height > 0, depth * match + height * bump_match, alone)
    bump_alone = np.maximum(bump_match, 0.0) ** 2 / bump_power
    gain = np.where(depth > 0, gain, np.maximum(bump_alone, alone))
    depth = np.where((depth > 0) & (height > 0), depth, np.maximum(match, 0.0) / power)
    best = np.argmax(gain, axis=0)
    every = np.arange(gain.shape[1])
    return gain[best, every], depth[best, every], float(max(alone.max(), 0.0))
