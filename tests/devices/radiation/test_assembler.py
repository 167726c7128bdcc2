"""Lines become occupancies, with their faults, their ends and what is known of their beginning."""

from datetime import datetime, timedelta

import pytest

from app.domain.occupancy import OccupancyEnd, PortalFault, PortalReading, Radiation
from devices.radiation.assembler import Assembler, FaultsChanged, OccupanciesMissed
from devices.radiation.lane_table import LaneState
from devices.radiation.line_codec import Frame, Tag
from tests.builders import OPENED_AT
from tests.devices.radiation.lane_speech import (
    Lane,
    background,
    end,
    frame_of,
    gamma,
    line,
    occupancies,
)


@pytest.fixture
def lane() -> Lane:
    return Lane()


def test_an_ordinary_passage_is_one_occupancy_with_all_its_counts(lane: Lane) -> None:
    lane.hear(*background() * 3)
    lane.hear(b"SP,0.1524,04.474,007.20,000000")
    lane.hear(*[gamma(total) for total in (200, 204, 180, 172, 196, 200)])
    [occupancy] = occupancies(lane.hear(end(118)))
    profile = occupancy.profile(Radiation.GAMMA)
    assert profile is not None
    assert profile.counts == (200, 204, 180, 172, 196, 200)
    assert (profile.background_cps, profile.background_readings) == (1000.0, 3)
    assert occupancy.sequence == 118
    assert occupancy.speed_m_per_s == pytest.approx(2.0)
    assert (occupancy.ended, occupancy.alarms) == (OccupancyEnd.GX, frozenset())
    assert occupancy.closed_at == lane.now


def test_the_monitors_alarm_is_taken_from_its_tags(lane: Lane) -> None:
    lane.hear(*background(), gamma(), gamma(400, Tag.GAMMA_ALARM), gamma())
    lane.hear(line(Tag.NEUTRON_ALARM, 20, 20, 20, 20))
    [occupancy] = occupancies(lane.hear(end()))
    assert occupancy.alarms == {Radiation.GAMMA, Radiation.NEUTRON}


def test_the_background_is_averaged_and_frozen_when_the_vehicle_comes(lane: Lane) -> None:
    for total in (960, 1000, 1040, 5000, 1000, 0):
        lane.hear(*background(total), after_s=2.5)
    lane.hear(gamma(), gamma())
    [occupancy] = occupancies(lane.hear(end()))
    profile = occupancy.profile(Radiation.GAMMA)
    assert profile is not None
    assert profile.background_cps == pytest.approx(1000)


def test_the_five_intervals_of_before_the_vehicle_are_marked_as_lead(lane: Lane) -> None:
    lane.hear(*background())
    lane.hear(*[gamma(total) for total in (196, 200, 204, 208, 200)], after_s=0.001)
    lane.hear(gamma(192), gamma(196))
    [occupancy] = occupancies(lane.hear(end()))
    profile = occupancy.profile(Radiation.GAMMA)
    assert profile is not None
    assert (profile.lead_intervals, profile.lead_s) == (5, 1.0)


def test_a_lead_that_repeats_the_first_interval_is_known_without_its_arrival(lane: Lane) -> None:
    lane.hear(*background(), *[gamma(200)] * 6, gamma(196))
    [occupancy] = occupancies(lane.hear(end()))
    profile = occupancy.profile(Radiation.GAMMA)
    assert profile is not None
    assert profile.lead_intervals == 5


@pytest.mark.parametrize(("every", "interval_s"), [(1, 0.2), (5, 1.0), (4, 0.8)])
def test_the_neutron_interval_is_read_off_the_gamma_lines_between(
    lane: Lane, every: int, interval_s: float
) -> None:
    lane.hear(*background())
    for number in range(1, 21):
        lane.hear(gamma(196 + number * 4))
        if number % every == 0:
            lane.hear(line(Tag.NEUTRON_SCAN, 1, 2, 1, 2), after_s=0)
    [occupancy] = occupancies(lane.hear(end()))
    profile = occupancy.profile(Radiation.NEUTRON)
    assert profile is not None
    assert profile.interval_s == pytest.approx(interval_s)


def test_an_occupancy_without_gx_ends_when_backgrounds_return(lane: Lane) -> None:
    lane.hear(*background(), gamma(), gamma())
    last_scan_at = lane.now
    [occupancy] = occupancies(lane.hear(*background()))
    assert occupancy.ended is OccupancyEnd.BACKGROUND_RETURNED
    assert occupancy.closed_at == last_scan_at
    assert lane.assembler.state is LaneState.VACANT


def test_one_background_line_in_the_middle_of_scans_is_a_damaged_tag(lane: Lane) -> None:
    lane.hear(*background(), gamma(), gamma(), gamma(208, Tag.GAMMA_BACKGROUND), gamma(), gamma())
    [occupancy] = occupancies(lane.hear(end()))
    profile = occupancy.profile(Radiation.GAMMA)
    assert profile is not None
    assert len(profile.counts) == 4


def test_one_background_line_and_a_later_vehicle_are_two_occupancies(lane: Lane) -> None:
    lane.hear(*background(), gamma(), gamma(), gamma(1000, Tag.GAMMA_BACKGROUND))
    lane.hear(gamma(), after_s=3.0)
    lane.hear(gamma(), end(2))
    assert [item.ended for item in lane.occupancies] == [
        OccupancyEnd.BACKGROUND_RETURNED,
        OccupancyEnd.GX,
    ]


def test_an_occupancy_ends_after_fifteen_silent_seconds_and_not_before(lane: Lane) -> None:
    lane.hear(*background(), gamma(), gamma())
    assert lane.wait(14.9) == []
    [occupancy] = occupancies(lane.wait(0.2))
    assert occupancy.ended is OccupancyEnd.SILENCE


def test_a_broken_link_ends_the_occupancy_and_the_rest_of_it_says_so_too(lane: Lane) -> None:
    lane.hear(*background(), gamma(), gamma())
    [first] = occupancies(lane.assembler.link_lost(lane.now))
    assert first.ended is OccupancyEnd.LINK_LOST
    assert PortalFault.LINK_LOST in first.faults
    lane.hear(gamma(), gamma())
    [second] = occupancies(lane.hear(end()))
    assert PortalFault.LINK_LOST in second.faults
    profile = second.profile(Radiation.GAMMA)
    assert profile is not None
    assert profile.background_cps == 1000


def test_an_occupancy_before_any_background_says_so(lane: Lane) -> None:
    lane.hear(gamma(), gamma())
    [occupancy] = occupancies(lane.hear(end()))
    assert occupancy.faults >= {PortalFault.NO_BACKGROUND, PortalFault.LINK_LOST}


@pytest.mark.parametrize(
    ("tag", "fault"),
    [
        (Tag.GAMMA_HIGH, PortalFault.GAMMA_HIGH),
        (Tag.GAMMA_LOW, PortalFault.GAMMA_LOW),
        (Tag.NEUTRON_HIGH, PortalFault.NEUTRON_HIGH),
        (Tag.NEUTRON_LOW, PortalFault.NEUTRON_LOW),
        (Tag.TAMPER, PortalFault.TAMPER),
    ],
)
def test_a_fault_stands_until_it_is_mended_and_marks_what_passes_meanwhile(
    lane: Lane, tag: Tag, fault: PortalFault
) -> None:
    lane.hear(*background())
    changed = [item for item in lane.hear(line(tag, 5, 5, 5, 5)) if isinstance(item, FaultsChanged)]
    assert [item.faults for item in changed] == [{fault}]
    again = lane.hear(line(tag, 5, 5, 5, 5))
    assert not [item for item in again if isinstance(item, FaultsChanged)]
    lane.hear(gamma(), gamma())
    [marked] = occupancies(lane.hear(end()))
    assert fault in marked.faults
    mending = line(Tag.TAMPER_CLEARED, 1, 1, 1, 1)
    lane.hear(*background(), mending)
    lane.hear(gamma(), gamma())
    [clean] = occupancies(lane.hear(end(2)))
    assert clean.faults == frozenset()


def test_a_fault_in_the_middle_of_a_passage_marks_it(lane: Lane) -> None:
    lane.hear(*background(), gamma(), line(Tag.TAMPER, 0, 0, 0, 0), gamma())
    [occupancy] = occupancies(lane.hear(end()))
    assert occupancy.faults == {PortalFault.TAMPER}


def test_the_monitors_level_is_its_n_sigma_over_its_latest_background(lane: Lane) -> None:
    lane.hear(b"SG1,000660,000090,05,10,07.0,P", *background(900), *background(1024))
    lane.hear(gamma(), gamma())
    [occupancy] = occupancies(lane.hear(end()))
    assert occupancy.alarm_level_cps == pytest.approx(1024 + 7 * 32)


def test_the_monitors_level_stays_unknown_until_it_says_its_settings(lane: Lane) -> None:
    lane.hear(*background(), gamma(), gamma())
    [occupancy] = occupancies(lane.hear(end()))
    assert occupancy.alarm_level_cps is None


def test_a_jump_of_the_counter_tells_of_occupancies_that_never_came(lane: Lane) -> None:
    lane.hear(*background(), gamma(), end(7), *background(), gamma())
    outputs = lane.hear(end(10))
    assert [item.count for item in outputs if isinstance(item, OccupanciesMissed)] == [2]


def test_every_line_of_counts_is_a_reading_for_the_live_trace(lane: Lane) -> None:
    lane.hear(*background(), gamma(212), gamma(440, Tag.GAMMA_ALARM))
    readings = [item for item in lane.outputs if isinstance(item, PortalReading)]
    assert [(item.counts, item.occupied, item.in_alarm) for item in readings] == [
        (8, False, False),
        (1000, False, False),
        (212, True, False),
        (440, True, True),
    ]


def test_panels_are_put_into_their_order(lane: Lane) -> None:
    swapped = Assembler("L03", panel_order=("SU", "SL", "MU", "ML"))
    for tag in (Tag.GAMMA_SCAN, Tag.END):
        outputs = swapped.feed(Frame(tag, (1, 2, 3, 4)), OPENED_AT)
    [occupancy] = occupancies(outputs)
    profile = occupancy.profile(Radiation.GAMMA)
    assert profile is not None
    assert profile.panels == ((4,), (3,), (2,), (1,))


def test_a_vehicle_that_was_not_measured_is_still_an_occupancy(lane: Lane) -> None:
    lane.hear(*background(), b"SP,0.1524,04.474,007.20,000000")
    [occupancy] = occupancies(lane.hear(end()))
    assert occupancy.profiles == ()


def test_time_does_not_run_backwards_in_an_occupancy() -> None:
    assembler = Assembler("L03")
    assembler.feed(frame_of(Tag.GAMMA_SCAN), OPENED_AT)
    outputs = assembler.feed(frame_of(Tag.END), OPENED_AT - timedelta(hours=1))
    [occupancy] = occupancies(outputs)
    assert isinstance(occupancy.closed_at, datetime)
    assert occupancy.closed_at >= occupancy.opened_at


def test_lines_that_waited_while_this_process_was_paused_are_one_occupancy(lane: Lane) -> None:
    lane.hear(*background(), gamma(), gamma())
    lane.hear(gamma(), after_s=60)
    [occupancy] = occupancies(lane.hear(gamma(), end()))
    profile = occupancy.profile(Radiation.GAMMA)
    assert profile is not None
    assert len(profile.counts) == 4
