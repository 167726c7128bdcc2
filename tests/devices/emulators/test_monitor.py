"""The simulated monitor counts by chance and alarms by the vendor's rule, so that tags are true."""

from dataclasses import replace

import numpy as np
import pytest

from app.domain.occupancy import Occupancy, Radiation
from devices.emulators.monitor import INTERVALS, N_SIGMA, Monitor, Passed
from devices.emulators.physics import rates_of
from devices.emulators.scenario import demo_shift
from devices.emulators.vehicles import Fault, Load, Source, Vehicle
from devices.radiation.assembler import Assembler
from devices.radiation.line_codec import Frame, Rejected, Tag, parse_line
from tests.builders import OPENED_AT

TRUCK = Vehicle(plate="CJK 4419", jurisdiction="CA-AB", length_m=17.6, speed_kmh=7.2)
STRONG = Source(nuclide="Cs-137", net_cps=1500.0, at_m=8.5)


def frames(vehicle: Vehicle, seed: int = 1) -> list[Frame]:
    parsed = [parse_line(item.line) for item in Monitor(seed).passage(vehicle, Passed())]
    assert not [line for line in parsed if isinstance(line, Rejected)]
    return [line for line in parsed if isinstance(line, Frame)]


def occupancy_of(vehicle: Vehicle, seed: int = 1) -> Occupancy:
    monitor, assembler = Monitor(seed), Assembler("3")
    lines = [line for _ in range(12) for line in monitor.background()]
    lines += [item.line for item in monitor.passage(vehicle, Passed())]
    found = []
    for line in lines:
        frame = parse_line(line)
        assert isinstance(frame, Frame)
        found += assembler.feed(frame, OPENED_AT)
    [occupancy] = [item for item in found if isinstance(item, Occupancy)]
    return occupancy


def test_the_same_seed_counts_the_same() -> None:
    assert frames(TRUCK, 5) == frames(TRUCK, 5)
    assert frames(TRUCK, 5) != frames(TRUCK, 6)


def test_backgrounds_scatter_as_chance_does() -> None:
    monitor = Monitor(2)
    sums = []
    for _ in range(400):
        frame = parse_line(monitor.background()[1])
        assert isinstance(frame, Frame)
        sums.append(sum(frame.counts))
    assert np.mean(sums) == pytest.approx(1000, abs=12)
    # Chance gives 32; the slow drift of the background adds a little.
    assert 28 < np.std(np.diff(sums)) / np.sqrt(2) < 37


def test_a_vehicle_hides_its_part_of_the_background() -> None:
    vehicle = replace(TRUCK, suppression=0.2)
    times_s = np.arange(-3.0, 12.0, 0.2)
    rates = rates_of(vehicle, times_s, background_cps=1000, neutron_cps=8, side_m=0)
    totals = rates.gamma_cps.sum(axis=1)
    assert totals[0] == pytest.approx(1000, abs=5)
    assert totals.min() == pytest.approx(800, abs=15)


def test_a_source_shows_where_it_is_and_as_high_as_it_is() -> None:
    times_s = np.arange(0.0, 9.0, 0.05)
    bare = rates_of(TRUCK, times_s, background_cps=1000, neutron_cps=8, side_m=0.5)
    loaded = rates_of(
        replace(TRUCK, source=STRONG), times_s, background_cps=1000, neutron_cps=8, side_m=0.5
    )
    net = (loaded.gamma_cps - bare.gamma_cps).sum(axis=1)
    assert net.max() == pytest.approx(1500, rel=0.01)
    assert times_s[net.argmax()] * TRUCK.speed_m_per_s == pytest.approx(8.5, abs=0.2)


def test_a_load_that_radiates_is_wide_and_a_source_is_narrow() -> None:
    times_s = np.arange(0.0, 10.0, 0.05)

    def width_s(vehicle: Vehicle) -> float:
        bare = rates_of(TRUCK, times_s, background_cps=1000, neutron_cps=8, side_m=0)
        loaded = rates_of(vehicle, times_s, background_cps=1000, neutron_cps=8, side_m=0)
        net = (loaded.gamma_cps - bare.gamma_cps).sum(axis=1)
        return float((net > net.max() / 2).sum() * 0.05)

    tiles = replace(TRUCK, load=Load.NORM, net_cps=500.0)
    assert width_s(tiles) > 2.5 * width_s(replace(TRUCK, source=STRONG))


@pytest.mark.parametrize("seed", range(6))
def test_alarm_tags_are_what_the_vendors_rule_says_of_the_counts(seed: int) -> None:
    monitor = Monitor(seed)
    background = parse_line(monitor.background()[1])
    assert isinstance(background, Frame)
    level = sum(background.counts)
    vehicle = replace(TRUCK, source=replace(STRONG, net_cps=350.0))
    scans = [parse_line(item.line) for item in monitor.passage(vehicle, Passed())]
    gamma = [line for line in scans if isinstance(line, Frame) and line.tag.value in ("GS", "GA")]
    for index in range(INTERVALS - 1, len(gamma)):
        summed = sum(sum(frame.counts) for frame in gamma[index - INTERVALS + 1 : index + 1])
        is_alarm = summed - level > N_SIGMA * level**0.5
        assert (gamma[index].tag is Tag.GAMMA_ALARM) is is_alarm


def test_a_passage_is_read_back_as_one_occupancy_with_its_speed_and_lead() -> None:
    occupancy = occupancy_of(replace(TRUCK, source=STRONG))
    assert occupancy.alarms == {Radiation.GAMMA}
    assert occupancy.speed_m_per_s == pytest.approx(2.0, abs=0.01)
    gamma = occupancy.profile(Radiation.GAMMA)
    assert gamma is not None
    assert gamma.lead_intervals == 5
    neutron = occupancy.profile(Radiation.NEUTRON)
    assert neutron is not None
    assert neutron.interval_s == pytest.approx(1.0)


def test_a_neutron_source_alarms_in_neutrons() -> None:
    source = Source(nuclide="Cf-252", net_cps=50.0, at_m=9.0, neutron_cps=80.0)
    assert Radiation.NEUTRON in occupancy_of(replace(TRUCK, source=source)).alarms


def test_innocent_vehicles_hardly_ever_alarm() -> None:
    alarms = [occupancy_of(TRUCK, seed).alarms for seed in range(60)]
    assert sum(bool(alarm) for alarm in alarms) <= 1


def test_garbled_lines_are_few_and_never_the_end() -> None:
    passed = Passed()
    vehicle = replace(TRUCK, fault=Fault.GARBLED)
    lines = [parse_line(item.line) for item in Monitor(1).passage(vehicle, passed)]
    assert sum(isinstance(line, Rejected) for line in lines) == passed.garbled == 4
    last = lines[-1]
    assert isinstance(last, Frame)
    assert last.tag is Tag.END


def test_every_vehicle_of_a_shift_speaks_readable_lines() -> None:
    monitor = Monitor(7)
    for vehicle in demo_shift(7, 40).vehicles:
        passed = Passed()
        lines = [parse_line(item.line) for item in monitor.passage(vehicle, passed)]
        assert sum(isinstance(line, Rejected) for line in lines) == passed.garbled
