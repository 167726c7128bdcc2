"""The other bodies that stations and the centre exchange, as MessagePack arrays.

Everything is bounded by its type; what does not fit is a WireError. docs/protocols/central.md
describes the same for readers of other languages.
"""

import hashlib
import hmac
from enum import StrEnum
from typing import Annotated, TypeVar

import msgspec

from app.domain.identifiers import STATION_ID_PATTERN
from app.domain.place import Place
from app.wire.codec import BODY_BYTES_MAX, pack
from app.wire.envelope import HASH_BYTES, INTEGER_MAX, SIGNATURE_BYTES
from app.wire.errors import SignatureError, WireError
from app.wire.keys import PUBLIC_KEY_BYTES
from app.wire.receipt import RECEIPT_BYTES_MAX, SignedReceipt
from app.wire.requests import NONCE_BYTES

ENROLMENT_SECRET_BYTES_MIN = 32
WHY_CHARS_MAX = 500
DECISIONS_MAX = 10_000

_ENROL_AS = b"parallel49 enrol 1\0"
_ENROLLED_AS = b"parallel49 enrolled 1\0"

Digest = Annotated[bytes, msgspec.Meta(min_length=HASH_BYTES, max_length=HASH_BYTES)]
PublicKey = Annotated[bytes, msgspec.Meta(min_length=PUBLIC_KEY_BYTES, max_length=PUBLIC_KEY_BYTES)]
Nonce = Annotated[bytes, msgspec.Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
Signature = Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]
Counter = Annotated[int, msgspec.Meta(ge=1, le=INTEGER_MAX)]
Cursor = Annotated[int, msgspec.Meta(ge=0, le=INTEGER_MAX)]
Station = Annotated[str, msgspec.Meta(pattern=f"^(?:{STATION_ID_PATTERN.pattern})\\Z")]
Words = Annotated[str, msgspec.Meta(max_length=WHY_CHARS_MAX)]

MessageT = TypeVar("MessageT", bound=msgspec.Struct)


class Refusal(StrEnum):
    """Why the centre does not do what was asked. Each is counted."""

    MALFORMED = "malformed"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    UNKNOWN_STATION = "unknown-station"
    BAD_SIGNATURE = "bad-signature"
    STALE = "stale"
    REPLAYED = "replayed"
    WRONG_SECRET = "wrong-secret"  # noqa: S105 - the name of a refusal, not a secret
    FOREIGN_KEY = "foreign-key"
    NOT_FOUND = "not-found"
    NOT_ALLOWED = "not-allowed"
    BUSY = "busy"
    FAILED = "failed"


class Refused(msgspec.Struct, array_like=True, frozen=True):
    """The body of every answer that is not 200."""

    refusal: Refusal
    why: Words = ""


class EnrolRequest(msgspec.Struct, array_like=True, frozen=True):
    """A station asks to be known. `proof` shows that it holds the site's enrolment secret."""

    place: Place
    epoch: Counter
    public_key: PublicKey
    nonce: Nonce
    proof: Digest


class EnrolReply(msgspec.Struct, array_like=True, frozen=True):
    """The centre's key, which the station keeps; `proof` shows that the centre holds the secret."""

    public_key: PublicKey
    proof: Digest


class IngestReply(msgspec.Struct, array_like=True, frozen=True):
    """The centre's receipt for all it holds of a station.

    `fork_seq` is the first event of which the centre was given two different ones, None while
    there is none. From then on the watermark stands still.
    """

    receipt_body: Annotated[bytes, msgspec.Meta(max_length=RECEIPT_BYTES_MAX)]
    receipt_signature: Signature
    fork_seq: Counter | None = None

    @property
    def receipt(self) -> SignedReceipt:
        """The receipt, not yet checked."""
        return SignedReceipt(body=self.receipt_body, signature=self.receipt_signature)


class EventPage(msgspec.Struct, array_like=True, frozen=True):
    """Events of the port's other stations after a cursor; `batch` is one of app.wire.batch."""

    cursor: Cursor
    batch: bytes


class AuditedDecision(msgspec.Struct, array_like=True, frozen=True):
    """The identity and hash of one decision that the centre holds, and whether it trusts it."""

    station: Station
    epoch: Counter
    seq: Counter
    hash: Digest
    case_id: str | None
    trusted: bool


class DecisionPage(msgspec.Struct, array_like=True, frozen=True):
    """Decisions in the order of their arrival; ask again after `cursor` until a page is empty."""

    cursor: Cursor
    decisions: Annotated[tuple[AuditedDecision, ...], msgspec.Meta(max_length=DECISIONS_MAX)]


def encode_message(message: msgspec.Struct) -> bytes:
    """A message as it is sent. Raises WireError."""
    return pack(message)


def decode_message(
    kind: type[MessageT], data: bytes, *, bytes_max: int = BODY_BYTES_MAX
) -> MessageT:
    """A message as it came. Raises WireError."""
    if len(data) > bytes_max:
        raise WireError(f"{kind.__name__} has {len(data)} bytes, more than {bytes_max}")
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise WireError(f"not {kind.__name__}: {error}") from error


def enrol_request(
    place: Place, *, epoch: int, public_key: bytes, nonce: bytes, secret: bytes
) -> EnrolRequest:
    """A request that proves to hold `secret` without showing it."""
    proof = _enrol_proof(secret, place, epoch, public_key, nonce)
    return EnrolRequest(place=place, epoch=epoch, public_key=public_key, nonce=nonce, proof=proof)


def check_enrol_request(request: EnrolRequest, secret: bytes) -> None:
    """Raises SignatureError unless the sender holds `secret`."""
    proof = _enrol_proof(secret, request.place, request.epoch, request.public_key, request.nonce)
    if not hmac.compare_digest(proof, request.proof):
        raise SignatureError("the enrolment was not made with this site's secret")


def enrol_reply(request: EnrolRequest, *, public_key: bytes, secret: bytes) -> EnrolReply:
    """The answer to a checked request."""
    return EnrolReply(
        public_key=public_key, proof=_enrolled_proof(secret, request.nonce, public_key)
    )


def check_enrol_reply(reply: EnrolReply, request: EnrolRequest, secret: bytes) -> None:
    """Raises SignatureError unless whoever answered holds `secret` too."""
    proof = _enrolled_proof(secret, request.nonce, reply.public_key)
    if not hmac.compare_digest(proof, reply.proof):
        raise SignatureError("the centre does not know this site's enrolment secret")


def read_secret(text: bytes) -> bytes:
    """The secret in an enrolment file: its content without white space at the ends.

    Raises WireError if it is too short to withstand guessing.
    """
    secret = text.strip()
    if len(secret) < ENROLMENT_SECRET_BYTES_MIN:
        raise WireError(f"an enrolment secret has at least {ENROLMENT_SECRET_BYTES_MIN} characters")
    return secret


def _enrol_proof(secret: bytes, place: Place, epoch: int, public_key: bytes, nonce: bytes) -> bytes:
    said = _ENROL_AS + pack((place, epoch, public_key, nonce))
    return hmac.digest(secret, said, hashlib.sha256)


def _enrolled_proof(secret: bytes, nonce: bytes, public_key: bytes) -> bytes:
    return hmac.digest(secret, _ENROLLED_AS + pack((nonce, public_key)), hashlib.sha256)
