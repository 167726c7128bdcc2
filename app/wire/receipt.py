"""The centre's signed word that it holds a station's events up to a watermark, without a gap."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.identifiers import STATION_ID_PATTERN, StationId
from app.wire.codec import pack, unpack
from app.wire.envelope import GENESIS, HASH_BYTES, INTEGER_MAX, SIGNATURE_BYTES
from app.wire.errors import SignatureError, WireError

RECEIPT_BYTES_MAX = 256 * 1024
RECEIPT_VERSION = 1

_SIGNED_AS = b"parallel49 receipt 1\0"
"""Keeps a signed receipt from passing for anything else that the centre signs."""

_Counter = Annotated[int, msgspec.Meta(ge=1, le=INTEGER_MAX)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The centre holds all of a station's events of `epoch` up to and with `watermark_seq`.

    `chain_hash` is the hash of the event at the watermark, so that a station can tell whether the
    centre holds the same history. `gaps` are the closed ranges (first, last) that are missing above
    the watermark; `quarantined` are sequence numbers kept aside, which count as received.
    """

    station: StationId
    epoch: int
    watermark_seq: int
    chain_hash: bytes
    issued_at: datetime
    gaps: tuple[tuple[int, int], ...] = ()
    quarantined: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.epoch < 1 or self.watermark_seq < 0:
            raise ValueError("an epoch counts from 1 and a watermark from 0")
        if len(self.chain_hash) != HASH_BYTES:
            raise ValueError(f"a hash has {HASH_BYTES} bytes")
        if self.watermark_seq == 0 and self.chain_hash != GENESIS:
            raise ValueError("before the first event there is only the beginning")
        if self.issued_at.tzinfo is None:
            raise ValueError("the time of a receipt must carry a time zone")
        if any(not self.watermark_seq < first <= last for first, last in self.gaps):
            raise ValueError("a gap lies above the watermark")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedReceipt:
    """A receipt as the centre signed it."""

    body: bytes
    signature: bytes

    def __post_init__(self) -> None:
        if len(self.signature) != SIGNATURE_BYTES:
            raise ValueError(f"a signature has {SIGNATURE_BYTES} bytes")


class _Body(msgspec.Struct, array_like=True, frozen=True):
    version: int
    station: Annotated[str, msgspec.Meta(pattern=f"^(?:{STATION_ID_PATTERN.pattern})\\Z")]
    epoch: _Counter
    watermark_seq: Annotated[int, msgspec.Meta(ge=0, le=INTEGER_MAX)]
    chain_hash: bytes
    issued_at: Annotated[datetime, msgspec.Meta(tz=True)]
    gaps: tuple[tuple[_Counter, _Counter], ...]
    quarantined: tuple[_Counter, ...]


_DECODER = msgspec.msgpack.Decoder(_Body)


def sign_receipt(receipt: Receipt, key: Ed25519PrivateKey) -> SignedReceipt:
    """Write and sign a receipt. Raises WireError if it names more gaps than one can hold."""
    body = pack(
        _Body(
            version=RECEIPT_VERSION,
            station=receipt.station,
            epoch=receipt.epoch,
            watermark_seq=receipt.watermark_seq,
            chain_hash=receipt.chain_hash,
            issued_at=receipt.issued_at,
            gaps=receipt.gaps,
            quarantined=receipt.quarantined,
        )
    )
    read_receipt(body)  # what no station could read must not be sent
    return SignedReceipt(body=body, signature=key.sign(_SIGNED_AS + body))


def open_receipt(signed: SignedReceipt, public_key: Ed25519PublicKey) -> Receipt:
    """The receipt, if the owner of `public_key` signed it.

    Raises:
        SignatureError: somebody else signed it, or it was changed.
        WireError: it is malformed.
    """
    try:
        public_key.verify(signed.signature, _SIGNED_AS + signed.body)
    except InvalidSignature as error:
        raise SignatureError("the receipt was not signed by the centre's key") from error
    return read_receipt(signed.body)


def read_receipt(body: bytes) -> Receipt:
    """The receipt in `body`, whoever signed it. Raises WireError."""
    if len(body) > RECEIPT_BYTES_MAX:
        raise WireError(f"a receipt has {len(body)} bytes, more than {RECEIPT_BYTES_MAX}")
    parsed = unpack(_DECODER, body, what="a receipt")
    if parsed.version != RECEIPT_VERSION:
        raise WireError(f"a receipt of version {parsed.version}; this program reads 1")
    try:
        return Receipt(
            station=StationId(parsed.station),
            epoch=parsed.epoch,
            watermark_seq=parsed.watermark_seq,
            chain_hash=parsed.chain_hash,
            issued_at=parsed.issued_at,
            gaps=parsed.gaps,
            quarantined=parsed.quarantined,
        )
    except ValueError as error:
        raise WireError(f"not a receipt: {error}") from error
