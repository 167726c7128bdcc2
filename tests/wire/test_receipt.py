"""A receipt is the centre's word, and nobody else's."""

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.envelope import GENESIS
from app.wire.errors import SignatureError, WireError
from app.wire.receipt import (
    RECEIPT_BYTES_MAX,
    Receipt,
    SignedReceipt,
    open_receipt,
    read_receipt,
    sign_receipt,
)
from tests.wire.examples import AT, KEY, STATION

PUBLIC = KEY.public_key()
RECEIPT = Receipt(
    station=STATION,
    epoch=2,
    watermark_seq=10,
    chain_hash=b"h" * 32,
    issued_at=AT,
    gaps=((12, 12), (20, 31)),
    quarantined=(4, 5),
)


@settings(deadline=None)
@given(
    watermark=st.integers(1, 2**40),
    gaps=st.lists(st.tuples(st.integers(1, 99), st.integers(0, 99)), max_size=5),
    quarantined=st.lists(st.integers(1, 2**40), max_size=5).map(tuple),
)
def test_a_receipt_opens_as_it_was_signed(
    watermark: int, gaps: list[tuple[int, int]], quarantined: tuple[int, ...]
) -> None:
    spans = tuple((watermark + first, watermark + first + more) for first, more in gaps)
    receipt = replace(RECEIPT, watermark_seq=watermark, gaps=spans, quarantined=quarantined)
    assert open_receipt(sign_receipt(receipt, KEY), PUBLIC) == receipt


def test_before_the_first_event_a_receipt_names_the_beginning() -> None:
    receipt = replace(RECEIPT, watermark_seq=0, chain_hash=GENESIS)
    assert open_receipt(sign_receipt(receipt, KEY), PUBLIC) == receipt


def test_every_flipped_bit_is_found() -> None:
    signed = sign_receipt(RECEIPT, KEY)
    for place in range(len(signed.body) * 8):
        body = bytearray(signed.body)
        body[place // 8] ^= 1 << place % 8
        with pytest.raises(SignatureError):
            open_receipt(replace(signed, body=bytes(body)), PUBLIC)
        try:
            read_receipt(bytes(body))
        except WireError:
            continue


def test_a_receipt_of_another_centre_is_refused() -> None:
    with pytest.raises(SignatureError):
        open_receipt(sign_receipt(RECEIPT, Ed25519PrivateKey.generate()), PUBLIC)


def test_what_the_centre_signed_for_another_purpose_is_no_receipt() -> None:
    body = sign_receipt(RECEIPT, KEY).body
    with pytest.raises(SignatureError):
        open_receipt(SignedReceipt(body=body, signature=KEY.sign(body)), PUBLIC)


@pytest.mark.parametrize(
    "changes",
    [
        {"epoch": 0},
        {"watermark_seq": -1},
        {"chain_hash": b"short"},
        {"watermark_seq": 0},
        {"issued_at": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)},
        {"gaps": ((10, 12),)},
        {"gaps": ((14, 12),)},
    ],
)
def test_a_receipt_that_makes_no_sense_cannot_be_made(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(RECEIPT, **changes)  # type: ignore[arg-type]  # the point of the test


@pytest.mark.parametrize(
    ("index", "value"), [(0, 2), (1, "X"), (2, 0), (3, -1), (4, b""), (5, "now"), (6, [[1, 2]])]
)
def test_a_signed_receipt_that_makes_no_sense_is_refused(index: int, value: object) -> None:
    fields = msgspec.msgpack.decode(sign_receipt(RECEIPT, KEY).body)
    fields[index] = value
    with pytest.raises(WireError):
        read_receipt(msgspec.msgpack.encode(fields))


def test_a_receipt_has_a_size_and_no_more() -> None:
    gaps = tuple((seq, seq) for seq in range(11, 11 + 40_000, 2)) * 3
    with pytest.raises(WireError, match="more than"):
        sign_receipt(replace(RECEIPT, gaps=gaps), KEY)
    with pytest.raises(WireError, match="more than"):
        read_receipt(bytes(RECEIPT_BYTES_MAX + 1))


def test_a_signature_has_its_length() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        SignedReceipt(body=b"", signature=b"")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_noise_is_never_anything_but_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        read_receipt(data)
