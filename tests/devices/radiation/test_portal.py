"""The driver on a real socket: lines become occupancies, a broken link loses no alarm."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from app.domain.lane_trouble import Trouble, TroubleKind
from app.domain.occupancy import Occupancy, OccupancyEnd, PortalReading, Radiation
from devices.emulators.line_server import LineServer
from devices.errors import NotConnectedError
from devices.link import PulsingLink
from devices.radiation.lane_health import NOT_PROTECTING
from devices.radiation.portal import PortalLink
from tests.devices.clocks import HandClock

BACKGROUND = (b"NB,000002,000002,000002,000002", b"GB,000250,000250,000250,000250")
SCAN = b"GS,000050,000050,000050,000050"
ALARM = b"GA,000100,000100,000100,000100"
END = b"GX,000001,008000,000000,000000"
TAMPER = b"TT,000000,000000,000000,000000"


class Heard:
    """What a link delivered, and a way to wait for more of it. It is the listener of its pulse."""

    def __init__(self) -> None:
        self.occupancies: list[Occupancy] = []
        self.readings: list[PortalReading] = []
        self.lines: list[tuple[bytes, str]] = []
        self.complaints: list[str] = []
        self.troubles: tuple[Trouble, ...] = ()
        self.beats = 0
        self.suspects = 0
        self._changed = asyncio.Event()

    def heard(self) -> None:
        self.beats += 1

    def rejected(self) -> None: ...

    def suspect(self) -> None:
        self.suspects += 1

    def fault(self) -> None: ...

    def says(self, why: str, reading: str | None, troubles: tuple[Trouble, ...]) -> None:
        self.complaints.append(why)
        self.troubles = troubles
        self._changed.set()

    def take(self, kept: list[Any]) -> Callable[..., None]:
        def taking(*delivered: Any) -> None:
            kept.append(delivered[0] if len(delivered) == 1 else delivered)
            self._changed.set()

        return taking

    async def until(self, is_so: Callable[["Heard"], bool]) -> None:
        async with asyncio.timeout(10):
            while not is_so(self):
                self._changed.clear()
                await self._changed.wait()


@pytest.fixture
async def server() -> AsyncIterator[LineServer]:
    async with LineServer(0, line_end=b"\r\n") as server:
        yield server


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def heard() -> Heard:
    return Heard()


def link_to(port: int, clock: HandClock, heard: Heard) -> PortalLink:
    link = PortalLink(
        "portal-3",
        "3",
        "127.0.0.1",
        port,
        clock,
        heard.take(heard.occupancies),
        heard.take(heard.readings),
        on_rejected=heard.take(heard.lines),
    )
    link.pulse.listen(heard)
    return link


async def cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])


async def test_a_passage_on_the_wire_is_delivered_with_the_monitors_alarm(
    server: LineServer, clock: HandClock, heard: Heard
) -> None:
    link = link_to(server.port, clock, heard)
    assert isinstance(link, PulsingLink)
    task = asyncio.create_task(link.run())
    await server.connected.wait()
    server.say(*BACKGROUND, SCAN, ALARM, SCAN, END)
    await heard.until(lambda heard: bool(heard.occupancies))
    [occupancy] = heard.occupancies
    assert occupancy.alarms == {Radiation.GAMMA}
    assert (occupancy.lane, occupancy.ended) == ("3", OccupancyEnd.GX)
    assert len(heard.readings) == 5
    assert heard.beats == 6
    await cancelled(task)


async def test_a_connection_that_breaks_in_a_passage_delivers_what_was_heard_of_it(
    server: LineServer, clock: HandClock, heard: Heard
) -> None:
    task = asyncio.create_task(link_to(server.port, clock, heard).run())
    await server.connected.wait()
    server.say(*BACKGROUND, SCAN, ALARM)
    await heard.until(lambda heard: len(heard.readings) == 4)
    server.drop_clients()
    with pytest.raises(NotConnectedError, match="closed the connection"):
        await task
    [occupancy] = heard.occupancies
    assert occupancy.ended is OccupancyEnd.LINK_LOST
    assert occupancy.alarms == {Radiation.GAMMA}


async def test_the_background_outlives_a_broken_connection(
    server: LineServer, clock: HandClock, heard: Heard
) -> None:
    link = link_to(server.port, clock, heard)
    task = asyncio.create_task(link.run())
    await server.connected.wait()
    server.say(*BACKGROUND)
    await heard.until(lambda heard: len(heard.readings) == 2)
    await cancelled(task)
    server.connected.clear()
    task = asyncio.create_task(link.run())
    await server.connected.wait()
    server.say(SCAN, SCAN, END)
    await heard.until(lambda heard: bool(heard.occupancies))
    await cancelled(task)
    [occupancy] = heard.occupancies
    gamma = occupancy.profile(Radiation.GAMMA)
    assert gamma is not None
    assert gamma.background_cps == 1000


async def test_an_occupied_portal_that_falls_silent_ends_the_occupancy(
    server: LineServer, clock: HandClock, heard: Heard
) -> None:
    task = asyncio.create_task(link_to(server.port, clock, heard).run())
    await server.connected.wait()
    server.say(*BACKGROUND, SCAN, SCAN)
    await heard.until(lambda heard: len(heard.readings) == 4)
    clock.elapsed_s += 15.5
    await heard.until(lambda heard: bool(heard.occupancies))
    assert heard.occupancies[0].ended is OccupancyEnd.SILENCE
    await cancelled(task)


async def test_unreadable_lines_are_delivered_with_their_reason_and_cost_nothing(
    server: LineServer, clock: HandClock, heard: Heard
) -> None:
    task = asyncio.create_task(link_to(server.port, clock, heard).run())
    await server.connected.wait()
    server.say(*BACKGROUND, SCAN, b"G\xd3,000050", SCAN, END)
    await heard.until(lambda heard: bool(heard.occupancies))
    assert heard.lines == [(b"G\xd3,000050", "unknown-tag")]
    gamma = heard.occupancies[0].profile(Radiation.GAMMA)
    assert gamma is not None
    assert len(gamma.counts) == 2
    await cancelled(task)


async def test_a_line_that_can_hardly_be_true_is_kept_and_counted(
    server: LineServer, clock: HandClock, heard: Heard
) -> None:
    task = asyncio.create_task(link_to(server.port, clock, heard).run())
    await server.connected.wait()
    changed = b"GS,000050,000850,000050,000050"
    server.say(*BACKGROUND, SCAN, SCAN, SCAN, changed, SCAN, END)
    await heard.until(lambda heard: bool(heard.occupancies))
    gamma = heard.occupancies[0].profile(Radiation.GAMMA)
    assert gamma is not None
    assert gamma.counts == (200, 200, 200, 1000, 200)
    assert heard.suspects == 1
    await cancelled(task)


async def test_a_tampered_portal_says_that_the_lane_protects_nobody(
    server: LineServer, clock: HandClock, heard: Heard
) -> None:
    task = asyncio.create_task(link_to(server.port, clock, heard).run())
    await server.connected.wait()
    server.say(TAMPER)
    await heard.until(lambda heard: bool(heard.troubles))
    assert heard.complaints[-1] == f"{NOT_PROTECTING}: tamper"
    assert heard.troubles == (Trouble(TroubleKind.TAMPER),)
    await cancelled(task)


async def test_an_address_where_nobody_listens_is_named(clock: HandClock, heard: Heard) -> None:
    async with LineServer(0, line_end=b"\r\n") as server:
        port = server.port
    with pytest.raises(NotConnectedError, match=f"127.0.0.1:{port}"):
        await link_to(port, clock, heard).run()
