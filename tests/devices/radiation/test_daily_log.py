"""A day's file replays as the lane heard it: over midnight, clock changes, lost lines and cuts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.occupancy import Occupancy, OccupancyEnd, Radiation
from devices.emulators.scenario import demo_shift
from devices.emulators.vehicles import Fault, Vehicle
from devices.radiation.daily_log import NO_DAY, LogReplay, lane_and_day
from devices.radiation.line_codec import Rejection
from tests.devices.radiation.lane_log import daily_file, lane_lines

DAY = date(2026, 3, 2)
MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
VEHICLES = demo_shift(5, 40).vehicles


def replayed(log: bytes, piece: int = 65_536) -> tuple[list[Occupancy], LogReplay]:
    replay = LogReplay("L03", DAY)
    outputs = []
    for offset in range(0, len(log), piece):
        outputs += replay.feed(log[offset : offset + piece])
    outputs += replay.end()
    return [output for output in outputs if isinstance(output, Occupancy)], replay


def faultless(vehicles: tuple[Vehicle, ...]) -> tuple[Vehicle, ...]:
    return tuple(replace(vehicle, fault=None) for vehicle in vehicles)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lane-3_2026-03-02.csv", ("lane-3", DAY)),
        ("a_b_2026-03-02.log", ("a_b", DAY)),
        ("lane-3_2026-13-02.csv", ("lane-3_2026-13-02", NO_DAY)),
        ("portal.txt", ("portal", NO_DAY)),
    ],
)
def test_lane_and_day_stand_in_the_name(name: str, expected: tuple[str, date]) -> None:
    assert lane_and_day(name) == expected


@pytest.mark.parametrize("offset_h", [None, -7.0, 5.75])
def test_every_vehicle_of_a_day_is_one_occupancy_and_none_is_merged(
    offset_h: float | None,
) -> None:
    lines = list(lane_lines(faultless(VEHICLES), seed=1))
    occupancies, replay = replayed(
        daily_file(lines, MIDNIGHT + timedelta(hours=9), utc_offset_h=offset_h)
    )
    assert len(occupancies) == len(VEHICLES)
    assert not replay.totals.rejected
    assert all(item.ended is OccupancyEnd.GX for item in occupancies)
    offset = timedelta(hours=offset_h or 0.0)
    assert all(item.opened_at.utcoffset() == offset for item in occupancies)


def test_a_passage_over_midnight_goes_on_the_next_day() -> None:
    lines = list(lane_lines(faultless(VEHICLES[:3]), seed=1))
    second = [at_s for at_s, line in lines if line.startswith(b"GX")][1]
    start = MIDNIGHT + timedelta(days=1) - timedelta(seconds=second - 3)
    occupancies, _ = replayed(daily_file(lines, start))
    assert len(occupancies) == 3
    before, over, after = occupancies
    assert over.opened_at.date() == DAY
    assert over.closed_at.date() == DAY + timedelta(days=1)
    assert over.closed_at - over.opened_at < timedelta(minutes=1)
    assert before.closed_at < over.opened_at < over.closed_at < after.opened_at


def test_a_lost_gx_between_two_vehicles_merges_nothing() -> None:
    lines = list(lane_lines(faultless(VEHICLES), seed=1))
    ends = [index for index, (_, line) in enumerate(lines) if line.startswith(b"GX")]
    without = [item for index, item in enumerate(lines) if index not in ends[::3]]
    occupancies, _ = replayed(daily_file(without, MIDNIGHT))
    assert len(occupancies) == len(VEHICLES)
    lost = [item for item in occupancies if item.ended is OccupancyEnd.BACKGROUND_RETURNED]
    assert len(lost) == len(ends[::3])


def test_a_lost_gx_and_lost_backgrounds_after_it_merge_nothing_either() -> None:
    lines = list(lane_lines(faultless(VEHICLES[:6]), seed=1))
    kept, first_seen = [], False
    for at_s, line in lines:
        first_seen = first_seen or line.startswith(b"GS")
        is_lost = line.startswith((b"GX", b"GB", b"NB")) and first_seen
        if not is_lost:
            kept.append((at_s, line))
    occupancies, _ = replayed(daily_file(kept, MIDNIGHT))
    assert len(occupancies) == 6


def test_a_file_without_times_keeps_the_nominal_pace() -> None:
    lines = list(lane_lines(faultless(VEHICLES[:4]), seed=1))
    occupancies, _ = replayed(b"".join(line + b"\r\n" for _, line in lines))
    assert len(occupancies) == 4
    for occupancy in occupancies:
        gamma = occupancy.profile(Radiation.GAMMA)
        assert gamma is not None
        lasted_s = (occupancy.closed_at - occupancy.opened_at).total_seconds()
        assert lasted_s == pytest.approx(gamma.duration_s, abs=0.3)


def test_a_clock_set_back_an_hour_costs_no_occupancy() -> None:
    lines = list(lane_lines(faultless(VEHICLES[:8]), seed=1))
    half = len(lines) // 2
    start = MIDNIGHT + timedelta(hours=2)
    log = daily_file(lines[:half], start) + daily_file(lines[half:], start - timedelta(hours=1))
    occupancies, _ = replayed(log)
    assert len(occupancies) == 8
    assert all(item.opened_at.date() == DAY for item in occupancies)


def test_one_damaged_time_does_not_move_the_clock() -> None:
    lines = list(lane_lines(faultless(VEHICLES[:4]), seed=1))
    log = daily_file(lines, MIDNIGHT + timedelta(hours=9))
    rows = log.split(b"\r\n")
    rows[40] = rows[40].replace(b",09-", b",19-")
    occupancies, _ = replayed(b"\r\n".join(rows))
    assert len(occupancies) == 4
    assert all(item.opened_at.hour == 9 for item in occupancies)


def test_what_is_rejected_is_counted_under_its_reason() -> None:
    [garbled] = [vehicle for vehicle in VEHICLES if vehicle.fault is Fault.GARBLED]
    _, replay = replayed(daily_file(list(lane_lines([garbled], seed=1)), MIDNIGHT))
    assert sum(replay.totals.rejected.values()) == 4
    assert replay.totals.rejected[Rejection.UNKNOWN_TAG] == 1


@given(piece=st.integers(1, 400))
def test_how_the_file_is_read_makes_no_difference(piece: int) -> None:
    log = daily_file(list(lane_lines(VEHICLES[:2], seed=1)), MIDNIGHT)
    assert replayed(log, piece)[0] == replayed(log)[0]
