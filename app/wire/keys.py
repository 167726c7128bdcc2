"""Key files: Ed25519 keys as PEM (PKCS #8) and secrets as bytes, readable by their owner only.

These are software keys: who can read the file can sign. A station says so of itself.
"""

import os
import re
import secrets
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.wire.errors import KeyFileError, WireError

PUBLIC_KEY_BYTES = 32
SECRET_BYTES = 32
KEY_FILE_BYTES_MAX = 4096
OWNER_ONLY = 0o600


def load_or_create_key(path: Path) -> Ed25519PrivateKey:
    """The signing key in `path`, made there if there is none. Raises KeyFileError."""
    if not path.exists():
        create_key(path)
    return load_key(path)


def create_key(path: Path) -> None:
    """Write a new signing key. Raises KeyFileError if `path` cannot be written."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write_new(path, pem)


def load_key(path: Path) -> Ed25519PrivateKey:
    """The signing key in `path`. Raises KeyFileError if it is missing, damaged or exposed."""
    pem = _read(path)
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError(f"{path} does not hold a key that this program can read") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path} holds a key, but not an Ed25519 key")
    return key


def load_or_create_secret(path: Path) -> bytes:
    """The 32 random bytes in `path`, made there if there are none. Raises KeyFileError."""
    if not path.exists():
        _write_new(path, secrets.token_bytes(SECRET_BYTES))
    return load_secret(path)


def load_secret(path: Path) -> bytes:
    """The 32 bytes in `path`. Raises KeyFileError."""
    secret = _read(path)
    if len(secret) != SECRET_BYTES:
        raise KeyFileError(f"{path} has {len(secret)} bytes, not {SECRET_BYTES}")
    return secret


def public_key_bytes(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key, as they are sent and stored."""
    public_key = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public_key.public_bytes_raw()


def public_key_from_bytes(data: bytes) -> Ed25519PublicKey:
    """The public key in 32 bytes. Raises WireError."""
    if len(data) != PUBLIC_KEY_BYTES:
        raise WireError(f"a public key has {PUBLIC_KEY_BYTES} bytes, not {len(data)}")
    return Ed25519PublicKey.from_public_bytes(data)


def load_public_key(path: Path) -> Ed25519PublicKey:
    """The public key in `path`, as PEM or in hexadecimal. Raises KeyFileError."""
    pem = _read(path, secret=False)
    if re.fullmatch(rb"[0-9a-f]{64}\s*", pem):
        return public_key_from_bytes(bytes.fromhex(pem.decode("ascii")))
    try:
        key = serialization.load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileError(f"{path} does not hold a key that this program can read") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyFileError(f"{path} holds a key, but not an Ed25519 key")
    return key


def public_key_pem(public_key: Ed25519PublicKey) -> bytes:
    """A public key as a PEM file, which OpenSSL reads too."""
    return public_key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _read(path: Path, *, secret: bool = True) -> bytes:
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            data = file.read(KEY_FILE_BYTES_MAX + 1)
    except OSError as error:
        raise KeyFileError(f"the key file {path} cannot be read: {error.strerror}") from error
    if secret and mode & 0o077:
        raise KeyFileError(f"the key file {path} is readable by others: run chmod 600 on it")
    return data


def _write_new(path: Path, data: bytes) -> None:
    """Write whole or not at all, and durably: a key that is lost cannot be made again."""
    unfinished = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise KeyFileError(f"the key file {path} cannot be written: {error.strerror}") from error
