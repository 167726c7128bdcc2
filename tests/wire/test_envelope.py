"""A sealed event cannot be changed, moved, or passed off as somebody else's."""

from dataclasses import replace

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.events import DeviceChanged, Event
from app.domain.identifiers import CaseId, EventRef, StationId
from app.wire.codec import BODY_BYTES_MAX, kind_of
from app.wire.envelope import (
    GENESIS,
    EventHeader,
    SealedEvent,
    chain_hash,
    check,
    encode_body,
    open_event,
    read_header,
    seal,
)
from app.wire.errors import ChainError, SignatureError, WireError
from tests.wire.examples import EXAMPLES, KEY, STATION, chain, header

EVENT = DeviceChanged(device="portal-3", state="up", why="")
PUBLIC = KEY.public_key()


def sealed() -> SealedEvent:
    return seal(header(EVENT), EVENT, prev=GENESIS, key=KEY)


def body_with(**changes: object) -> bytes:
    """The example's body with changed fields, whatever they are."""
    names = ["version", "station", "epoch", "seq", "hlc", "recorded_at", "kind", "case_id", "data"]
    fields = dict(zip(names, msgspec.msgpack.decode(sealed().body), strict=True)) | changes
    return msgspec.msgpack.encode(list(fields.values()))


@pytest.mark.parametrize("event", EXAMPLES, ids=kind_of)
def test_a_sealed_event_opens_as_it_was(event: Event) -> None:
    item = seal(header(event, seq=9), event, prev=GENESIS, key=KEY)
    check(item, prev=GENESIS, public_key=PUBLIC)
    recorded = open_event(item.body)
    assert recorded.event == event
    assert recorded.ref == EventRef(station=STATION, epoch=1, seq=9)
    assert read_header(item.body) == header(event, seq=9)


def test_a_chain_is_whole_in_its_order_and_in_no_other() -> None:
    items = chain()
    prev = GENESIS
    for item in items:
        check(item, prev=prev, public_key=PUBLIC)
        prev = item.hash
    with pytest.raises(ChainError, match="does not continue"):
        check(items[2], prev=items[0].hash, public_key=PUBLIC)


def test_the_place_may_be_left_open_where_the_one_before_is_not_known() -> None:
    check(chain()[5], prev=None, public_key=PUBLIC)


def test_every_flipped_bit_of_a_body_breaks_the_hash() -> None:
    item = sealed()
    for place in range(len(item.body) * 8):
        body = bytearray(item.body)
        body[place // 8] ^= 1 << place % 8
        with pytest.raises(ChainError):
            check(replace(item, body=bytes(body)), prev=GENESIS, public_key=PUBLIC)
        try:
            open_event(bytes(body))
        except WireError:
            continue


def test_a_new_hash_does_not_help_without_the_key() -> None:
    body = body_with(seq=2)
    forged = replace(sealed(), body=body, hash=chain_hash(GENESIS, body))
    with pytest.raises(SignatureError):
        check(forged, prev=GENESIS, public_key=PUBLIC)


def test_another_stations_key_is_refused() -> None:
    other = Ed25519PrivateKey.generate()
    item = seal(header(EVENT), EVENT, prev=GENESIS, key=other)
    with pytest.raises(SignatureError):
        check(item, prev=GENESIS, public_key=PUBLIC)


def test_a_cut_body_is_refused_wherever_it_is_cut() -> None:
    body = sealed().body
    for length in range(len(body)):
        with pytest.raises(WireError):
            open_event(body[:length])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_noise_is_never_anything_but_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        open_event(data)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"version": 2}, "wire version 2"),
        ({"station": "../etc"}, "not an event"),
        ({"station": "coutts-3\n"}, "not an event"),
        ({"epoch": 0}, "not an event"),
        ({"seq": 0}, "not an event"),
        ({"seq": 2**63}, "not an event"),
        ({"hlc": -1}, "not an event"),
        ({"recorded_at": "2026-11-24T03:00:00"}, "not an event"),
        ({"kind": "launch"}, "unknown kind"),
        ({"kind": ""}, "not an event"),
        ({"kind": "k" * 65}, "not an event"),
        ({"case_id": "c" * 201}, "not an event"),
        ({"case_id": "other"}, "different cases"),
        ({"data": []}, "not a device-changed event"),
    ],
)
def test_a_body_that_says_what_it_may_not_is_refused(
    changes: dict[str, object], words: str
) -> None:
    with pytest.raises(WireError, match=words):
        open_event(body_with(**changes))


def test_more_bytes_than_a_body_may_have_are_not_looked_at() -> None:
    with pytest.raises(WireError, match="more than"):
        read_header(bytes(BODY_BYTES_MAX + 1))


def test_an_event_that_is_too_big_is_never_sealed() -> None:
    event = DeviceChanged(device="portal-3", state="up", why="x" * BODY_BYTES_MAX)
    with pytest.raises(WireError, match="more than"):
        seal(header(event), event, prev=GENESIS, key=KEY)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(header(EVENT), kind="case-opened"),
        replace(header(EVENT), case_id=CaseId("another")),
        replace(header(EVENT), station=StationId("NOT A NAME")),
        replace(header(EVENT), epoch=0),
    ],
    ids=["kind", "case", "station", "epoch"],
)
def test_a_header_that_does_not_fit_is_never_written(wrong: EventHeader) -> None:
    with pytest.raises(WireError):
        encode_body(wrong, EVENT)


@pytest.mark.parametrize("changes", [{"prev": b""}, {"hash": b"1"}, {"signature": b"2"}])
def test_hashes_and_signatures_have_their_lengths(changes: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match="bytes"):
        replace(sealed(), **changes)
