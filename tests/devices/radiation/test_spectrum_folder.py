"""Complete spectrum files are read once and moved; what cannot be read is kept apart."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.domain.occupancy import Occupancy
from app.domain.spectrum import SpectrumFile
from devices.errors import DeviceError, NotTakenError
from devices.radiation.spectrum_folder import DONE, QUARANTINE, SpectrumFolderLink
from tests.devices.clocks import HandClock
from tests.devices.radiation.n42_documents import document
from tests.devices.radiation.portal_documents import PORTAL_2006, PORTAL_2012
from tests.devices.radiation.test_own_formats import WRITERS


class Folder:
    """A watched drop folder and what came out of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read = asyncio.Queue[tuple[bytes, str, SpectrumFile]]()
        self.occupancies = asyncio.Queue[Occupancy]()
        self.originals: list[tuple[bytes, str]] = []
        self.unreadable = asyncio.Queue[tuple[bytes, str, str]]()
        self.link = SpectrumFolderLink(
            "spectra",
            path,
            HandClock(),
            self._read,
            self._unreadable,
            on_occupancy=self._passed,
            lane="L03",
        )
        self.task = asyncio.create_task(self.link.run())

    async def _read(self, data: bytes, name: str, file: SpectrumFile) -> bool:
        await self.read.put((data, name, file))
        return True

    async def _passed(self, data: bytes, name: str, occupancy: Occupancy) -> bool:
        self.originals.append((data, name))
        await self.occupancies.put(occupancy)
        return True

    async def _unreadable(self, data: bytes, name: str, why: str) -> bool:
        await self.unreadable.put((data, name, why))
        return True

    async def moved(self, to: str, count: int = 1) -> list[str]:
        """The names in a sub-folder once there are enough of them."""
        folder = self.path / to
        async with asyncio.timeout(10):
            while True:
                names = sorted(item.name for item in folder.iterdir()) if folder.is_dir() else []
                if len(names) >= count:
                    return names
                await asyncio.sleep(0.02)


@pytest.fixture
async def folder(tmp_path: Path) -> AsyncIterator[Folder]:
    folder = Folder(tmp_path)
    yield folder
    folder.task.cancel()
    await asyncio.wait([folder.task])


async def test_a_spectrum_is_delivered_with_its_bytes_and_moved_to_done(folder: Folder) -> None:
    (folder.path / "a.n42").write_bytes(document())
    data, name, file = await asyncio.wait_for(folder.read.get(), 10)
    assert (data, name) == (document(), "a.n42")
    assert file.spectra[0].counts == (1, 2, 3)
    assert await folder.moved(DONE) == ["a.n42"]


async def test_what_cannot_be_read_is_delivered_with_the_reason_and_kept_apart(
    folder: Folder,
) -> None:
    (folder.path / "b.n42").write_bytes(b"<RadInstrumentData><broken")
    data, name, why = await asyncio.wait_for(folder.unreadable.get(), 10)
    assert (data, name) == (b"<RadInstrumentData><broken", "b.n42")
    assert "broken" in why
    assert await folder.moved(QUARANTINE) == ["b.n42"]


async def test_a_name_that_is_taken_is_not_overwritten(folder: Folder) -> None:
    for number in range(2):
        (folder.path / "a.n42").write_bytes(document())
        await asyncio.wait_for(folder.read.get(), 10)
        await folder.moved(DONE, number + 1)
    assert await folder.moved(DONE, 2) == ["a-1.n42", "a.n42"]


async def test_a_file_that_is_still_written_is_left_alone_until_it_is_complete(
    folder: Folder,
) -> None:
    data = document()
    (folder.path / "later.n42.part").write_bytes(data)
    with (folder.path / "slow.n42").open("wb") as file:
        for offset in range(0, len(data), 200):
            file.write(data[offset : offset + 200])
            file.flush()
            await asyncio.sleep(0.05)  # the instrument's pace, shorter than two looks
    read, name, _ = await asyncio.wait_for(folder.read.get(), 10)
    assert (read, name) == (data, "slow.n42")
    assert (folder.path / "later.n42.part").exists()
    assert folder.unreadable.empty()


async def test_links_and_folders_are_not_read(folder: Folder, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere"
    secret.mkdir()
    (secret / "secret").write_bytes(document())
    (folder.path / "link.n42").symlink_to(secret / "secret")
    (folder.path / "z.n42").write_bytes(document())
    _, name, _ = await asyncio.wait_for(folder.read.get(), 10)
    assert name == "z.n42"
    assert folder.read.empty()
    assert (folder.path / "link.n42").is_symlink()


async def no_room(*_: object) -> bool:
    """A station that can record nothing now."""
    return False


@pytest.mark.parametrize("data", [document(), b"<RadInstrumentData><broken"], ids=["good", "bad"])
async def test_what_cannot_be_recorded_stays_in_the_folder(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.n42").write_bytes(data)
    link = SpectrumFolderLink("spectra", tmp_path, HandClock(), no_room, no_room)
    with pytest.raises(NotTakenError, match=r"a\.n42 cannot be recorded"):
        await asyncio.wait_for(link.run(), 10)
    assert await asyncio.to_thread(os.listdir, tmp_path) == ["a.n42"]


async def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    link = SpectrumFolderLink("spectra", tmp_path / "gone", HandClock(), no_room, no_room)
    with pytest.raises(DeviceError, match="gone"):
        await link.run()


async def test_a_portals_file_brings_its_passage_and_is_done(folder: Folder) -> None:
    (folder.path / "portal.n42").write_bytes(PORTAL_2012)
    occupancy = await asyncio.wait_for(folder.occupancies.get(), 10)
    assert occupancy.lane == "L03"
    assert await folder.moved(DONE) == ["portal.n42"]
    assert folder.originals == [(PORTAL_2012, "portal.n42")]
    assert folder.read.empty()


async def test_a_spectroscopic_portals_file_brings_passage_and_spectra(folder: Folder) -> None:
    (folder.path / "asp.n42").write_bytes(PORTAL_2006)
    _, _, file = await asyncio.wait_for(folder.read.get(), 10)
    assert len(file.spectra) == 20
    assert (await asyncio.wait_for(folder.occupancies.get(), 10)).profiles


@pytest.mark.parametrize("name", WRITERS)
async def test_other_formats_that_we_read_are_taken_too(folder: Folder, name: str) -> None:
    (folder.path / name).write_bytes(WRITERS[name]())
    _, _, file = await asyncio.wait_for(folder.read.get(), 10)
    assert sum(file.spectra[0].counts) > 70_000
