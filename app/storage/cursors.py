"""How far this station has heard what the centre sends."""

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects.sqlite import insert

from app.storage import tables
from app.storage.reading import reading


def read_cursor(engine: Engine, name: str) -> int:
    """The cursor `name`, 0 before it was ever written."""
    query = select(tables.cursor.c.value).where(tables.cursor.c.name == name)
    with reading(engine) as connection:
        return connection.execute(query).scalar_one_or_none() or 0


def write_cursor(connection: Connection, name: str, value: int) -> None:
    """Write the cursor within the caller's transaction."""
    statement = insert(tables.cursor).values(name=name, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
    )
