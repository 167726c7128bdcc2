"""A long day: every true passage is found, none are merged, nothing grows."""

import json
import sys

import pytest

from devices.emulators.lane_day import LaneDay, Mishap
from tests.devices.radiation.lane_days import DayHeard, hear_file, hear_live

HOUR_S = 3600.0
GROWTH_BYTES_MAX = 20 * 10**6


def made(hours: float, seed: int = 4) -> LaneDay:
    """Half of it lies before midnight in the log that starts at noon, half behind."""
    seconds = hours * HOUR_S
    return LaneDay(
        seed=seed,
        seconds=seconds,
        mishap_share=0.2,
        rain_from_s=seconds / 4,
        midnight_s=min(24 * HOUR_S, seconds),
    )


def all_found(heard: DayHeard) -> None:
    figures = heard.figures()
    sys.stdout.write(json.dumps({"simulated": True, **figures}) + "\n")
    assert {true.mishap for true in heard.day.truth} >= set(Mishap)
    assert figures["found"] == figures["true_passes"]
    assert figures["merged"] == 0


@pytest.mark.parametrize("seed", range(3))
def test_every_passage_of_two_live_hours_is_found_and_none_are_merged(seed: int) -> None:
    all_found(hear_live(made(2, seed)))


@pytest.mark.parametrize("times", [1, 2])
def test_every_passage_of_a_daily_file_is_found_and_none_are_merged(times: int) -> None:
    all_found(hear_file(made(2), times=times))


def test_two_vehicles_without_a_gap_are_one_passage_because_the_sensor_sees_one() -> None:
    day = made(2)
    heard = hear_live(day)
    tailgated = [true for true in day.truth if true.mishap is Mishap.TAILGATED]
    assert tailgated
    for true in tailgated:
        inside = [pair for pair in heard.occupancies if -0.01 < pair[0] - true.arrived_s <= 1]
        assert len(inside) == 1


@pytest.mark.slow
def test_a_whole_day_over_midnight_is_found_and_memory_does_not_grow() -> None:
    day = made(26, 11)
    heard = hear_live(day, watch_memory=True)
    assert any(true.arrived_s < 24 * HOUR_S < true.left_s for true in day.truth)
    sys.stdout.write(json.dumps({"growth_bytes": heard.growth_bytes}) + "\n")
    all_found(heard)
    assert heard.growth_bytes < GROWTH_BYTES_MAX


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2])
def test_a_whole_daily_file_over_midnight_is_found(times: int) -> None:
    all_found(hear_file(made(26, 12), times=times))
