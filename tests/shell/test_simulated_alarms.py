"""The alarms of the screenshots are what their scenes say, whoever judges them."""

import pytest

from app.domain.occupancy import ProfileShape, Radiation
from app.radiation.verdict import assess_occupancy
from tests.builders import NOW
from tests.shell.simulated_alarms import SCENES, Scene, passage

PLACE_M = 1.0
SOURCES = [(seed, scene) for seed, scene in enumerate(SCENES, start=49) if scene.vehicle.source]


@pytest.mark.parametrize(("seed", "scene"), SOURCES, ids=[scene.name for _, scene in SOURCES])
def test_a_source_is_found_where_it_is_on_the_vehicle(seed: int, scene: Scene) -> None:
    passed = passage(scene.vehicle, seed, NOW)
    verdict = assess_occupancy(passed)
    assert scene.vehicle.source is not None
    assert verdict.peak_at_m == pytest.approx(scene.vehicle.source.at_m, abs=PLACE_M)
    assert verdict.gamma_alarm
    assert verdict.neutron_alarm is (scene.vehicle.source.neutron_cps > 0)
    assert (Radiation.NEUTRON in passed.alarms) is verdict.neutron_alarm


def test_a_load_of_tiles_is_spread_along_the_vehicle() -> None:
    verdict = assess_occupancy(passage(SCENES[0].vehicle, 49, NOW))
    assert verdict.gamma_alarm
    assert verdict.shape is ProfileShape.DISTRIBUTED
