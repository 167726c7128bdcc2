"""Many occupied lanes at once: ``python -m devices.emulators.crowd LANES SECONDS``.

Each lane says five gamma lines and one neutron line a second, out of step with the others. The
first count of a gamma line is the time it was sent, in tenths of milliseconds after the start that
is printed first, on the clock that all processes of a machine share; the ports follow, as JSON.
"""

import asyncio
import json
import sys
import time
from contextlib import AsyncExitStack
from typing import TextIO

from devices.emulators.line_server import LineServer

GAMMA_EVERY_S = 0.2
NEUTRON_EVERY = 5
TICKS_PER_S = 10_000
GREETING = (b"NB,000002,000002,000002,000002", b"GB,000250,000250,000250,000250")
NEUTRON = b"NS,000002,000002,000002,000002"


def stamped(sent_s: float) -> bytes:
    """A gamma line that says when it was sent."""
    return b"GS,%06d,000000,000000,000000" % round(sent_s * TICKS_PER_S)


async def speak(lanes: int, seconds: float, out: TextIO) -> int:
    """Speak on `lanes` ports once all have a listener. Answers with the number of lines."""
    async with AsyncExitStack() as stack:
        servers = [
            await stack.enter_async_context(LineServer(0, GREETING, line_end=b"\r\n"))
            for _ in range(lanes)
        ]
        start_s = time.monotonic()
        ports = [server.port for server in servers]
        out.write(json.dumps({"start_s": start_s, "ports": ports}) + "\n")
        out.flush()
        await asyncio.gather(*(server.connected.wait() for server in servers))
        return await _rounds(servers, seconds, start_s)


async def _rounds(servers: list[LineServer], seconds: float, start_s: float) -> int:
    begun_s, lines = time.monotonic(), 0
    for number in range(round(seconds / GAMMA_EVERY_S)):
        for lane, server in enumerate(servers):
            due_s = begun_s + (number + lane / len(servers)) * GAMMA_EVERY_S
            if (ahead_s := due_s - time.monotonic()) > 0:
                await asyncio.sleep(ahead_s)
            said = [stamped(time.monotonic() - start_s)]
            if (number + lane) % NEUTRON_EVERY == 0:
                said.append(NEUTRON)
            server.say(*said)
            lines += len(said)
        await asyncio.sleep(0)
    return lines


if __name__ == "__main__":
    said = asyncio.run(speak(int(sys.argv[1]), float(sys.argv[2]), sys.stdout))
    sys.stdout.write(json.dumps({"lines": said}) + "\n")
