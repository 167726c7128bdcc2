"""Batches are bounded before they are believed."""

import tracemalloc

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.events import DeviceChanged
from app.wire.batch import (
    BATCH_BYTES_MAX,
    BATCH_EVENTS_MAX,
    decode_batch,
    encode_batch,
    fitting,
)
from app.wire.codec import BODY_BYTES_MAX
from app.wire.envelope import GENESIS, SealedEvent, seal
from app.wire.errors import WireError
from tests.wire.examples import KEY, chain, header


def big_event() -> SealedEvent:
    event = DeviceChanged(device="portal", state="up", why="x" * (BODY_BYTES_MAX - 200))
    return seal(header(event), event, prev=GENESIS, key=KEY)


def packed(value: object) -> bytes:
    return zstandard.ZstdCompressor().compress(msgspec.msgpack.encode(value))


@pytest.mark.parametrize("count", [0, 1, 16, BATCH_EVENTS_MAX])
def test_a_batch_comes_back_as_it_was(count: int) -> None:
    events = (chain() * 32)[:count]
    assert decode_batch(encode_batch(events)) == events


def test_as_many_events_go_into_a_batch_as_fit() -> None:
    many = chain() * 40
    assert len(fitting(many)) == BATCH_EVENTS_MAX
    assert fitting([]) == []
    big = [big_event()] * 5
    assert len(fitting(big)) == 3
    assert decode_batch(encode_batch(fitting(big))) == big[:3]


def test_more_events_than_fit_are_refused() -> None:
    with pytest.raises(WireError, match="more events"):
        encode_batch(chain() * 40)
    with pytest.raises(WireError, match="more events"):
        encode_batch([big_event()] * 4)


@pytest.mark.parametrize(
    "value",
    [
        {},
        [[]],
        [[b"body", b"p" * 31, b"h" * 32, b"s" * 64]],
        [[b"body", b"p" * 32, b"h" * 33, b"s" * 64]],
        [[b"body", b"p" * 32, b"h" * 32, b"s" * 63]],
        [["text", b"p" * 32, b"h" * 32, b"s" * 64]],
        [[b"", b"p" * 32, b"h" * 32, b"s" * 64]] * (BATCH_EVENTS_MAX + 1),
    ],
    ids=["no list", "nothing", "short prev", "long hash", "short signature", "text", "too many"],
)
def test_a_batch_of_another_shape_is_refused(value: object) -> None:
    with pytest.raises(WireError, match="not a batch"):
        decode_batch(packed(value))


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(512 * 1024 * 1024))
    tracemalloc.start()
    with pytest.raises(WireError, match="unpacks to more"):
        decode_batch(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * BATCH_BYTES_MAX


def test_a_frame_that_wants_a_huge_window_is_refused() -> None:
    wide = zstandard.ZstdCompressionParameters(window_log=27, write_content_size=False)
    compressor = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    frame = compressor.compress(bytes(1000)) + compressor.flush()
    with pytest.raises(WireError, match="not a batch"):
        decode_batch(frame)


def test_more_bytes_than_a_batch_may_have_are_not_looked_at() -> None:
    with pytest.raises(WireError, match="more than"):
        decode_batch(bytes(BATCH_BYTES_MAX + 1))


def test_a_deep_shape_is_refused() -> None:
    deep = zstandard.ZstdCompressor().compress(b"\x91" * 100_000)
    with pytest.raises(WireError, match="not a batch"):
        decode_batch(deep)


def test_a_cut_batch_is_refused_wherever_it_is_cut() -> None:
    data = encode_batch(chain()[:3])
    for length in range(len(data)):
        with pytest.raises(WireError):
            decode_batch(data[:length])


def test_a_flipped_bit_gives_a_batch_or_a_refusal_and_no_other_failure() -> None:
    data = encode_batch(chain()[:3])
    for place in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        try:
            decode_batch(bytes(flipped))
        except WireError:
            continue


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_noise_is_never_anything_but_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        decode_batch(data)
