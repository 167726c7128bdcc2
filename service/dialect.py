"""The one statement that the two databases spell alike, but SQLAlchemy does not."""

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine


def insert_new(engine: Engine, table: Table) -> Insert:
    """INSERT that leaves a row alone whose primary key is there already."""
    key = list(table.primary_key.columns)
    if engine.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing(index_elements=key)
    return sqlite.insert(table).on_conflict_do_nothing(index_elements=key)
