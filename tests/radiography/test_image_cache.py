"""A radiograph is decoded once, in a worker process, into a folder that is whole or not there."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.radiography.enhance import equalised
from app.radiography.extent import vehicle_extent
from app.radiography.image_cache import (
    INDEX_NAME,
    decode_to_cache,
    open_cached,
    remake_to_cache,
)
from app.radiography.laid_file import lay_out
from app.radiography.material import NOTHING, MaterialClass, material_class
from app.radiography.pyramid import open_pyramid
from app.runtime.workers import make_workers
from devices.radiograph.decode import decode_scan
from devices.radiograph.errors import UnreadableScanError
from tests.devices.radiograph.packages import package, pixels, tiff

decode = partial(decode_to_cache, decode=decode_scan)


def test_a_worker_process_decodes_and_this_one_maps(tmp_path: Path) -> None:
    with make_workers() as workers:
        home = workers.submit(decode, tuple(package()), tmp_path).result(timeout=60)
    opened = open_cached(home)
    assert [len(levels) for levels in opened.channels] == [1, 1]
    assert np.array_equal(opened.channels[1][0], pixels(1))
    assert len(opened.levels) == 2
    assert opened.levels[0].air > 40_000


def test_the_same_files_are_decoded_once(tmp_path: Path) -> None:
    first = decode(tuple(package()), tmp_path)
    (first / INDEX_NAME).touch()
    before = (first / INDEX_NAME).stat().st_mtime_ns
    assert decode(tuple(package()), tmp_path) == first
    assert (first / INDEX_NAME).stat().st_mtime_ns == before


def test_the_rest_of_a_crash_is_replaced(tmp_path: Path) -> None:
    home = decode(tuple(package()), tmp_path)
    (home / INDEX_NAME).unlink()
    assert decode(tuple(package()), tmp_path) == home
    assert open_cached(home).channels


def test_what_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnreadableScanError):
        decode(tuple(package(tiff(pixels(0)))), tmp_path)
    assert list(tmp_path.iterdir()) == []


def scene() -> np.ndarray[tuple[int, int], np.dtype[np.uint16]]:
    image = np.full((300, 1000), 60_000, np.uint16)
    image[100:250, 80:900] = 20_000  # the vehicle
    image[290:, :] = 0  # the ground
    image[5, 20:30] = 0  # a mark
    return image


def test_the_vehicle_is_found_between_air_before_and_behind() -> None:
    assert vehicle_extent(scene(), 60_000) == (80, 900)


def test_an_image_of_air_or_of_nothing_has_no_vehicle() -> None:
    assert vehicle_extent(np.full((50, 60), 60_000, np.uint16), 60_000) is None
    assert vehicle_extent(np.zeros((50, 60), np.uint16), 60_000) is None


def dual_scan(width_px: int, height_px: int) -> Scan:
    return Scan(
        scan_id="S-1",
        site="Coutts AB",
        lane="1",
        device="synthetic",
        started_at=datetime(2026, 11, 24, tzinfo=UTC),
        width_px=width_px,
        height_px=height_px,
        pixel_mm=(5.0, 5.0),
        channels=tuple(
            ScanChannel(role=role, energy_mv=energy, unit=PixelUnit.TRANSMISSION, scale=1 / 60_000)
            for role, energy in ((ChannelRole.HIGH, 9.0), (ChannelRole.LOW, 6.0))
        ),
        simulated=True,
    )


def cached_truck(folder: Path) -> Path:
    """A block of steel, 60 g/cm2 thick, in air, at both energies."""
    high, low = np.full((2, 600, 1600), 60_000, np.uint16)
    high[200:, 300:1300], low[200:, 300:1300] = 5_766, 4_275
    files = (("truck", "image/tiff", b"truck"),)
    scan = dual_scan(1600, 600)
    return decode_to_cache(files, folder, decode=lambda _files: (scan, [high, low]))


def test_two_energies_are_cached_with_their_materials_and_the_vehicles_box(tmp_path: Path) -> None:
    image = open_cached(cached_truck(tmp_path))
    assert image.vehicle_px is not None
    assert (image.vehicle_px.left, image.vehicle_px.right) == (300, 1300)
    assert (image.vehicle_px.top, image.vehicle_px.bottom) == (200, 600)
    assert image.extent_px == (300, 1300)
    [materials] = image.material
    assert materials.shape == (300, 800)
    assert material_class(int(materials[200, 400])) is MaterialClass.METAL
    assert materials[10, 10] == NOTHING


def test_one_energy_has_no_materials(tmp_path: Path) -> None:
    scan = replace(dual_scan(80, 60), channels=dual_scan(80, 60).channels[:1])
    pixels = np.full((60, 80), 60_000, np.uint16)
    files = (("one", "image/tiff", b"one"),)
    image = open_cached(decode_to_cache(files, tmp_path, decode=lambda _files: (scan, [pixels])))
    assert image.material == []
    assert image.vehicle_px is None


def test_a_worker_takes_a_laid_out_file_away(tmp_path: Path) -> None:
    files = package()
    laid = tuple(
        lay_out(
            data,
            name=name,
            media_type=media_type,
            sha256=sha256(data).hexdigest(),
            cache=tmp_path,
        )
        for name, media_type, data in files
    )
    assert all(file.path.stat().st_mode & 0o077 == 0 for file in laid)
    with make_workers() as workers:
        home = workers.submit(decode, laid, tmp_path).result(timeout=60)
    assert list(tmp_path.iterdir()) == [home]
    assert decode(tuple(files), tmp_path) == home


def test_what_a_worker_makes_of_a_channel_lies_beside_it(tmp_path: Path) -> None:
    home = cached_truck(tmp_path)
    folder = remake_to_cache(home, 0, "equalised", remake=equalised)
    [finest, *_] = open_pyramid(folder)
    image = open_cached(home)
    assert np.array_equal(finest, equalised(image.channels[0][0], image.levels[0]))
    before = (folder / "level-0.npy").stat().st_mtime_ns
    assert remake_to_cache(home, 0, "equalised", remake=equalised) == folder
    assert (folder / "level-0.npy").stat().st_mtime_ns == before
