"""What the centre sends down to stations: notices, officers' verifiers and policies, each signed.

An item is named by kind and key and carries a version that only rises. Its body is signed as it is
stored, together with its name and version, so that no item passes for another or for a newer one.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.consignment import AdvanceNotice
from app.domain.officer import OfficerVerifier
from app.wire.codec import BODY_BYTES_MAX, pack, unpack
from app.wire.envelope import INTEGER_MAX, SIGNATURE_BYTES
from app.wire.errors import SignatureError, WireError

KEY_CHARS_MAX = 200
ITEMS_MAX = 1000
PAGE_BYTES_MAX = 16 * 1024 * 1024

_SIGNED_AS = b"parallel49 reference 1\0"


class ReferenceKind(StrEnum):
    """What an item is about."""

    NOTICE = "notice"
    OFFICER = "officer"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceItem:
    """One version of one thing that the centre publishes. `body` is canonical and signed."""

    kind: ReferenceKind
    key: str
    version: int
    body: bytes
    signature: bytes

    def __post_init__(self) -> None:
        if not 0 < len(self.key) <= KEY_CHARS_MAX:
            raise ValueError(f"a key has 1 to {KEY_CHARS_MAX} characters")
        if not 1 <= self.version <= INTEGER_MAX:
            raise ValueError("versions count from 1")
        if len(self.signature) != SIGNATURE_BYTES:
            raise ValueError(f"a signature has {SIGNATURE_BYTES} bytes")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePage:
    """Items that changed after a cursor, oldest change first; ask again after `cursor`."""

    cursor: int
    items: tuple[ReferenceItem, ...]


_NOTICES = msgspec.msgpack.Decoder(AdvanceNotice)
_OFFICERS = msgspec.msgpack.Decoder(OfficerVerifier)


class _Item(msgspec.Struct, array_like=True, frozen=True):
    kind: ReferenceKind
    key: Annotated[str, msgspec.Meta(min_length=1, max_length=KEY_CHARS_MAX)]
    version: Annotated[int, msgspec.Meta(ge=1, le=INTEGER_MAX)]
    body: Annotated[bytes, msgspec.Meta(max_length=BODY_BYTES_MAX)]
    signature: Annotated[
        bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)
    ]


class _Page(msgspec.Struct, array_like=True, frozen=True):
    cursor: Annotated[int, msgspec.Meta(ge=0, le=INTEGER_MAX)]
    items: Annotated[tuple[_Item, ...], msgspec.Meta(max_length=ITEMS_MAX)]


_PAGES = msgspec.msgpack.Decoder(_Page)


def notice_body(notice: AdvanceNotice) -> bytes:
    """Canonical bytes of a notice. Raises WireError."""
    return pack(notice)


def officer_body(verifier: OfficerVerifier) -> bytes:
    """Canonical bytes of an officer's verifier. Raises WireError."""
    return pack(verifier)


def notice_item(notice: AdvanceNotice, *, version: int, key: Ed25519PrivateKey) -> ReferenceItem:
    """A version of a notice, named by its reference and signed by the centre's `key`."""
    return sign_item(ReferenceKind.NOTICE, notice.reference, version, notice_body(notice), key=key)


def officer_item(
    verifier: OfficerVerifier, *, version: int, key: Ed25519PrivateKey
) -> ReferenceItem:
    """A version of an officer's verifier, named by badge and signed by the centre's `key`."""
    body = officer_body(verifier)
    return sign_item(ReferenceKind.OFFICER, verifier.officer.badge, version, body, key=key)


def policy_item(name: str, bundle: bytes, *, version: int, key: Ed25519PrivateKey) -> ReferenceItem:
    """A version of a policy bundle, kept as the bytes of its file."""
    return sign_item(ReferenceKind.POLICY, name, version, bundle, key=key)


def sign_item(
    kind: ReferenceKind, name: str, version: int, body: bytes, *, key: Ed25519PrivateKey
) -> ReferenceItem:
    """Sign one version of one item. Raises WireError if it is too big to be sent."""
    if len(body) > BODY_BYTES_MAX:
        raise WireError(f"{kind} {name} has {len(body)} bytes, more than {BODY_BYTES_MAX}")
    signature = key.sign(_signed_bytes(kind, name, version, body))
    return ReferenceItem(kind=kind, key=name, version=version, body=body, signature=signature)


def check_item(item: ReferenceItem, public_key: Ed25519PublicKey) -> None:
    """Raises SignatureError unless the owner of `public_key` signed this very version."""
    try:
        public_key.verify(
            item.signature, _signed_bytes(item.kind, item.key, item.version, item.body)
        )
    except InvalidSignature as error:
        raise SignatureError(f"{item.kind} {item.key} was not signed by the centre") from error


def open_notice(item: ReferenceItem) -> AdvanceNotice:
    """The notice in a checked item. Raises WireError."""
    notice = unpack(_NOTICES, item.body, what="a notice")
    if item.kind is not ReferenceKind.NOTICE or notice.reference != item.key:
        raise WireError(f"{item.kind} {item.key} is not the notice it says it is")
    return notice


def open_officer(item: ReferenceItem) -> OfficerVerifier:
    """The officer's verifier in a checked item. Raises WireError."""
    verifier = unpack(_OFFICERS, item.body, what="an officer's verifier")
    if item.kind is not ReferenceKind.OFFICER or verifier.officer.badge != item.key:
        raise WireError(f"{item.kind} {item.key} is not the officer it says it is")
    return verifier


def open_policy(item: ReferenceItem) -> bytes:
    """The policy bundle in a checked item, as the bytes of its file. Raises WireError."""
    if item.kind is not ReferenceKind.POLICY:
        raise WireError(f"{item.kind} {item.key} is not a policy")
    return item.body


def encode_page(page: ReferencePage) -> bytes:
    """A page as it is sent."""
    return pack(_wire_page(page))


def _wire_page(page: ReferencePage) -> _Page:
    items = tuple(
        _Item(
            kind=item.kind,
            key=item.key,
            version=item.version,
            body=item.body,
            signature=item.signature,
        )
        for item in page.items
    )
    return _Page(cursor=page.cursor, items=items)


def decode_page(data: bytes) -> ReferencePage:
    """A page as it came: its shape is checked, the signatures are not. Raises WireError."""
    if len(data) > PAGE_BYTES_MAX:
        raise WireError(f"a page has {len(data)} bytes, more than {PAGE_BYTES_MAX}")
    try:
        parsed = _PAGES.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise WireError(f"not a page of reference items: {error}") from error
    return ReferencePage(
        cursor=parsed.cursor,
        items=tuple(
            ReferenceItem(
                kind=item.kind,
                key=item.key,
                version=item.version,
                body=item.body,
                signature=item.signature,
            )
            for item in parsed.items
        ),
    )


def _signed_bytes(kind: ReferenceKind, name: str, version: int, body: bytes) -> bytes:
    return _SIGNED_AS + pack((str(kind), name, version, body))
