"""`bench cstore`: a 33.5 MB radiograph from another process to the list of cases.

The station is whole: journal, encrypted evidence, case book. The clock runs in the sender from just
before it asks for an association, and in this process until a case with the radiograph is told to
the screens; both read the machine's one monotonic clock. The peer in the same run is pynetdicom as
it comes, whose handler writes the object to a file and forgets it. Sender and image are the same.
"""

import json as jsonlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import numpy as np

WIDTH_PX, HEIGHT_PX = 8192, 2048
ROUNDS = 9
LIMIT_S = 0.6
WAIT_S = 60.0

SITE = """
[station]
id = "bench-1"
country = "CA"
port = "CA-0705"
port_name = "Bench"
lane = "3"
data_dir = "data"
simulated = true

[devices.imager]
kind = "radiograph/dicos-receiver"
path = "dicos"
port = {port}
energies = {energies}
"""


def bench_cstore(*, json: bool, rounds: int = ROUNDS) -> dict[str, Any]:
    """Seconds from asking for an association to listed, with one energy and with two."""
    del json  # the command prints
    return {
        "object": "synthetic DICOS DX, explicit little endian, one association for each radiograph",
        "image_px": [WIDTH_PX, HEIGHT_PX],
        "pixel_bytes": WIDTH_PX * HEIGHT_PX * 2,
        "rounds": rounds,
        "one_energy": _turn_about(1, rounds),
        "two_energies": _turn_about(2, rounds),
        "limit_s": LIMIT_S,
    }


def _turn_about(energies: int, rounds: int) -> dict[str, Any]:
    ours: list[float] = []
    answered: list[float] = []
    peer: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="p49bench") as scratch,
        _sender(energies) as send,
        _station(Path(scratch), energies) as (our_port, listed_at),
        _plain(Path(scratch)) as peer_port,
    ):
        for number in range(rounds + 1):
            began_s, ended_s = send(our_port, number)
            if number:  # the first is a warm-up
                ours.append(listed_at() - began_s)
                answered.append(ended_s - began_s)
            else:
                listed_at()
            began_s, ended_s = send(peer_port, number)
            if number:
                peer.append(ended_s - began_s)
    return {
        "listed": _spread(ours),
        "answered": _spread(answered),
        "pynetdicom_stored_only": _spread(peer),
        "met": bool(np.median(ours) <= LIMIT_S),
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    return {
        "median_s": round(float(np.median(seconds)), 3),
        "p95_s": round(float(np.percentile(seconds, 95)), 3),
        "max_s": round(max(seconds), 3),
    }


@contextmanager
def _sender(energies: int) -> Iterator[Callable[[int, int], tuple[float, float]]]:
    command = [sys.executable, "-m", "app.cli.bench_cstore_sender", str(energies)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise AssertionError("the sender has no pipes")
        to, answers = process.stdin, process.stdout

        def send(port: int, number: int) -> tuple[float, float]:
            to.write(f"{port} {number}\n")
            to.flush()
            began_s, ended_s = jsonlib.loads(answers.readline())
            return began_s, ended_s

        try:
            yield send
        finally:
            to.close()
            process.wait(WAIT_S)


@contextmanager
def _station(folder: Path, energies: int) -> Iterator[tuple[int, Callable[[], float]]]:
    """A station as the program opens it; its port, and when the next radiograph was listed."""
    from app.main.backend import open_backend
    from app.runtime.clock import SystemClock
    from app.runtime.settings import read_site
    from app.runtime.writer import WriterThread
    from app.workflow.updates import CaseChanged, Update

    port = _free_port()
    site = folder / "site.toml"
    site.write_text(SITE.format(port=port, energies=energies), encoding="utf-8")
    told: Queue[tuple[float, Update]] = Queue()
    listed: set[str] = set()

    def publish(update: Update) -> None:
        told.put((time.monotonic(), update))

    def listed_at() -> float:
        while True:
            try:
                at_s, update = told.get(timeout=WAIT_S)
            except Empty as error:
                raise AssertionError("the radiograph was never listed") from error
            if isinstance(update, CaseChanged):
                images = {item.image_id for item in update.case.radiographs}
                if new := images - listed:
                    listed.update(new)
                    return at_s

    writer = WriterThread()
    try:
        backend = writer.submit(
            open_backend, read_site(site), SystemClock(), writer, publish
        ).result(WAIT_S)
        try:
            _wait_for(port)
            yield port, listed_at
        finally:
            writer.submit(backend.close).result(WAIT_S)
    finally:
        writer.shutdown()


@contextmanager
def _plain(folder: Path) -> Iterator[int]:
    """The peer, in a process of its own with nothing else to do: the best case for it."""
    command = [sys.executable, "-m", "app.cli.bench_cstore_peer", str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield int(process.stdout.readline() if process.stdout else "0")
        finally:
            process.terminate()


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait_for(port: int) -> None:
    import socket

    ends_s = time.monotonic() + WAIT_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > ends_s:
                raise
            time.sleep(0.02)
        else:
            return
