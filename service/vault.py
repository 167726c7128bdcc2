"""Evidence at the centre: named by what it is, encrypted, whole or not there.

A file has a header, then pieces of `PIECE_BYTES` encrypted with AES-256-GCM (NIST SP 800-38D) under
a key of its own, derived with HKDF-SHA-256 from the centre's evidence key and a random salt. The
nonce is the piece's number; whether it is the last one is authenticated with it, so that pieces can
be neither swapped nor cut off.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.evidence import SHA256_PATTERN
from service.errors import CentreError

EVIDENCE_BYTES_MAX = 256 * 1024 * 1024
PIECE_BYTES = 1024 * 1024

_MAGIC = b"P49EV1\0\0"
_SALT_BYTES = 16
_TAG_BYTES = 16
_UNFINISHED = ".unfinished"


class WrongContentError(Exception):
    """The bytes are not those that their name says."""


class Vault:
    """The evidence files of one centre. Its methods may run on any thread."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in folder.glob(f"*{_UNFINISHED}"):  # of an upload that a crash ended
            left.unlink()

    def begin(self, sha256: str) -> "Upload":
        """Start to receive a file."""
        unfinished = self._folder / f"{secrets.token_hex(8)}{_UNFINISHED}"
        return Upload(unfinished, self.path(sha256), sha256, self._key)

    def has(self, sha256: str) -> bool:
        """Whether the file is here, whole."""
        return self.path(sha256).exists()

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes, piece by piece. Raises CentreError if the file was damaged."""
        with self.path(sha256).open("rb") as file:
            magic, salt = file.read(len(_MAGIC)), file.read(_SALT_BYTES)
            if magic != _MAGIC:
                raise CentreError(f"evidence {sha256} is damaged")
            cipher = _cipher(self._key, salt)
            number = 0
            piece = file.read(PIECE_BYTES + _TAG_BYTES)
            while True:
                following = file.read(PIECE_BYTES + _TAG_BYTES)
                try:
                    yield cipher.decrypt(_nonce(number), piece, _last_mark(is_last=not following))
                except InvalidTag as error:
                    raise CentreError(f"evidence {sha256} is damaged") from error
                if not following:
                    return
                number, piece = number + 1, following

    def path(self, sha256: str) -> Path:
        """Where a file lies."""
        if not SHA256_PATTERN.fullmatch(sha256):
            raise ValueError("evidence is named by 64 lower-case hexadecimal digits")
        return self._folder / sha256[:2] / sha256


class Upload:
    """A file on its way in. Ends with `finish` or `discard`."""

    def __init__(self, unfinished: Path, final: Path, sha256: str, key: bytes) -> None:
        self.size_bytes = 0
        self._unfinished = unfinished
        self._final = final
        self._sha256 = sha256
        self._digest = hashlib.sha256()
        self._pending = bytearray()
        self._number = 0
        salt = secrets.token_bytes(_SALT_BYTES)
        self._cipher = _cipher(key, salt)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file: BinaryIO = os.fdopen(descriptor, "wb")
        self._file.write(_MAGIC + salt)

    def write(self, data: bytes) -> None:
        """Take more bytes. Raises WrongContentError beyond the size that evidence may have."""
        self.size_bytes += len(data)
        if self.size_bytes > EVIDENCE_BYTES_MAX:
            raise WrongContentError(f"evidence has at most {EVIDENCE_BYTES_MAX} bytes")
        self._digest.update(data)
        self._pending += data
        while len(self._pending) > PIECE_BYTES:  # the last piece is only known at the end
            self._seal(bytes(self._pending[:PIECE_BYTES]), is_last=False)
            del self._pending[:PIECE_BYTES]

    def finish(self) -> None:
        """Keep the file, durably. Raises WrongContentError if it is not what its name says."""
        if self._digest.hexdigest() != self._sha256:
            raise WrongContentError("the bytes are not those that their name says")
        self._seal(bytes(self._pending), is_last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._final.parent.mkdir(exist_ok=True, mode=0o700)
        self._unfinished.replace(self._final)
        _sync_folder(self._final.parent)
        _sync_folder(self._final.parent.parent)

    def discard(self) -> None:
        """Forget what came, if it was not finished."""
        self._file.close()
        self._unfinished.unlink(missing_ok=True)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        nonce, mark = _nonce(self._number), _last_mark(is_last=is_last)
        self._file.write(self._cipher.encrypt(nonce, piece, mark))
        self._number += 1


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"parallel49 evidence 1")
    return AESGCM(derived.derive(key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _last_mark(*, is_last: bool) -> bytes:
    return b"last" if is_last else b"more"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
