"""What shadows of vehicles look like in time, and how likely each shape is.

Most vehicles shadow as one body. A tractor with its trailer, or an engine and a load far behind it,
shadow as two with a gap between them, and the gap is as high over its sides as a source would be:
so both kinds are weighed, though the second is the rarer.
"""

from itertools import combinations, product

import numpy as np

from app.radiation.logarithms import log_sum
from app.radiation.time_shapes import Array, bells, boxes

LENGTH_POWER = 2.0
"""Shadows are weighted by this power of the part of the passage that they cover: the vehicle that
keeps the presence sensor tripped is the one that shadows."""

PART_MIN = 1e-3
"""In a very short passage a shadow may fall between the intervals."""

TWO_BODIES_LOG = -2.0
"""The weight of all shadows of two bodies, as a logarithm; that of those of one is 0."""

SHADOW_STEPS = 11
SHADOW_PART_MIN = 0.3
EDGES_S = (0.25, 0.9)

BODY_PLACES = 8
BODY_PARTS = (0.18, 0.35)
"""Widths (FWHM) of one of two bodies, in parts of the passage."""

BODY_HEIGHTS = ((1.0, 1.0), (1.0, 0.5), (0.5, 1.0))
GAP_MIN = 0.55
"""Two bodies lie apart by at least this part of the sum of their widths: else there is no gap."""


def weighted_shadows(times_s: Array) -> tuple[Array, Array]:
    """Shadows of depth 1, (shadows, bins), and the logarithm of each one's weight."""
    kinds = shadow_templates(times_s), two_body_templates(times_s)
    weights_log = [_shared(shadows) for shadows in kinds]
    weights_log[1] += TWO_BODIES_LOG
    together = np.concatenate(weights_log)
    return np.concatenate(kinds), together - log_sum(together)


def shadow_templates(times_s: Array) -> Array:
    """Shadows of one body, of depth 1: (templates, bins). Ellipses, cosines, boxes."""
    duration_s = times_s[-1] + times_s[0]
    ends_s = np.linspace(0.0, duration_s, SHADOW_STEPS)
    first_s, last_s = (grid.ravel() for grid in np.meshgrid(ends_s, ends_s, indexing="ij"))
    wide = last_s - first_s >= SHADOW_PART_MIN * duration_s
    first_s, last_s = first_s[wide, None], last_s[wide, None]
    middle_s, half_s = (first_s + last_s) / 2, (last_s - first_s) / 2
    inside = np.clip(np.abs(times_s - middle_s) / half_s, 0.0, 1.0)
    ellipses = np.sqrt(1 - inside**2)
    cosines = 0.5 * (1 + np.cos(np.pi * inside))
    blunt = [boxes(times_s, first_s, last_s, edge_s) for edge_s in EDGES_S]
    return np.concatenate([ellipses, cosines, *blunt])


def two_body_templates(times_s: Array) -> Array:
    """Shadows of two bodies with a gap, the deeper of depth 1: (templates, bins)."""
    duration_s = float(times_s[-1] + times_s[0])
    places_s = (np.arange(BODY_PLACES) + 0.5) / BODY_PLACES * duration_s
    found = [
        height * bells(times_s, first_s, wide * duration_s)
        + other_height * bells(times_s, last_s, other_wide * duration_s)
        for (first_s, last_s), wide, other_wide, (height, other_height) in product(
            combinations(places_s, 2), BODY_PARTS, BODY_PARTS, BODY_HEIGHTS
        )
        if last_s - first_s >= GAP_MIN * (wide + other_wide) * duration_s
    ]
    return np.array(found)


def _shared(shadows: Array) -> Array:
    """A weight of 1 shared out over `shadows` by how much of the passage each covers."""
    covered_log = LENGTH_POWER * np.log(np.maximum(shadows.mean(axis=1), PART_MIN))
    return np.asarray(covered_log - log_sum(covered_log), dtype=np.float64)
