"""Plate messages are read wherever the stream is cut; what is none is kept with its reason."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.conveyance.plate_codec import (
    LINE_BYTES_MAX,
    Alive,
    Message,
    PlateDecoder,
    Rejected,
    SeenPlate,
    parse_message,
)
from tests.builders import OPENED_AT

PLATE = {"type": "plate", "plate": "CJK 4419", "jurisdiction": "CA-AB", "confidence": 0.97}
SEEN = SeenPlate("CJK 4419", "CA-AB", 0.97)
STREAM = b"\n".join(
    [
        b'{"type": "hello", "device": "reader"}',
        json.dumps(PLATE).encode() + b"\r",
        b"",
        b"{broken",
        b'{"type": "alive"}',
        b"",
    ]
)


def decode(stream: bytes) -> list[Message]:
    return PlateDecoder().feed(stream)


@given(cuts=st.lists(st.integers(0, len(STREAM)), max_size=8))
def test_where_the_stream_is_cut_does_not_matter(cuts: list[int]) -> None:
    decoder = PlateDecoder()
    messages: list[Message] = []
    for start, end in pairwise([0, *sorted(cuts), len(STREAM)]):
        messages += decoder.feed(STREAM[start:end])
    assert messages == [Alive(), SEEN, Rejected(b"{broken", "not JSON"), Alive()]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "other"}, "unknown type"),
        ({"plate": ""}, "no plate"),
        ({"plate": 7}, "no plate"),
        ({"plate": "A" * 17}, "no plate"),
        ({"plate": "A\u0007"}, "no plate"),
        ({"jurisdiction": "CA-ALBERTA"}, "not a jurisdiction"),
        ({"confidence": None}, "no confidence"),
        ({"confidence": True}, "no confidence"),
        ({"confidence": 1.01}, "confidence outside 0 to 1"),
        ({"confidence": float("nan")}, "confidence outside 0 to 1"),
    ],
)
def test_a_message_that_says_nothing_usable_is_rejected(
    change: dict[str, object], reason: str
) -> None:
    line = json.dumps({**PLATE, **change}).encode()
    assert parse_message(line) == Rejected(line, reason)


@pytest.mark.parametrize(
    "line", [b"[" * 3000, b"7", b"null", b"\xff", b'{"a":' * 1000, b"9" * 4096]
)
def test_hostile_lines_are_rejected_without_harm(line: bytes) -> None:
    assert isinstance(parse_message(line), Rejected)


@given(stream=st.binary(max_size=6000))
def test_no_bytes_make_the_decoder_raise_and_the_next_message_is_heard(stream: bytes) -> None:
    assert decode(stream + b"\n" + json.dumps(PLATE).encode() + b"\n")[-1] == SEEN


def test_a_line_too_long_is_rejected_whether_it_comes_at_once_or_in_pieces() -> None:
    too_long = b'{"type": "alive", "x": "' + b"x" * 9000 + b'"}\n'
    decoder = PlateDecoder()
    pieces = [decoder.feed(too_long[at : at + 100]) for at in range(0, len(too_long), 100)]
    expected = [Rejected(too_long[:LINE_BYTES_MAX], "too long")]
    assert [message for piece in pieces for message in piece] == expected
    assert decode(too_long) == expected


def test_the_time_of_a_read_is_ours() -> None:
    read = SEEN.read_at("3", OPENED_AT)
    assert (read.lane, read.plate, read.read_at) == ("3", "CJK 4419", OPENED_AT)
