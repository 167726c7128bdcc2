"""What the centre sends down: notices, officers' verifiers, policies, each in its newest version.

Signatures are checked before items get here; they are kept, so that they can be checked again.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.conveyance import normal_plate
from app.ports import RecordError
from app.storage import tables
from app.storage.cursors import read_cursor, write_cursor
from app.storage.reading import reading
from app.storage.writer import Writer
from app.wire.errors import WireError
from app.wire.reference import ReferenceItem, ReferenceKind, open_notice, open_officer

CURSOR = "reference"


class StoredReference:
    """Installs what the centre published; the officers and notices are read elsewhere."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    def cursor(self) -> int:
        """How far the centre's list has been installed."""
        return read_cursor(self._engine, CURSOR)

    def install(self, items: Sequence[ReferenceItem], cursor: int) -> None:
        """Install checked items and the cursor in one transaction.

        An item whose version is not above the installed one is passed over: nothing goes back.

        Raises:
            RecordError: nothing was installed, for the reason given.
        """
        rows = [_row(item) for item in items]
        self._writer.run(lambda it: _install(it, rows, cursor), essential=False)

    def notice_count(self) -> int:
        """How many notices are installed."""
        query = select(func.count()).where(tables.reference.c.kind == ReferenceKind.NOTICE)
        with reading(self._engine) as connection:
            return connection.execute(query).scalar_one()

    def policy(self, name: str) -> tuple[bytes, int] | None:
        """The newest bundle of a policy as the bytes of its file, with its version."""
        found = find(self._engine, ReferenceKind.POLICY, name)
        return (found.body, found.version) if found else None


def find(engine: Engine, kind: ReferenceKind, key: str) -> ReferenceItem | None:
    """The installed item of this name. Raises RecordError."""
    table = tables.reference
    query = select(table).where(table.c.kind == kind, table.c.key == key)
    with reading(engine) as connection:
        row = connection.execute(query).one_or_none()
    return item(row) if row else None


def item(row: Any) -> ReferenceItem:
    """The item in a row of the table."""
    return ReferenceItem(
        kind=ReferenceKind(row.kind),
        key=row.key,
        version=row.version,
        body=row.body,
        signature=row.sig,
    )


def _install(connection: Connection, rows: Sequence[dict[str, object]], cursor: int) -> None:
    for row in rows:
        statement = insert(tables.reference).values(**row)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["kind", "key"],
                set_=row,
                where=statement.excluded.version > tables.reference.c.version,
            )
        )
    write_cursor(connection, CURSOR, cursor)


def _row(item: ReferenceItem) -> dict[str, object]:
    """An item with what it is looked up by. Raises RecordError if it cannot be read."""
    row: dict[str, object] = {
        "kind": str(item.kind),
        "key": item.key,
        "version": item.version,
        "body": item.body,
        "sig": item.signature,
        "plate": None,
        "container": None,
        "expected_us": None,
    }
    try:
        if item.kind is ReferenceKind.NOTICE:
            notice = open_notice(item)
            goods = notice.consignment
            row["plate"] = normal_plate(notice.plate)
            row["container"] = goods.container.text if goods and goods.container else None
            row["expected_us"] = tables.microseconds(notice.expected_at)
        elif item.kind is ReferenceKind.OFFICER:
            open_officer(item)
    except WireError as error:
        raise RecordError(f"the centre sent what this program cannot read: {error}") from error
    return row
