"""What stations read at the centre. Reading never writes, and may run on any thread."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, or_, select
from sqlalchemy.orm import aliased

from app.wire.batch import encode_batch, fitting
from app.wire.envelope import SealedEvent
from app.wire.messages import EventPage
from app.wire.reference import ReferenceItem, ReferenceKind, ReferencePage
from service.clock import DAY_US, Clock, microseconds
from service.schema import Standing, day_mark, event, evidence, reference_item
from service.stations import Sender

REFERENCE_PAGE = 500
REFERENCE_PAGE_BYTES = 4 * 1024 * 1024
EVENTS_PAGE = 200
FEED_DAYS = 7
"""A station that joins a port reads its events from this many days ago on."""


class Feeds:
    """The lists that stations follow.

    A cursor beyond the end comes from a centre that knew more before it was restored from an older
    copy: then a list begins anew, and stations pass over what they have.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def port_events(self, reader: Sender, after: int) -> tuple[EventPage, bool]:
        """Trusted events of the port's other stations, oldest first, and whether there are any."""
        with self._engine.connect() as connection:
            newest = connection.execute(select(func.max(event.c.ordinal))).scalar() or 0
            if not 0 < after <= newest:
                after = self._beginning(connection, newest)
            rows = connection.execute(
                select(event.c.ordinal, event.c.body, event.c.prev, event.c.hash, event.c.sig)
                .where(
                    event.c.port == reader.port,
                    event.c.ordinal > after,
                    event.c.ordinal <= newest,
                    event.c.station != reader.station,
                    event.c.standing == Standing.TRUSTED,
                )
                .order_by(event.c.ordinal)
                .limit(EVENTS_PAGE)
            ).all()
        events = fitting(
            [
                SealedEvent(body=row.body, prev=row.prev, hash=row.hash, signature=row.sig)
                for row in rows
            ]
        )
        is_all = len(events) == len(rows) < EVENTS_PAGE
        cursor = newest if is_all else rows[len(events) - 1].ordinal
        return EventPage(cursor=cursor, batch=encode_batch(events)), bool(events)

    def _beginning(self, connection: Connection, newest: int) -> int:
        """The ordinal after which a station that knows nothing reads."""
        today = microseconds(self._clock.now()) // DAY_US
        first: int | None = connection.execute(
            select(func.min(day_mark.c.ordinal)).where(day_mark.c.day >= today - FEED_DAYS)
        ).scalar()
        return newest if first is None else first - 1

    def reference(self, reader: Sender, after: int) -> ReferencePage:
        """The newest version of what changed after an ordinal, for the reader's port."""
        item, later = reference_item, aliased(reference_item)
        is_newest = later.c.version.is_(None)
        is_for_reader = or_(item.c.port == reader.port, item.c.port == "")
        with self._engine.connect() as connection:
            newest = connection.execute(select(func.max(item.c.ordinal))).scalar() or 0
            if after > newest:
                after = 0
            rows = connection.execute(
                select(item)
                .outerjoin(
                    later,
                    (later.c.kind == item.c.kind)
                    & (later.c.key == item.c.key)
                    & (later.c.version > item.c.version),
                )
                .where(is_newest, is_for_reader, item.c.ordinal.between(after + 1, newest))
                .order_by(item.c.ordinal)
                .limit(REFERENCE_PAGE)
            ).all()
        items = _fitting_items(rows)
        is_all = len(items) == len(rows) < REFERENCE_PAGE
        cursor = newest if is_all else rows[len(items) - 1].ordinal
        return ReferencePage(cursor=cursor, items=tuple(items))

    def evidence_size(self, reader: Sender, sha256: str) -> int | None:
        """The size of evidence that the reader's port may see, None if there is none."""
        with self._engine.connect() as connection:
            size_bytes: int | None = connection.execute(
                select(evidence.c.size_bytes).where(
                    evidence.c.sha256 == sha256, evidence.c.port == reader.port
                )
            ).scalar_one_or_none()
        return size_bytes


def _fitting_items(rows: Sequence[Row[Any]]) -> list[ReferenceItem]:
    items: list[ReferenceItem] = []
    size_bytes = 0
    for row in rows:
        size_bytes += len(row.body)
        if items and size_bytes > REFERENCE_PAGE_BYTES:
            break
        items.append(
            ReferenceItem(
                kind=ReferenceKind(row.kind),
                key=row.key,
                version=row.version,
                body=row.body,
                signature=row.signature,
            )
        )
    return items
