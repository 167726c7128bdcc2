"""How an officer does on test images, with how sure that is. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

from app.domain.identifiers import Badge
from app.domain.reading import ThreatTest

DETECTABILITY_MIN = 20
"""So many tests with and as many without an object before d' is said: below, it is mostly noise."""
Z_95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`hits` of `trials`, with the interval at 95 % in which the true share lies."""

    hits: int
    trials: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatResults:
    """An officer's results. `found` counts tests with an object, `false_alarms` those without.

    `detectability` is d', None while there are too few tests; `median_s` is None without tests.
    """

    badge: Badge
    found: Share
    false_alarms: Share
    detectability: float | None
    median_s: float | None


def wilson(hits: int, trials: int) -> Share:
    """The score interval at 95 % (Wilson, J. Am. Stat. Assoc. 22 (1927) 209); [0, 1] of nothing."""
    if not 0 <= hits <= trials:
        raise ValueError("hits are some of the trials")
    if trials == 0:
        return Share(hits=0, trials=0, low=0.0, high=1.0)
    part, z2 = hits / trials, Z_95**2
    middle = part + z2 / (2 * trials)
    half = Z_95 * math.sqrt(part * (1 - part) / trials + z2 / (4 * trials**2))
    scale = 1 + z2 / trials
    low = 0.0 if hits == 0 else (middle - half) / scale
    high = 1.0 if hits == trials else (middle + half) / scale
    return Share(hits=hits, trials=trials, low=low, high=high)


def results_of(badge: Badge, tests: Sequence[ThreatTest]) -> ThreatResults:
    """The results of one officer among `tests`; each test counts once, however often it is told."""
    mine = {test.test_id: test for test in tests if test.badge == badge}.values()
    with_object = [test for test in mine if test.object_name is not None]
    without = [test for test in mine if test.object_name is None]
    found = wilson(sum(test.is_hit for test in with_object), len(with_object))
    false_alarms = wilson(sum(test.is_false_alarm for test in without), len(without))
    return ThreatResults(
        badge=badge,
        found=found,
        false_alarms=false_alarms,
        detectability=_detectability(found, false_alarms),
        median_s=median(test.dwell_s for test in mine) if mine else None,
    )


def _detectability(found: Share, false_alarms: Share) -> float | None:
    """The index d', log-linear corrected (Hautus, Behav. Res. Methods 27 (1995) 46)."""
    if min(found.trials, false_alarms.trials) < DETECTABILITY_MIN:
        return None
    normal = NormalDist()
    hit_rate = (found.hits + 0.5) / (found.trials + 1)
    alarm_rate = (false_alarms.hits + 0.5) / (false_alarms.trials + 1)
    return normal.inv_cdf(hit_rate) - normal.inv_cdf(alarm_rate)
