"""How the station's memory fails, in words that an officer or a technician can act on."""

import errno
from typing import TypeAlias

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from app.ports import RecordError, WorldError

SQLITE_FULL = 13
SQLITE_IOERR_SHMSIZE = 4874
"""No room for the index of the write-ahead log: a full disk by another name."""

SQLITE_CORRUPT = 11
SQLITE_NOTADB = 26

DISK_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})

DatabaseFailure: TypeAlias = DBAPIError | sqlcipher.Error
"""What the database raises, through SQLAlchemy or directly."""


class LogRefusedError(RecordError):
    """The station log cannot be opened: foreign, damaged, too new, or in use."""


class DiskFullError(RecordError):
    """There is no room left; nothing was written."""


class EvidenceError(WorldError):
    """Evidence is not on this station, or is not what it was."""


def is_full(error: DatabaseFailure) -> bool:
    """Whether the database says that there is no room left."""
    return _code(error) in (SQLITE_FULL, SQLITE_IOERR_SHMSIZE)


def is_damaged(error: DatabaseFailure) -> bool:
    """Whether the database says that its file is not what it should be."""
    return _code(error) & 0xFF in (SQLITE_CORRUPT, SQLITE_NOTADB)


def record_error(error: DatabaseFailure) -> RecordError:
    """The officer's words for a write that failed on a disk with room."""
    if is_damaged(error):
        return RecordError("the station log is damaged: nothing was recorded")
    return RecordError(f"the station log could not be written: {_words(error)}")


def unreadable(error: DatabaseFailure) -> RecordError:
    """The words for a failed read."""
    if is_damaged(error):
        return RecordError("the station log is damaged: it cannot be read")
    return RecordError(f"the station log could not be read: {_words(error)}")


def refusal(error: DatabaseFailure) -> LogRefusedError:
    """The words for a log that cannot be opened."""
    if is_damaged(error):
        return LogRefusedError("the station log is damaged, or was written with another key")
    if is_full(error):
        return LogRefusedError("the disk is full: the station log cannot be opened")
    return LogRefusedError(f"the station log cannot be opened: {_words(error)}")


def _words(error: DatabaseFailure) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error)


def _code(error: DatabaseFailure) -> int:
    """SQLite's extended result code, 0 where the error has none."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code: int = getattr(cause, "sqlite_errorcode", 0)
    return code
