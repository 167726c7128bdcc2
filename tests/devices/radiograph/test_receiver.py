"""A DICOS receiver answers an object when it is on record, and makes one scan of its energies."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from devices.emulators.imager_sender import Destination, send_scan
from devices.errors import NotConnectedError
from devices.radiograph.receiver_place import ReceiverLimits
from devices.radiograph.receiver_server import DICOS_CLASSES
from tests.devices.clocks import HandClock
from tests.devices.radiograph.receiving import (
    Heard,
    data_set,
    radiograph,
    receiving,
    store,
)
from tests.devices.radiograph.test_imager import CAR

# Test senders and toolkits write UIDs that break DICOM's rules; the library warns of each.
pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning:pydicom")

OK = (0, "")


def files_under(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


async def test_both_energies_of_an_imager_in_another_process_are_one_scan(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as site:
        async with receiving(tmp_path, limits=ReceiverLimits()) as heard:
            place = Destination(host="127.0.0.1", port=heard.port)
            sending = site.submit(send_scan, place, CAR, seed=1, at=HandClock().now())
            await heard.until(lambda it: it.scans)
            await asyncio.wrap_future(sending)
    [package] = heard.scans
    assert [channel.energy_mv for channel in package.scan.channels] == [9.0, 6.0]
    assert package.scan.simulated
    assert len(heard.originals) == 1  # the first was on record before the second came
    assert any("C-ECHO from 'IMAGER'" in reading for reading in heard.readings)


async def test_the_bytes_are_handed_over_as_they_came(tmp_path: Path) -> None:
    file = radiograph()
    async with receiving(tmp_path, energies=1) as heard:
        assert await asyncio.to_thread(store, heard.port, file) == [OK]
    [(name, media_type, data)] = heard.scans[0].files
    assert (name, media_type) == ("1.2.3.1.dcs", "application/dicom")
    assert data_set(data) == data_set(file)


async def test_the_same_object_again_is_answered_with_success_and_taken_once(
    tmp_path: Path,
) -> None:
    for _ in range(2):  # the second time in a receiver that starts anew
        async with receiving(tmp_path, energies=1) as heard:
            again = await asyncio.to_thread(store, heard.port, radiograph(), radiograph())
        assert again == [OK, OK]
    assert heard.scans == []


async def test_one_name_with_other_bytes_is_refused_and_kept(tmp_path: Path) -> None:
    async with receiving(tmp_path, energies=1) as heard:
        other = radiograph(PatientID="CSQU3054383")
        answers = await asyncio.to_thread(store, heard.port, radiograph(), other)
    assert [status for status, _ in answers] == [0, 0x0111]
    [(data, _, why)] = heard.refused
    assert "came before with other bytes" in why
    assert data_set(data) == data_set(other)
    assert "why.txt" in files_under(tmp_path / "quarantine")


async def test_an_energy_that_never_comes_is_done_without(tmp_path: Path) -> None:
    async with receiving(tmp_path) as heard:
        assert await asyncio.to_thread(store, heard.port, radiograph()) == [OK]
        assert not heard.scans
        heard.clock.elapsed_s += 16
        await heard.until(lambda it: it.scans)
    assert len(heard.scans[0].files) == 1


async def test_an_energy_that_comes_late_makes_a_whole_radiograph_beside_the_first(
    tmp_path: Path,
) -> None:
    async with receiving(tmp_path) as heard:
        await asyncio.to_thread(store, heard.port, radiograph(0))
        heard.clock.elapsed_s += 16
        await heard.until(lambda it: it.scans)
        assert await asyncio.to_thread(store, heard.port, radiograph(1)) == [OK]
    assert [len(package.files) for package in heard.scans] == [1, 2]


async def test_what_was_answered_is_handed_over_after_a_stop(tmp_path: Path) -> None:
    async with receiving(tmp_path) as heard:
        await asyncio.to_thread(store, heard.port, radiograph(0))
    async with receiving(tmp_path) as later:
        assert await asyncio.to_thread(store, later.port, radiograph(1)) == [OK]
    assert len(later.scans[0].files) == 2


@pytest.mark.parametrize("energies", [1, 2])
async def test_what_cannot_be_recorded_stays_with_its_sender(tmp_path: Path, energies: int) -> None:
    full = Heard(room=False)
    async with receiving(tmp_path, full, energies=energies):
        answers = await asyncio.to_thread(store, full.port, radiograph())
        full.room = True
        again = await asyncio.to_thread(store, full.port, radiograph())
    assert answers == [(0xA700, "cannot be recorded")]
    assert again == [OK]


async def test_two_senders_at_once_keep_their_studies_apart(tmp_path: Path) -> None:
    async with receiving(tmp_path) as heard:
        await asyncio.gather(*(
            asyncio.to_thread(
                store, heard.port, radiograph(0, study), radiograph(1, study), calling=study
            )
            for study in ("1.2.7", "1.2.8", "1.2.9")
        ))  # fmt: skip
    assert sorted(package.scan.scan_id for package in heard.scans) == ["1.2.7", "1.2.8", "1.2.9"]


@pytest.mark.parametrize("sop_class", sorted(DICOS_CLASSES))
async def test_every_dicos_class_is_negotiated_and_what_is_no_radiograph_is_answered_by_name(
    tmp_path: Path, sop_class: str
) -> None:
    async with receiving(tmp_path, energies=1) as heard:
        [(status, why)] = await asyncio.to_thread(
            store, heard.port, radiograph(SOPClassUID=sop_class)
        )
    if ".501.2." in sop_class:
        assert status == 0
    else:
        assert status == 0x0122
        assert "not a radiograph" in heard.refused[0][2]
        assert why


async def test_a_damaged_object_is_refused_with_the_reason(tmp_path: Path) -> None:
    async with receiving(tmp_path, energies=1) as heard:
        [(status, why)] = await asyncio.to_thread(store, heard.port, radiograph(SamplesPerPixel=3))
    assert status == 0xC000
    assert "not grey" in why
    assert "not grey" in heard.whys[-1]


async def test_a_port_that_is_taken_is_a_device_failure(tmp_path: Path) -> None:
    async with receiving(tmp_path / "a") as heard:
        with pytest.raises(NotConnectedError, match="cannot listen on 127"):
            async with receiving(tmp_path / "b", port=heard.port):
                pass
