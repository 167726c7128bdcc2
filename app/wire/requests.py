"""Requests that a station signs, and answers that the centre signs.

Every request carries who sends it, when, and a number used once, signed together with method,
target and content (Ed25519). The answer is signed over the same number, so that neither can be
replayed, and neither depends on who terminates TLS. docs/protocols/central.md has the headers.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.identifiers import StationId, station_id
from app.wire.codec import pack
from app.wire.envelope import SIGNATURE_BYTES
from app.wire.errors import SignatureError, WireError

STATION_HEADER = "P49-Station"
EPOCH_HEADER = "P49-Epoch"
TIME_HEADER = "P49-Time"
NONCE_HEADER = "P49-Nonce"
SIGNATURE_HEADER = "P49-Signature"

NONCE_BYTES = 16
NUMBER_DIGITS_MAX = 16

_REQUEST_SIGNED_AS = b"parallel49 request 1\0"
_ANSWER_SIGNED_AS = b"parallel49 answer 1\0"
_NUMBER = re.compile(rf"[0-9]{{1,{NUMBER_DIGITS_MAX}}}")
_NONCE = re.compile(rf"[0-9a-f]{{{2 * NONCE_BYTES}}}")
_SIGNATURE = re.compile(rf"[0-9a-f]{{{2 * SIGNATURE_BYTES}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSeal:
    """Who sent a request and when, in milliseconds since 1970 by the centre's clock."""

    station: StationId
    epoch: int
    time_ms: int
    nonce: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a request is about. `target` is path and query as they stand on the request line."""

    method: str
    target: str
    body_sha256: bytes

    @classmethod
    def of(cls, method: str, target: str, body: bytes = b"") -> "Content":
        """The content of a request whose body is at hand."""
        return cls(method=method, target=target, body_sha256=hashlib.sha256(body).digest())


def sign_request(
    content: Content,
    *,
    station: StationId,
    epoch: int,
    time_ms: int,
    nonce: bytes,
    sign: Callable[[bytes], bytes],
) -> dict[str, str]:
    """The headers that let the centre know its station."""
    seal = RequestSeal(station=station, epoch=epoch, time_ms=time_ms, nonce=nonce, signature=b"")
    signature = sign(_request_bytes(content, seal))
    return {
        STATION_HEADER: station,
        EPOCH_HEADER: str(epoch),
        TIME_HEADER: str(time_ms),
        NONCE_HEADER: nonce.hex(),
        SIGNATURE_HEADER: signature.hex(),
    }


def read_seal(headers: Mapping[str, str]) -> RequestSeal:
    """The seal in a request's headers; nothing of it is checked yet. Raises WireError."""
    try:
        return RequestSeal(
            station=station_id(headers[STATION_HEADER]),
            epoch=_number(headers[EPOCH_HEADER]),
            time_ms=_number(headers[TIME_HEADER]),
            nonce=_hexadecimal(headers[NONCE_HEADER], _NONCE),
            signature=_hexadecimal(headers[SIGNATURE_HEADER], _SIGNATURE),
        )
    except KeyError as error:
        raise WireError(f"the request has no header {error.args[0]}") from error
    except ValueError as error:
        raise WireError(f"the request's headers cannot be read: {error}") from error


def check_request(content: Content, seal: RequestSeal, public_key: Ed25519PublicKey) -> None:
    """Raises SignatureError unless the owner of `public_key` signed this very request."""
    try:
        public_key.verify(seal.signature, _request_bytes(content, seal))
    except InvalidSignature as error:
        raise SignatureError("the request was not signed by this station's key") from error


def sign_answer(
    nonce: bytes, status: int, time_ms: int, body_sha256: bytes, key: Ed25519PrivateKey
) -> dict[str, str]:
    """The headers that let a station know that the centre itself gave this answer."""
    signature = key.sign(_answer_bytes(nonce, status, time_ms, body_sha256))
    return {TIME_HEADER: str(time_ms), SIGNATURE_HEADER: signature.hex()}


def check_answer(
    nonce: bytes,
    status: int,
    headers: Mapping[str, str],
    body_sha256: bytes,
    public_key: Ed25519PublicKey,
) -> int:
    """The centre's time in an answer, in milliseconds. Raises WireError or SignatureError."""
    try:
        time_ms = _number(headers[TIME_HEADER])
        signature = _hexadecimal(headers[SIGNATURE_HEADER], _SIGNATURE)
    except (KeyError, ValueError) as error:
        raise WireError("the answer was not signed: it is not the central service's") from error
    try:
        public_key.verify(signature, _answer_bytes(nonce, status, time_ms, body_sha256))
    except InvalidSignature as error:
        raise SignatureError("the answer was not signed by the centre's key") from error
    return time_ms


def _request_bytes(content: Content, seal: RequestSeal) -> bytes:
    return _REQUEST_SIGNED_AS + pack(
        (
            content.method,
            content.target,
            content.body_sha256,
            seal.station,
            seal.epoch,
            seal.time_ms,
            seal.nonce,
        )
    )


def _answer_bytes(nonce: bytes, status: int, time_ms: int, body_sha256: bytes) -> bytes:
    return _ANSWER_SIGNED_AS + pack((nonce, status, time_ms, body_sha256))


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"not a number: {text[:NUMBER_DIGITS_MAX]!r}")
    return int(text)


def _hexadecimal(text: str, pattern: re.Pattern[str]) -> bytes:
    if not pattern.fullmatch(text):
        raise ValueError(f"not hexadecimal of the right length: {text[:16]!r}")
    return bytes.fromhex(text)
