"""A radiograph is decoded once, in a worker process, into a folder that is whole or not there."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from app.radiography.extent import vehicle_extent
from app.radiography.image_cache import INDEX_NAME, decode_to_cache, open_cached
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
