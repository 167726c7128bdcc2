"""`bench ingest`: events per second into a central service, over real HTTP, durably.

The centre is a process of its own and checks everything that it always checks; this process is the
station, and seals its events before the clock starts. The peer in the same run is the naive way:
one event per request and transaction, the next one when the answer is there.
"""

import asyncio
import json as jsonlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.cli.scratch_postgresql import find_binaries, new_database, scratch_postgresql
from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.events import DecisionMade
from app.domain.identifiers import Badge, CaseId, Country, StationId
from app.domain.place import Place
from app.runtime.clock import SystemClock
from app.sync.assembly import CentreAddress, make_transport
from app.sync.http_transport import HttpTransport
from app.sync.identity import StationIdentity
from app.wire.envelope import GENESIS, EventHeader, SealedEvent, seal
from app.wire.keys import public_key_bytes
from app.wire.receipt import read_receipt

BATCH = 100
EVENTS = 20_000
NAIVE_EVENTS = 400
IN_FLIGHT = 4
"""Batches under way at once, as the sync client has them."""
TARGET_EVENTS_PER_S = 3_000

PLACE = Place(
    station=StationId("bench-1"), country=Country.CANADA, port="BENCH", port_name="Bench", lane="1"
)


def bench_ingest(*, json: bool, events: int = EVENTS) -> dict[str, Any]:
    """Events per second, batched and naive, for SQLCipher and, if it is installed, PostgreSQL."""
    del json
    key = Ed25519PrivateKey.generate()
    sealed = seal_many(key, events + NAIVE_EVENTS)
    results: dict[str, Any] = {"sqlcipher": _measure(None, key, sealed)}
    if (binaries := find_binaries()) is not None:
        with scratch_postgresql(binaries) as server:
            results["postgresql"] = _measure(new_database(server.url), key, sealed)
    return {
        "batch": BATCH,
        "events": events,
        "body_bytes": len(sealed[0].body),
        **results,
        "targets": {
            f"{name} >= {TARGET_EVENTS_PER_S} events/s": (
                figures["events_per_s"] >= TARGET_EVENTS_PER_S
            )
            for name, figures in results.items()
        },
        "processors": os.cpu_count(),
    }


def seal_many(key: Ed25519PrivateKey, count: int) -> list[SealedEvent]:
    """Decisions of one officer, chained and signed."""
    now = SystemClock().now()
    sealed: list[SealedEvent] = []
    prev = GENESIS
    for seq in range(1, count + 1):
        event = DecisionMade(
            case_id=CaseId(f"case-{seq:012}"),
            decision=Decision(
                stage=Stage.PRIMARY,
                disposition=Disposition.REFER,
                reason=Reason.RADIATION,
                badge=Badge("41877"),
                country=Country.CANADA,
                lane="1",
                decided_at=now,
                seconds_on_screen=4.2,
                shown_sha256=os.urandom(32).hex(),
                offline=False,
            ),
        )
        header = EventHeader(
            station=PLACE.station,
            epoch=1,
            seq=seq,
            hlc=seq,
            recorded_at=now,
            kind="decision-made",
            case_id=event.case_id,
        )
        sealed.append(seal(header, event, prev=prev, key=key))
        prev = sealed[-1].hash
    return sealed


def _measure(
    database: str | None, key: Ed25519PrivateKey, sealed: Sequence[SealedEvent]
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="p49bench") as scratch:
        folder = Path(scratch)
        with _central(folder / "centre", database) as ready:
            return asyncio.run(_send_all(ready, folder, key, sealed))


@contextmanager
def _central(folder: Path, database: str | None) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "app", "central"]
    command += ["--data", str(folder), "--listen", "127.0.0.1:0"]
    if database is not None:
        command += ["--database", database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield jsonlib.loads(line)
        finally:
            process.terminate()


async def _send_all(
    ready: dict[str, Any], folder: Path, key: Ed25519PrivateKey, sealed: Sequence[SealedEvent]
) -> dict[str, Any]:
    identity = StationIdentity(
        place=PLACE, epoch=1, public_key=public_key_bytes(key), sign=key.sign
    )
    address = CentreAddress(
        url=ready["url"], enrolment_secret_file=Path(ready["enrolment_secret_file"])
    )
    transport = make_transport(address, identity, folder, SystemClock())
    try:
        await transport.enrol()
        batched_s = await _send_batched(transport, sealed[:-NAIVE_EVENTS])
        naive_s = await _send_naively(transport, sealed)
        held = read_receipt((await transport.receipt()).receipt.body).watermark_seq
    finally:
        await transport.close()
    if held != len(sealed):
        raise AssertionError(f"the centre holds {held} of {len(sealed)} events")
    batched = (len(sealed) - NAIVE_EVENTS) / batched_s
    naive = NAIVE_EVENTS / naive_s
    return {
        "events_per_s": round(batched),
        "naive_events_per_s": round(naive),
        "times_naive": round(batched / naive, 1),
    }


async def _send_batched(transport: HttpTransport, sealed: Sequence[SealedEvent]) -> float:
    """Seconds for all, the sender's own work included."""
    starts = iter(range(0, len(sealed), BATCH))

    async def send_some() -> None:
        for start in starts:
            await transport.send(start + 1, sealed[start : start + BATCH])

    began_s = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(IN_FLIGHT):
            group.create_task(send_some())
    return time.perf_counter() - began_s


async def _send_naively(transport: HttpTransport, sealed: Sequence[SealedEvent]) -> float:
    began_s = time.perf_counter()
    for offset in range(len(sealed) - NAIVE_EVENTS, len(sealed)):
        await transport.send(offset + 1, sealed[offset : offset + 1])
    return time.perf_counter() - began_s
