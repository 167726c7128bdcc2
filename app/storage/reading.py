"""The one way to read from the station log: a snapshot of its own, with words for failures."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.storage.errors import unreadable


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection on which everything read is from one moment. Raises RecordError."""
    try:
        with engine.connect() as connection:  # it begins by itself and ends in a roll-back
            yield connection
    except DBAPIError as error:
        raise unreadable(error) from error
