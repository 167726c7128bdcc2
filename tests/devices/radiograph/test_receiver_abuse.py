"""A sender that stalls, lies or floods is cut off with a reason, and the others go on."""

import asyncio
import ssl
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.devices.radiograph.receiving import (
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

OK = [(0, "")]
COMMAND = (3, command_set())
MIB = 2**20


def says(*parts: bytes, answers: int = 0) -> Callable[[int], bool]:
    """A sender that says these bytes, each after an answer, and is then cut off."""

    def speak(port: int) -> bool:
        with raw(port) as connection:
            for index, part in enumerate(parts):
                connection.sendall(part)
                if index < answers:
                    connection.recv(65_536)
            return cut_off(connection)

    return speak


def floods(port: int) -> bool:
    """Ten gigabytes, were they taken."""
    chunk = data_pdu((0, bytes(MIB // 8)))
    with raw(port) as connection:
        connection.sendall(associate_rq())
        connection.recv(65_536)
        connection.sendall(data_pdu(COMMAND))
        try:
            for _ in range(10 * 1024 * 8):
                connection.sendall(chunk)
        except ConnectionError:
            return True
    return False


def drips(port: int) -> bool:
    """One byte at a time, each in time for a naive idle clock."""
    with raw(port) as connection:
        try:
            for byte in associate_rq():
                connection.sendall(bytes([byte]))
                time.sleep(0.02)  # the abuse itself is slowness
        except ConnectionError:
            return True
        return cut_off(connection)


ABUSES: dict[str, tuple[Callable[[int], bool], str]] = {
    "garbage": (says(b"GET / HTTP/1.1\r\nHost: imager\r\n\r\n"), "sent no DICOM"),
    "10 GB": (floods, "more than 1 MiB"),
    "4 GiB unit": (says(struct.pack(">BBL", 1, 0, 2**32 - 1)), "announced a unit of 4294967295"),
    "large unit": (
        says(associate_rq(), struct.pack(">BBL", 4, 0, 2**31), answers=1),
        "announced a unit of 2147483648",
    ),
    "stall": (says(associate_rq()[:40]), "stalled"),
    "drip": (drips, "stalled"),
    "stall in data": (
        says(associate_rq(), data_pdu(COMMAND) + data_pdu((0, bytes(99)))[:30], answers=1),
        "stalled",
    ),
    "fragment lies": (
        says(associate_rq(), struct.pack(">BBLLBB", 4, 0, 8, 2**31, 1, 3) + b"ab", answers=1),
        "lied about the length of a fragment",
    ),
    "short fragment": (
        says(associate_rq(), struct.pack(">BBLL", 4, 0, 4, 1), answers=1),
        "sent half a fragment",
    ),
    "no fragment": (
        says(associate_rq(), struct.pack(">BBL", 4, 0, 0), answers=1),
        "without a fragment",
    ),
    "data first": (says(associate_rq(), data_pdu((0, b"x")), answers=1), "without a command"),
    "no association": (says(data_pdu(COMMAND)), "out of turn"),
    "two associations": (says(associate_rq(), associate_rq(), answers=1), "out of turn"),
    "broken command": (
        says(associate_rq(), data_pdu((3, b"\0\0\0\0\xff\xff\xff\x7f" * 3)), answers=1),
        "a command without a name",
    ),
    "not served": (
        says(associate_rq(), data_pdu((3, command_set(field_value=0x20))), answers=1),
        "command 0x0020",
    ),
    "endless command": (
        says(associate_rq(), *[data_pdu((1, bytes(60_000)))] * 2, answers=1),
        "a command without end",
    ),
    "command in object": (
        says(associate_rq(), data_pdu(COMMAND, (0, b"x"), COMMAND), answers=1),
        "in the middle of an object",
    ),
}


@pytest.mark.parametrize(("abuse", "why"), ABUSES.values(), ids=list(ABUSES))
async def test_the_abuser_is_cut_off_with_a_reason_and_the_next_sender_is_served(
    tmp_path: Path, abuse: Callable[[int], bool], why: str
) -> None:
    async with receiving(tmp_path, energies=1) as heard:
        assert await asyncio.to_thread(abuse, heard.port)
        await heard.until(lambda it: any(why in told for told in it.whys))
        assert heard.rejected_count >= 1
        assert await asyncio.to_thread(store, heard.port, radiograph()) == OK


async def test_a_sender_is_served_while_another_stalls(tmp_path: Path) -> None:
    async with receiving(tmp_path, energies=1, limits=shorter(pdu_s=20.0)) as heard:
        with raw(heard.port) as stalled:
            stalled.sendall(associate_rq()[:40])
            assert await asyncio.to_thread(store, heard.port, radiograph()) == OK


async def test_no_more_senders_than_allowed_are_served_at_once(tmp_path: Path) -> None:
    limits = shorter(associations=1, pdu_s=20.0)
    async with receiving(tmp_path, energies=1, limits=limits) as heard:
        with raw(heard.port) as first:
            first.sendall(associate_rq()[:40])
            with raw(heard.port) as second:
                assert await asyncio.to_thread(cut_off, second)
            await heard.until(lambda it: any("came while 1 others" in why for why in it.whys))
        await heard.until(lambda it: any("went away" in why for why in it.whys))


async def test_what_all_senders_together_hold_is_bounded(tmp_path: Path) -> None:
    limits = shorter(held_bytes=1000, object_bytes=MIB)
    async with receiving(tmp_path, energies=1, limits=limits) as heard:
        with raw(heard.port) as connection:
            connection.sendall(associate_rq())
            await asyncio.to_thread(connection.recv, 65_536)
            connection.sendall(data_pdu(COMMAND, (0, bytes(1001))))
            assert await asyncio.to_thread(cut_off, connection)
        await heard.until(lambda it: any("all senders together" in why for why in it.whys))


@pytest.mark.parametrize(
    ("place", "titles"),
    [({}, {"called": "OTHER"}), ({"callers": ("VACIS",)}, {"calling": "STRANGER"})],
    ids=["called", "calling"],
)
async def test_another_ae_title_is_rejected(
    tmp_path: Path, place: dict[str, Any], titles: dict[str, str]
) -> None:
    async with receiving(tmp_path, **place) as heard:
        assert await asyncio.to_thread(lambda: store(heard.port, radiograph(), **titles)) == []
        await heard.until(lambda it: any("AE titles are not ours" in why for why in it.whys))


async def test_an_address_that_is_not_listed_is_not_heard(tmp_path: Path) -> None:
    async with receiving(tmp_path, peers=("192.0.2.7",)) as heard:
        with raw(heard.port) as connection:
            assert await asyncio.to_thread(cut_off, connection)
        await heard.until(lambda it: any("not among the addresses" in why for why in it.whys))


async def test_a_sender_that_says_nothing_is_let_go(tmp_path: Path) -> None:
    async with receiving(tmp_path, energies=1) as heard:
        with raw(heard.port) as connection:
            assert await asyncio.to_thread(cut_off, connection)
        assert await asyncio.to_thread(store, heard.port, radiograph()) == OK


async def test_a_stop_does_not_wait_for_senders(tmp_path: Path) -> None:
    limits = shorter(pdu_s=60.0, idle_s=60.0)
    began_s = time.monotonic()
    async with receiving(tmp_path, limits=limits) as heard:
        connection = raw(heard.port)
        connection.sendall(associate_rq())
        await asyncio.to_thread(connection.recv, 65_536)
        connection.sendall(data_pdu(COMMAND, (0, data_set(radiograph())[:500]))[:200])
    with connection:
        assert cut_off(connection)
    assert time.monotonic() - began_s < 10


async def test_what_refuses_tls_is_told_and_let_go(tmp_path: Path) -> None:
    """See test_receiver_tls for senders that do shake hands."""
    async with receiving(tmp_path) as heard:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

        def shake() -> None:
            with raw(heard.port) as connection, context.wrap_socket(connection):
                pass

        with pytest.raises(OSError):  # noqa: PT011 - reset or a broken handshake
            await asyncio.to_thread(shake)
        await heard.until(lambda it: any("sent no DICOM" in why for why in it.whys))
