"""Batches of sealed events: MessagePack in one zstd frame, bounded before anything is believed."""

import io
from collections.abc import Sequence
from itertools import accumulate
from typing import Annotated

import msgspec
import zstandard

from app.wire.codec import BODY_BYTES_MAX, pack
from app.wire.envelope import HASH_BYTES, SIGNATURE_BYTES, SealedEvent
from app.wire.errors import WireError

BATCH_EVENTS_MAX = 500
BATCH_BYTES_MAX = 16 * 1024 * 1024
"""Of a batch when it is unpacked; a packed one may have no more either."""

ZSTD_LEVEL = 3
ZSTD_WINDOW_BYTES_MAX = 16 * 1024 * 1024

_EVENT_BYTES_EXTRA = 2 * HASH_BYTES + SIGNATURE_BYTES + 32
"""What one event adds to a batch beside its body, at most."""

_Hash = Annotated[bytes, msgspec.Meta(min_length=HASH_BYTES, max_length=HASH_BYTES)]


class _Sealed(msgspec.Struct, array_like=True, frozen=True):
    body: Annotated[bytes, msgspec.Meta(max_length=BODY_BYTES_MAX)]
    prev: _Hash
    hash: _Hash
    signature: Annotated[
        bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)
    ]


_DECODER = msgspec.msgpack.Decoder(
    Annotated[list[_Sealed], msgspec.Meta(max_length=BATCH_EVENTS_MAX)]
)


def fitting(events: Sequence[SealedEvent]) -> Sequence[SealedEvent]:
    """As many of the first `events` as one batch holds; at least one, if there is one."""
    sizes = accumulate(len(event.body) + _EVENT_BYTES_EXTRA for event in events)
    count = sum(size <= BATCH_BYTES_MAX - _EVENT_BYTES_EXTRA for size in sizes)
    return events[: min(count, BATCH_EVENTS_MAX)]


def encode_batch(events: Sequence[SealedEvent]) -> bytes:
    """Pack a batch. Raises WireError if `events` are more than `fitting` would take."""
    if len(fitting(events)) != len(events):
        raise WireError("more events than one batch holds")
    packed = pack(
        [
            _Sealed(body=item.body, prev=item.prev, hash=item.hash, signature=item.signature)
            for item in events
        ]
    )
    return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(packed)


def decode_batch(data: bytes) -> list[SealedEvent]:
    """Unpack a batch: its shape is checked, the events are not. Raises WireError."""
    packed = _decompress(data)
    try:
        parsed = _DECODER.decode(packed)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise WireError(f"not a batch: {error}") from error
    return [
        SealedEvent(body=item.body, prev=item.prev, hash=item.hash, signature=item.signature)
        for item in parsed
    ]


def _decompress(data: bytes) -> bytes:
    """Unpack one zstd frame, never holding more than the limit in memory."""
    if len(data) > BATCH_BYTES_MAX:
        raise WireError(f"a batch has {len(data)} bytes, more than {BATCH_BYTES_MAX}")
    unpacker = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES_MAX)
    try:
        with unpacker.stream_reader(io.BytesIO(data)) as reader:
            packed = reader.read(BATCH_BYTES_MAX + 1)
    except zstandard.ZstdError as error:
        raise WireError(f"not a batch: {error}") from error
    if len(packed) > BATCH_BYTES_MAX:
        raise WireError(f"a batch unpacks to more than {BATCH_BYTES_MAX} bytes")
    return packed
