"""A simulated Aspect portal: 21 registers on a Modbus/TCP socket, set by whoever plays it."""

import asyncio
import contextlib
import struct
from typing import Self

from devices.emulators.line_server import LOOPBACK
from devices.radiation.aspect_registers import REGISTERS, Inputs, Status

READ_HOLDING, REFUSED, BAD_ADDRESS = 3, 0x83, 2
_HEAD = struct.Struct(">HHHB")


class EmulatedAspectPortal:
    """Answers questions for its registers. Use as an async context manager."""

    def __init__(self, first_register: int) -> None:
        self._first = first_register
        self._values = (0,) * REGISTERS
        self._time = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def port(self) -> int:
        """The port that is listened on."""
        if self._server is None:
            raise RuntimeError("the server does not run")
        return int(self._server.sockets[0].getsockname()[1])

    def measure(
        self,
        gamma: int,
        neutron: int,
        *,
        inputs: Inputs = Inputs(0),  # noqa: B008 - a constant
        gamma_status: Status = Status.READY,
        background: float = 200.0,
        objects: int = 0,
    ) -> None:
        """The next measurement stands in the registers from now on."""
        self._time += 1
        packed = struct.pack(
            "<IHHIffHIffHHHH",
            self._time,
            inputs,
            gamma_status,
            gamma,
            background,
            background,
            Status.READY,
            neutron,
            1.0,
            1.0,
            objects,
            0,
            0,
            0,
        )
        self._values = struct.unpack(f"<{REGISTERS}H", packed)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, LOOPBACK, 0)
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        self.drop_clients()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def drop_clients(self) -> None:
        """Break every connection."""
        for writer in tuple(self._writers):
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while True:
                number, _, size, unit = _HEAD.unpack(await reader.readexactly(_HEAD.size))
                body = self._answer(await reader.readexactly(size - 1))
                writer.write(_HEAD.pack(number, 0, len(body) + 1, unit) + body)
                await writer.drain()
        self._writers.discard(writer)
        writer.close()

    def _answer(self, request: bytes) -> bytes:
        function, first, count = struct.unpack(">BHH", request)
        offset = first - self._first
        if function != READ_HOLDING or offset < 0 or offset + count > REGISTERS:
            return bytes((REFUSED, BAD_ADDRESS))
        values = self._values[offset : offset + count]
        return struct.pack(f">BB{count}H", READ_HOLDING, 2 * count, *values)
