"""The emulated imaging site writes real formats, says that it is simulated, and obeys physics."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from devices.emulators.imager import expose, write_dicos, write_package
from devices.emulators.imaging.beam import HIGH, LOW, Beam, Material, transmission
from devices.emulators.imaging.exposure import AIR_COUNTS
from devices.emulators.imaging.loads import LOADS
from devices.emulators.imaging.scene import AIR_AHEAD_M, PIXEL_M, draw_scene
from devices.radiograph.decode import decode_scan

AT = datetime(2026, 11, 24, 14, 26, tzinfo=UTC)


@dataclass(frozen=True)
class Source:
    at_m: float = 8.5


@dataclass(frozen=True)
class Vehicle:
    plate: str = "CJK 4419"
    container: str | None = "MSCU6603420"
    iso_type: str | None = "45G1"
    seals_on_doors: tuple[str, ...] = ("CA 4471820",)
    length_m: float = 17.6
    load: str = "none"
    cargo: str | None = "clothing"
    source: Source | None = None


CAR = Vehicle(container=None, iso_type=None, length_m=4.6)
CAB_M = 3.5
UNDERBODY_PX = 300


@pytest.mark.parametrize(
    ("beam", "material", "expected"),
    [
        (HIGH, Material.IRON, {20: 0.426, 100: 0.0242, 200: 9.1e-4}),
        (LOW, Material.IRON, {20: 0.377, 100: 0.0158, 200: 4.6e-4}),
        (HIGH, Material.LEAD, {20: 0.342, 100: 0.0091, 200: 1.1e-4}),
        (LOW, Material.LEAD, {20: 0.305, 100: 0.0075, 200: 9.0e-5}),
    ],
)
def test_steel_and_lead_pass_what_the_full_spectra_say(
    beam: Beam, material: Material, expected: dict[int, float]
) -> None:
    paths = np.zeros((len(Material), 1, len(expected)), dtype=np.float32)
    paths[material, 0] = list(expected)
    passed = np.log(transmission(beam, paths)[0])
    assert passed == pytest.approx(np.log(list(expected.values())), abs=0.06)


def test_a_package_holds_the_numbers_on_the_doors_and_says_that_it_is_simulated(
    tmp_path: Path,
) -> None:
    sheet = write_package(tmp_path, Vehicle(), seed=7, at=AT)
    files = [(path.name, "", path.read_bytes()) for path in (sheet, sheet.with_suffix(".tif"))]
    scan, channels = decode_scan(files)
    assert scan.simulated
    assert (scan.container_number, scan.plate) == ("MSCU6603420", "CJK 4419")
    assert scan.seals_read == ("CA 4471820",)
    assert [item.energy_mv for item in scan.channels] == [9.0, 6.0]
    assert len(channels) == 2
    assert not list(tmp_path.glob("*.part"))


def test_the_dicos_form_says_the_same(tmp_path: Path) -> None:
    path = write_dicos(tmp_path, Vehicle(), seed=7, at=AT)
    scan, [pixels] = decode_scan([(path.name, "", path.read_bytes())])
    assert scan.simulated
    assert (scan.container_number, scan.plate) == ("MSCU6603420", "CJK 4419")
    assert scan.seals_read == ("CA 4471820",)
    assert scan.pixel_mm == (5.0, 5.0)
    assert np.array_equal(pixels, expose(Vehicle(), seed=7, beams=(HIGH,))[0])


def test_the_same_seed_gives_the_same_image_and_another_seed_another() -> None:
    first, again, other = (expose(CAR, seed=seed, beams=(HIGH,))[0] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_source_stands_where_it_is_said_to_and_nothing_passes_it() -> None:
    empty, loaded = (
        expose(Vehicle(cargo="empty", source=source), seed=3, beams=(HIGH,))[0].astype(float)
        for source in (None, Source(at_m=8.5))
    )
    opaque = (loaded < 0.02 * AIR_COUNTS) & (empty > 0.3 * AIR_COUNTS)
    columns = np.flatnonzero(opaque.sum(axis=0) > 20)
    middle_m = (columns.mean() + 0.5) * PIXEL_M - AIR_AHEAD_M
    assert middle_m == pytest.approx(8.5, abs=0.03)


def test_lead_hides_less_of_the_high_energy_than_of_the_low_one() -> None:
    high, low = expose(Vehicle(), seed=3)
    inside = (high > 0.05 * AIR_COUNTS) & (high < 0.6 * AIR_COUNTS)
    assert high[inside].mean() > low[inside].mean()


@pytest.mark.parametrize("cargo", sorted(LOADS))
def test_every_cargo_lies_inside_its_container(cargo: str) -> None:
    empty, loaded = (
        draw_scene(Vehicle(cargo=name), np.random.default_rng(5)) for name in ("empty", cargo)
    )
    added = (loaded.paths_g_cm2 - empty.paths_g_cm2).sum(axis=0)
    assert np.isfinite(added).all()
    assert loaded.paths_g_cm2.min() > -1e-2  # nothing is less than air
    columns = np.flatnonzero(np.abs(added[:-UNDERBODY_PX]).max(axis=0) > 1)
    if cargo != "empty":
        assert columns[0] * PIXEL_M > AIR_AHEAD_M + CAB_M
        assert columns[-1] * PIXEL_M < AIR_AHEAD_M + 17.6


@pytest.mark.parametrize(
    "vehicle",
    [
        Vehicle(container=None, iso_type=None, length_m=20.0),
        CAR,
        Vehicle(iso_type="22G1", length_m=12.0),
        Vehicle(iso_type="L5G1", length_m=9.5),
    ],
    ids=["van", "car", "short-box", "longer-box-than-truck"],
)
def test_every_vehicle_of_a_scenario_can_be_drawn(vehicle: Vehicle) -> None:
    scene = draw_scene(vehicle, np.random.default_rng(5))
    assert scene.geometry.width_px * PIXEL_M > vehicle.length_m
    assert scene.paths_g_cm2.max() > 100
