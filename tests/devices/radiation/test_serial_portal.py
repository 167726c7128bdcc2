"""The driver on a real pair of pseudo-terminals: the same lines, the same occupancies."""

import asyncio
import os
import tty
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.domain.occupancy import Occupancy, OccupancyEnd, PortalReading
from devices.errors import NotConnectedError
from devices.radiation.passage import PANELS
from devices.radiation.serial_portal import SerialPortalLink
from tests.devices.clocks import HandClock

BACKGROUND = b"NB,000002,000002,000002,000002\r\nGB,000250,000250,000250,000250\r\n"
SCAN = b"GS,000050,000050,000050,000050\r\n"
END = b"GX,000001,008000,000000,000000\r\n"


class Wire:
    """A monitor at one end of a serial line and a link at the other."""

    def __init__(self) -> None:
        self.monitor, self._far = os.openpty()
        tty.setraw(self._far)
        self.occupancies = asyncio.Queue[Occupancy]()
        self.readings = asyncio.Queue[PortalReading]()
        self.link = SerialPortalLink(
            "portal",
            "L03",
            os.ttyname(self._far),
            9600,
            HandClock(),
            self.occupancies.put_nowait,
            self.readings.put_nowait,
            panel_order=PANELS,
        )
        self.task = asyncio.create_task(self.link.run())

    async def until_heard(self) -> None:
        """Say backgrounds until the first is heard: what comes before the port opens is dropped."""
        async with asyncio.timeout(10):
            while self.readings.empty():
                os.write(self.monitor, BACKGROUND)
                await asyncio.sleep(0.02)

    def unplug(self) -> None:
        for end in (self.monitor, self._far):
            os.close(end)
        self.monitor = self._far = -1

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.wait([self.task])
        if self.monitor >= 0:
            self.unplug()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    wire = Wire()
    yield wire
    await wire.end()


async def test_lines_on_a_serial_line_become_an_occupancy(wire: Wire) -> None:
    await wire.until_heard()
    os.write(wire.monitor, SCAN * 3 + b"GS,0000")
    os.write(wire.monitor, b"50,000050,000050,000050\r\n" + END)
    occupancy = await asyncio.wait_for(wire.occupancies.get(), 10)
    assert occupancy.profiles[0].counts == (200,) * 4
    assert occupancy.profiles[0].panel_names == PANELS
    assert occupancy.ended is OccupancyEnd.GX


async def test_a_device_that_vanishes_ends_the_link_and_keeps_what_was_heard(wire: Wire) -> None:
    await wire.until_heard()
    while not wire.readings.empty():
        wire.readings.get_nowait()
    os.write(wire.monitor, SCAN * 4)
    async with asyncio.timeout(10):
        while not (await wire.readings.get()).occupied:
            pass
    wire.unplug()
    with pytest.raises(NotConnectedError):
        await asyncio.wait_for(wire.task, 10)
    occupancy = wire.occupancies.get_nowait()
    assert occupancy.ended is OccupancyEnd.LINK_LOST


async def test_a_device_that_is_not_there_is_not_connected(tmp_path: Path) -> None:
    link = SerialPortalLink(
        "portal",
        "L03",
        str(tmp_path / "ttyS99"),
        9600,
        HandClock(),
        lambda occupancy: None,
        lambda reading: None,
        panel_order=PANELS,
    )
    with pytest.raises(NotConnectedError, match="ttyS99"):
        await link.run()
