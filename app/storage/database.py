"""Connections to the station log: encrypted, durable, and refused where they are not.

SQLite before 3.51.3 may corrupt a log when two connections write and checkpoint at once (the
WAL-reset bug), and WAL with `synchronous=NORMAL` loses committed transactions at a power cut. So
each connection proves what it is before anything is read or written through it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from app.storage.errors import LogRefusedError, refusal

SQLITE_VERSION_MIN = (3, 51, 3)
SYNCHRONOUS_FULL = 2
BUSY_TIMEOUT_MS = 5_000
STATEMENTS_CACHED = 256
READERS_MAX = 4
WAL_BYTES_KEPT_MAX = 64 * 1024 * 1024

SCHEMA_VERSION = 3
MIGRATIONS = Path(__file__).parent / "migrations"

PRAGMAS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",  # INSERT OR REPLACE must not slip past the delete triggers
    "trusted_schema = OFF",
    "mmap_size = 0",
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    f"journal_size_limit = {WAL_BYTES_KEPT_MAX}",
    "synchronous = FULL",
)


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Any:
    """A checked DB-API connection to the log in `path`. Raises LogRefusedError in words."""
    mode = "ro" if read_only else "rwc"
    try:
        connection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,  # transactions are begun and ended by us alone
            check_same_thread=False,  # the pool hands a connection to one thread at a time
            cached_statements=STATEMENTS_CACHED,
        )
    except sqlcipher.Error as error:
        raise refusal(error) from error
    try:
        _prepare(connection, key, read_only=read_only)
    except sqlcipher.Error as error:
        connection.close()
        raise refusal(error) from error
    except LogRefusedError:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, key: bytes, *, read_only: bool) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    assert_safe(connection)


def assert_safe(connection: Any) -> None:
    """Refuse a connection that could lose or expose what it holds. Raises LogRefusedError."""
    version = tuple(int(part) for part in _pragma(connection, "sqlite_version()").split("."))
    if version < SQLITE_VERSION_MIN:
        raise LogRefusedError(
            f"this SQLite ({'.'.join(map(str, version))}) can corrupt a log; 3.51.3 or later is "
            "needed"
        )
    if not _pragma(connection, "cipher_version"):
        raise LogRefusedError("this SQLite cannot encrypt: SQLCipher is needed")
    if int(_pragma(connection, "synchronous")) != SYNCHRONOUS_FULL:
        raise LogRefusedError("the station log is not written through to the disk")
    if _pragma(connection, "journal_mode") != "wal":
        raise LogRefusedError("the station log is not in write-ahead mode")


def _pragma(connection: Any, name: str) -> str:
    """What SQLite says of itself, "" for nothing."""
    statement = f"SELECT {name}" if name.endswith("()") else f"PRAGMA {name}"
    row = connection.execute(statement).fetchone()
    return str(row[0]) if row else ""


def open_engine(open_connection: Callable[[], Any]) -> Engine:
    """An engine over checked connections. The key is in the closure, never in a URL or a log."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=open_connection,
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=READERS_MAX,
        max_overflow=0,
        hide_parameters=True,  # personal data stays out of error messages
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine


def migrate(engine: Engine) -> None:
    """Bring the log to this program's schema. Raises LogRefusedError for a newer one."""
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            if schema_version(connection) < SCHEMA_VERSION:
                _upgrade(connection)
    except DBAPIError as error:
        raise refusal(error) from error


def schema_version(connection: Connection) -> int:
    """The log's schema, 0 before its first start was complete.

    Raises:
        LogRefusedError: a newer program wrote it.
    """
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > SCHEMA_VERSION:
        raise LogRefusedError(
            f"the station log has schema {version}; this program knows {SCHEMA_VERSION}. "
            "Install the newer program again: this one would damage the log"
        )
    return version


def _upgrade(connection: Connection) -> None:
    # Alembic takes a tenth of a second to import, which every start but the first can spare.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
