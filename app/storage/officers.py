"""Who may sign in here, and how often somebody has tried and failed."""

from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.identifiers import Badge
from app.domain.officer import OfficerVerifier
from app.ports import RecordError
from app.storage import tables
from app.storage.reading import reading
from app.storage.reference import find
from app.storage.writer import Writer
from app.wire.errors import WireError
from app.wire.reference import ReferenceKind, open_officer


class StoredOfficers:
    """Implements `app.ports.Officers`: counters are on the disk before a refusal is shown."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    def verifier(self, badge: Badge) -> OfficerVerifier | None:
        """The verifier of `badge`, None if this station does not know it. Raises RecordError."""
        found = find(self._engine, ReferenceKind.OFFICER, badge)
        try:
            return open_officer(found) if found else None
        except WireError as error:
            raise RecordError(f"the verifier of {badge} cannot be read: {error}") from error

    def failures(self, badge: Badge) -> tuple[int, datetime | None]:
        """Failed attempts since the last success, and until when the badge is locked out."""
        table = tables.officer_attempt
        query = select(table.c.failures, table.c.locked_until_us).where(table.c.badge == badge)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return 0, None
        until_us = row.locked_until_us
        return row.failures, None if until_us is None else tables.moment(until_us)

    def set_failures(self, badge: Badge, count: int, locked_until: datetime | None) -> None:
        """Keep the counter. Raises RecordError."""
        values = {
            "failures": count,
            "locked_until_us": None if locked_until is None else tables.microseconds(locked_until),
        }
        statement = insert(tables.officer_attempt).values(badge=badge, **values)
        self._writer.run(
            lambda connection: connection.execute(
                statement.on_conflict_do_update(index_elements=["badge"], set_=values)
            ),
            essential=True,
        )
