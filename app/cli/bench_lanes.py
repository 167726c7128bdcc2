"""Two hundred lanes on real sockets, the speed of the decoder, and what a damaged stream costs.

The lanes are spoken by another process and heard by the workstation's own links in this one, so
that two cores have the whole of it. Everything that is spoken is simulated.
"""

import asyncio
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from app.domain.occupancy import PortalReading

LANES, SECONDS = 200, 10.0
WARM_UP_S = 1.0
REPEATS = 5
DAMAGED = 0.01
VEHICLES = 600
WAYS = ("flipped", "cut", "merged", "swapped")
SEED = 490


def bench_lanes(*, json: bool, lanes: int = LANES, seconds: float = SECONDS) -> dict[str, Any]:
    """Lines a second, milliseconds from a line sent to its handler, and damage."""
    del json  # the command prints
    lines = _shift()
    return {
        "simulated": True,
        "cores": os.cpu_count(),
        "live": asyncio.run(_live(lanes, seconds)),
        "decode": _decode_speed(lines),
        "damaged": _damage(lines),
    }


async def _live(lanes: int, seconds: float) -> dict[str, Any]:
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
        if reading.occupied and reading.radiation == "gamma":
            sent_s = reading.counts / TICKS_PER_S
            if sent_s > WARM_UP_S:
                delays_ms.append(1000 * (time.monotonic() - start_s - sent_s))

    links = [
        PortalLink(
            f"portal-{port}", f"L{port}", "127.0.0.1", port, _Clock(), lambda _: None, on_reading
        )
        for port in told["ports"]
    ]

    async def listen(link: PortalLink) -> None:
        try:
            await link.run()
        except NotConnectedError:
            return  # the speaker is done

    began_s, used_s = time.monotonic(), time.process_time()
    await asyncio.gather(*(listen(link) for link in links))
    used_s, took_s = time.process_time() - used_s, time.monotonic() - began_s
    said = json.loads(await spoken.readline())["lines"]
    await speaker.wait()
    ordered = sorted(delays_ms)
    return {
        "lanes": lanes,
        "seconds": seconds,
        "lines_said": said,
        "lines_heard": heard[True],
        "lines_lost": said - heard[True],
        "lines_per_s": round(said / took_s),
        "line_to_handler_ms": {
            name: round(ordered[int(part * (len(ordered) - 1))], 2)
            for name, part in (("median", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))
        },
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


def _damage(lines: Sequence[bytes]) -> dict[str, Any]:
    """One line in a hundred flipped, cut, merged with the next or swapped with it.

    A flip that makes one digit of another, or one tag of another, cannot be seen: the protocol has
    no check. Swapped lines are whole and carry no time; their order cannot be seen either.
    """
    from devices.radiation.assembler import Assembler
    from devices.radiation.line_codec import Frame, LineDecoder, Rejected

    pieces, damage, intact = _damaged(lines)
    decoder, assembler, at = LineDecoder(), Assembler("L"), datetime.now(UTC)
    decoded = decoder.feed(b"".join(pieces)) + decoder.end()
    for line in decoded:
        if isinstance(line, Frame):
            assembler.feed(line, at)
    frames = Counter(line for line in decoded if isinstance(line, Frame))
    wanted = Counter(
        line for line in LineDecoder().feed(b"".join(intact)) if isinstance(line, Frame)
    )
    seen: Counter[str] = Counter()
    for way, piece in damage:
        if any(isinstance(line, Rejected) for line in LineDecoder().feed(piece)):
            seen[way] += 1
    made = Counter(way for way, _ in damage)
    return {
        "lines": len(lines),
        "intact": wanted.total(),
        "intact_kept": round((wanted & frames).total() / wanted.total(), 5),
        "rejected": sum(isinstance(line, Rejected) for line in decoded),
        "raised": 0,  # an exception would have ended this benchmark
        "damaged_and_counted": {
            way: {"damaged": made[way], "counted": seen[way]} for way in WAYS if way != "swapped"
        },
        "not_to_be_seen": made["flipped"] - seen["flipped"],
        "swapped_pairs": made["swapped"],
    }


def _damaged(
    lines: Sequence[bytes],
) -> tuple[list[bytes], list[tuple[str, bytes]], list[bytes]]:
    """The stream in pieces, the damaged pieces with what was done, and the intact lines."""
    random = np.random.default_rng(SEED)
    pieces, damage, intact = [], [], []
    at = 0
    while at < len(lines):
        line, end = lines[at], b"\r\n"
        following = lines[at + 1] if at + 1 < len(lines) else b""
        at += 1
        if random.random() >= DAMAGED or not following:
            pieces.append(line + end)
            intact.append(line + end)
            continue
        way = WAYS[int(random.integers(len(WAYS)))]
        if way == "flipped":
            place, bit = int(random.integers(len(line))), 1 << int(random.integers(8))
            piece = line[:place] + bytes([line[place] ^ bit]) + line[place + 1 :] + end
        elif way == "cut":
            piece = line[: int(random.integers(1, len(line)))] + end
        elif way == "merged":
            piece, at = line + following + end, at + 1
        else:
            piece, at = following + end + line + end, at + 1
            intact += [following + end, line + end]
        pieces.append(piece)
        damage.append((way, piece))
    return pieces, damage, intact
