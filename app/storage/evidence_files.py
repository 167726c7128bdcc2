"""Evidence on the disk: original bytes, named by what they are, encrypted one by one.

A file holds a mark, a nonce, and AES-256-GCM of the bytes (NIST SP 800-38D) with their SHA-256 as
associated data, so that one file cannot be passed off as another. The name is the digest of the
plain bytes: who sees the folder can tell whether a file that they already have is among them.
"""

import hashlib
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.evidence import EvidenceRef
from app.storage.errors import EvidenceError
from app.storage.folder import make_folder, write_durably

MARK = b"P49E\x01"
NONCE_BYTES = 12
TAG_BYTES = 16


class EvidenceFiles:
    """A folder of encrypted files."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)

    def write(self, sha256: str, data: bytes) -> None:
        """Keep `data`, whose digest is `sha256`, durably. Raises OSError."""
        path = self._path(sha256)
        nonce = secrets.token_bytes(NONCE_BYTES)
        hidden = self._cipher.encrypt(nonce, data, bytes.fromhex(sha256))
        make_folder(path.parent)
        write_durably(path, b"".join((MARK, nonce, hidden)))

    def read(self, ref: EvidenceRef) -> bytes:
        """The bytes. Raises EvidenceError if they are not here or not what they were."""
        try:
            stored = self._path(ref.sha256).read_bytes()
        except FileNotFoundError as error:
            raise EvidenceError(f"{ref.name} is not on this station") from error
        except OSError as error:
            raise EvidenceError(f"{ref.name} cannot be read: {error.strerror}") from error
        start = len(MARK) + NONCE_BYTES
        if stored[: len(MARK)] != MARK or len(stored) < start:
            raise EvidenceError(f"{ref.name} is damaged")
        digest = bytes.fromhex(ref.sha256)
        try:
            data = self._cipher.decrypt(stored[len(MARK) : start], stored[start:], digest)
        except InvalidTag as error:
            raise EvidenceError(f"{ref.name} is damaged, or was changed") from error
        if hashlib.sha256(data).digest() != digest:
            raise EvidenceError(f"{ref.name} is not what it was")
        return data

    def has(self, ref: EvidenceRef) -> bool:
        """Whether the bytes are here, whole by their size."""
        try:
            size_bytes = self._path(ref.sha256).stat().st_size
        except FileNotFoundError:
            return False
        return size_bytes == len(MARK) + NONCE_BYTES + ref.size_bytes + TAG_BYTES

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256
