"""The whole workstation is killed while radiographs arrive: the next start has them all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from devices.emulators.imager import write_package
from tests.builders import NOW
from tests.devices.radiograph.test_imager import CAR
from tests.main.stations import running, site_of

SCANS = 6
WAIT_S = 60
SITE = '[devices.imager]\nkind = "radiograph/scan-folder"\npath = "scans"\n'


@contextmanager
def workstation(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The real program, without a display of its own. Whoever uses it must end it."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "app", "workstation", "--site", str(folder / "site.toml")],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(WAIT_S)


def wait_until(is_true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait for what the program does, as long as it lives."""
    ends_at = time.monotonic() + WAIT_S
    while not is_true():
        assert process.poll() is None, "the workstation ended by itself"
        assert time.monotonic() < ends_at, "the workstation did nothing in time"
        time.sleep(0.01)


def drop(folder: Path, numbers: range) -> set[str]:
    """Radiographs of vehicles that nobody announced; the names of the scans."""
    sheets = [
        write_package(folder, CAR, seed=number, at=NOW + timedelta(seconds=number))
        for number in numbers
    ]
    return {sheet.stem for sheet in sheets}


@pytest.mark.timeout(4 * WAIT_S)
@pytest.mark.parametrize("taken_first", [1, 3])
def test_a_killed_workstation_has_every_radiograph_once_after_the_next_start(
    tmp_path: Path, taken_first: int
) -> None:
    site = site_of(tmp_path, SITE)
    scans, done = tmp_path / "scans", tmp_path / "scans" / "done"
    scans.mkdir()
    dropped = drop(scans, range(SCANS))
    with workstation(tmp_path) as first:
        wait_until(lambda: done.is_dir() and len(list(done.iterdir())) >= taken_first, first)
        first.send_signal(signal.SIGKILL)
        first.wait(WAIT_S)
    with workstation(tmp_path) as second:
        wait_until(lambda: not list(scans.glob("*.tif")) and not list(scans.glob("*.xml")), second)
        second.terminate()
        assert second.wait(WAIT_S) == 0
    with running(site) as station:
        cases = station.backend.cases
    attached = [item.scan.scan_id for case in cases for item in case.radiographs]
    assert sorted(attached) == sorted(dropped)
    assert len(cases) == SCANS


def test_what_a_station_writes_is_for_its_own_account_alone(tmp_path: Path) -> None:
    site_of(tmp_path)
    data = tmp_path / "data"
    with workstation(tmp_path) as process:
        wait_until(lambda: (data / "images").is_dir(), process)
        (data / "images" / "left-by-a-kill").write_bytes(b"pixels")
        process.send_signal(signal.SIGKILL)
        process.wait(WAIT_S)
    with workstation(tmp_path) as process:
        wait_until(lambda: not (data / "images" / "left-by-a-kill").exists(), process)
        wait_until((data / "images").is_dir, process)
        process.terminate()
        assert process.wait(WAIT_S) == 0
    assert not (data / "images").exists()
    open_to_others = [path for path in (data, *data.rglob("*")) if path.stat().st_mode & 0o077]
    assert not open_to_others
