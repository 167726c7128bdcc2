"""A station that works as fast as it can until somebody kills it, and says what it has promised.

It runs in a forked child. Each line on its pipe is one promise: "epoch seq hash", written after
`append` has returned. What a line says must be found after the kill; everything else may be.
"""

import logging
import os
import random
import selectors
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import sqlcipher3.dbapi2 as sqlcipher

from app.ports import RecordError
from app.runtime.clock import SystemClock
from app.storage import database
from app.storage.station_store import StationStore
from app.storage.verification import verify_folder
from tests.storage.station import PLACE, receipt_for
from tests.wire.examples import EXAMPLES

BALLAST_BYTES = 64 * 1024
CHECKPOINT_EVERY_S = 0.003
SETTLE_ONE_IN = 10
EVIDENCE_ONE_IN = 40
FIRST_PROMISE_S_MAX = 30.0
START_HIT_ONE_IN = 4


@dataclass(frozen=True, slots=True)
class Promise:
    """An event that the station reported as recorded."""

    epoch: int
    seq: int
    hash: str


@dataclass(slots=True)
class Outcome:
    """What was found after the kills."""

    rounds: int = 0
    promised: int = 0
    lost: int = 0
    stored: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether every promise was kept and every log whole."""
        return self.lost == 0 and not self.faults


def work(directory: Path, pipe: int, *, seed: int, checkpoints: bool = True) -> None:
    """Record, confirm and keep evidence for ever, promising each event on `pipe`."""
    rng = random.Random(seed)  # noqa: S311 - a fault that can be repeated is no secret
    with StationStore.open(
        directory, place=PLACE, clock=SystemClock(), ballast_bytes=BALLAST_BYTES
    ) as store:
        if checkpoints:
            threading.Thread(target=_checkpoint_for_ever, args=(directory,), daemon=True).start()
        while True:
            recorded = store.journal.append(rng.choice(EXAMPLES))
            head = store.journal.head
            os.write(pipe, f"{recorded.ref.epoch} {head.seq} {head.hash.hex()}\n".encode())
            if rng.randrange(SETTLE_ONE_IN) == 0:
                store.outbox.settle(*receipt_for(store, rng.randint(1, head.seq)))
            if rng.randrange(EVIDENCE_ONE_IN) == 0:
                store.evidence.put(rng.randbytes(2000), media_type="x", name="spectrum.n42")


@contextmanager
def not_written_through() -> Iterator[None]:
    """Make this process's logs `synchronous=NORMAL`, as the control of the power cuts wants it."""
    pragmas = tuple(pragma.replace("= FULL", "= NORMAL") for pragma in database.PRAGMAS)
    with (
        mock.patch.object(database, "PRAGMAS", pragmas),
        mock.patch.object(database, "SYNCHRONOUS_FULL", 1),
    ):
        yield


def fork(child: Callable[[int], None]) -> tuple[int, int]:
    """Run `child` in a process of its own; its pipe is the argument. Returns pid and our end."""
    ours, theirs = os.pipe()
    if pid := os.fork():
        os.close(theirs)
        return pid, ours
    os.close(ours)
    logging.disable()  # what the log says is not read here
    code = 1
    try:
        child(theirs)
        code = 0
    except (RecordError, OSError) as error:
        # After a power cut the station may notice that its disk is gone before it is killed.
        os.write(theirs, f"! {error}\n".encode())
    finally:
        os._exit(code)


def promises_for(pipe: int, seconds: float, *, from_first: bool = True) -> bytes:
    """Collect what the pipe says for so long; the fault comes when the time is up.

    The time runs from the first promise, or from now, so that a start can be hit too.
    """
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        if from_first:
            selector.select(FIRST_PROMISE_S_MAX)
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if selector.select(left):
                chunk = os.read(pipe, 1 << 20)
                said += chunk
                if not chunk:
                    break
    return bytes(said)


def end(pid: int, pipe: int) -> bytes:
    """Kill the child and read what it still had said before it died."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    rest = bytearray()
    while chunk := os.read(pipe, 1 << 20):
        rest += chunk
    os.close(pipe)
    return bytes(rest)


def parse(said: bytes) -> Iterator[Promise]:
    """The promises in what a child said; a line that was cut is none."""
    for line in said.split(b"\n")[:-1]:
        if not line.startswith(b"!"):
            epoch, seq, digest = line.split()
            yield Promise(int(epoch), int(seq), digest.decode())


def complaints(said: bytes) -> list[str]:
    """What went wrong in the child by itself."""
    return [line.decode() for line in said.split(b"\n") if line.startswith(b"!")]


def examine(directory: Path, said: bytes, outcome: Outcome) -> None:
    """Compare what is on the disk with what was promised, and verify it as a stranger would."""
    promises = list(parse(said))
    outcome.rounds += 1
    outcome.promised += len(promises)
    if not (directory / "keys" / "log.key").exists():
        outcome.lost += len(promises)
        return
    stored = _stored(directory)
    outcome.stored += len(stored)
    outcome.lost += sum(
        stored.get((promise.epoch, promise.seq)) != promise.hash for promise in promises
    )
    if not (directory / "station.db").exists():
        return
    report = verify_folder(directory)
    if report.fault is not None:
        outcome.faults.append(f"{report.fault}")


def examine_reopened(directory: Path, outcome: Outcome) -> None:
    """Open the folder as the next start would: no new life, evidence whole, and it goes on."""
    with StationStore.open(
        directory, place=PLACE, clock=SystemClock(), ballast_bytes=BALLAST_BYTES
    ) as store:
        if store.life.began is not None and store.life.epoch > 1:
            outcome.faults.append(f"a new life began: {store.life.began}")
        for ref in store.evidence.to_upload(10_000):
            store.evidence.get(ref)
        store.journal.append(EXAMPLES[0])


def _stored(directory: Path) -> dict[tuple[int, int], str]:
    log = directory / "station.db"
    if not log.exists():
        return {}
    connection = database.connect(log, (directory / "keys" / "log.key").read_bytes())
    try:
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'event'")
        if tables.fetchone() == (0,):
            return {}
        rows = connection.execute("SELECT epoch, seq, hash FROM event")
        return {(epoch, seq): digest.hex() for epoch, seq, digest in rows}
    finally:
        connection.close()


def _checkpoint_for_ever(directory: Path) -> None:
    key = (directory / "keys" / "log.key").read_bytes()
    connection = database.connect(directory / "station.db", key)
    with suppress(sqlcipher.Error):  # until the disk is gone
        while True:
            connection.execute("PRAGMA wal_checkpoint(RESTART)")
            time.sleep(CHECKPOINT_EVERY_S)
