"""Verifying a station's folder as a stranger would: every link, every signature, every debt.

Nothing is written and nothing is believed because the program once wrote it: rows are checked
against the signed bytes, bytes against the chain, receipts against the chain at their watermark.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from app.domain.identifiers import StationId
from app.storage import tables
from app.storage.database import connect, open_engine, schema_version
from app.storage.errors import LogRefusedError
from app.storage.journal import check_link
from app.storage.lives import Life
from app.storage.reading import reading
from app.storage.station_store import KEYS_NAME, LOG_KEY_NAME, LOG_NAME
from app.wire.envelope import GENESIS, open_event
from app.wire.errors import KeyFileError, WireError
from app.wire.keys import load_public_key, load_secret
from app.wire.receipt import SignedReceipt, open_receipt, read_receipt

CENTRE_KEY_NAME = "centre.pub"
"""Where synchronisation keeps the centre's key, in hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The first thing that is wrong with a log. `seq` is 0 where it concerns no single event."""

    epoch: int
    seq: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochReport:
    """What was checked of one epoch. `receipt_seq` is 0 where the centre confirmed nothing."""

    epoch: int
    public_key: str
    events: int
    head_sha256: str
    receipts: int
    receipt_seq: int
    owed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReport:
    """The result of a verification.

    `receipts_signed` is None without the centre's key; the events of other stations are not
    counted once a fault was found.
    """

    station: str
    epochs: tuple[EpochReport, ...]
    fault: Fault | None
    receipts_signed: bool | None
    remote_events: int | None
    remote_conflicts: int | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None


class _FaultFoundError(Exception):
    def __init__(self, epoch: int, seq: int, why: str) -> None:
        super().__init__(why)
        self.fault = Fault(epoch=epoch, seq=seq, why=why)


def verify_folder(directory: Path, *, centre_key: Path | None = None) -> LogReport:
    """Verify a station's folder.

    Receipts are checked with the centre's public key in the file `centre_key`, else with the one
    that the station has kept since it was enrolled, if it was.

    Raises:
        RecordError: the log, or a key, cannot be read.
    """
    kept = directory / CENTRE_KEY_NAME
    try:
        path = centre_key or (kept if kept.exists() else None)
        key = load_public_key(path) if path else None
    except KeyFileError as error:
        raise LogRefusedError(str(error)) from error
    with opened_for_reading(directory) as engine:
        return verify(engine, centre_key=key)


@contextmanager
def opened_for_reading(directory: Path) -> Iterator[Engine]:
    """An engine that cannot write, on a log in use or at rest. Raises LogRefusedError."""
    log = directory / LOG_NAME
    if not log.is_file():
        raise LogRefusedError(f"there is no station log in {directory}")
    try:
        key = load_secret(directory / KEYS_NAME / LOG_KEY_NAME)
    except KeyFileError as error:
        raise LogRefusedError(str(error)) from error
    engine = open_engine(partial(connect, log, key, read_only=True))
    try:
        yield engine
    finally:
        engine.dispose()


def verify(engine: Engine, *, centre_key: Ed25519PublicKey | None = None) -> LogReport:
    """Check the whole log as it stands at this moment, even while the station goes on.

    Raises:
        RecordError: it is too damaged even to begin.
    """
    with reading(engine) as connection:
        lives = _lives(connection) if schema_version(connection) else []
        reports: list[EpochReport] = []
        remote_events = remote_conflicts = fault = None
        try:
            for life in lives:
                reports.append(_verify_life(connection, life, centre_key))
            _verify_database(connection)
            remote_events = _count(connection, tables.remote_event) if lives else 0
            remote_conflicts = _count(connection, tables.remote_conflict) if lives else 0
        except _FaultFoundError as found:
            fault = found.fault
        except DBAPIError as error:
            fault = Fault(epoch=0, seq=0, why=f"the log cannot be read: {error.orig}")
        return LogReport(
            station=lives[-1].station if lives else "",
            epochs=tuple(reports),
            fault=fault,
            receipts_signed=None if centre_key is None else fault is None,
            remote_events=remote_events,
            remote_conflicts=remote_conflicts,
        )


def _lives(connection: Connection) -> list[Life]:
    found = connection.execute(select(tables.life).order_by(tables.life.c.epoch)).all()
    return [
        Life(
            station=StationId(row.station),
            epoch=row.epoch,
            public_key=row.public_key,
            began=None,
        )
        for row in found
    ]


def _verify_life(
    connection: Connection, life: Life, centre_key: Ed25519PublicKey | None
) -> EpochReport:
    receipts = _receipts(connection, life)
    prev, seq, receipt_seq = GENESIS, 0, 0
    for row in _events(connection, life):
        _verify_event(row, life, seq + 1, prev)
        prev, seq = row.hash, row.seq
        if (receipt := receipts.get(seq)) is not None:
            _verify_receipt(receipt, life, prev, centre_key)
            receipt_seq = seq
    return EpochReport(
        epoch=life.epoch,
        public_key=life.public_key.hex(),
        events=seq,
        head_sha256=prev.hex(),
        receipts=len(receipts),
        receipt_seq=receipt_seq,
        owed=_verify_debts(connection, life, seq, receipt_seq),
    )


def _events(connection: Connection, life: Life) -> Iterator[Any]:
    """All events in order, read one by one, so that the first unreadable one can be named."""
    table = tables.event
    query = select(table).where(table.c.epoch == life.epoch).order_by(table.c.seq)
    seq = 0
    try:
        for row in connection.execute(query.execution_options(yield_per=1)):
            yield row
            seq = row.seq
    except DBAPIError as error:
        why = f"the event cannot be read: {error.orig}"
        raise _FaultFoundError(life.epoch, seq + 1, why) from error


def _verify_event(row: Any, life: Life, seq: int, prev: bytes) -> None:
    if row.seq != seq:
        raise _FaultFoundError(life.epoch, seq, "the event is missing")
    try:
        check_link(row, life=life, seq=seq, prev=prev)
        open_event(row.body)
    except (WireError, ValueError) as error:
        raise _FaultFoundError(life.epoch, seq, str(error)) from error


def _verify_receipt(
    row: Any, life: Life, chain_hash: bytes, centre_key: Ed25519PublicKey | None
) -> None:
    seq = row.watermark_seq
    signed = SignedReceipt(body=row.body, signature=row.sig)
    try:
        receipt = open_receipt(signed, centre_key) if centre_key else read_receipt(row.body)
    except WireError as error:
        raise _FaultFoundError(life.epoch, seq, str(error)) from error
    said = (receipt.station, receipt.epoch, receipt.watermark_seq, receipt.chain_hash)
    if said != (life.station, life.epoch, seq, chain_hash):
        raise _FaultFoundError(life.epoch, seq, "the centre's receipt is for another history")


def _verify_debts(connection: Connection, life: Life, head_seq: int, receipt_seq: int) -> int:
    """How many events are owed, after checking that each is owed or covered by a receipt."""
    outbox = tables.outbox
    debts = {
        row.seq: row.settled_by
        for row in connection.execute(
            select(outbox.c.seq, outbox.c.settled_by)
            .where(outbox.c.epoch == life.epoch)
            .order_by(outbox.c.seq)
        )
    }
    for seq in range(1, head_seq + 1):
        if seq not in debts:
            raise _FaultFoundError(life.epoch, seq, "the event is not in the outbox")
        if (debts[seq] is None) != (seq > receipt_seq):
            raise _FaultFoundError(life.epoch, seq, "the outbox and the receipts disagree")
    if len(debts) > head_seq:
        raise _FaultFoundError(life.epoch, head_seq + 1, "an event is missing at the end")
    return head_seq - receipt_seq


def _receipts(connection: Connection, life: Life) -> dict[int, Any]:
    query = select(tables.receipt).where(tables.receipt.c.epoch == life.epoch)
    return {row.watermark_seq: row for row in connection.execute(query)}


def _verify_database(connection: Connection) -> None:
    """What SQLite itself finds: broken trees, missing parents. Each page's HMAC is checked too."""
    for pragma in ("integrity_check", "foreign_key_check"):
        found = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
        if found and tuple(found[0]) != ("ok",):
            raise _FaultFoundError(0, 0, f"{pragma}: {found[0][0]}")


def _count(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
