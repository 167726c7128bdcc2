"""Every unit passes the gate whole or is refused with a reason, whatever its bytes are."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.radiograph.receiver_gate import HEADER_BYTES, Budget, CutOffError, PduGate
from devices.radiograph.receiver_place import ReceiverLimits
from tests.devices.radiograph.receiving import associate_rq, command_set, data_pdu

LIMITS = ReceiverLimits(object_bytes=4096, command_bytes=4096, held_bytes=8192)
CAPTURED = Path(__file__).parent / "captured"
"""What the Stratovan toolkit (pydicos 1.3.0) sent of a tiny computed tomogram, for two maximum PDU
lengths: association request and C-STORE request, as they came over the wire."""


def gate(*, lenient_pdv: bool = False) -> PduGate:
    return PduGate(LIMITS, Budget(LIMITS.held_bytes), lenient_pdv=lenient_pdv)


def passed(opened: PduGate, stream: bytes) -> list[bytes]:
    """Every unit of a stream, as the library would read it."""
    units, at = [], 0
    while at < len(stream):
        header = stream[at : at + HEADER_BYTES]
        end = at + HEADER_BYTES + opened.body_bytes(header)
        units.append(opened.passed(header, stream[at + HEADER_BYTES : end]))
        at = end
    return units


def fragments(unit: bytes) -> list[tuple[int, bytes]]:
    found, at = [], HEADER_BYTES
    while at < len(unit):
        length, _, control = struct.unpack_from(">LBB", unit, at)
        found.append((control, unit[at + 6 : at + 4 + length]))
        at += 4 + length
    return found


@pytest.mark.parametrize(
    ("name", "controls"),
    [("toolkit-one-fragment", [3, 2]), ("toolkit-two-fragments", [3, 0, 2])],
)
def test_a_toolkits_command_is_parted_from_the_object_behind_it(
    name: str, controls: list[int]
) -> None:
    stream = (CAPTURED / f"{name}.bin").read_bytes()
    _, *units = passed(gate(lenient_pdv=True), stream)
    parted = [piece for unit in units for piece in fragments(unit)]
    assert [control for control, _ in parted] == controls
    command, *objects = (data for _, data in parted)
    assert len(command) == 12 + int.from_bytes(command[8:12], "little")
    assert b"".join(objects)[:8] == b"\x08\0\x08\0CS \0"  # Image Type comes first in an object


@pytest.mark.parametrize("name", ["toolkit-one-fragment", "toolkit-two-fragments"])
def test_without_the_setting_a_toolkits_units_pass_as_they_are(name: str) -> None:
    stream = (CAPTURED / f"{name}.bin").read_bytes()
    opened = gate()
    if name == "toolkit-one-fragment":
        assert b"".join(passed(opened, stream)) == stream
    else:  # the command never ends, so what follows it is data without a command
        with pytest.raises(CutOffError, match="without a command"):
            passed(opened, stream)


def test_ordinary_units_are_the_same_with_the_setting() -> None:
    stream = associate_rq() + data_pdu((1, command_set()[:50])) + data_pdu((3, command_set()[50:]))
    stream += data_pdu((0, b"abc"), (2, b"def"))
    assert b"".join(passed(gate(lenient_pdv=True), stream)) == stream


def test_what_is_answered_is_given_back_to_the_budget() -> None:
    budget = Budget(LIMITS.held_bytes)
    opened = PduGate(LIMITS, budget, lenient_pdv=False)
    passed(opened, associate_rq())
    for _ in range(4):
        passed(opened, data_pdu((3, command_set()), (2, bytes(4000))))
        assert not budget.take(LIMITS.held_bytes)
        opened.release()
    assert budget.take(LIMITS.held_bytes)


@given(st.binary(min_size=6, max_size=6), st.booleans())
def test_any_header_is_bounded_or_refused(header: bytes, is_associated: bool) -> None:  # noqa: FBT001 - hypothesis gives it by position
    opened = gate()
    if is_associated:
        passed(opened, associate_rq())
    try:
        length = opened.body_bytes(header)
    except CutOffError:
        return
    assert length <= 256 * 1024
    assert header[0] in {1, 4, 5, 7}


@given(st.binary(max_size=600), st.booleans())
def test_any_body_passes_or_is_refused_with_a_reason(body: bytes, lenient: bool) -> None:  # noqa: FBT001 - hypothesis gives it by position
    opened = gate(lenient_pdv=lenient)
    passed(opened, associate_rq())
    header = struct.pack(">BBL", 4, 0, len(body))
    try:
        unit = opened.passed(header, body)
    except CutOffError:
        return
    assert len(unit) == HEADER_BYTES + int.from_bytes(unit[2:6], "big")


@given(
    st.lists(st.tuples(st.integers(0, 3), st.binary(max_size=3000)), min_size=1, max_size=20),
    st.booleans(),
)
def test_no_run_of_fragments_makes_an_object_larger_than_allowed(
    pieces: list[tuple[int, bytes]],
    lenient: bool,  # noqa: FBT001 - hypothesis gives it by position
) -> None:
    budget = Budget(LIMITS.held_bytes)
    opened = PduGate(LIMITS, budget, lenient_pdv=lenient)
    passed(opened, associate_rq())
    so_far = 0
    try:
        passed(opened, data_pdu((3, command_set())))
        for control, data in pieces:
            passed(opened, data_pdu((control, data)))
            if not control & 1:
                so_far += len(data)
                assert so_far <= LIMITS.object_bytes
                so_far = 0 if control & 2 else so_far
            if control == 3:
                so_far = 0
    except CutOffError:
        pass
    opened.release()
    assert budget.take(LIMITS.held_bytes)
