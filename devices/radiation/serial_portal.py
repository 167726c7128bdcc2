"""A portal monitor on a serial line (RS-232), which carries the same lines as the network."""

import asyncio
import contextlib
from collections.abc import Callable

import serial

from app.domain.occupancy import Occupancy, PortalReading
from app.ports import Clock
from devices.errors import NotConnectedError
from devices.radiation.line_tape import LineTape
from devices.radiation.portal import Opened, PortalLink

READ_BYTES_MAX = 64 * 1024


class SerialPortalLink(PortalLink):
    """Listens to one lane's portal on a serial device, 8 data bits, no parity, one stop bit.

    The speed is set per site; no public source states one. A cable that is pulled is silence, which
    the supervisor notices; a device that vanishes ends the link at once.
    """

    def __init__(
        self,
        name: str,
        lane: str,
        device: str,
        baud: int,
        clock: Clock,
        on_occupancy: Callable[[Occupancy], None],
        on_reading: Callable[[PortalReading], None],
        *,
        on_rejected: Callable[[bytes, str], None] = lambda line, reason: None,
        tape: LineTape | None = None,
        panel_order: tuple[str, ...],
    ) -> None:
        super().__init__(
            name,
            lane,
            device,
            0,
            clock,
            on_occupancy,
            on_reading,
            on_rejected=on_rejected,
            tape=tape,
            panel_order=panel_order,
        )
        self._device = device
        self._baud = baud

    async def _opened(self) -> Opened:
        try:
            port = serial.Serial(self._device, self._baud, timeout=0, exclusive=True)
        except (serial.SerialException, ValueError) as error:
            raise NotConnectedError(f"cannot open {self._device}: {error}") from error
        port.reset_input_buffer()  # what lay there was said to nobody
        reader = asyncio.StreamReader(limit=READ_BYTES_MAX)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), port
        )

        async def close() -> None:
            transport.close()
            with contextlib.suppress(OSError, serial.SerialException):
                port.close()

        return reader, close
