"""A live receiver takes any bytes of any sender, and serves the next one."""

import asyncio
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from tests.devices.radiograph.test_receiver_gate import CAPTURED

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning:pydicom")

ROUNDS = 500
GOOD = associate_rq() + data_pdu((3, command_set())) + data_pdu((2, data_set(radiograph())))
STATUS = b"\0\0\0\x09\2\0\0\0"
"""The element (0000,0900) of a reply, up to its value."""


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good association in which some bytes are other ones, or missing, or there are more."""
    stream = bytearray(GOOD)
    for _ in range(draw(st.integers(1, 4))):
        # Where the structure is, not in the pixels.
        at = draw(st.integers(0, len(associate_rq()) + 900))
        match draw(st.sampled_from(("change", "cut", "insert", "end"))):
            case "change":
                stream[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "cut":
                del stream[at : at + draw(st.integers(1, 40))]
            case "insert":
                stream[at:at] = draw(st.binary(min_size=1, max_size=40))
            case _:
                del stream[at:]
    return bytes(stream)


def speak(port: int, stream: bytes) -> None:
    """Say it, hang up one's own side, and wait until the receiver does."""
    with raw(port) as connection:
        try:
            connection.sendall(stream)
            connection.shutdown(1)
        except OSError:
            return  # cut off before it had said all
        cut_off(connection)


async def test_no_mutation_stops_a_receiver(tmp_path: Path) -> None:
    limits = shorter(request_s=0.2, pdu_s=0.2, idle_s=0.3, associations=64)
    async with receiving(tmp_path, energies=1, limits=limits) as heard:

        @settings(max_examples=ROUNDS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(mutated())
        def run(stream: bytes) -> None:
            speak(heard.port, stream)

        await asyncio.to_thread(run)
        answer = await asyncio.to_thread(store, heard.port, radiograph(study="1.2.99"))
    assert answer == [(0, "")]


@pytest.mark.parametrize("name", ["toolkit-one-fragment", "toolkit-two-fragments"])
async def test_a_captured_toolkit_is_answered_by_a_lenient_receiver(
    tmp_path: Path, name: str
) -> None:
    stream = (CAPTURED / f"{name}.bin").read_bytes()
    requests = 6 + int.from_bytes(stream[2:6], "big")

    def talk(port: int) -> tuple[bytes, int]:
        with raw(port) as connection:
            connection.sendall(stream[:requests])
            accepted = connection.recv(65_536)
            connection.sendall(stream[requests:])
            reply = connection.recv(65_536)
        at = reply.index(STATUS) + len(STATUS)
        return accepted, int(struct.unpack_from("<H", reply, at)[0])

    async with receiving(tmp_path, lenient_pdv=True) as heard:
        accepted, status = await asyncio.to_thread(talk, heard.port)
    assert accepted[0] == 2  # A-ASSOCIATE-AC
    assert b"1.2.840.10008.1.2.1.64" in stream
    assert b"1.2.840.10008.1.2.1.64" not in accepted
    assert status == 0x0122  # it is a tomogram
    assert heard.refused
    assert "not a radiograph" in heard.refused[0][2]
