"""The lives of a station: which epoch a log is in, and when a new one must begin.

(station, epoch, seq) names an event for ever. A log that starts again, that another key goes on
with, or that was put back from a copy would give names twice; so it begins a new epoch. The file
`epoch.json` beside the log remembers the highest epoch and how far the log had surely come. It is
written before the log is, so a crash between the two costs a number and never gives one twice.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, insert, select

from app.domain.identifiers import StationId
from app.storage import tables
from app.storage.errors import LogRefusedError
from app.storage.folder import write_durably

MEMORY_BYTES_MAX = 4096

_log = logging.getLogger(__name__)


class Beginning(StrEnum):
    """Why an epoch began."""

    NEW_LOG = "new-log"
    NEW_KEY = "new-key"
    PUT_BACK = "put-back"
    ORDERED = "ordered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One epoch of this station. `began` is None where an earlier start already began it."""

    station: StationId
    epoch: int
    public_key: bytes
    began: Beginning | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the file beside the log remembers: epoch 0 means that there never was a log."""

    epoch: int = 0
    seq_at_least: int = 0

    def __post_init__(self) -> None:
        if self.epoch < 0 or self.seq_at_least < 0:
            raise ValueError("an epoch and a sequence number are not negative")


class EpochFile:
    """The memory on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Memory:
        """What is remembered. Raises LogRefusedError rather than guess."""
        try:
            with self._path.open("rb") as file:
                data = file.read(MEMORY_BYTES_MAX)
        except FileNotFoundError:
            return Memory()
        try:
            return msgspec.json.decode(data, type=Memory)
        except (msgspec.MsgspecError, ValueError) as error:
            raise LogRefusedError(
                f"{self._path} is damaged. It says which epoch this station is in; ask the centre "
                "for the last one it knows and write that into the file"
            ) from error

    def remember(self, memory: Memory) -> None:
        """Write through to the disk."""
        write_durably(self._path, msgspec.json.encode(memory))

    def remember_seq(self, epoch: int, seq: int) -> None:
        """Note that the log of `epoch` has come to `seq` at least."""
        memory = self.read()
        if memory.epoch == epoch and memory.seq_at_least < seq:
            self.remember(replace(memory, seq_at_least=seq))


def enter(
    connection: Connection,
    epoch_file: EpochFile,
    *,
    station: StationId,
    public_key: bytes,
    epoch_min: int,
    now: datetime,
) -> Life:
    """Go on with the log's epoch, or begin a new one. Raises LogRefusedError for a foreign log."""
    memory = epoch_file.read()
    last = connection.execute(
        select(tables.life).order_by(tables.life.c.epoch.desc()).limit(1)
    ).one_or_none()
    if last is not None and last.station != station:
        raise LogRefusedError(
            f"this log belongs to the station {last.station}, not to {station}: "
            "each station has a folder of its own"
        )
    beginning = _beginning(connection, memory, last, public_key, epoch_min)
    if beginning is None:
        return Life(station=station, epoch=memory.epoch, public_key=public_key, began=None)
    epoch = max(memory.epoch + 1, epoch_min, last.epoch + 1 if last else 1)
    epoch_file.remember(Memory(epoch=epoch))
    connection.execute(
        insert(tables.life).values(
            epoch=epoch,
            station=station,
            public_key=public_key,
            why=beginning,
            began_us=tables.microseconds(now),
        )
    )
    level = logging.INFO if beginning is Beginning.NEW_LOG else logging.WARNING
    _log.log(level, "epoch %d of station %s begins: %s", epoch, station, beginning)
    return Life(station=station, epoch=epoch, public_key=public_key, began=beginning)


def _beginning(
    connection: Connection,
    memory: Memory,
    last: Row[Any] | None,
    public_key: bytes,
    epoch_min: int,
) -> Beginning | None:
    if last is None:
        return Beginning.NEW_LOG
    head = connection.execute(
        select(func.max(tables.event.c.seq)).where(tables.event.c.epoch == last.epoch)
    ).scalar_one()
    if last.epoch != memory.epoch or (head or 0) < memory.seq_at_least:
        return Beginning.PUT_BACK
    if last.public_key != public_key:
        return Beginning.NEW_KEY
    return Beginning.ORDERED if last.epoch < epoch_min else None
