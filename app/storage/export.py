"""One case as a ZIP that another office can verify without our programs.

It holds the events as they were written, with their signatures, the keys, the receipts that cover
them, the evidence, a readable form, and a note on how to check it all with OpenSSL.
"""

import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from app.domain.events import (
    OccupancyRecorded,
    RadiographAttached,
    RecordedEvent,
    SpectrumAttached,
)
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import CaseId
from app.ports import RecordError
from app.storage import tables
from app.storage.errors import EvidenceError, LogRefusedError
from app.storage.evidence_files import EvidenceFiles
from app.storage.folder import OWNER_ONLY_FILE
from app.storage.reading import reading
from app.storage.station_store import EVIDENCE_KEY_NAME, EVIDENCE_NAME, KEYS_NAME
from app.storage.verification import opened_for_reading
from app.wire.codec import kind_of
from app.wire.envelope import open_event
from app.wire.errors import KeyFileError, WireError
from app.wire.keys import load_secret, public_key_from_bytes, public_key_pem

NOTE = """\
One case of the station log of a border workstation (Parallel 49)
==================================================================

case.json   what was recorded, readable. It is a translation: what counts is the signed bytes.
events/     for each event of this station: .body (MessagePack, as written), .prev (the hash of the
            event before it in the station's log), .sig (Ed25519)
keys/       the public key of each life (epoch) of the station. Compare it with what the central
            service knows of the station: a key that only comes with the log proves nothing.
receipts/   the central service's signed word that it holds the log up to the event named
evidence/   the original files, named by their SHA-256

To check an event, here the first one (needs OpenSSL 3):

  cat events/{first}.prev events/{first}.body | openssl dgst -sha256 -binary > hash
  openssl pkeyutl -verify -pubin -inkey keys/{epoch}.pem -rawin -in hash -sigfile events/{first}.sig

To check evidence: sha256sum evidence/*

Events under "heard" in case.json were passed on by the central service from other stations; their
signed bytes are at the centre and at those stations, not here.

This file holds personal data in the clear. Handle it by the rules for such data.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What went into the ZIP. `missing` are evidence files that are not on this station."""

    events: int
    heard: int
    evidence: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _CaseRows:
    own: Sequence[Row[Any]]
    heard: Sequence[Row[Any]]
    lives: Sequence[Row[Any]]
    receipts: Sequence[Row[Any]]


def export_case(directory: Path, case_id: CaseId, out: Path, *, exported_at: datetime) -> Export:
    """Write a case of the station in `directory` to the new file `out`, for its owner's eyes only.

    Raises:
        LogRefusedError: there is no such case, or `out` cannot be written.
        RecordError: the log cannot be read.
    """
    with opened_for_reading(directory) as engine, reading(engine) as connection:
        case = _read(connection, case_id)
    try:
        key = load_secret(directory / KEYS_NAME / EVIDENCE_KEY_NAME)
        files = EvidenceFiles(directory / EVIDENCE_NAME, key)
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY_FILE)
        try:
            with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w") as package:
                return _write(package, case, files, case_id, exported_at)
        except BaseException:
            out.unlink()  # half a case would pass for the whole
            raise
    except KeyFileError as error:
        raise LogRefusedError(str(error)) from error
    except OSError as error:
        raise LogRefusedError(f"{out} cannot be written: {error.strerror}") from error


def _read(connection: Connection, case_id: CaseId) -> _CaseRows:
    event, life, receipt = tables.event, tables.life, tables.receipt
    own = connection.execute(
        select(event).where(event.c.case_id == case_id).order_by(event.c.epoch, event.c.seq)
    ).all()
    heard = connection.execute(
        select(tables.remote_event)
        .where(tables.remote_event.c.case_id == case_id)
        .order_by(tables.remote_event.c.position)
    ).all()
    if not own and not heard:
        raise LogRefusedError(f"there is no case {case_id} in this log")
    last_seqs = {row.epoch: row.seq for row in own}
    lives = connection.execute(select(life).where(life.c.epoch.in_(last_seqs))).all()
    covering = [
        connection.execute(
            select(receipt)
            .where(receipt.c.epoch == epoch, receipt.c.watermark_seq >= seq)
            .order_by(receipt.c.watermark_seq)
            .limit(1)
        ).one_or_none()
        for epoch, seq in last_seqs.items()
    ]
    return _CaseRows(own=own, heard=heard, lives=lives, receipts=[row for row in covering if row])


def _write(
    package: zipfile.ZipFile,
    case: _CaseRows,
    files: EvidenceFiles,
    case_id: CaseId,
    exported_at: datetime,
) -> Export:
    for row in case.own:
        name = f"events/{row.epoch}-{row.seq}"
        package.writestr(f"{name}.body", row.body)
        package.writestr(f"{name}.prev", row.prev)
        package.writestr(f"{name}.sig", row.sig)
    for row in case.lives:
        package.writestr(
            f"keys/{row.epoch}.pem", public_key_pem(public_key_from_bytes(row.public_key))
        )
    for row in case.receipts:
        package.writestr(f"receipts/{row.epoch}-{row.watermark_seq}.body", row.body)
        package.writestr(f"receipts/{row.epoch}-{row.watermark_seq}.sig", row.sig)
    recorded = [_open(row.body) for row in case.own]
    missing = _write_evidence(package, files, recorded)
    document = {
        "case_id": case_id,
        "exported_at": exported_at,
        "events": [
            {**_readable(item), "hash": row.hash.hex(), "signature": row.sig.hex()}
            for item, row in zip(recorded, case.own, strict=True)
        ],
        "heard": [_readable(_open(row.body)) for row in case.heard],
        "evidence_missing": missing,
    }
    package.writestr("case.json", msgspec.json.format(msgspec.json.encode(document), indent=2))
    package.writestr("README.txt", _note(case))
    return Export(
        events=len(case.own),
        heard=len(case.heard),
        evidence=len({ref.sha256 for ref in _evidence(recorded)}) - len(missing),
        missing=tuple(missing),
    )


def _note(case: _CaseRows) -> str:
    """How to check the package, with commands that can be typed as they stand."""
    if not case.own:
        return NOTE.format(first="EPOCH-SEQ", epoch="EPOCH")
    first = case.own[0]
    return NOTE.format(first=f"{first.epoch}-{first.seq}", epoch=first.epoch)


def _write_evidence(
    package: zipfile.ZipFile, files: EvidenceFiles, recorded: Sequence[RecordedEvent]
) -> list[str]:
    """Write each file once; return what is not on this station."""
    missing = []
    for ref in {ref.sha256: ref for ref in _evidence(recorded)}.values():
        try:
            package.writestr(f"evidence/{ref.sha256}", files.read(ref))
        except EvidenceError as error:
            missing.append(f"{ref.sha256}: {error}")
    return missing


def _evidence(recorded: Sequence[RecordedEvent]) -> Iterator[EvidenceRef]:
    for item in recorded:
        match item.event:
            case SpectrumAttached(evidence=ref) | OccupancyRecorded(raw_lines=EvidenceRef() as ref):
                yield ref
            case RadiographAttached(evidence=refs):
                yield from refs
            case _:
                pass


def _readable(recorded: RecordedEvent) -> dict[str, object]:
    return {
        "ref": str(recorded.ref),
        "kind": kind_of(recorded.event),
        "recorded_at": recorded.recorded_at,
        "event": recorded.event,
    }


def _open(body: bytes) -> RecordedEvent:
    try:
        return open_event(body)
    except WireError as error:
        raise RecordError(f"an event of this case cannot be read: {error}") from error
