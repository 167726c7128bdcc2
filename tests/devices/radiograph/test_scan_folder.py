"""A drop folder gives each radiograph once, whole and untouched, whatever its writer does."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from devices.emulators.imager import write_package
from devices.errors import NotConnectedError, NotTakenError
from devices.pruning import KEEPING, Keeping
from devices.radiograph.drop_folder import (
    IMAGE_WAIT_S,
    SHEET_WAIT_S,
    Arrival,
    DropFolder,
    ScanPackage,
)
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.scan_folder import ScanFolderLink
from tests.devices.radiograph.packages import dataset, dicom, package, pixels, tiled
from tests.devices.radiograph.test_imager import CAR

WAIT_S = 30.0


class HandClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.at_s = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 24, tzinfo=UTC)

    def monotonic_s(self) -> float:
        return self.at_s


@dataclass
class Delivered:
    """What a link handed over; `changed` is set with every delivery."""

    scans: list[ScanPackage] = field(default_factory=list)
    refused: list[tuple[bytes, str, str]] = field(default_factory=list)
    has_room: bool = True
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def scan(self, arrived: ScanPackage) -> bool:
        self.scans.append(arrived)
        self.changed.set()
        return self.has_room

    async def unreadable(self, data: bytes, name: str, why: str) -> bool:
        self.refused.append((data, name, why))
        self.changed.set()
        return self.has_room

    async def next(self) -> None:
        await asyncio.wait_for(self.changed.wait(), WAIT_S)
        self.changed.clear()


@asynccontextmanager
async def watching(folder: Path, keeping: Keeping = KEEPING) -> AsyncIterator[Delivered]:
    delivered = Delivered()
    link = ScanFolderLink(
        "imager", folder, HandClock(), delivered.scan, delivered.unreadable, keeping=keeping
    )
    running = asyncio.create_task(link.run())
    try:
        yield delivered
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def put(folder: Path, *names: str, stem: str = "scan") -> None:
    """Put files of a good package into the folder, in this order."""
    files = {Path(name).suffix: data for name, _, data in package()}
    for suffix in names:
        (folder / f"{stem}{suffix}").write_bytes(files[suffix])


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def settled(folder: DropFolder, now_s: float = 0.0) -> list[Arrival]:
    """What arrives once nothing changes any more: seen twice."""
    folder.arrivals(now_s)
    return folder.arrivals(now_s)


async def test_a_package_is_delivered_with_the_bytes_as_they_came(tmp_path: Path) -> None:
    async with watching(tmp_path) as delivered:
        put(tmp_path, ".tif", ".xml")
        await delivered.next()
    [arrived] = delivered.scans
    assert arrived.scan.container_number == "MSCU6603420"
    assert [data for _, _, data in arrived.files] == [data for _, _, data in package()]
    assert [media_type for _, media_type, _ in arrived.files] == ["application/xml", "image/tiff"]


async def test_an_imaging_site_in_another_process_is_understood(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as site:
        async with watching(tmp_path) as delivered:
            writing = site.submit(write_package, tmp_path, CAR, seed=1, at=HandClock().now())
            await delivered.next()
            assert writing.result(WAIT_S).name == delivered.scans[0].files[0][0]
    assert delivered.scans[0].scan.simulated
    assert not delivered.refused


async def test_a_dicos_file_is_delivered_by_itself(tmp_path: Path) -> None:
    async with watching(tmp_path) as delivered:
        (tmp_path / "one.dcs").write_bytes(dicom(dataset(pixels())))
        await delivered.next()
    assert delivered.scans[0].files[0][1] == "application/dicom"


async def test_a_package_that_lies_is_refused_and_kept_with_the_reason(tmp_path: Path) -> None:
    async with watching(tmp_path) as delivered:
        put(tmp_path, ".xml")
        (tmp_path / "scan.tif").write_bytes(tiled(pixels(5), pixels(6)))
        await delivered.next()
        (tmp_path / "then.dcs").write_bytes(dicom(dataset(pixels())))
        await delivered.next()  # what came before is put away by now
    [(data, name, why)] = delivered.refused
    assert (name, data) == ("scan.xml", package()[0][2])
    assert "SHA-256" in why
    names = {path.name for path in files_under(tmp_path / "quarantine")}
    assert names == {"scan.xml", "scan.tif", "why.txt"}
    assert {path.name for path in files_under(tmp_path) if path.parent == tmp_path} <= {"then.dcs"}


async def test_one_bad_file_does_not_keep_the_good_ones_out(tmp_path: Path) -> None:
    async with watching(tmp_path) as delivered:
        (tmp_path / "bad.dcs").write_bytes(b"not DICOM")
        put(tmp_path, ".tif", ".xml", stem="good")
        while not (delivered.scans and delivered.refused):
            await delivered.next()
    assert [name for _, name, _ in delivered.refused] == ["bad.dcs"]


async def test_a_folder_that_is_gone_is_a_device_failure(tmp_path: Path) -> None:
    delivered = Delivered()
    link = ScanFolderLink(
        "imager", tmp_path / "unmounted", HandClock(), delivered.scan, delivered.unreadable
    )
    with pytest.raises(NotConnectedError, match="unmounted"):
        await link.run()


@pytest.mark.parametrize("data", [dicom(dataset(pixels())), b"not DICOM"], ids=["good", "bad"])
async def test_what_cannot_be_recorded_stays_in_the_folder_until_it_can(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "one.dcs").write_bytes(data)
    delivered = Delivered(has_room=False)
    link = ScanFolderLink("imager", tmp_path, HandClock(), delivered.scan, delivered.unreadable)
    with pytest.raises(NotTakenError, match=r"one\.dcs cannot be recorded"):
        await asyncio.wait_for(link.run(), WAIT_S)
    assert files_under(tmp_path) == [tmp_path / "one.dcs"]
    async with watching(tmp_path) as later:
        await later.next()
    assert len(later.scans) + len(later.refused) == 1


async def test_what_was_taken_is_removed_when_the_site_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "done" / "S-1").mkdir(parents=True)
    (tmp_path / "done" / "S-1" / "scan.tif").write_bytes(b"II*")
    async with watching(tmp_path, Keeping(done_h=0)) as delivered:
        (tmp_path / "bad.dcs").write_bytes(b"not DICOM")
        await delivered.next()
    assert not list((tmp_path / "done").iterdir())


def test_nothing_arrives_before_the_sheet_appears(tmp_path: Path) -> None:
    folder = DropFolder(tmp_path)
    put(tmp_path, ".tif")
    (tmp_path / "scan.xml.part").write_bytes(b"<CargoScan")
    assert settled(folder) == []
    put(tmp_path, ".xml")
    assert len(settled(folder)) == 1


def test_a_file_that_is_still_growing_is_left_alone(tmp_path: Path) -> None:
    folder = DropFolder(tmp_path)
    put(tmp_path, ".tif", ".xml")
    folder.arrivals(0)
    with (tmp_path / "scan.tif").open("ab") as stream:
        stream.write(b"more")
    assert folder.arrivals(1) == []


def test_the_same_package_sent_twice_is_taken_once(tmp_path: Path) -> None:
    folder = DropFolder(tmp_path)
    for expected in (True, False):
        put(tmp_path, ".tif", ".xml")
        [arrival] = settled(folder)
        taken = folder.take(arrival)
        assert (taken is not None) is expected
        folder.settle(arrival, taken)
    assert not list(tmp_path.glob("scan.*"))


def test_the_same_package_is_known_after_a_restart(tmp_path: Path) -> None:
    put(tmp_path, ".tif", ".xml")
    first = DropFolder(tmp_path)
    [arrival] = settled(first)
    first.settle(arrival, first.take(arrival))
    put(tmp_path, ".tif", ".xml", stem="other-name-same-scan")
    [again] = settled(DropFolder(tmp_path))
    assert DropFolder(tmp_path).take(again) is None


def test_a_stop_between_two_moves_is_made_good(tmp_path: Path) -> None:
    put(tmp_path, ".tif", ".xml")
    folder = DropFolder(tmp_path)
    [arrival] = settled(folder)
    folder.settle(arrival, folder.take(arrival))
    [home] = (tmp_path / "done").iterdir()
    (home / "scan.xml").replace(tmp_path / "scan.xml")  # as if we had stopped here
    assert settled(DropFolder(tmp_path)) == []
    assert (home / "scan.xml").exists()


def test_a_sheet_whose_image_never_comes_is_refused_in_the_end(tmp_path: Path) -> None:
    put(tmp_path, ".xml")
    folder = DropFolder(tmp_path)
    assert settled(folder, 0.0) == []
    [arrival] = folder.arrivals(IMAGE_WAIT_S + 1)
    with pytest.raises(UnreadableScanError, match="no image came"):
        folder.take(arrival)


def test_an_image_whose_sheet_never_comes_is_told_of(tmp_path: Path) -> None:
    put(tmp_path, ".tif")
    folder = DropFolder(tmp_path)
    assert settled(folder, 0.0) == []
    [arrival] = folder.arrivals(SHEET_WAIT_S + 1)
    with pytest.raises(UnreadableScanError, match="no sheet came"):
        folder.take(arrival)


def test_links_and_other_files_are_not_looked_at(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.dcs").write_bytes(b"secret")
    watched = tmp_path / "watched"
    watched.mkdir()
    (watched / "link.dcs").symlink_to(outside / "secret.dcs")
    (watched / "notes.txt").write_text("hello")
    assert settled(DropFolder(watched)) == []
