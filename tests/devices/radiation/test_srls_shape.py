"""A log in the shape that the open lane simulator SRLS speaks: five copies first, no settings.

The log was made by our own rules after SRLS's (MIT), with its uniform jitter; no line is copied.
"""

from pathlib import Path

import pytest

from app.domain.occupancy import Occupancy, OccupancyEnd, Radiation
from app.radiation.verdict import assess_occupancy
from devices.radiation.assembler import FaultsChanged, Output
from devices.radiation.daily_log import NO_DAY, LogReplay

LOG = Path(__file__).parent / "golden" / "srls-shaped.log"


@pytest.fixture(scope="module")
def outputs() -> list[Output]:
    replay = LogReplay("L1", NO_DAY)
    outputs = replay.feed(LOG.read_bytes()) + replay.end()
    assert not replay.totals.rejected
    return outputs


@pytest.fixture(scope="module")
def occupancies(outputs: list[Output]) -> list[Occupancy]:
    return [output for output in outputs if isinstance(output, Occupancy)]


def test_three_vehicles_are_three_occupancies_with_the_monitors_alarms(
    occupancies: list[Occupancy],
) -> None:
    assert [(item.sequence, item.alarms) for item in occupancies] == [
        (1, frozenset()),
        (2, frozenset({Radiation.GAMMA})),
        (3, frozenset({Radiation.NEUTRON})),
    ]
    assert all(item.ended is OccupancyEnd.GX for item in occupancies)
    assert all(item.faults == frozenset() for item in occupancies)
    speeds = [item.speed_m_per_s for item in occupancies]
    assert speeds == pytest.approx([4.88 / 3.6] * 3)


def test_the_five_copies_are_the_lead_and_neutrons_come_each_second(
    occupancies: list[Occupancy],
) -> None:
    for occupancy in occupancies:
        gamma, neutron = occupancy.profile(Radiation.GAMMA), occupancy.profile(Radiation.NEUTRON)
        assert gamma is not None
        assert neutron is not None
        assert gamma.lead_intervals == 5
        assert neutron.interval_s == pytest.approx(1.0)


def test_our_verdict_agrees_with_the_monitors(occupancies: list[Occupancy]) -> None:
    verdicts = [assess_occupancy(item) for item in occupancies]
    assert [verdict.gamma_alarm for verdict in verdicts] == [False, True, False]
    assert [verdict.neutron_alarm for verdict in verdicts] == [False, False, True]


def test_tampering_and_a_high_background_come_and_go(outputs: list[Output]) -> None:
    faults = [sorted(item.faults) for item in outputs if isinstance(item, FaultsChanged)]
    assert faults == [["tamper"], [], ["gamma-high"], []]
