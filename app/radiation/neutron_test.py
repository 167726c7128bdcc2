"""Are there more neutrons than the background explains? Exact, because counts are a handful.

Given the counts of a window and those of the background readings together, chance alone divides
them as a coin would (the conditional test of two Poisson means, Przyborowski and Wilenski 1940).
No normal approximation and no prior is involved.
"""

import math
from dataclasses import dataclass

from app.domain.occupancy import CountProfile

WINDOWS_S = (1.0, 2.0, 4.0, 8.0)
READINGS_KNOWN = 1_000_000
"""A background without a number of readings is taken as known."""


@dataclass(frozen=True, slots=True)
class NeutronExcess:
    """The least probable window of a passage: its chance and its middle."""

    chance: float
    centre_s: float


def strongest_excess(profile: CountProfile) -> NeutronExcess | None:
    """The window whose counts chance explains least; None without a background."""
    if profile.background_cps is None:
        return None
    readings = profile.background_readings or READINGS_KNOWN
    background = round(profile.background_cps * readings)
    best = NeutronExcess(1.0, 0.0)
    for width in _widths(profile):
        expected = profile.background_cps * width * profile.interval_s
        for first in range(len(profile.counts) - width + 1):
            counts = sum(profile.counts[first : first + width])
            if counts <= expected:
                continue
            chance = excess_chance(counts, width * profile.interval_s, background, readings)
            if chance < best.chance:
                best = NeutronExcess(chance, (first + width / 2) * profile.interval_s)
    return best


def excess_chance(counts: int, window_s: float, background: int, background_s: float) -> float:
    """The chance of at least `counts` in the window, if its rate is the background's.

    `background` counts were seen in `background_s`.
    """
    total, part = counts + background, window_s / (window_s + background_s)
    if counts == 0:
        return 1.0
    log_part, log_rest = math.log(part), math.log1p(-part)
    terms, term = [], 0.0
    for k in range(counts, total + 1):
        log_term = (
            math.lgamma(total + 1)
            - math.lgamma(k + 1)
            - math.lgamma(total - k + 1)
            + k * log_part
            + (total - k) * log_rest
        )
        term = math.exp(log_term)
        terms.append(term)
        if k > counts + 2 and term < 1e-12 * terms[0]:
            break
    return min(math.fsum(terms), 1.0)


def best_possible(background_cps: float, net_cps: float, window_s: float, chance: float) -> float:
    """How often any test could find a source that errs no more often than `chance`.

    It is told the background and the window exactly, which no real test is (Neyman and Pearson).
    """
    mean, counts = background_cps * window_s, 0
    while _poisson_tail(counts, mean) > chance:
        counts += 1
    return _poisson_tail(counts, (background_cps + net_cps) * window_s)


def _poisson_tail(counts: int, mean: float) -> float:
    below = (math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(counts))
    return max(1.0 - math.fsum(below), 0.0)


def _widths(profile: CountProfile) -> list[int]:
    """Window widths in intervals that fit into the passage, and the whole passage."""
    widths = {max(round(window_s / profile.interval_s), 1) for window_s in WINDOWS_S}
    longest = len(profile.counts)
    return sorted({width for width in widths if width < longest} | {longest})
