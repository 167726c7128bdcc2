"""The radiation benchmarks measure what they say, on few passages and few lanes."""

import math
from typing import Any

import numpy as np
import pytest

from app.cli.bench_alarm import bench_alarm
from app.cli.bench_lanes import bench_lanes
from app.cli.binomial import interval_95
from app.domain.occupancy import Radiation
from devices.emulators.passages import PANELS, lane_passage


@pytest.fixture(scope="module")
def alarms() -> dict[str, Any]:
    return bench_alarm(json=True, passes=200)


def test_the_alarm_benchmark_reports_both_rules_on_the_same_passages(
    alarms: dict[str, Any],
) -> None:
    assert alarms["simulated"] is True
    for generator in ("plain", "speedless", "lane", "rough"):
        report = alarms[generator]
        assert report["false_alarms"] <= (4 if generator == "rough" else 1)
        strong = report["found_at_400_cps"]
        assert strong["ours"]["part"] > 0.85
        assert set(strong) == {
            "ours",
            "n_sigma_as_often_wrong_averaged_background",
            "n_sigma_as_often_wrong_own_background",
            "n_sigma_7_own_background",
        }
        low, high = report["found_at_200_cps"]["ours"]["interval_95"]
        assert low < report["found_at_200_cps"]["ours"]["part"] < high


def test_soft_sources_are_found_better_by_windows_and_natural_loads_are_not(
    alarms: dict[str, Any],
) -> None:
    windows = alarms["windows"]
    assert windows["soft_at_0_cps"]["ours"]["part"] <= 0.005
    soft, norm = windows["soft_at_200_cps"], windows["norm_at_300_cps"]
    assert soft["ours"]["part"] > soft["by_sum"]["part"] + 0.05
    assert norm["by_windows"]["part"] < 0.05


def test_neutrons_are_reported_beside_what_is_possible_at_all(alarms: dict[str, Any]) -> None:
    found = alarms["neutron"]["found_at_6_cps"]
    assert found["best_possible_knowing_background_and_place"] == pytest.approx(0.29, abs=0.02)
    assert alarms["neutron"]["false_alarms"] == 0


def test_neutrons_of_four_panels_with_five_and_six_each_are_found(
    alarms: dict[str, Any],
) -> None:
    each = alarms["neutron-each-panel"]
    assert (each["background_cps"], each["false_alarms"]) == (20, 0)
    assert each["found_at_24_cps"]["best_possible_knowing_background_and_place"] > 0.98
    assert each["found_at_24_cps"]["ours"]["part"] > 0.85


def test_sources_are_told_from_loads_and_placed_on_the_side_where_they_are(
    alarms: dict[str, Any],
) -> None:
    report = alarms["shape_and_place"]
    assert report["balanced_accuracy_point_or_load"] >= 0.85
    assert report["balanced_accuracy"] >= 0.75
    assert report["right"]["person"]["part"] > 0.9
    assert report["misplaced_m"]["median"] < 0.5
    assert report["side_right_from_0.3_m"]["part"] > 0.9


def test_the_lanes_benchmark_loses_no_line_and_counts_damage() -> None:
    report = bench_lanes(json=True, lanes=8, seconds=2.0)
    assert report["live"]["lines_lost"] == 0
    assert report["live"]["lines_heard"] == 8 * (10 + 2)
    assert report["live"]["line_to_handler_ms"]["p95"] < 1000
    assert report["live"]["never_painted"] == 0
    assert report["live"]["line_to_screen_ms"]["p95"] < 1000
    damaged = report["damaged"]
    assert damaged["intact_kept"] >= 0.995
    assert damaged["raised"] == 0
    for way in ("cut", "merged", "not-numeric"):
        assert damaged["damage"][way]["part_counted"] == pytest.approx(1.0, abs=0.02)
    assert damaged["damage"]["changed-digit"]["suspect"] > 0
    assert damaged["intact_suspected"] < 0.002 * damaged["intact"]


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [(0, 3000, 0.0, 0.00123), (3, 10_000, 6.19e-5, 8.77e-4), (10, 10, 0.692, 1.0)],
)
def test_the_intervals_are_those_of_clopper_and_pearson(
    hits: int, trials: int, low: float, high: float
) -> None:
    found = interval_95(hits, trials)
    assert found == pytest.approx([low, high], rel=0.01, abs=1e-9)


def test_a_lane_passage_has_panels_that_add_up_and_a_speed() -> None:
    passage = lane_passage(np.random.default_rng(3), 300.0, 0.2)
    profile = passage.occupancy.profile(Radiation.GAMMA)
    assert profile is not None
    assert profile.panel_names == PANELS
    assert tuple(map(sum, zip(*profile.panels, strict=True))) == profile.counts
    assert passage.occupancy.speed_m_per_s is not None
    assert math.isfinite(passage.latest_background)
