"""`bench journal`: what encryption, chain and signature cost beside plain SQLite, in one run."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.events import DecisionMade
from app.domain.identifiers import Badge, CaseId, Country, StationId
from app.domain.place import Place
from app.runtime.clock import SystemClock
from app.storage.journal import event_row
from app.storage.migrations.versions.v0001_station_log import TABLES, TRIGGERS
from app.storage.station_store import StationStore
from app.wire.codec import kind_of
from app.wire.envelope import GENESIS, EventHeader, seal

COMMITS_MAX = 4_000
SECONDS_MAX = 12.0
WARM_UP = 50

PLACE = Place(
    station=StationId("bench-1"), country=Country.CANADA, port="CA-0705", port_name="", lane="1"
)
CASE = CaseId("bench-20261124-0001")


def bench_journal(*, json: bool) -> dict[str, Any]:
    """Record decisions by the product and by plain SQLite in turn, each commit on the disk.

    Both write the same rows into the same tables with the same triggers, `synchronous=FULL` and a
    write-ahead log. The peer is the standard library's SQLite: it does not encrypt, and the
    canonical bytes, hashes and signatures are handed to it ready-made.
    """
    del json
    with tempfile.TemporaryDirectory(prefix="parallel49-bench-") as folder:
        ours_s, peer_s = _measure(Path(folder))
    return {
        "what": "a DecisionMade recorded: encoded, chained, signed, encrypted, synced to the disk",
        **_figures(ours_s),
        "peer": {
            "what": f"the same rows by sqlite3 {sqlite3.sqlite_version}: plain, synced to the disk",
            **_figures(peer_s),
        },
        "ratio": sum(peer_s) / sum(ours_s),
    }


def _measure(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of each commit, ours and the peer's, in turn so that noise meets both alike."""
    store = StationStore.open(folder / "ours", place=PLACE, clock=SystemClock(), ballast_bytes=0)
    with store, closing(_plain_database(folder / "peer.db")) as peer:
        rows = _rows_for_ever(store.identity.private_key)
        decision = _decision()

        def ours() -> None:
            store.journal.append(decision)

        def theirs(row: tuple[object, ...]) -> None:
            peer.execute("BEGIN IMMEDIATE")
            peer.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            peer.execute("COMMIT")

        until_s = time.monotonic() + SECONDS_MAX
        ours_s: list[float] = []
        peer_s: list[float] = []
        while len(ours_s) < COMMITS_MAX and time.monotonic() < until_s:
            ours_s.append(_timed(ours))
            peer_s.append(_timed(partial(theirs, next(rows))))
        return ours_s[WARM_UP:], peer_s[WARM_UP:]


def _timed(action: Callable[[], None]) -> float:
    started_s = time.perf_counter()
    action()
    return time.perf_counter() - started_s


def _plain_database(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    for statement in (*TABLES.split(";"), *TRIGGERS):
        connection.execute(statement)
    connection.execute("INSERT INTO life VALUES (1, 'bench-1', zeroblob(32), 'new-log', 0)")
    return connection


def _rows_for_ever(key: Ed25519PrivateKey) -> Iterator[tuple[object, ...]]:
    """Rows of a chain of its own, made outside the time that is measured."""
    decision, prev = _decision(), GENESIS
    for seq in count(1):
        now = datetime.now(UTC)
        header = EventHeader(
            station=PLACE.station,
            epoch=1,
            seq=seq,
            hlc=seq,
            recorded_at=now,
            kind=kind_of(decision),
            case_id=CASE,
        )
        item = seal(header, decision, prev=prev, key=key)
        yield event_row(header, item)
        prev = item.hash


def _decision() -> DecisionMade:
    return DecisionMade(
        case_id=CASE,
        decision=Decision(
            stage=Stage.PRIMARY,
            disposition=Disposition.REFER,
            reason=Reason.RADIATION,
            badge=Badge("41877"),
            country=Country.CANADA,
            lane="1",
            decided_at=datetime.now(UTC),
            seconds_on_screen=6.4,
            shown_sha256="ab" * 32,
            offline=True,
            note="gamma alarm at the front axle",
        ),
    )


def _figures(seconds: list[float]) -> dict[str, float]:
    parts = quantiles(seconds, n=100)
    return {
        "commits": len(seconds),
        "commits_per_s": len(seconds) / sum(seconds),
        "p50_ms": parts[49] * 1000,
        "p99_ms": parts[98] * 1000,
        "max_ms": max(seconds) * 1000,
    }
