"""Advance notices, found by plate or container."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Engine, func, select

from app.domain.consignment import AdvanceNotice
from app.ports import Clock, RecordError
from app.storage import tables
from app.storage.reading import reading
from app.storage.reference import item
from app.wire.errors import WireError
from app.wire.reference import open_notice

LATE_MAX = timedelta(hours=12)
"""A vehicle that is later than this is not among the next expected."""


class StoredNotices:
    """Implements `app.ports.Notices`.

    A carrier announces each trip, so a plate may have several notices: the one whose time is
    nearest to now is the one that counts.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def by_plate(self, plate: str) -> tuple[AdvanceNotice, int] | None:
        """The notice for a normalised plate, with its version. Raises RecordError."""
        return self._nearest(tables.reference.c.plate == plate)

    def by_container(self, container: str) -> tuple[AdvanceNotice, int] | None:
        """The notice for a container number, with its version. Raises RecordError."""
        return self._nearest(tables.reference.c.container == container)

    def expected(self, limit: int) -> Sequence[AdvanceNotice]:
        """The next expected notices, soonest first. Raises RecordError."""
        table = tables.reference
        since_us = tables.microseconds(self._clock.now() - LATE_MAX)
        query = (
            select(table)
            .where(table.c.expected_us >= since_us)
            .order_by(table.c.expected_us, table.c.key)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            found = connection.execute(query).all()
        return [_notice(row)[0] for row in found]

    def _nearest(self, condition: ColumnElement[bool]) -> tuple[AdvanceNotice, int] | None:
        table = tables.reference
        now_us = tables.microseconds(self._clock.now())
        query = (
            select(table)
            .where(condition)
            .order_by(func.abs(table.c.expected_us - now_us), table.c.key)
            .limit(1)
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return _notice(row) if row else None


def _notice(row: object) -> tuple[AdvanceNotice, int]:
    found = item(row)
    try:
        return open_notice(found), found.version
    except WireError as error:
        raise RecordError(f"the notice {found.key} cannot be read: {error}") from error
