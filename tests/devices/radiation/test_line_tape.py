"""The lines of a passage are kept as they came, those before it too, and never too many."""

import asyncio

from app.domain.occupancy import Occupancy
from devices.emulators.line_server import LineServer
from devices.radiation.line_codec import LINE_BYTES_MAX
from devices.radiation.line_tape import LEAD_LINES, TAPE_BYTES_MAX, LineTape
from devices.radiation.portal import PortalLink
from tests.devices.clocks import HandClock

NEUTRONS, GAMMAS = b"NB,000002,000002,000002,000002", b"GB,000250,000250,000250,000250"
SCAN, ALARM = b"GS,000050,000050,000050,000050", b"GA,000100,000100,000100,000100"
DAMAGED = b"G\xd3,000050,00"
END = b"GX,000001,008000,000000,000000"


def test_the_vacant_lines_before_a_passage_are_the_latest_ones() -> None:
    tape = LineTape()
    for number in range(LEAD_LINES + 5):
        tape.add(b"GB%d" % number, occupied=False)
    tape.add(SCAN, occupied=True)
    lines = tape.take().split(b"\r\n")
    assert lines[0] == b"GB5"
    assert lines[-3:] == [b"GB%d" % (LEAD_LINES + 4), SCAN, b""]
    assert tape.take() == b""


def test_a_tape_that_is_full_says_how_many_lines_it_left_out() -> None:
    tape = LineTape()
    line = b"x" * (10 * LINE_BYTES_MAX)
    for _ in range(2000):
        tape.add(line, occupied=True)
    kept = tape.take()
    assert len(kept) < TAPE_BYTES_MAX + LINE_BYTES_MAX
    whole, last = kept.split(b"\r\n")[:-2], kept.split(b"\r\n")[-2]
    assert set(whole) == {b"x" * LINE_BYTES_MAX}
    assert last == b"# %d more lines were not kept" % (2000 - len(whole))


async def test_each_passage_on_the_wire_gives_its_own_lines_and_the_damaged_ones() -> None:
    tape = LineTape()
    passed: list[bytes] = []
    both = asyncio.Event()

    def keep(occupancy: Occupancy) -> None:
        passed.append(tape.take())
        if occupancy.sequence == 2:
            both.set()

    async with LineServer(0, line_end=b"\r\n") as server, asyncio.timeout(10):
        link = PortalLink(
            "p", "3", "127.0.0.1", server.port, HandClock(), keep, lambda _: None, tape=tape
        )
        task = asyncio.create_task(link.run())
        await server.connected.wait()
        first = (NEUTRONS, GAMMAS, SCAN, DAMAGED, ALARM, END)
        second = (DAMAGED, GAMMAS, SCAN, b"GX,000002,008000,000000,000000")
        server.say(*first, *second)
        await both.wait()
        task.cancel()
        await asyncio.wait([task])
    assert passed == [b"".join(line + b"\r\n" for line in lines) for lines in (first, second)]
