"""Modbus/TCP as far as a portal needs it: read holding registers, function 3.

Source: MODBUS Messaging on TCP/IP Implementation Guide 1.0b and Application Protocol 1.1b3, both
public at modbus.org.
"""

import asyncio
import struct

from devices.errors import NotConnectedError

READ_HOLDING = 3
FAILED = 0x80
REGISTERS_MAX = 125
ANSWER_MAX_S = 2.0
_HEAD = struct.Struct(">HHHB")
_REQUEST = struct.Struct(">BHH")


class ModbusError(NotConnectedError):
    """The device answered what no answer can be, or refused."""


class ModbusClient:
    """One connection, one question at a time."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, unit: int
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._unit = unit
        self._number = 0

    async def read_registers(self, first: int, count: int) -> tuple[int, ...]:
        """`count` registers of 16 bits. Raises NotConnectedError."""
        self._number = (self._number + 1) % 2**16
        request = _REQUEST.pack(READ_HOLDING, first, count)
        self._writer.write(_HEAD.pack(self._number, 0, len(request) + 1, self._unit) + request)
        try:
            async with asyncio.timeout(ANSWER_MAX_S):
                await self._writer.drain()
                return await self._answer(count)
        except TimeoutError as error:
            raise NotConnectedError(f"no answer within {ANSWER_MAX_S:g} s") from error
        except asyncio.IncompleteReadError as error:
            raise NotConnectedError("the portal closed the connection") from error
        except OSError as error:
            raise NotConnectedError(f"the portal's connection broke: {error}") from error

    async def _answer(self, count: int) -> tuple[int, ...]:
        head = await self._reader.readexactly(_HEAD.size)
        number, protocol, size, unit = _HEAD.unpack(head)
        if (number, protocol, unit) != (self._number, 0, self._unit) or not 3 <= size <= 256:
            raise ModbusError("the portal answered another question")
        body = await self._reader.readexactly(size - 1)
        if body[0] == READ_HOLDING | FAILED:
            raise ModbusError(f"the portal refused with code {body[1]}")
        if body[0] != READ_HOLDING or body[1] != 2 * count or len(body) != 2 + 2 * count:
            raise ModbusError("the portal answered with other registers")
        return struct.unpack(f">{count}H", body[2:])
