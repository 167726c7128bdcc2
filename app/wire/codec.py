"""Events as canonical bytes: MessagePack of the domain's own dataclasses, in a fixed order.

Fields go by name, sets are sorted, times are MessagePack timestamps in UTC, so the same event gives
the same bytes on every machine. A field that a reader does not know is passed over, so a class may
gain fields with defaults; a name in `EVENT_KINDS` or a field's meaning never changes.
"""

from typing import TypeVar

import msgspec

from app.domain.events import EVENT_KINDS, Event
from app.wire.errors import WireError

BODY_BYTES_MAX = 4 * 1024 * 1024

_T = TypeVar("_T")

_KINDS: dict[type[Event], str] = {event_type: kind for kind, event_type in EVENT_KINDS.items()}
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODERS: dict[str, msgspec.msgpack.Decoder[Event]] = {
    kind: msgspec.msgpack.Decoder(event_type) for kind, event_type in EVENT_KINDS.items()
}


def kind_of(event: Event) -> str:
    """The name under which events of this class are written."""
    return _KINDS[type(event)]


def encode_event(event: Event) -> bytes:
    """The event's canonical MessagePack, without its kind. Raises WireError."""
    return pack(event)


def decode_event(kind: str, data: bytes) -> Event:
    """The event of `kind` in `data`. Raises WireError on an unknown kind or malformed data."""
    decoder = _DECODERS.get(kind)
    if decoder is None:
        raise WireError(f"unknown kind of event: {kind[:64]!r}")
    return unpack(decoder, data, what=f"a {kind} event")


def pack(value: object) -> bytes:
    """Canonical MessagePack of `value`. Raises WireError if it holds what cannot be written."""
    try:
        return _ENCODER.encode(value)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise WireError(f"cannot be written: {error}") from error


def unpack(decoder: msgspec.msgpack.Decoder[_T], data: bytes, *, what: str) -> _T:
    """Decode bounded, untrusted `data`. Raises WireError, whatever is wrong with it."""
    if len(data) > BODY_BYTES_MAX:
        raise WireError(f"{what} has {len(data)} bytes, more than {BODY_BYTES_MAX}")
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise WireError(f"not {what}: {error}") from error
