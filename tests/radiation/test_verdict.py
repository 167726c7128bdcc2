"""Our own verdict: what it says of plain cases, what it refuses to say, and how often it errs.

All passages are simulated. `python -m tests.radiation.figures` measures with many more of them.
"""

import json
import math
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.domain.occupancy import CountProfile, Occupancy, ProfileShape, Radiation
from app.radiation.neutron_test import excess_chance, strongest_excess
from app.radiation.verdict import GAMMA_SIGMA, assess_occupancy
from tests.builders import OPENED_AT
from tests.radiation.figures import judge
from tests.radiation.passes import (
    LEAD,
    Maker,
    Recipe,
    lab_pass,
    road_pass,
)

TIME_MAX_MS = 20.0


def passage(*profiles: CountProfile, speed: float | None = None) -> Occupancy:
    return Occupancy(
        lane="3",
        sequence=1,
        opened_at=OPENED_AT,
        closed_at=OPENED_AT,
        profiles=profiles,
        alarms=frozenset(),
        speed_m_per_s=speed,
    )


def gamma(counts: list[int], background_cps: float | None = 1000.0) -> CountProfile:
    return CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=0.2,
        counts=tuple(counts),
        background_cps=background_cps,
        background_readings=10,
    )


def neutron(counts: list[int], background_cps: float, readings: int) -> CountProfile:
    return CountProfile(
        radiation=Radiation.NEUTRON,
        interval_s=1.0,
        counts=tuple(counts),
        background_cps=background_cps,
        background_readings=readings,
    )


def test_a_quiet_passage_calls_nothing_and_points_nowhere() -> None:
    verdict = assess_occupancy(passage(gamma([200] * 60), speed=2.0))
    assert not verdict.gamma_alarm
    assert not verdict.neutron_alarm
    assert verdict.peak_sigma == pytest.approx(0.0, abs=0.5)
    assert verdict.shape is ProfileShape.NONE
    assert verdict.peak_at_s is None
    assert verdict.peak_at_m is None


def test_a_strong_source_is_called_and_placed_in_seconds_and_metres() -> None:
    occupancy, at_m = road_pass(np.random.default_rng(1), Recipe(net_cps=1500.0))
    verdict = assess_occupancy(occupancy)
    assert verdict.gamma_alarm
    assert verdict.shape is ProfileShape.POINT
    assert verdict.peak_at_m == pytest.approx(at_m, abs=0.8)
    assert verdict.peak_at_s is not None
    assert occupancy.speed_m_per_s is not None
    assert verdict.peak_at_m == pytest.approx(
        (verdict.peak_at_s - LEAD * 0.2) * occupancy.speed_m_per_s
    )


def test_a_source_under_a_shadow_is_found_though_no_count_exceeds_the_background() -> None:
    times_s = (np.arange(60) + 0.5) * 0.2
    shadow = 0.25 * np.clip(1 - ((times_s - 6) / 5) ** 4, 0, None)
    bump = 230 * np.exp(-4 * math.log(2) * ((times_s - 6) / 1.8) ** 2)
    counts = [round(count) for count in 0.2 * (1000 * (1 - shadow) + bump)]
    assert max(counts) <= 200
    verdict = assess_occupancy(passage(gamma(counts), speed=2.0))
    assert verdict.gamma_alarm
    assert verdict.peak_at_s == pytest.approx(6.0, abs=0.3)
    assert verdict.suppression == pytest.approx(0.25, abs=0.06)


@pytest.mark.parametrize("depth", [0.05, 0.15, 0.25])
def test_a_shadow_alone_is_no_source_and_its_depth_is_told(depth: float) -> None:
    times_s = (np.arange(60) + 0.5) * 0.2
    shadow = depth * np.sqrt(np.clip(1 - ((times_s - 6) / 5) ** 2, 0, None))
    verdict = assess_occupancy(passage(gamma([round(count) for count in 200 * (1 - shadow)])))
    assert not verdict.gamma_alarm
    assert verdict.suppression == pytest.approx(depth, abs=0.03)


def test_without_a_background_there_is_no_judgement() -> None:
    verdict = assess_occupancy(passage(gamma([200] * 60, background_cps=None)))
    assert verdict.peak_sigma is None
    assert verdict.suppression is None
    assert not verdict.gamma_alarm


def test_without_a_speed_there_are_no_metres() -> None:
    occupancy, _ = road_pass(np.random.default_rng(2), Recipe(net_cps=1500.0))
    verdict = assess_occupancy(replace(occupancy, speed_m_per_s=None))
    assert verdict.gamma_alarm
    assert verdict.peak_at_s is not None
    assert verdict.peak_at_m is None


def test_where_only_the_monitor_alarms_the_place_is_still_told() -> None:
    occupancy, _ = road_pass(np.random.default_rng(3), Recipe(net_cps=50.0, background_cps=1000.0))
    assert not assess_occupancy(occupancy).gamma_alarm
    alarmed = replace(occupancy, alarms=frozenset({Radiation.GAMMA}))
    verdict = assess_occupancy(alarmed)
    assert not verdict.gamma_alarm
    assert verdict.peak_at_s is not None
    assert verdict.shape is not ProfileShape.NONE


def test_a_lead_that_only_repeats_the_first_interval_counts_once() -> None:
    head = [260] * 6
    counts = head + [200] * 40
    repeated = replace(gamma(counts), lead_intervals=5)
    verdict = assess_occupancy(passage(repeated))
    believed = assess_occupancy(passage(gamma(counts)))
    assert verdict.peak_sigma is not None
    assert believed.peak_sigma is not None
    assert verdict.peak_sigma < GAMMA_SIGMA < believed.peak_sigma


def test_a_background_of_few_readings_is_trusted_less() -> None:
    counts = [212] * 60
    sure = assess_occupancy(passage(replace(gamma(counts), background_readings=12)))
    unsure = assess_occupancy(passage(replace(gamma(counts), background_readings=1)))
    assert sure.peak_sigma is not None
    assert unsure.peak_sigma is not None
    assert unsure.peak_sigma < sure.peak_sigma


def test_an_occupancy_without_any_counts_is_judged_without_harm() -> None:
    verdict = assess_occupancy(passage())
    assert verdict.peak_sigma is None
    assert not verdict.gamma_alarm


@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_very_short_passages_are_judged_without_harm(length: int) -> None:
    verdict = assess_occupancy(passage(gamma([200] * length)))
    assert verdict.peak_sigma is not None
    assert not verdict.gamma_alarm


def test_a_source_at_one_pillar_is_clearer_where_the_pillars_are_told_apart() -> None:
    times_s = (np.arange(60) + 0.5) * 0.2
    bump = 40 * np.exp(-4 * math.log(2) * ((times_s - 6) / 1.8) ** 2)
    near = [round(100 + 0.8 * count) for count in bump]
    far = [round(100 + 0.2 * count) for count in bump]
    counts = [one + other for one, other in zip(near, far, strict=True)]
    divided = replace(gamma(counts), panels=(tuple(far), tuple(near)), panel_names=("ML", "SL"))
    even = replace(gamma(counts), panels=(tuple(counts), (0,) * 60), panel_names=("ML", "SL"))
    alone, apart, dead = (
        assess_occupancy(passage(profile, speed=2.0)).peak_sigma
        for profile in (gamma(counts), divided, even)
    )
    assert alone is not None
    assert apart is not None
    assert dead is not None
    assert apart > alone + 0.5
    assert dead < apart


def test_a_verdict_travels_to_a_worker_and_back() -> None:
    occupancy, _ = road_pass(np.random.default_rng(5), Recipe(net_cps=500.0))
    sent = pickle.loads(pickle.dumps(occupancy))  # noqa: S301 - our own
    returned = pickle.loads(pickle.dumps(assess_occupancy(sent)))  # noqa: S301 - our own
    assert returned == assess_occupancy(occupancy)


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """Measured in a process of its own, with one BLAS thread, as the workers have."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.radiation.figures", "1000"],
        capture_output=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        check=True,
    )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


@pytest.mark.parametrize("variant", ["road", "lab"])
def test_source_free_passes_are_hardly_ever_called(figures: dict[str, Any], variant: str) -> None:
    assert figures[variant]["called_source_free"] <= 2


@pytest.mark.parametrize(("net_cps", "found_min"), [(250, 0.6), (300, 0.8), (400, 0.96)])
@pytest.mark.parametrize("variant", ["road", "lab"])
def test_sources_on_a_thousand_counts_a_second_are_found(
    figures: dict[str, Any], variant: str, net_cps: int, found_min: float
) -> None:
    assert figures[variant][f"found_at_{net_cps}_cps"][0] >= found_min


@pytest.mark.parametrize("variant", ["road", "lab"])
def test_point_and_spread_are_told_apart_and_doubt_counts_for_the_point(
    figures: dict[str, Any], variant: str
) -> None:
    point, spread = figures[variant]["shape_right_point_distributed"]
    assert (point + spread) / 2 >= 0.85
    assert point >= spread


def test_half_of_the_sources_are_placed_within_half_a_metre(figures: dict[str, Any]) -> None:
    assert figures["road"]["misplaced_median_p95"][0] <= 0.5


def test_a_verdict_takes_less_than_twenty_milliseconds_even_for_an_hour(
    figures: dict[str, Any],
) -> None:
    assert max(figures["ms_for_intervals"].values()) < TIME_MAX_MS


def test_neutrons_are_called_where_they_are_and_not_where_they_are_not(
    figures: dict[str, Any],
) -> None:
    assert figures["neutron"]["called_at_0_cps"] == 0
    assert figures["neutron"]["called_at_20_cps"] >= 0.95


def poisson_tail(counts: int, mean: float) -> float:
    below = (math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(counts))
    return 1.0 - math.fsum(below)


@pytest.mark.parametrize(("counts", "mean"), [(3, 1.0), (12, 5.0), (20, 8.0), (40, 16.0)])
def test_with_a_long_background_the_chance_is_the_poisson_tail(counts: int, mean: float) -> None:
    seconds = 5_000_000
    chance = excess_chance(counts, 1.0, round(mean * seconds), seconds)
    assert chance == pytest.approx(poisson_tail(counts, mean), rel=1e-3)


@pytest.mark.parametrize(("counts", "background"), [(0, 5), (3, 0), (7, 12), (25, 80)])
def test_the_chance_is_the_exact_sum_of_a_binomial(counts: int, background: int) -> None:
    window_s, background_s = 2.0, 10.0
    part, total = window_s / (window_s + background_s), counts + background
    exact = math.fsum(
        math.comb(total, k) * part**k * (1 - part) ** (total - k) for k in range(counts, total + 1)
    )
    chance = excess_chance(counts, window_s, background, background_s)
    assert chance == pytest.approx(exact, rel=1e-9)


def test_a_short_background_makes_neutrons_less_surprising() -> None:
    assert excess_chance(20, 1.0, 80, 10.0) > excess_chance(20, 1.0, 8000, 1000.0)


def test_neutrons_are_called_and_placed_behind_the_lead() -> None:
    counts = [5, 6, 4, 60, 5, 5]
    lead = replace(gamma([200] * 35), lead_intervals=5)
    verdict = assess_occupancy(passage(lead, neutron(counts, 5.0, 10), speed=2.0))
    assert verdict.neutron_alarm
    assert not verdict.gamma_alarm
    assert verdict.peak_at_s == pytest.approx(4.5)
    assert verdict.peak_at_m == pytest.approx(7.0)


def test_no_neutron_background_is_no_judgement() -> None:
    profile = replace(neutron([5, 60], 5.0, 10), background_cps=None, background_readings=0)
    assert strongest_excess(profile) is None
    assert not assess_occupancy(passage(profile)).neutron_alarm


@pytest.mark.slow
@pytest.mark.parametrize("make", [road_pass, lab_pass])
def test_at_most_one_source_free_pass_in_three_thousand_is_called(make: Maker) -> None:
    run = judge(make, Recipe(), 30_000, seed=490)
    assert run.called <= 10
