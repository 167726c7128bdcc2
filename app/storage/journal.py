"""The station's append-only log: each event continues the one before it, and is signed.

The database refuses what must never happen (see the triggers of the first migration); this module
keeps the head of the chain in memory, so that an append is one statement and one fsync.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from app.domain.events import Event, RecordedEvent
from app.ports import Clock, RecordError
from app.storage import tables
from app.storage.errors import LogRefusedError
from app.storage.identity import SigningKey
from app.storage.lives import Life
from app.storage.reading import reading
from app.storage.writer import Writer
from app.wire.codec import kind_of
from app.wire.envelope import (
    GENESIS,
    EventHeader,
    SealedEvent,
    check,
    open_event,
    read_header,
    seal,
)
from app.wire.errors import WireError
from app.wire.hlc import Hlc
from app.wire.keys import public_key_from_bytes

LINKS_CHECKED_ON_OPEN = 1_000
ROWS_READ_AT_ONCE = 500

_INSERT = """
INSERT INTO event (epoch, seq, hlc, kind, case_id, body, prev, hash, sig)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last event of an epoch: 0 and `GENESIS` before the first."""

    seq: int
    hash: bytes


class StationJournal:
    """The log of one life of this station. Implements `app.ports.Journal`."""

    def __init__(
        self,
        engine: Engine,
        writer: Writer,
        *,
        life: Life,
        identity: SigningKey,
        clock: Clock,
        hlc: Hlc,
    ) -> None:
        self._engine = engine
        self._writer = writer
        self._life = life
        self._key = identity.private_key
        self._clock = clock
        self._hlc = hlc
        self._head = read_head(engine, life.epoch)

    @property
    def head(self) -> Head:
        """Where the log has come to."""
        return self._head

    def append(self, event: Event) -> RecordedEvent:
        """Write `event` to journal and outbox in one transaction.

        Raises:
            RecordError: it is not recorded, for the reason given; the log is as it was.
        """
        with self._writer.alone():
            header = EventHeader(
                station=self._life.station,
                epoch=self._life.epoch,
                seq=self._head.seq + 1,
                hlc=self._hlc.tick(),
                recorded_at=self._clock.now(),
                kind=kind_of(event),
                case_id=getattr(event, "case_id", None),
            )
            try:
                sealed = seal(header, event, prev=self._head.hash, key=self._key)
            except WireError as error:
                raise RecordError(f"this event cannot be recorded: {error}") from error
            try:
                self._writer.insert(_INSERT, event_row(header, sealed))
            except RecordError:
                self._find_head()
                raise
            self._head = Head(seq=header.seq, hash=sealed.hash)
        return RecordedEvent(
            ref=header.ref, hlc=header.hlc, recorded_at=header.recorded_at, event=event
        )

    def events(self, *, after_seq: int = 0) -> Iterator[RecordedEvent]:
        """This epoch's events in order. Raises RecordError for what this program cannot read."""
        for row in rows(self._engine, self._life.epoch, after_seq=after_seq):
            try:
                yield open_event(row.body)
            except WireError as error:
                raise RecordError(f"event {row.seq} of the log cannot be read: {error}") from error

    def _find_head(self) -> None:
        """Look where the log is after a failed write; where even that fails, stay."""
        try:
            self._head = read_head(self._engine, self._life.epoch)
        except RecordError:
            return


def read_head(engine: Engine, epoch: int) -> Head:
    """The last event of `epoch`. Raises RecordError."""
    table = tables.event
    query = (
        select(table.c.seq, table.c.hash)
        .where(table.c.epoch == epoch)
        .order_by(table.c.seq.desc())
        .limit(1)
    )
    with reading(engine) as connection:
        row = connection.execute(query).one_or_none()
    return Head(seq=row.seq, hash=row.hash) if row else Head(seq=0, hash=GENESIS)


def rows(engine: Engine, epoch: int, *, after_seq: int) -> Iterator[Row[Any]]:
    """The stored events of `epoch` in order, a page at a time, so that no reader holds the log."""
    while True:
        with reading(engine) as connection:
            found = page(connection, epoch, after_seq=after_seq, limit=ROWS_READ_AT_ONCE)
        yield from found
        if len(found) < ROWS_READ_AT_ONCE:
            return
        after_seq = found[-1].seq


def page(connection: Connection, epoch: int, *, after_seq: int, limit: int) -> Sequence[Row[Any]]:
    """Up to `limit` stored events of `epoch` after `after_seq`, in order."""
    table = tables.event
    query = (
        select(table)
        .where(table.c.epoch == epoch, table.c.seq > after_seq)
        .order_by(table.c.seq)
        .limit(limit)
    )
    return connection.execute(query).all()


def sealed(row: Row[Any]) -> SealedEvent:
    """The event in a row, as it was written."""
    return SealedEvent(body=row.body, prev=row.prev, hash=row.hash, signature=row.sig)


def check_link(row: Row[Any], *, life: Life, seq: int, prev: bytes | None) -> None:
    """Check that a row is event `seq` of `life` and continues `prev`. Raises WireError."""
    item = sealed(row)
    check(item, prev=prev, public_key=public_key_from_bytes(life.public_key))
    header = read_header(item.body)
    if (header.station, header.epoch, header.seq) != (life.station, life.epoch, seq):
        raise WireError(f"the event says that it is {header.ref}")
    if (row.seq, row.hlc, row.kind, row.case_id) != (seq, header.hlc, header.kind, header.case_id):
        raise WireError("the row and the signed bytes say different things")


def check_recent(engine: Engine, life: Life) -> None:
    """Check the last links of the log. Raises LogRefusedError if they are torn or foreign."""
    head = read_head(engine, life.epoch)
    after_seq = max(head.seq - LINKS_CHECKED_ON_OPEN, 0)
    prev = GENESIS if after_seq == 0 else None
    for seq, row in enumerate(rows(engine, life.epoch, after_seq=after_seq), start=after_seq + 1):
        try:
            check_link(row, life=life, seq=seq, prev=prev)
        except (WireError, ValueError) as error:
            raise LogRefusedError(
                f"the station log is damaged or was changed at event {seq}: {error}. "
                "It is left as it is; keep the folder and call the maintainer"
            ) from error
        prev = row.hash


def event_row(header: EventHeader, item: SealedEvent) -> tuple[object, ...]:
    """An event as a row of the table, columns in order."""
    return (
        header.epoch,
        header.seq,
        header.hlc,
        header.kind,
        header.case_id,
        item.body,
        item.prev,
        item.hash,
        item.signature,
    )
