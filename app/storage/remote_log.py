"""Events of the port's other stations, kept once each, in the order in which they were heard."""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from app.domain.events import RecordedEvent
from app.domain.identifiers import EventRef, StationId
from app.ports import Clock, RecordError
from app.storage import tables
from app.storage.cursors import read_cursor, write_cursor
from app.storage.reading import reading
from app.storage.writer import Writer
from app.wire.codec import kind_of
from app.wire.envelope import EventHeader, encode_body, open_event
from app.wire.errors import ClockError, WireError
from app.wire.hlc import Hlc

CURSOR = "remote"
ROWS_READ_AT_ONCE = 500

_log = logging.getLogger(__name__)


class StoredRemoteLog:
    """What other stations recorded. Implements `app.ports.RemoteLog`.

    An event that comes twice is kept once. Another event under the same name is a fork at its
    station: the first one stands, the other is kept aside and named by `conflicts`.
    """

    def __init__(self, engine: Engine, writer: Writer, *, clock: Clock, hlc: Hlc) -> None:
        self._engine = engine
        self._writer = writer
        self._clock = clock
        self._hlc = hlc

    def cursor(self) -> int:
        """How far the centre's list of the port's events has been heard."""
        return read_cursor(self._engine, CURSOR)

    def accept(
        self, events: Sequence[RecordedEvent], cursor: int | None = None
    ) -> Sequence[RecordedEvent]:
        """Store what is new and return it; with `cursor`, note in the same transaction how far.

        Raises:
            RecordError: nothing was stored, for the reason given.
        """
        bodies = [_body(recorded) for recorded in events]
        new = self._writer.run(
            lambda connection: self._store(connection, events, bodies, cursor), essential=False
        )
        for recorded in new:
            self._observe(recorded)
        return new

    def events(self) -> Iterator[RecordedEvent]:
        """All stored events in order of arrival. Raises RecordError for unreadable ones."""
        table, position = tables.remote_event, 0
        while True:
            query = (
                select(table.c.position, table.c.body)
                .where(table.c.position > position)
                .order_by(table.c.position)
                .limit(ROWS_READ_AT_ONCE)
            )
            with reading(self._engine) as connection:
                found = connection.execute(query).all()
            for row in found:
                yield _opened(row.body)
            if len(found) < ROWS_READ_AT_ONCE:
                return
            position = found[-1].position

    def conflicts(self) -> tuple[EventRef, ...]:
        """Names under which different events were heard."""
        table = tables.remote_conflict
        query = select(table.c.station, table.c.epoch, table.c.seq).distinct()
        with reading(self._engine) as connection:
            found = connection.execute(query).all()
        return tuple(
            EventRef(station=StationId(row.station), epoch=row.epoch, seq=row.seq) for row in found
        )

    def _store(
        self,
        connection: Connection,
        events: Sequence[RecordedEvent],
        bodies: Sequence[bytes],
        cursor: int | None,
    ) -> list[RecordedEvent]:
        now_us = tables.microseconds(self._clock.now())
        new = []
        for recorded, body in zip(events, bodies, strict=True):
            values = {
                "station": recorded.ref.station,
                "epoch": recorded.ref.epoch,
                "seq": recorded.ref.seq,
                "sha256": hashlib.sha256(body).digest(),
                "body": body,
                "heard_us": now_us,
            }
            known = _known(connection, recorded.ref)
            if known is None:
                connection.execute(
                    insert(tables.remote_event).values(
                        **values, hlc=recorded.hlc, case_id=recorded.case_id
                    )
                )
                new.append(recorded)
            elif known.sha256 != values["sha256"] and _opened(known.body) != recorded:
                _log.error("two different events are called %s", recorded.ref)
                connection.execute(
                    insert(tables.remote_conflict).prefix_with("OR IGNORE").values(**values)
                )
        if cursor is not None:
            write_cursor(connection, CURSOR, cursor)
        return new

    def _observe(self, recorded: RecordedEvent) -> None:
        try:
            self._hlc.observe(recorded.hlc)
        except ClockError as error:
            _log.warning("event %s: %s; its time is not adopted", recorded.ref, error)


def _known(connection: Connection, ref: EventRef) -> Row[Any, Any] | None:
    table = tables.remote_event
    return connection.execute(
        select(table.c.sha256, table.c.body).where(
            table.c.station == ref.station, table.c.epoch == ref.epoch, table.c.seq == ref.seq
        )
    ).one_or_none()


def _body(recorded: RecordedEvent) -> bytes:
    header = EventHeader(
        station=recorded.ref.station,
        epoch=recorded.ref.epoch,
        seq=recorded.ref.seq,
        hlc=recorded.hlc,
        recorded_at=recorded.recorded_at,
        kind=kind_of(recorded.event),
        case_id=recorded.case_id,
    )
    try:
        return encode_body(header, recorded.event)
    except WireError as error:
        raise RecordError(f"event {recorded.ref} cannot be stored: {error}") from error


def _opened(body: bytes) -> RecordedEvent:
    try:
        return open_event(body)
    except WireError as error:
        raise RecordError(f"a stored event of another station cannot be read: {error}") from error
