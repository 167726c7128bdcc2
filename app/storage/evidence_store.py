"""Original bytes, named by what they are, encrypted one by one.

A file holds a mark, a nonce, and AES-256-GCM of the bytes (NIST SP 800-38D) with their SHA-256 as
associated data, so that one file cannot be passed off as another. The name is the digest of the
plain bytes: who sees the folder can tell whether a file they already have is among them.
"""

import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.evidence import EvidenceRef
from app.ports import Clock, RecordError
from app.storage import tables
from app.storage.ballast import Ballast
from app.storage.errors import DISK_FULL_ERRNOS, DiskFullError, EvidenceError
from app.storage.folder import OWNER_ONLY_FOLDER, sync_folder, write_durably
from app.storage.reading import reading
from app.storage.writer import Writer

EVIDENCE_BYTES_MAX = 512 * 1024 * 1024
MARK = b"P49E\x01"
NONCE_BYTES = 12
TAG_BYTES = 16


class EncryptedEvidence:
    """The evidence folder of a station. Implements `app.ports.EvidenceStore`.

    The log lists what the folder holds and what of it the centre has.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        *,
        engine: Engine,
        writer: Writer,
        ballast: Ballast,
        clock: Clock,
    ) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)
        self._engine = engine
        self._writer = writer
        self._ballast = ballast
        self._clock = clock

    def put(self, data: bytes, *, media_type: str, name: str) -> EvidenceRef:
        """Keep `data`, durably, before anything refers to it; the same bytes are kept once.

        Raises:
            DiskFullError: there is no room, or what room there is belongs to decisions.
            RecordError: it could not be kept, for the reason given.
        """
        if len(data) > EVIDENCE_BYTES_MAX:
            raise RecordError(f"evidence has {len(data)} bytes, more than {EVIDENCE_BYTES_MAX}")
        digest = hashlib.sha256(data)
        ref = EvidenceRef(
            sha256=digest.hexdigest(), media_type=media_type, size_bytes=len(data), name=name
        )
        if not self.has(ref):
            self._keep(self._path(ref), data, digest.digest())
        self._writer.run(lambda connection: self._list(connection, ref), essential=False)
        return ref

    def get(self, ref: EvidenceRef) -> bytes:
        """The bytes. Raises EvidenceError if they are not here or not what they were."""
        try:
            stored = self._path(ref).read_bytes()
        except FileNotFoundError as error:
            raise EvidenceError(f"{ref.name} is not on this station") from error
        except OSError as error:
            raise EvidenceError(f"{ref.name} cannot be read: {error.strerror}") from error
        digest = bytes.fromhex(ref.sha256)
        mark, nonce = stored[: len(MARK)], stored[len(MARK) : len(MARK) + NONCE_BYTES]
        if mark != MARK or len(nonce) != NONCE_BYTES:
            raise EvidenceError(f"{ref.name} is damaged")
        try:
            data = self._cipher.decrypt(nonce, stored[len(MARK) + NONCE_BYTES :], digest)
        except InvalidTag as error:
            raise EvidenceError(f"{ref.name} is damaged, or was changed") from error
        if hashlib.sha256(data).digest() != digest:
            raise EvidenceError(f"{ref.name} is not what it was")
        return data

    def has(self, ref: EvidenceRef) -> bool:
        """Whether the bytes are on this station, whole."""
        try:
            size_bytes = self._path(ref).stat().st_size
        except FileNotFoundError:
            return False
        return size_bytes == len(MARK) + NONCE_BYTES + ref.size_bytes + TAG_BYTES

    def to_upload(self, limit: int) -> tuple[EvidenceRef, ...]:
        """The oldest evidence that the centre has not confirmed."""
        table = tables.evidence
        query = (
            select(table.c.sha256, table.c.media_type, table.c.size_bytes, table.c.name)
            .where(table.c.uploaded_us.is_(None))
            .order_by(table.c.position)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            found = connection.execute(query).mappings().all()
        return tuple(EvidenceRef(**row) for row in found)

    def uploaded(self, ref: EvidenceRef) -> None:
        """Note that the centre holds these bytes. Raises RecordError."""
        now_us = tables.microseconds(self._clock.now())
        statement = (
            update(tables.evidence)
            .where(tables.evidence.c.sha256 == ref.sha256)
            .where(tables.evidence.c.uploaded_us.is_(None))
            .values(uploaded_us=now_us)
        )
        self._writer.run(lambda connection: connection.execute(statement), essential=False)

    def _list(self, connection: Connection, ref: EvidenceRef) -> None:
        connection.execute(
            insert(tables.evidence)
            .values(
                sha256=ref.sha256,
                media_type=ref.media_type,
                size_bytes=ref.size_bytes,
                name=ref.name,
                kept_us=tables.microseconds(self._clock.now()),
            )
            .on_conflict_do_nothing(index_elements=["sha256"])
        )

    def _path(self, ref: EvidenceRef) -> Path:
        return self._folder / ref.sha256[:2] / ref.sha256

    def _keep(self, path: Path, data: bytes, digest: bytes) -> None:
        if not self._ballast.hold():
            raise DiskFullError(
                "the disk is nearly full: new evidence is refused so that decisions still fit"
            )
        nonce = secrets.token_bytes(NONCE_BYTES)
        stored = b"".join((MARK, nonce, self._cipher.encrypt(nonce, data, digest)))
        try:
            path.parent.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
            write_durably(path, stored)
            sync_folder(self._folder)
        except OSError as error:
            if error.errno in DISK_FULL_ERRNOS:
                raise DiskFullError("the disk is full: the evidence was not kept") from error
            raise RecordError(
                f"the evidence could not be kept: {os.strerror(error.errno or 0)}"
            ) from error
