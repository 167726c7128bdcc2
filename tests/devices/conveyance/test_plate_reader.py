"""The driver of a plate reader, on a real socket."""

import asyncio

import pytest

from app.domain.conveyance import PlateRead
from devices.conveyance.plate_reader import PlateReaderLink
from devices.emulators.line_server import LineServer
from devices.errors import NotConnectedError
from devices.link import PulsingLink
from tests.devices.clocks import HandClock

PLATE = b'{"type":"plate","plate":"CJK 4419","jurisdiction":"CA-AB","confidence":0.9}'


async def test_a_plate_is_delivered_with_our_time_and_a_lost_reader_is_named() -> None:
    clock, reads = HandClock(), asyncio.Queue[PlateRead]()
    rejected: list[tuple[bytes, str]] = []
    async with LineServer(0, [b'{"type":"hello"}', b"noise"], line_end=b"\n") as server:
        link = PlateReaderLink(
            "plates-3",
            "3",
            "127.0.0.1",
            server.port,
            clock,
            reads.put_nowait,
            lambda line, why: rejected.append((line, why)),
        )
        assert isinstance(link, PulsingLink)
        task = asyncio.create_task(link.run())
        await server.connected.wait()
        clock.elapsed_s = 5.0
        server.say(PLATE)
        read = await asyncio.wait_for(reads.get(), 10)
        assert (read.plate, read.jurisdiction, read.lane) == ("CJK 4419", "CA-AB", "3")
        assert read.read_at == clock.now()
        assert rejected == [(b"noise", "not JSON")]
        server.drop_clients()
        with pytest.raises(NotConnectedError, match="closed the connection"):
            await task


async def test_an_address_where_nobody_listens_is_named() -> None:
    async with LineServer(0, line_end=b"\n") as server:
        port = server.port
    link = PlateReaderLink("p", "3", "127.0.0.1", port, HandClock(), lambda read: None)
    with pytest.raises(NotConnectedError, match=f"127.0.0.1:{port}"):
        await link.run()
