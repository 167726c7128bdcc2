"""The driver asks a simulated Aspect portal on a real socket, by the public register map."""

import asyncio
import struct
from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from app.domain.occupancy import Occupancy, OccupancyEnd, PortalFault, PortalReading, Radiation
from devices.emulators.aspect import EmulatedAspectPortal
from devices.emulators.line_server import LOOPBACK
from devices.errors import NotConnectedError
from devices.radiation.aspect_portal import AspectPlace, AspectPortalLink
from devices.radiation.aspect_registers import Inputs, Status, read_registers
from devices.radiation.line_tape import LineTape
from tests.devices.clocks import HandClock

FIRST = 100
TRIPPED, VACANT = Inputs(1), Inputs(0)


class Lane:
    """A portal, the link that asks it, and what was delivered."""

    def __init__(self, portal: EmulatedAspectPortal, *, first: int = FIRST) -> None:
        self.portal = portal
        self.occupancies: list[Occupancy] = []
        self.tape = LineTape()
        self.lines: list[bytes] = []
        self.readings = asyncio.Queue[PortalReading]()
        place = AspectPlace(host=LOOPBACK, port=portal.port, first_register=first, count_s=0.02)
        self.link = AspectPortalLink(
            "portal",
            "L03",
            place,
            HandClock(),
            self._passed,
            self.readings.put_nowait,
            tape=self.tape,
        )
        self.task = asyncio.create_task(self.link.run())

    def _passed(self, occupancy: Occupancy) -> None:
        self.occupancies.append(occupancy)
        self.lines = self.tape.take().splitlines()

    async def measured(
        self, gamma: int, inputs: Inputs = VACANT, status: Status = Status.READY
    ) -> None:
        """One measurement, until both of its readings have come."""
        self.portal.measure(gamma, 1, inputs=inputs, gamma_status=status, objects=7)
        for _ in Radiation:
            await asyncio.wait_for(self.readings.get(), 10)


@pytest.fixture
async def lane() -> AsyncIterator[Lane]:
    async with EmulatedAspectPortal(FIRST) as portal:
        portal.measure(200, 1)
        lane = Lane(portal)
        for _ in Radiation:
            await asyncio.wait_for(lane.readings.get(), 10)
        yield lane
        lane.task.cancel()
        await asyncio.wait([lane.task])


async def test_a_passage_is_every_measurement_while_a_sensor_is_tripped(lane: Lane) -> None:
    for counts in (210, 480, 220):
        status = Status.READY | (Status.ALARM_1 if counts == 480 else Status(0))
        await lane.measured(counts, TRIPPED, status)
    await lane.measured(201)
    [occupancy] = lane.occupancies
    gamma = occupancy.profile(Radiation.GAMMA)
    assert gamma is not None
    assert gamma.counts == (210, 480, 220)
    assert gamma.background_cps == pytest.approx(200 / 0.02)
    assert occupancy.alarms == {Radiation.GAMMA}
    assert (occupancy.sequence, occupancy.ended) == (7, OccupancyEnd.BACKGROUND_RETURNED)
    assert occupancy.speed_m_per_s is None


async def test_the_tape_holds_every_measurement_of_a_passage_as_its_registers(lane: Lane) -> None:
    for counts in (210, 480):
        await lane.measured(counts, TRIPPED)
    await lane.measured(201)
    times, counted, tripped = [], [], []
    for line in lane.lines:
        time, *words = line.decode("ascii").split(" ")
        registers = read_registers(tuple(int(word, 16) for word in words))
        times.append(datetime.fromisoformat(time))
        counted.append(registers.gamma.count)
        tripped.append(registers.occupied)
    assert counted == [200, 210, 480, 201]
    assert tripped == [False, True, True, False]
    assert all(time.tzinfo is not None for time in times)


async def test_a_broken_link_ends_the_passage_and_says_so(lane: Lane) -> None:
    await lane.measured(300, TRIPPED)
    lane.portal.drop_clients()
    with pytest.raises(NotConnectedError):
        await asyncio.wait_for(lane.task, 10)
    [occupancy] = lane.occupancies
    assert occupancy.ended is OccupancyEnd.LINK_LOST
    assert PortalFault.LINK_LOST in occupancy.faults


async def test_an_open_portal_and_a_low_channel_are_faults_of_the_passage(lane: Lane) -> None:
    await lane.measured(20, TRIPPED | Inputs.OPEN, Status.READY | Status.LOW)
    await lane.measured(200)
    assert lane.occupancies[0].faults == {PortalFault.TAMPER, PortalFault.GAMMA_LOW}


async def test_wrong_registers_are_refused_and_said() -> None:
    async with EmulatedAspectPortal(FIRST) as portal:
        lane = Lane(portal, first=0)
        with pytest.raises(NotConnectedError, match="refused with code 2"):
            await asyncio.wait_for(lane.task, 10)


async def test_garbage_is_no_answer() -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(12)
        writer.write(bytes(64))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(babble, LOOPBACK, 0) as server:
        port = int(server.sockets[0].getsockname()[1])
        place = AspectPlace(host=LOOPBACK, port=port, first_register=0, count_s=0.1)
        link = AspectPortalLink("p", "L", place, HandClock(), lambda _: None, lambda _: None)
        with pytest.raises(NotConnectedError, match="another question"):
            await asyncio.wait_for(link.run(), 10)


def test_low_registers_come_first() -> None:
    background = struct.unpack("<HH", struct.pack("<f", 812.5))
    values = (1, 2, 0x401, 0x81, 3, 4, *background, 0, 0, 0, 5, 0, 0, 0, 0, 0, 9, 2, 30, 0)
    registers = read_registers(values)
    assert registers.time == 0x20001
    assert registers.gamma.count == 0x40003
    assert registers.gamma.background == 812.5
    assert registers.gamma.in_alarm
    assert registers.neutron.background is None
    assert (registers.objects, registers.occupied) == (9, True)
