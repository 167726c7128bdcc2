"""Evidence of this station: kept before anything refers to it, listed until the centre has it."""

import hashlib
import os

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.evidence import EvidenceRef
from app.ports import Clock, RecordError
from app.storage import tables
from app.storage.ballast import Ballast
from app.storage.errors import DISK_FULL_ERRNOS, DiskFullError
from app.storage.evidence_files import EvidenceFiles
from app.storage.reading import reading
from app.storage.writer import Writer

EVIDENCE_BYTES_MAX = 512 * 1024 * 1024


class StoredEvidence:
    """Implements `app.ports.EvidenceStore`, and lists for the upload what the centre lacks."""

    def __init__(
        self,
        files: EvidenceFiles,
        engine: Engine,
        writer: Writer,
        *,
        ballast: Ballast,
        clock: Clock,
    ) -> None:
        self._files = files
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
        ref = EvidenceRef(
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=media_type,
            size_bytes=len(data),
            name=name,
        )
        if not self.has(ref):
            self._keep(ref, data)
        self._writer.run(lambda connection: self._list(connection, ref), essential=False)
        return ref

    def get(self, ref: EvidenceRef) -> bytes:
        """The bytes. Raises EvidenceError if they are not here or not what they were."""
        return self._files.read(ref)

    def has(self, ref: EvidenceRef) -> bool:
        """Whether the bytes are on this station."""
        return self._files.has(ref)

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

    def _keep(self, ref: EvidenceRef, data: bytes) -> None:
        if not self._ballast.hold():
            raise DiskFullError(
                "the disk is nearly full: new evidence is refused so that decisions still fit"
            )
        try:
            self._files.write(ref.sha256, data)
        except OSError as error:
            if error.errno in DISK_FULL_ERRNOS:
                raise DiskFullError("the disk is full: the evidence was not kept") from error
            raise RecordError(
                f"the evidence could not be kept: {os.strerror(error.errno or 0)}"
            ) from error
