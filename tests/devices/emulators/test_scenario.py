"""A shift is mostly innocent, holds what must not be missed, and its notices are valid."""

from collections import Counter
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from app.domain.conveyance import ContainerNumber, normal_plate
from app.domain.facts import FactName
from devices.emulators.freight import CARGOES, ORDINARY
from devices.emulators.handheld import check_spectra
from devices.emulators.scenario import (
    SPECIALS,
    Scenario,
    ScenarioError,
    demo_shift,
    find_scenario,
    notices_for,
    read_scenario,
    scenario_json,
    write_scenario,
)
from devices.emulators.timetable import arrivals_s
from devices.emulators.vehicles import Fault, Load, Notice

SEEDS = range(12)
CAUSES_NO_CONCERN = 0.55


@pytest.fixture(params=SEEDS)
def shift(request: pytest.FixtureRequest) -> Scenario:
    return demo_shift(request.param, 44)


def test_a_shift_holds_everything_an_officer_must_not_miss(shift: Scenario) -> None:
    vehicles = shift.vehicles
    assert sum(vehicle.load is Load.NORM for vehicle in vehicles) >= 4
    nuclides = Counter(vehicle.source.nuclide for vehicle in vehicles if vehicle.source)
    assert nuclides == {"Cs-137": 2, "Am-241/Be": 1}
    assert sum(vehicle.spectrum == "cs137-radiacode" for vehicle in vehicles) == 1
    wrong = [item for item in vehicles if item.seals_declared != item.seals_on_doors]
    assert len(wrong) == 1
    assert sum(vehicle.notice is Notice.NONE for vehicle in vehicles) == 1
    assert sum(vehicle.notice is Notice.FACTS_MISSING for vehicle in vehicles) == 2
    assert sum(not vehicle.plate_read for vehicle in vehicles) == 1
    faults = {vehicle.fault for vehicle in vehicles if vehicle.fault}
    assert faults == {Fault.TAMPER, Fault.NO_GX, Fault.GARBLED, Fault.GAMMA_LOW}


def test_most_of_a_shift_is_innocent(shift: Scenario) -> None:
    innocent = [
        vehicle
        for vehicle in shift.vehicles
        if vehicle.cargo in (None, *ORDINARY)
        and not (vehicle.fault or vehicle.source)
        and vehicle.notice is Notice.GIVEN
        and vehicle.seals_declared == vehicle.seals_on_doors
        and vehicle.plate_read
    ]
    assert len(innocent) >= CAUSES_NO_CONCERN * len(shift.vehicles)


def test_plates_are_told_apart_and_container_numbers_are_right(shift: Scenario) -> None:
    plates = [normal_plate(vehicle.plate) for vehicle in shift.vehicles]
    assert len(set(plates)) == len(plates)
    for vehicle in shift.vehicles:
        if vehicle.container:
            assert ContainerNumber.parse(vehicle.container)


@pytest.mark.parametrize("vehicles", [1, 2, 3, 7, 40, 200])
def test_a_shift_has_as_many_vehicles_as_wanted_and_keeps_the_important_ones(vehicles: int) -> None:
    shift = demo_shift(1, vehicles)
    assert len(shift.vehicles) == vehicles
    special = [vehicle for vehicle in shift.vehicles if vehicle.cargo not in (None, *ORDINARY)]
    assert len(special) >= min(max(vehicles - 2, 0), 2)


def test_the_same_seed_is_the_same_shift() -> None:
    assert demo_shift(3, 44) == demo_shift(3, 44)
    assert demo_shift(3, 44) != demo_shift(4, 44)
    assert notices_for(demo_shift(3, 44)) == notices_for(demo_shift(3, 44))


def test_a_scenario_file_reads_back(tmp_path: Path, shift: Scenario) -> None:
    write_scenario(shift, tmp_path / "s.json")
    assert read_scenario(tmp_path / "s.json") == shift


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[1]", b'{"lane": 3}', scenario_json(demo_shift(1, 2)).replace(b"km", b"mk")],
)
def test_a_file_that_is_no_scenario_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(data)
    with pytest.raises(ScenarioError, match="not a scenario"):
        read_scenario(path)


def test_everything_announced_is_announced_before_it_comes(shift: Scenario) -> None:
    notices = notices_for(shift)
    announced = [item for item in shift.vehicles if item.notice is not Notice.NONE]
    assert [notice.plate for notice in notices] == [vehicle.plate for vehicle in announced]
    arrivals = dict(zip((item.plate for item in shift.vehicles), arrivals_s(shift), strict=True))
    for notice in notices:
        expected_s = (notice.expected_at - shift.start) / timedelta(seconds=1)
        assert expected_s == pytest.approx(arrivals[notice.plate], abs=1)
        assert all(fact.as_of < notice.expected_at for fact in notice.facts)
        assert notice.simulated
        assert notice.occupants


def test_weights_add_up_and_goods_carry_codes(shift: Scenario) -> None:
    for notice in notices_for(shift):
        if notice.consignment is None:
            continue
        goods_kg = sum(item.gross_kg for item in notice.consignment.items)
        assert notice.consignment.gross_kg == pytest.approx(goods_kg)
        assert all(len(item.hs_code) == 6 for item in notice.consignment.items)


def test_facts_are_missing_only_where_that_is_meant(shift: Scenario) -> None:
    goods = {FactName.LOOKOUT_GOODS, FactName.ORIGIN_RISK}
    by_plate = {vehicle.plate: vehicle for vehicle in shift.vehicles}
    for notice in notices_for(shift):
        names = {fact.name for fact in notice.facts}
        vehicle = by_plate[notice.plate]
        if vehicle.cargo is not None:
            assert (goods <= names) is (vehicle.notice is Notice.GIVEN)


def test_every_special_has_its_goods_and_its_spectrum() -> None:
    for special in SPECIALS:
        assert special.cargo in CARGOES
        if name := special.changes.get("spectrum"):
            assert (files("resources") / "spectra" / f"{name}.n42").is_file()


def test_the_shipped_scenario_has_one_vehicle_of_each_kind() -> None:
    shipped = find_scenario("one-of-each")
    assert {vehicle.fault for vehicle in shipped.vehicles} == {None, *Fault}
    assert len(notices_for(shipped)) == len(shipped.vehicles) - 1
    check_spectra(shipped)


def test_a_scenario_that_is_nowhere_is_named() -> None:
    with pytest.raises(ScenarioError, match="no-such"):
        find_scenario("no-such")
