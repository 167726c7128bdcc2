"""What goes wrong on our side or with a sender's names never loses an object or its trace."""

import asyncio
import threading
import tracemalloc
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pynetdicom.ae import ApplicationEntity

from app.domain.sync_state import DeviceState, LinkState
from devices.radiograph.receiver import DicosReceiverLink
from devices.radiograph.receiver_place import ReceiverPlace
from devices.radiograph.receiver_server import (
    SUCCESS,
    VERIFICATION,
    Answer,
    Callbacks,
    Listener,
    Offered,
)
from devices.radiograph.receiver_spool import Spool
from devices.supervisor import Supervisor
from tests.devices.radiograph.packages import pixels
from tests.devices.radiograph.receiving import (
    QUICK,
    Heard,
    associate_rq,
    command_set,
    cut_off,
    data_pdu,
    data_set,
    radiograph,
    raw,
    receiving,
    shorter,
    store,
)

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning:pydicom")

OK = (0, "")
NOT_NOW = 0xA700


def offer(port: int, sop_instance: str) -> None:
    """A C-STORE whose command names its object so; waits until the receiver hangs up."""
    with raw(port) as connection:
        connection.sendall(associate_rq())
        connection.recv(65_536)
        object_bytes = data_set(radiograph())
        connection.sendall(data_pdu((3, command_set(sop_instance)), (2, object_bytes)))
        cut_off(connection)


def echo(port: int) -> int | None:
    """The status of a C-ECHO."""
    entity = ApplicationEntity("IMAGER")
    entity.add_requested_context(VERIFICATION)
    association = entity.associate("127.0.0.1", port, ae_title="PARALLEL49")
    status: int | None = association.send_c_echo().get("Status")
    association.release()
    return status


@pytest.mark.parametrize("name", ["", "1.2." + "3" * 70], ids=["none", "too long"])
async def test_an_object_that_the_library_cannot_name_is_told(tmp_path: Path, name: str) -> None:
    async with receiving(tmp_path, energies=1) as heard:
        await asyncio.to_thread(offer, heard.port, name)
        await heard.until(lambda it: any("cannot be read" in why for why in it.whys))
        assert not heard.scans
        assert await asyncio.to_thread(store, heard.port, radiograph()) == [OK]


async def test_a_quarantine_that_cannot_be_written_is_our_failure_and_said(tmp_path: Path) -> None:
    async with receiving(tmp_path, energies=1) as heard:
        (tmp_path / "quarantine").rmdir()
        (tmp_path / "quarantine").write_bytes(b"")
        [(status, why)] = await asyncio.to_thread(store, heard.port, radiograph(SamplesPerPixel=3))
    assert status == NOT_NOW
    assert "the disk failed" in why


async def test_a_sender_that_repeats_what_was_refused_is_recorded_once(tmp_path: Path) -> None:
    bad = radiograph(SamplesPerPixel=3)
    for _ in range(2):  # the second time in a receiver that starts anew
        async with receiving(tmp_path, heard := Heard(), energies=1):
            answers = await asyncio.to_thread(store, heard.port, bad, bad)
        assert [status for status, _ in answers] == [0xC000, 0xC000]
        assert heard.rejected_count == 2
    assert heard.refused == []


async def test_what_cannot_be_read_after_a_start_is_refused_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    async with receiving(tmp_path) as heard:
        assert await asyncio.to_thread(store, heard.port, radiograph(0)) == [OK]
    (tmp_path / "arriving" / "1.2-0123456789abcdef.dcs").write_bytes(b"damaged by the disk")
    async with receiving(tmp_path) as later:
        assert await asyncio.to_thread(store, later.port, radiograph(1)) == [OK]
    assert len(later.scans[0].files) == 2
    [(data, _, why)] = later.refused
    assert data == b"damaged by the disk"
    assert why
    assert list((tmp_path / "arriving").iterdir()) == []


@pytest.mark.parametrize("step", ["keep", "settle"])
async def test_a_disk_that_is_slower_than_a_sender_waits_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    slow, done = threading.Event(), getattr(Spool, step)

    def stall(spool: Spool, given: Any) -> None:
        assert slow.wait(20)
        done(spool, given)

    async with receiving(tmp_path, limits=shorter(answer_s=0.3, idle_s=20.0)) as heard:
        first = radiograph(0)
        if step == "settle":
            assert await asyncio.to_thread(store, heard.port, first) == [OK]
        monkeypatch.setattr(Spool, step, stall)
        late = radiograph(1) if step == "settle" else first
        [(status, _)] = await asyncio.to_thread(store, heard.port, late)
        assert status == NOT_NOW
        slow.set()
        assert await asyncio.to_thread(store, heard.port, late) == [OK]
        if step == "keep":
            assert await asyncio.to_thread(store, heard.port, radiograph(1)) == [OK]
        assert await asyncio.to_thread(store, heard.port, radiograph(0, "1.9")) == [OK]
        heard.clock.elapsed_s += 16
        await heard.until(lambda it: it.scans[-1].scan.scan_id == "1.9")
    studies = {package.scan.scan_id: len(package.files) for package in heard.scans}
    assert studies == {"1.2.3": 2, "1.9": 1}


async def test_every_piece_of_an_object_is_a_sign_of_life(tmp_path: Path) -> None:
    """Else a slow sender would be taken for silent, and cut off by a new start of the link."""
    limits = shorter(idle_s=20.0, association_s=60.0)
    async with receiving(tmp_path, energies=1, echo_max_s=9.0, limits=limits) as heard:
        whole = data_set(radiograph())
        with raw(heard.port) as connection:
            connection.sendall(associate_rq())
            await asyncio.to_thread(connection.recv, 65_536)
            connection.sendall(data_pdu((3, command_set()), (0, whole[:1000])))
            await heard.until(lambda it: it.heard_count == 1)
            connection.sendall(data_pdu((0, whole[1000:2000])))
            await heard.until(lambda it: it.heard_count == 2)


async def test_silence_longer_than_promised_is_trouble_until_the_next_echo(tmp_path: Path) -> None:
    heard, states, changed = Heard(), list[DeviceState](), asyncio.Event()

    def note(state: DeviceState) -> None:
        states.append(state)
        changed.set()

    async def until(link: LinkState) -> None:
        async with asyncio.timeout(20):
            while not states or states[-1].link is not link:
                await changed.wait()
                changed.clear()

    ports: asyncio.Queue[int] = asyncio.Queue()
    link = DicosReceiverLink(
        "imager",
        ReceiverPlace(folder=tmp_path, limits=QUICK, energies=1, echo_max_s=30.0),
        heard.clock,
        heard.scan,
        heard.original,
        heard.unreadable,
        lambda data, why: None,
        on_listening=ports.put_nowait,
    )
    supervisor = Supervisor(link, heard.clock, note, Random(1), backoff_s=(0.01,))  # noqa: S311 - jitter
    running = asyncio.create_task(supervisor.run())
    try:
        assert await asyncio.to_thread(echo, await ports.get()) == 0
        await until(LinkState.UP)
        heard.clock.elapsed_s += 31
        await until(LinkState.DEGRADED)
        assert "silent for 31 s" in states[-1].why
        assert await asyncio.to_thread(echo, await ports.get()) == 0
        await until(LinkState.UP)
    finally:
        running.cancel()
        await asyncio.wait([running])


def test_an_object_that_waits_for_its_answer_is_in_memory_once(tmp_path: Path) -> None:
    side_px = 4096
    image = pixels().repeat(side_px // 40, 0)[:, :1].repeat(side_px, 1)
    file = radiograph(Rows=image.shape[0], Columns=side_px, PixelData=image.tobytes())
    whole = data_set(file)
    held: list[int] = []

    def answer(offered: Offered) -> Answer:
        held.append(tracemalloc.get_traced_memory()[0])
        return SUCCESS

    place = ReceiverPlace(folder=tmp_path, energies=1)
    said = Callbacks(store=answer, echo=lambda who: None, trouble=lambda why: None)
    listener = Listener("imager", place, said)
    try:
        tracemalloc.start()
        send_raw(listener.port, whole)
    finally:
        tracemalloc.stop()
        listener.stop()
    assert held[0] < 1.3 * len(file)


def send_raw(port: int, whole: bytes) -> None:
    """A C-STORE of which the sender holds no second copy."""
    with raw(port) as connection:
        connection.sendall(associate_rq())
        connection.recv(65_536)
        connection.sendall(data_pdu((3, command_set())))
        step = 200_000
        for at in range(0, len(whole), step):
            is_last = at + step >= len(whole)
            connection.sendall(data_pdu((2 * is_last, whole[at : at + step])))
        connection.recv(65_536)


@pytest.mark.parametrize("title", ["A\\B", "", "A" * 17, " A"])
def test_a_title_that_the_library_would_refuse_is_refused_in_the_site_file(title: str) -> None:
    with pytest.raises(ValueError, match="AE title"):
        ReceiverPlace(folder=Path(), ae_title=title)
