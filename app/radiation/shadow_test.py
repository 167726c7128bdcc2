"""Is there a source in this passage, or only a vehicle that shadows the background?

A vehicle hides part of the ground and sky from the panels, so that a source may lie under a count
rate that never exceeds the background. Two explanations are compared: a shadow alone, and the same
kind of shadow with a bump of counts added. Both may bend smoothly besides, because no real shadow
has the shape of a formula. Neither is judged by its best fit alone, which lets the deepest
conceivable shadow excuse every source: each explanation is averaged over all depths, places and
lengths that it may have, weighted by how likely those are of a vehicle (the Bayes factor of
reference [1]). How often that errs is measured, not assumed.
Where the pillars are told apart, how they divide the counts is weighed as well.

Counts are taken as normal with the background's variance, which errs to the cautious side under a
shadow. Shadow shielding in portals is described in [2].

[1] R. E. Kass and A. E. Raftery, Bayes Factors, J. Am. Stat. Assoc. 90 (1995) 773.
[2] PNNL-SA-46730, osti.gov/biblio/887358.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.radiation.logarithms import log_sum, normal_cdf_log
from app.radiation.pillar_division import division_of_bumps
from app.radiation.shadow_shapes import weighted_shadows
from app.radiation.time_shapes import point_bumps, summed, wander, whitening

Array = NDArray[np.floating[Any]]

DEPTH_SIGMA = 0.09
"""How deep shadows are, as the width of a distribution about none."""

HEIGHT_SIGMA = 0.3
"""How high bumps are, in parts of the background, as the width of a distribution above none."""

NO_SHADOW_LOG = -3.0
"""The weight of no shadow at all, as a logarithm; that of all shadows together is 0."""

POINT_PART, WIDE_PART = 0.7, 0.3
"""How many of the sources are points, and how many are loads."""

LOOKS_LOG = 5.0
"""The logarithm of how many places and widths are looked at, in effect."""

BEND_SIGMA = 0.01
BEND_S = 1.0
"""How far and how quickly a real shadow leaves its template."""

DRIFT_SIGMA = 0.006
"""How far the background wanders between its average and the passage."""

POINT_FWHM_M = 3.7
"""A point midway between pillars 4.8 m apart is seen with this width."""

POINT_FACTORS = (0.8, 1.25)
POINT_FWHM_S = (0.9, 1.4, 2.2)
"""Widths tried where the speed is not known."""

POINT_FWHM_LIMITS_S = (0.5, 8.0)
WIDE_PARTS = (0.45, 0.65, 0.9)
"""A load spreads over these parts of the passage."""

SIDES = (-0.4, 0.0, 0.4)
"""Places between the pillars, as the part by which one pillar sees more of a source than the other
of the counts of both."""


@dataclass(frozen=True, slots=True)
class ShadowFit:
    """What explains a passage better.

    `odds_log` is the logarithm of how much more likely the counts are with a source than without.
    `sigma` tells the same as the significance that a test at one known place would give, 0 where
    the odds are against a source. Positions count from the first interval. `point_log` and
    `wide_log` are the odds of a narrow and of a wide bump. `vehicle_cps` are the rates that the
    shadow of the best fit leaves of the background, one for each `interval_s` from `start_s` on.
    """

    odds_log: float
    centre_s: float
    depth: float
    point_log: float
    wide_log: float
    vehicle_cps: tuple[float, ...] = ()
    interval_s: float = 0.0
    start_s: float = 0.0

    @property
    def sigma(self) -> float:
        """The significance of the bump."""
        odds_log = max(self.odds_log, 0.0)
        return float(np.sqrt(2 * (odds_log + LOOKS_LOG * -np.expm1(-odds_log))))


def fit_shadow(
    counts: Array,
    interval_s: float,
    background_cps: float,
    background_sigma: float,
    speed_m_per_s: float | None,
    far_counts: Array | None = None,
) -> ShadowFit:
    """Fit one passage. `background_sigma` is the relative uncertainty of the background.

    `far_counts` are those of `counts` that the panels of one pillar saw, where that is known.
    """
    far_counts = None if far_counts is None else summed(far_counts, interval_s)[0]
    counts, interval_s = summed(counts, interval_s)
    times_s = (np.arange(len(counts)) + 0.5) * interval_s
    expected = background_cps * interval_s
    whiten = whitener(times_s, expected, background_sigma)
    shadows, weights_log = weighted_shadows(times_s)
    bumps, centres_s, is_point = bump_templates(times_s, speed_m_per_s)
    sides = None
    if far_counts is not None:
        sides = division_of_bumps(counts, far_counts, times_s, expected * bumps.T)
    without, with_bump, depths, nearest = _evidence(
        whiten @ (counts - expected),
        whiten @ (-expected * shadows.T),
        whiten @ (expected * bumps.T),
        weights_log,
        sides,
    )
    odds = with_bump - without
    point_log, wide_log = (
        float(log_sum(odds[kind])) - float(np.log(np.count_nonzero(kind)))
        for kind in (is_point, ~is_point)
    )
    best = int(np.argmax(odds))
    return ShadowFit(
        odds_log=float(np.logaddexp(point_log + np.log(POINT_PART), wide_log + np.log(WIDE_PART))),
        centre_s=float(centres_s[best]),
        depth=float(depths[best]),
        point_log=point_log,
        wide_log=wide_log,
        vehicle_cps=tuple((background_cps * (1 - depths[best] * shadows[nearest[best]])).tolist()),
        interval_s=interval_s,
    )


def whitener(times_s: Array, expected: float, background_sigma: float) -> Array:
    """The matrix that makes what neither shadow nor bump explains white."""
    bend = BEND_SIGMA**2 * wander(times_s, BEND_S)
    level = background_sigma**2 + DRIFT_SIGMA**2
    return whitening(expected**2 * (bend + level) + expected * np.eye(len(times_s)))


def bump_templates(
    times_s: Array, speed_m_per_s: float | None
) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Bumps of height 1: (bumps, bins), their centres and whether each is a point's."""
    duration_s = float(times_s[-1] + times_s[0])
    widths_s = _point_widths_s(speed_m_per_s)
    points, centres_s = point_bumps(times_s, widths_s)
    edge_s = widths_s[0] / 2
    wide = []
    wide_centres = []
    for part in WIDE_PARTS:
        half_s = part * duration_s / 2
        at_s = np.linspace(half_s, duration_s - half_s, max(round(7 * (1 - part)), 2))[:, None]
        rise, fall = (times_s - at_s + half_s) / edge_s, (times_s - at_s - half_s) / edge_s
        wide.append(0.5 * (np.tanh(rise) - np.tanh(fall)))
        wide_centres.append(at_s[:, 0])
    bumps = np.concatenate([points, *wide])
    is_point = np.arange(len(bumps)) < len(points)
    return bumps, np.concatenate([centres_s, *wide_centres]), is_point


def _point_widths_s(speed_m_per_s: float | None) -> tuple[float, ...]:
    if speed_m_per_s is None:
        return POINT_FWHM_S
    low_s, high_s = POINT_FWHM_LIMITS_S
    widths = (factor * POINT_FWHM_M / speed_m_per_s for factor in POINT_FACTORS)
    return tuple(min(max(width, low_s), high_s) for width in widths)


def _evidence(
    residual: Array,
    shadows: Array,
    bumps: Array,
    weights_log: Array,
    sides: tuple[Array, Array] | None,
) -> tuple[float, Array, Array, NDArray[np.intp]]:
    """How likely the counts are: without a bump, with each bump, and each bump's best shadow.

    Of that shadow come the depth and the number.

    Likelihoods are logarithms. Depths and heights are averaged over half of a normal distribution,
    those above zero; that of both at once is taken as the product of each one's part above zero.
    With `sides`, each bump is averaged over the places between the pillars too.
    """
    power = (shadows**2).sum(axis=0) + DEPTH_SIGMA**-2
    match = shadows.T @ residual
    alone = weights_log + _half_normal(match, power, DEPTH_SIGMA)
    without = float(log_sum(np.append(alone, NO_SHADOW_LOG)))
    overlap, own_match = shadows.T @ bumps, bumps.T @ residual
    own_power = (bumps**2).sum(axis=0) + HEIGHT_SIGMA**-2
    found = [(own_power, own_match)]
    if sides is not None:
        more_power, more_match = sides
        found = [
            (own_power + side**2 * more_power, own_match + side * more_match) for side in SIDES
        ]
    fits = [_with_bumps(power, match, overlap, *each, weights_log) for each in found]
    likely = np.array([with_bump for with_bump, _, _ in fits])
    nearest = np.argmax(likely, axis=0), np.arange(bumps.shape[1])
    depths = np.array([depth for _, depth, _ in fits])[nearest]
    numbers = np.array([number for _, _, number in fits])[nearest]
    return without, log_sum(likely) - np.log(len(fits)), depths, numbers


def _with_bumps(
    power: Array,
    match: Array,
    overlap: Array,
    bump_power: Array,
    bump_match: Array,
    weights_log: Array,
) -> tuple[Array, Array, NDArray[np.intp]]:
    """How likely the counts are with each bump, over all shadows; its best depth and shadow."""
    bump_alone = NO_SHADOW_LOG + _half_normal(bump_match, bump_power, HEIGHT_SIGMA)
    power, match = power[:, None], match[:, None]
    determinant = power * bump_power - overlap**2
    depth = (match * bump_power - overlap * bump_match) / determinant
    height = (power * bump_match - overlap * match) / determinant
    both = (
        0.5 * (depth * match + height * bump_match)
        + normal_cdf_log(depth * np.sqrt(determinant / bump_power))
        + normal_cdf_log(height * np.sqrt(determinant / power))
        - 0.5 * np.log(determinant)
        + (weights_log + np.log(4 / (DEPTH_SIGMA * HEIGHT_SIGMA)))[:, None]
    )
    best = np.argmax(both, axis=0)
    depths = np.maximum(depth[best, np.arange(depth.shape[1])], 0.0)
    return np.logaddexp(log_sum(both), bump_alone), depths, best


def _half_normal(match: Array, power: Array, sigma: float) -> Array:
    """The gain in log likelihood by one term above zero, averaged over its height."""
    within = normal_cdf_log(match / np.sqrt(power))
    return np.asarray(0.5 * match**2 / power + within + np.log(2 / sigma) - 0.5 * np.log(power))
