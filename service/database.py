"""The central database: an encrypted SQLite file on one machine, PostgreSQL beyond.

SQLite before 3.51.3 may corrupt a file when two connections write and checkpoint at once, and
anything below `synchronous=FULL` loses committed receipts at a power cut. Every connection proves
what it is before it is used. PostgreSQL must answer `synchronous_commit = on`.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from app.wire.errors import KeyFileError
from app.wire.keys import load_or_create_secret
from service.errors import CentreError
from service.schema import SCHEMA_VERSION, metadata, schema_info

SQLITE_VERSION_MIN = (3, 51, 3)
SYNCHRONOUS_FULL = "2"
BUSY_TIMEOUT_MS = 5_000
WAL_BYTES_KEPT_MAX = 64 * 1024 * 1024
CONNECTIONS_MAX = 8
WRITER_LOCK = 0x5034_3900
"""The advisory lock that the one writer of a PostgreSQL database holds."""

PRAGMAS = (
    "journal_mode = WAL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "mmap_size = 0",
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    f"journal_size_limit = {WAL_BYTES_KEPT_MAX}",
    "synchronous = FULL",
)


@contextmanager
def open_database(url: str) -> Iterator[Engine]:
    """The database at `url`, ours alone to write while the context is open. Raises CentreError."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise CentreError("the database is named by a URL such as sqlite:///central.db") from error
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database:
        with _sqlite(Path(parsed.database)) as engine:
            yield engine
    elif backend == "postgresql":
        with _postgresql(parsed) as engine:
            yield engine
    else:
        raise CentreError(f"the database is sqlite:///FILE or postgresql+psycopg://, not {backend}")


@contextmanager
def _sqlite(path: Path) -> Iterator[Engine]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _only_one(path.with_name(path.name + ".lock")):
        try:
            key = load_or_create_secret(path.with_name(path.name + ".key"))
        except KeyFileError as error:
            raise CentreError(str(error)) from error
        path.touch(0o600)
        engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: _connect(path, key),
            module=sqlcipher,
            poolclass=QueuePool,
            pool_size=CONNECTIONS_MAX,
            max_overflow=0,
            hide_parameters=True,  # personal data stays out of error messages
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            is_writing = connection.get_execution_options().get("writes")
            connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

        try:
            _prepare(engine)
            yield engine
        finally:
            engine.dispose()


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CentreError(f"another central service uses this database: {path}") from error
        yield
    finally:
        os.close(descriptor)


def _connect(path: Path, key: bytes) -> Any:
    """A checked DB-API connection. Raises CentreError."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        assert_safe(connection)
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise CentreError(f"the central database cannot be read with its key: {error}") from error
    except CentreError:
        connection.close()
        raise
    return connection


def assert_safe(connection: Any) -> None:
    """Refuse a connection that could lose or expose what it holds. Raises CentreError."""
    version = _answer(connection, "SELECT sqlite_version()")
    if tuple(int(part) for part in version.split(".")) < SQLITE_VERSION_MIN:
        raise CentreError(f"SQLite {version} can corrupt the database; 3.51.3 or later is needed")
    if not _answer(connection, "PRAGMA cipher_version"):
        raise CentreError("this SQLite cannot encrypt: SQLCipher is needed")
    if _answer(connection, "PRAGMA synchronous") != SYNCHRONOUS_FULL:
        raise CentreError("the central database is not written through to the disk")
    if _answer(connection, "PRAGMA journal_mode") != "wal":
        raise CentreError("the central database is not in write-ahead mode")


def _answer(connection: Any, statement: str) -> str:
    row = connection.execute(statement).fetchone()
    return str(row[0]) if row else ""


@contextmanager
def _postgresql(url: URL) -> Iterator[Engine]:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=CONNECTIONS_MAX,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
    )
    try:
        try:
            connection = engine.connect()
        except DBAPIError as error:
            raise CentreError(f"PostgreSQL cannot be reached: {error.orig}") from error
        with connection:
            try:
                _claim(connection)
                _prepare(engine)
            except DBAPIError as error:
                raise CentreError(f"PostgreSQL: {error.orig}") from error
            yield engine
    finally:
        engine.dispose()


def _claim(connection: Connection) -> None:
    """Prove that commits are durable, and become the one writer while `connection` lives."""
    durable = connection.execute(text("SHOW synchronous_commit")).scalar_one()
    if durable not in ("on", "remote_apply"):
        raise CentreError(f"PostgreSQL must run with synchronous_commit=on, not {durable}")
    lock = text("SELECT pg_try_advisory_lock(:key)")
    if not connection.execute(lock, {"key": WRITER_LOCK}).scalar_one():
        raise CentreError("another central service uses this database")
    connection.commit()


def _prepare(engine: Engine) -> None:
    """Make the tables, or refuse those of another version."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        metadata.create_all(connection)
        version = connection.execute(select(schema_info.c.version)).scalar_one_or_none()
        if version is None:
            connection.execute(insert(schema_info).values(version=SCHEMA_VERSION))
        elif version != SCHEMA_VERSION:
            raise CentreError(
                f"the central database has schema {version}; this program knows {SCHEMA_VERSION}"
            )
