"""The centre's key as this station learnt it at enrolment, and trusts it from then on."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.ports import WorldError
from app.wire.errors import SignatureError, WireError
from app.wire.keys import public_key_from_bytes
from app.wire.receipt import Receipt, SignedReceipt, open_receipt
from app.wire.reference import ReferenceItem, check_item

PIN_BYTES_MAX = 256


class PinError(WorldError):
    """The file with the centre's key cannot be used."""


class CentrePin:
    """A file that holds the centre's public key in hexadecimal, or is not there yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key = self._read()

    @property
    def key(self) -> Ed25519PublicKey | None:
        """The centre's key, None before enrolment."""
        return self._key

    def keep(self, public_key: bytes) -> None:
        """Keep the centre's key. Raises PinError if another one is kept already."""
        offered = public_key_from_bytes(public_key)
        if self._key is not None:
            if self._key != offered:
                raise PinError(
                    "the central service has another key than at enrolment. If it was set up "
                    f"anew, have an administrator remove {self._path}"
                )
            return
        unfinished = self._path.with_name(self._path.name + ".new")
        try:
            with unfinished.open("w", encoding="ascii") as file:
                file.write(public_key.hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._path)
        except OSError as error:
            raise PinError(f"{self._path} cannot be written: {error.strerror}") from error
        self._key = offered

    def open_receipt(self, signed: SignedReceipt) -> Receipt:
        """A receipt that this centre signed. Raises WireError otherwise."""
        if self._key is None:
            raise SignatureError("the centre's key is not known yet")
        return open_receipt(signed, self._key)

    def check_item(self, item: ReferenceItem) -> None:
        """Raises WireError unless this centre signed the item."""
        if self._key is None:
            raise SignatureError("the centre's key is not known yet")
        check_item(item, self._key)

    def _read(self) -> Ed25519PublicKey | None:
        try:
            with self._path.open("rb") as file:
                text = file.read(PIN_BYTES_MAX).strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PinError(f"{self._path} cannot be read: {error.strerror}") from error
        try:
            return public_key_from_bytes(bytes.fromhex(text.decode("ascii")))
        except (WireError, ValueError) as error:
            raise PinError(f"{self._path} does not hold the centre's key") from error
