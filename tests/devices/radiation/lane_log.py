"""Writes the log of an emulated lane without any socket, and damages it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import numpy as np

from devices.emulators.monitor import BACKGROUND_EVERY_S, SETUP, Monitor, Passed
from devices.emulators.vehicles import Vehicle

VACANT_S = 30.0
FIRST_VACANT_S = 65.0


def lane_lines(vehicles: Sequence[Vehicle], seed: int) -> Iterator[tuple[float, bytes]]:
    """Seconds and lines of a shift: backgrounds, then each vehicle with a vacant time after it."""
    monitor = Monitor(seed)
    for line in SETUP:
        yield 0.0, line.encode("ascii")
    now_s, vacant_s = 0.0, FIRST_VACANT_S
    for vehicle in vehicles:
        yield from _vacant(monitor, now_s, now_s + vacant_s)
        now_s, vacant_s = now_s + vacant_s, VACANT_S
        last_s = now_s
        for timed in monitor.passage(vehicle, Passed()):
            last_s = now_s + timed.due_s
            yield last_s, timed.line
        now_s = last_s
    yield from _vacant(monitor, now_s, now_s + vacant_s)


def _vacant(monitor: Monitor, from_s: float, until_s: float) -> Iterator[tuple[float, bytes]]:
    at_s = from_s + BACKGROUND_EVERY_S / 2
    while at_s < until_s:
        for line in monitor.background():
            yield at_s, line
        at_s += BACKGROUND_EVERY_S


def daily_file(
    lines: Sequence[tuple[float, bytes]], start: datetime, *, utc_offset_h: float | None = None
) -> bytes:
    """A daily file with one time, or with local time and UTC if an offset is given."""
    rows = []
    for at_s, line in lines:
        times = [start + timedelta(seconds=at_s)]
        if utc_offset_h is not None:
            times.append(times[0] - timedelta(hours=utc_offset_h))
        stamps = [f"{time:%H-%M-%S}.{time.microsecond // 1000:03d}" for time in times]
        rows.append(line + b"," + ",".join(stamps).encode("ascii") + b"\r\n")
    return b"".join(rows)


def damaged(stream: bytes, seed: int, *, rate: float) -> tuple[bytes, set[int]]:
    """Flip that part of the bytes; answers with the indices of the lines that were hit.

    A line is hit when one of its bytes or of its end is.
    """
    random = np.random.default_rng(seed)
    data = bytearray(stream)
    ends = np.flatnonzero(np.frombuffer(stream, dtype=np.uint8) == ord("\n"))
    places = np.flatnonzero(random.random(len(data)) < rate)
    for place in places:
        data[place] ^= int(random.integers(1, 256))
    return bytes(data), {int(line) for line in np.searchsorted(ends, places)}
