"""Two hundred lanes on real sockets, the speed of the decoder, and what a damaged stream costs.

The lanes are spoken by another process and heard by the workstation's own links in this one, so
that two cores have the whole of it. Everything that is spoken is simulated.
"""

import asyncio
import contextlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from app.cli.bench_lanes_damage import damage_table
from app.domain.occupancy import PortalReading

LANES, SECONDS = 200, 10.0
WARM_UP_S = 1.0
REPEATS = 5
VEHICLES = 600
SEED = 490


def bench_lanes(*, json: bool, lanes: int = LANES, seconds: float = SECONDS) -> dict[str, Any]:
    """Lines a second, milliseconds from a line to its handler and to pixels, and damage."""
    from app.cli.bench_lanes_screen import lanes_on_screen

    del json  # the command prints
    lines = _shift()
    return {
        "simulated": True,
        "cores": os.cpu_count(),
        "live": lanes_on_screen(partial(_live, lanes, seconds), WARM_UP_S),
        "decode": _decode_speed(lines),
        "damaged": damage_table(lines),
    }


async def _live(
    lanes: int, seconds: float, show: Callable[[PortalReading], None]
) -> dict[str, Any]:
    from app.cli.bench_lanes_screen import spread
    from devices.emulators.crowd import TICKS_PER_S
    from devices.errors import NotConnectedError
    from devices.radiation.portal import PortalLink

    command = (sys.executable, "-m", "devices.emulators.crowd", str(lanes), str(seconds))
    speaker = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    spoken = _opened(speaker.stdout)
    told = json.loads(await spoken.readline())
    start_s, delays_ms, heard = told["start_s"], [], Counter[bool]()

    def on_reading(reading: PortalReading) -> None:
        heard[reading.occupied] += 1
        show(reading)
        if reading.occupied and reading.radiation == "gamma":
            sent_s = reading.counts / TICKS_PER_S
            if sent_s > WARM_UP_S:
                delays_ms.append(1000 * (time.monotonic() - start_s - sent_s))

    async def listen(port: int) -> None:
        where = (f"portal-{port}", f"L{port}", "127.0.0.1", port)
        link = PortalLink(*where, _Clock(), lambda _: None, on_reading)
        with contextlib.suppress(NotConnectedError):  # the speaker is done
            await link.run()

    began_s, used_s = time.monotonic(), time.process_time()
    await asyncio.gather(*(listen(port) for port in told["ports"]))
    used_s, took_s = time.process_time() - used_s, time.monotonic() - began_s
    said = json.loads(await spoken.readline())["lines"]
    await speaker.wait()
    return {
        "start_s": start_s,
        "lanes": lanes,
        "seconds": seconds,
        "lines_said": said,
        "lines_heard": heard[True],
        "lines_lost": said - heard[True],
        "lines_per_s": round(said / took_s),
        "line_to_handler_ms": spread(delays_ms),
        "cpu_of_one_core": round(used_s / took_s, 3),
    }


def _opened(stream: asyncio.StreamReader | None) -> asyncio.StreamReader:
    if stream is None:
        raise RuntimeError("the speaker has no output")
    return stream


class _Clock:
    """The wall clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        return time.monotonic()


def _shift() -> list[bytes]:
    """The lines of a simulated shift, undamaged."""
    from devices.emulators.monitor import SETUP, Monitor, Passed
    from devices.emulators.scenario import demo_shift

    monitor = Monitor(SEED)
    lines = [line.encode("ascii") for line in SETUP]
    for vehicle in demo_shift(SEED, VEHICLES).vehicles:
        for _ in range(6):
            lines += monitor.background()
        lines += [timed.line for timed in monitor.passage(replace(vehicle, fault=None), Passed())]
    return lines


def _decode_speed(lines: Sequence[bytes]) -> dict[str, int]:
    from devices.radiation.assembler import Assembler
    from devices.radiation.line_codec import Frame, LineDecoder

    stream = b"".join(line + b"\r\n" for line in lines)
    decode_s, whole_s = [], []
    for _ in range(REPEATS):
        decoder, assembler, at = LineDecoder(), Assembler("L"), datetime.now(UTC)
        began = time.process_time()
        decoded = decoder.feed(stream)
        decode_s.append(time.process_time() - began)
        for line in decoded:
            if isinstance(line, Frame):
                assembler.feed(line, at)
        whole_s.append(time.process_time() - began)
    return {
        "lines": len(lines),
        "decoded_lines_per_s": round(len(lines) / min(decode_s)),
        "decoded_and_assembled_lines_per_s": round(len(lines) / min(whole_s)),
    }
