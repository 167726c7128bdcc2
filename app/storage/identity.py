"""The station's keys: one to sign with, one for the log, one for the evidence."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.storage.errors import LogRefusedError
from app.wire.envelope import HASH_BYTES
from app.wire.errors import KeyFileError
from app.wire.keys import load_or_create_key, load_or_create_secret, load_secret, public_key_bytes

SOFTWARE_KEY = "software key"
"""What protects the keys, said as it is: the permissions of a file, and no hardware."""


class SigningKey:
    """The station's signing key."""

    kind = SOFTWARE_KEY

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self.private_key = key
        self.public_key = public_key_bytes(key)

    def sign(self, message: bytes) -> bytes:
        """Sign a message that is not an event.

        Events are signed as hashes of 32 bytes, so a message of that length is refused: nobody
        shall get an event signed by calling it something else.
        """
        if len(message) == HASH_BYTES:
            raise ValueError(f"a message of {HASH_BYTES} bytes could be the hash of an event")
        return self.private_key.sign(message)


class KeyRing:
    """The key files in a station's folder, made when the station is new."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def identity(self) -> SigningKey:
        """The signing key. Raises LogRefusedError."""
        try:
            return SigningKey(load_or_create_key(self._folder / "station.pem"))
        except KeyFileError as error:
            raise LogRefusedError(str(error)) from error

    def secret(self, name: str, *, needed_for: Path) -> bytes:
        """The secret `name`; a new one only if what it would open does not exist yet.

        Raises LogRefusedError.
        """
        path = self._folder / name
        try:
            if needed_for.exists():
                return load_secret(path)
            return load_or_create_secret(path)
        except KeyFileError as error:
            raise LogRefusedError(str(error)) from error
