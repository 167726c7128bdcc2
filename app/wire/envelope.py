"""Sealed events: identity, content, place in the chain, and the station's signature.

A body is written once and never serialised again: it is hashed, signed, stored, sent and verified
as the bytes that they were. hash = SHA-256(previous hash + body); signature = Ed25519(hash), as in
RFC 8032. Because nothing else that a station signs has 32 bytes, a signature of an event cannot
pass for a signature of something else.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.events import Event, RecordedEvent
from app.domain.identifiers import STATION_ID_PATTERN, CaseId, EventRef, StationId
from app.wire.codec import BODY_BYTES_MAX, decode_event, encode_event, kind_of, pack, unpack
from app.wire.errors import ChainError, SignatureError, WireError

WIRE_VERSION = 1
HASH_BYTES = 32
SIGNATURE_BYTES = 64
INTEGER_MAX = 2**63 - 1
KIND_CHARS_MAX = 64
CASE_ID_CHARS_MAX = 200

GENESIS = bytes(HASH_BYTES)
"""What the first event of an epoch continues."""

_Counter = Annotated[int, msgspec.Meta(ge=1, le=INTEGER_MAX)]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHeader:
    """What is known of an event without understanding its content."""

    station: StationId
    epoch: int
    seq: int
    hlc: int
    recorded_at: datetime
    kind: str
    case_id: CaseId | None

    @property
    def ref(self) -> EventRef:
        """The event's identity."""
        return EventRef(station=self.station, epoch=self.epoch, seq=self.seq)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedEvent:
    """An event as it is stored and sent. `body` is canonical; see `seal`."""

    body: bytes
    prev: bytes
    hash: bytes
    signature: bytes

    def __post_init__(self) -> None:
        if len(self.prev) != HASH_BYTES or len(self.hash) != HASH_BYTES:
            raise ValueError(f"a hash has {HASH_BYTES} bytes")
        if len(self.signature) != SIGNATURE_BYTES:
            raise ValueError(f"a signature has {SIGNATURE_BYTES} bytes")


class _Body(msgspec.Struct, array_like=True, frozen=True):
    """The body on the wire. The version stands first, so that every reader finds it."""

    version: int
    station: Annotated[str, msgspec.Meta(pattern=f"^(?:{STATION_ID_PATTERN.pattern})\\Z")]
    epoch: _Counter
    seq: _Counter
    hlc: Annotated[int, msgspec.Meta(ge=0, le=INTEGER_MAX)]
    recorded_at: Annotated[datetime, msgspec.Meta(tz=True)]
    kind: Annotated[str, msgspec.Meta(min_length=1, max_length=KIND_CHARS_MAX)]
    case_id: Annotated[str, msgspec.Meta(max_length=CASE_ID_CHARS_MAX)] | None
    content: msgspec.Raw


class _Version(msgspec.Struct, array_like=True, frozen=True):
    version: int


_BODY_DECODER = msgspec.msgpack.Decoder(_Body)
_VERSION_DECODER = msgspec.msgpack.Decoder(_Version)


def seal(header: EventHeader, event: Event, *, prev: bytes, key: Ed25519PrivateKey) -> SealedEvent:
    """Write `event` once and sign it as what follows `prev`. Raises WireError if it is too big."""
    body = encode_body(header, event)
    digest = chain_hash(prev, body)
    return SealedEvent(body=body, prev=prev, hash=digest, signature=key.sign(digest))


def encode_body(header: EventHeader, event: Event) -> bytes:
    """Canonical bytes of an event with its identity. Raises WireError."""
    if header.kind != kind_of(event) or header.case_id != getattr(event, "case_id", None):
        raise WireError("a header names its event's own kind and case")
    body = pack(
        _Body(
            version=WIRE_VERSION,
            station=header.station,
            epoch=header.epoch,
            seq=header.seq,
            hlc=header.hlc,
            recorded_at=header.recorded_at,
            kind=header.kind,
            case_id=header.case_id,
            content=msgspec.Raw(encode_event(event)),
        )
    )
    read_header(body)  # what we could not read ourselves must not be written
    return body


def read_header(body: bytes) -> EventHeader:
    """The header of a body. The content is not looked at. Raises WireError."""
    return _header(_parse(body))


def open_event(body: bytes) -> RecordedEvent:
    """The event in a body. Raises WireError on whatever this version does not understand."""
    parsed = _parse(body)
    header = _header(parsed)
    event = decode_event(header.kind, bytes(parsed.content))
    if getattr(event, "case_id", None) != header.case_id:
        raise WireError("header and content name different cases")
    return RecordedEvent(
        ref=header.ref, hlc=header.hlc, recorded_at=header.recorded_at, event=event
    )


def chain_hash(prev: bytes, body: bytes) -> bytes:
    """The hash of an event that continues `prev`."""
    return hashlib.sha256(prev + body).digest()


def check(sealed: SealedEvent, *, prev: bytes | None, public_key: Ed25519PublicKey) -> None:
    """Check an event's place in the chain and its signature; `prev` None leaves the place open.

    Raises:
        ChainError: the event does not continue `prev`, or its hash is not that of its bytes.
        SignatureError: the hash was not signed by the owner of `public_key`.
    """
    if prev is not None and sealed.prev != prev:
        raise ChainError("the event does not continue the one before it")
    if chain_hash(sealed.prev, sealed.body) != sealed.hash:
        raise ChainError("the event's hash is not that of its bytes")
    try:
        public_key.verify(sealed.signature, sealed.hash)
    except InvalidSignature as error:
        raise SignatureError("the event was not signed by this station's key") from error


def _parse(body: bytes) -> _Body:
    if len(body) > BODY_BYTES_MAX:
        raise WireError(f"an event has {len(body)} bytes, more than {BODY_BYTES_MAX}")
    version = unpack(_VERSION_DECODER, body, what="an event").version
    if version != WIRE_VERSION:
        raise WireError(f"an event of wire version {version}; this program reads {WIRE_VERSION}")
    return unpack(_BODY_DECODER, body, what="an event")


def _header(parsed: _Body) -> EventHeader:
    return EventHeader(
        station=StationId(parsed.station),
        epoch=parsed.epoch,
        seq=parsed.seq,
        hlc=parsed.hlc,
        recorded_at=parsed.recorded_at,
        kind=parsed.kind,
        case_id=None if parsed.case_id is None else CaseId(parsed.case_id),
    )
