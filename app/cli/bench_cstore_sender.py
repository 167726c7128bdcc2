"""The imager's side of `bench cstore`, in a process of its own: `python -m` with the energies."""

import json
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO

import numpy as np
from pydicom import dcmread

from app.cli.bench_cstore import HEIGHT_PX, WIDTH_PX
from devices.emulators.imager_dicos import dicos_study
from devices.emulators.imager_sender import Destination, send_objects


@dataclass(frozen=True, slots=True)
class _Load:
    """A vehicle that nobody announced."""

    plate: str = "BENCH 1"
    container: str | None = None
    iso_type: str | None = None
    seals_on_doors: tuple[str, ...] = ()
    length_m: float = 18.0
    load: str = "none"
    cargo: str | None = None
    source: None = None


def serve(energies: int) -> None:
    """Send one radiograph for each line `PORT NUMBER`; answer when it began and when it ended."""
    random = np.random.default_rng(49)
    channels = [
        random.integers(0, 60_000, (HEIGHT_PX, WIDTH_PX), dtype=np.uint16) for _ in range(energies)
    ]
    for line in sys.stdin:
        port, number = (int(text) for text in line.split())
        at = datetime(2026, 11, 24, 12, tzinfo=UTC) + timedelta(minutes=number)
        files = dicos_study(channels, _Load(), at=at, seed=number, site="Bench", device="Bench 1")
        objects = [dcmread(BytesIO(data)) for data in files]
        began_s = time.monotonic()
        send_objects(Destination(host="127.0.0.1", port=port), objects)
        sys.stdout.write(json.dumps([began_s, time.monotonic()]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
