"""Are there two sources, where one point or one load would explain the counts worse?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.radiation.shadow_shapes import shadow_templates
from app.radiation.shadow_test import (
    DEPTH_SIGMA,
    bump_templates,
    whitener,
)
from app.radiation.time_shapes import boxes, summed

Array = NDArray[np.floating[Any]]

LOAD_STEPS = 17
"""A load may begin and end at so many places of the passage."""

ROUNDS = 3

GAIN_MIN = 3.0
"""How much more likely, as a logarithm, two points must be than one point or one load."""

LEFT_BY_ONE = 0.02
"""What one point may leave of what it explains, because nobody knows how far off it passed."""

APART_MIN = 1.0
"""Nearer than so many of their widths two points are not told from one."""

WEAKER_MIN = 0.2
"""The weaker of two counts as a source from this part of the stronger on."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two points: how much they explain with their shadow, as a logarithm, and how they look."""

    gain: float
    seen: Array


def gain_of_two(
    counts: Array,
    interval_s: float,
    background_cps: float,
    background_sigma: float,
    speed_m_per_s: float | None,
) -> float:
    """How much better two points explain the passage than one point or load, as a logarithm.

    What a single point of another width would leave is taken off, so that a strong one stays one.
    Each explanation may have the shadow that suits it best.
    """
    counts, interval_s = summed(counts, interval_s)
    times_s = (np.arange(len(counts)) + 0.5) * interval_s
    expected = background_cps * interval_s
    whiten = whitener(times_s, expected, background_sigma)
    residual = whiten @ (counts - expected)
    shadows = whiten @ (-expected * shadow_templates(times_s).T)
    known, centres_s, is_point = bump_templates(times_s, speed_m_per_s)
    bumps, centres_s = known[is_point], centres_s[is_point]
    fwhm_s = _fwhm_s(bumps[0], times_s)
    loads = _loads(times_s, fwhm_s)
    is_point = np.arange(len(bumps) + len(loads)) < len(bumps)
    whitened = whiten @ (expected * np.concatenate([bumps, loads]).T)
    at, alone = _best_single(residual, shadows, whitened)
    kept = {int(at[kind][np.argmax(alone[kind])]) for kind in (is_point, ~is_point)}
    places = len(np.unique(centres_s))
    points = [whitened[:, first : first + places] for first in range(0, len(bumps), places)]
    apart = np.abs(np.subtract.outer(*[centres_s[:places]] * 2))
    allowed = apart >= APART_MIN * fwhm_s
    found = [_best_pair(residual, None, mine, allowed) for mine in points]
    best = max(found, key=_gain)
    for _ in range(ROUNDS):
        tried = [(shadows[:, index], mine) for index in kept for mine in points]
        found = [_best_pair(residual, *each, allowed) for each in tried]
        best = max([best, *found], key=_gain)
        # The shadow that suits these two best may be another one.
        kept = {int(_best_single(residual, shadows, np.array([best.seen]).T)[0][0])}
    return best.gain - (1 + LEFT_BY_ONE) * float(alone.max())


def _gain(pair: _Pair) -> float:
    return pair.gain


def _loads(times_s: Array, fwhm_s: float) -> Array:
    """Loads of height 1 from any place to any other that is far enough: (loads, bins)."""
    ends_s = np.linspace(0.0, float(times_s[-1] + times_s[0]), LOAD_STEPS)
    first_s, last_s = (grid.ravel() for grid in np.meshgrid(ends_s, ends_s, indexing="ij"))
    wide = last_s - first_s >= fwhm_s
    first_s, last_s = first_s[wide, None], last_s[wide, None]
    edges_s = (0.35 * fwhm_s, 0.7 * fwhm_s)
    return np.concatenate([boxes(times_s, first_s, last_s, edge_s) for edge_s in edges_s])


def _best_single(residual: Array, shadows: Array, bumps: Array) -> tuple[NDArray[np.int_], Array]:
    """For each bump its best shadow, and how much both together explain, as a logarithm."""
    power = (shadows**2).sum(axis=0)[:, None] + DEPTH_SIGMA**-2
    match = (shadows.T @ residual)[:, None]
    own_power, own_match = (bumps**2).sum(axis=0), bumps.T @ residual
    overlap = shadows.T @ bumps
    determinant = np.maximum(power * own_power - overlap**2, 1e-9 * power * own_power)
    depth = (match * own_power - overlap * own_match) / determinant
    height = (own_match * power - overlap * match) / determinant
    gain = 0.5 * (depth * match + height * own_match)
    gain = np.where((depth > 0) & (height > 0), gain, 0.0)
    best = np.argmax(gain, axis=0)
    unshadowed = 0.5 * np.maximum(own_match, 0.0) ** 2 / own_power
    return best, np.maximum(gain[best, np.arange(bumps.shape[1])], unshadowed)


def _best_pair(
    residual: Array, shadow: Array | None, bumps: Array, allowed: NDArray[np.bool_]
) -> _Pair:
    """The best two of the bumps beside a shadow; a gain of 0 where no two fit."""
    base, gram, match = 0.0, bumps.T @ bumps, bumps.T @ residual
    if shadow is not None:
        power, overlap = float(shadow @ shadow) + DEPTH_SIGMA**-2, shadow @ bumps
        base = 0.5 * float(shadow @ residual) ** 2 / power
        match = match - overlap * float(shadow @ residual) / power
        gram = gram - np.outer(overlap, overlap) / power
    powers = np.maximum(np.diag(gram), 1e-12)
    determinant = np.maximum(np.outer(powers, powers) - gram**2, 1e-9 * np.outer(powers, powers))
    height = (powers[None, :] * match[:, None] - gram * match[None, :]) / determinant
    weaker, stronger = np.minimum(height, height.T), np.maximum(height, height.T)
    gain = 0.5 * (height * match[:, None] + height.T * match[None, :])
    fits = allowed & (weaker > 0) & (weaker >= WEAKER_MIN * stronger)
    if not fits.any():
        return _Pair(0.0, residual)
    one, other = np.unravel_index(np.argmax(np.where(fits, gain, 0.0)), gain.shape)
    seen = height[one, other] * bumps[:, one] + height[other, one] * bumps[:, other]
    return _Pair(base + float(gain[one, other]), seen)


def _fwhm_s(bump: Array, times_s: Array) -> float:
    """The width of a Gaussian bump of height 1, from its area."""
    return float(bump.sum() * (times_s[1] - times_s[0]) * 0.9394) if len(times_s) > 1 else 0.0
