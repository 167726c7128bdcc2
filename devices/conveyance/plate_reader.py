"""Driver of a lane's plate reader: a TCP connection on which the reader speaks and we listen."""

import asyncio
import contextlib
from collections.abc import Callable

from app.domain.conveyance import PlateRead
from app.ports import Clock
from devices.conveyance.plate_codec import Alive, PlateDecoder, Rejected, SeenPlate
from devices.errors import NotConnectedError
from devices.link import Pulse

CONNECT_TIMEOUT_S = 5.0
READ_BYTES_MAX = 16 * 1024
SILENCE_MAX_S = 16.0
"""A reader says that it is alive every 5 s; three are forgiven."""


class PlateReaderLink:
    """Listens to one lane's plate reader and delivers what it saw."""

    family = "plate-reader"

    def __init__(
        self,
        name: str,
        lane: str,
        host: str,
        port: int,
        clock: Clock,
        on_plate: Callable[[PlateRead], None],
        on_rejected: Callable[[bytes, str], None] = lambda line, reason: None,
        *,
        silence_max_s: float = SILENCE_MAX_S,
    ) -> None:
        self.name = name
        self.pulse = Pulse()
        self.silence_max_s = silence_max_s
        self._lane = lane
        self._host = host
        self._port = port
        self._clock = clock
        self._on_plate = on_plate
        self._on_rejected = on_rejected

    async def run(self) -> None:
        """Connect once and listen until cancelled. Raises NotConnectedError."""
        where = f"{self._host}:{self._port}"
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                reader, writer = await asyncio.open_connection(self._host, self._port)
        except TimeoutError as error:
            raise NotConnectedError(f"no answer from {where}") from error
        except OSError as error:
            raise NotConnectedError(f"cannot connect to {where}: {error.strerror}") from error
        decoder = PlateDecoder()
        try:
            while data := await reader.read(READ_BYTES_MAX):
                for message in decoder.feed(data):
                    self._deliver(message)
        except OSError as error:
            raise NotConnectedError(f"the plate reader's connection broke: {error}") from error
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
        raise NotConnectedError("the plate reader closed the connection")

    def _deliver(self, message: Alive | SeenPlate | Rejected) -> None:
        match message:
            case Alive():
                self.pulse.heard()
            case SeenPlate():
                self.pulse.heard()
                self.pulse.says(why="", reading=message.plate)
                self._on_plate(message.read_at(self._lane, self._clock.now()))
            case Rejected():
                self.pulse.rejected()
                self._on_rejected(message.line, message.reason)
