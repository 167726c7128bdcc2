"""The parts of one central service, joined: one writer thread, some readers, one event loop."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.wire.messages import Refusal
from service.alarms import Alarms
from service.audit import Audit
from service.bell import Bell
from service.clock import Clock
from service.database import open_database
from service.errors import RefusedError
from service.feeds import Feeds
from service.gate import Gate
from service.ingest import Ingest
from service.loading import Library, read_file
from service.secrets import CentreKeys, load_keys
from service.stations import Stations
from service.vault import Vault

READERS = 3

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Everything that answers requests. Made by `open_centre`."""

    engine: Engine
    keys: CentreKeys
    clock: Clock
    alarms: Alarms
    gate: Gate
    stations: Stations
    ingest: Ingest
    feeds: Feeds
    audit: Audit
    library: Library
    vault: Vault
    bell: Bell = field(default_factory=Bell)
    writer: ThreadPoolExecutor
    readers: ThreadPoolExecutor

    async def write(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run on the writer thread. Raises RefusedError while the database is not there."""
        return await _run(self.writer, lambda: fn(*args, **kwargs))

    async def read(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run on a reader thread. Raises RefusedError while the database is not there."""
        return await _run(self.readers, lambda: fn(*args, **kwargs))


async def _run(pool: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, call)
    except DBAPIError as error:
        raise RefusedError(Refusal.BUSY, "the central database is not available") from error


@contextmanager
def open_centre(
    database: str, folder: Path, clock: Clock, *, enrolment_secret_file: Path | None = None
) -> Iterator[Centre]:
    """Open the database and the keys, and close them in the end. Raises CentreError."""
    keys = load_keys(folder, enrolment_secret_file)
    alarms = Alarms()
    with (
        open_database(database) as engine,
        ThreadPoolExecutor(1, thread_name_prefix="writer") as writer,
        ThreadPoolExecutor(READERS, thread_name_prefix="reader") as readers,
    ):
        yield Centre(
            engine=engine,
            keys=keys,
            clock=clock,
            alarms=alarms,
            gate=Gate(clock),
            stations=Stations(engine, clock),
            ingest=Ingest(engine, keys.signing, clock, alarms),
            feeds=Feeds(engine, clock),
            audit=Audit(engine),
            library=Library(engine, keys.signing, clock),
            vault=Vault(folder / "evidence", keys.evidence),
            writer=writer,
            readers=readers,
        )


def load_files(centre: Centre, files: tuple[Path, ...]) -> int:
    """Publish what is new in `files`; return how much that was. Raises CentreError."""
    things = [thing for path in files for thing in read_file(path)]
    return centre.library.publish(things)
