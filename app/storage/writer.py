"""The one way to write to the station log: in turn, in a transaction, with words for failures."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.ports import RecordError
from app.storage.ballast import Ballast
from app.storage.errors import DatabaseFailure, DiskFullError, is_full, record_error

WAL_PAGES_WHEN_FULL = 32
"""Pages after which the write-ahead log is brought into the database once the disk was full."""

_T = TypeVar("_T")


class Writer:
    """Owns the writing connection. Any thread may call it; one at a time gets through."""

    def __init__(self, engine: Engine, ballast: Ballast) -> None:
        self._connection = engine.connect().execution_options(writes=True)
        driver: Any = self._connection.connection.driver_connection
        self._cursor = driver.cursor()
        self._driver = driver
        self._ballast = ballast
        self._lock = threading.RLock()
        if not ballast.is_held:
            self._cursor.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES_WHEN_FULL}")

    def close(self) -> None:
        """Give the connection back."""
        self._cursor.close()
        self._connection.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other writers out over several steps."""
        with self._lock:
            yield

    def insert(self, statement: str, parameters: tuple[object, ...]) -> None:
        """Run one statement as a transaction of its own, without SQLAlchemy's overhead.

        Decisions come this way. On a full disk they are made room for, if there is a way.
        Raises RecordError; then nothing was written.
        """
        with self._lock:
            self._essential(lambda: self._insert(statement, parameters))

    def run(self, action: Callable[[Connection], _T], *, essential: bool) -> _T:
        """Run `action` in one transaction; only an `essential` one may release the ballast.

        Raises RecordError; then nothing was written.
        """
        with self._lock:
            if essential:
                return self._essential(lambda: self._transact(action))
            try:
                return self._transact(action)
            except (DBAPIError, sqlcipher.Error) as error:
                raise self._failure(error) from error

    def _essential(self, attempt: Callable[[], _T]) -> _T:
        """Try, and on a full disk try again in the room of the ballast."""
        try:
            return attempt()
        except (DBAPIError, sqlcipher.Error) as error:
            failure = self._failure(error)
            if not (isinstance(failure, DiskFullError) and self._ballast.release()):
                raise failure from error
        try:
            self._keep_wal_short()
            return attempt()
        except (DBAPIError, sqlcipher.Error) as error:
            raise self._failure(error) from error

    def _failure(self, error: DatabaseFailure) -> RecordError:
        if is_full(error) or self._ballast.is_needed():
            return DiskFullError("the disk is full: nothing was recorded")
        return record_error(error)

    def _keep_wal_short(self) -> None:
        """Fill the room with decisions, not with the write-ahead log, a dozen times their size."""
        self._cursor.execute("PRAGMA wal_checkpoint(RESTART)")
        self._cursor.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES_WHEN_FULL}")

    def _insert(self, statement: str, parameters: tuple[object, ...]) -> None:
        self._cursor.execute("BEGIN IMMEDIATE")
        try:
            self._cursor.execute(statement, parameters)
            self._cursor.execute("COMMIT")
        except sqlcipher.Error:
            self._roll_back()
            raise

    def _transact(self, action: Callable[[Connection], _T]) -> _T:
        try:
            with self._connection.begin():
                return action(self._connection)
        except DBAPIError:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        """End what a failed statement left open; SQLite ends some transactions by itself."""
        if self._driver.in_transaction:
            self._cursor.execute("ROLLBACK")
