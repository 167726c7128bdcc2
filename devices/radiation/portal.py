"""Driver of one portal monitor: the portal speaks, over TCP or a serial line, and we listen."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime

from app.domain.occupancy import Occupancy, PortalFault, PortalReading
from app.ports import Clock
from devices.errors import NotConnectedError
from devices.link import Pulse
from devices.radiation.assembler import (
    Assembler,
    FaultsChanged,
    OccupanciesMissed,
    Output,
)
from devices.radiation.lane_health import GAMMA_BACKGROUNDS, LaneHealth, complaint_of
from devices.radiation.lane_table import LaneState
from devices.radiation.line_codec import Frame, Line, LineDecoder, Rejected, decoded_line
from devices.radiation.line_tape import LineTape
from devices.radiation.passage import PANELS
from devices.radiation.plausibility import Plausibility

CONNECT_TIMEOUT_S = 5.0
READ_BYTES_MAX = 64 * 1024
TICK_S = 0.1
"""How often an occupancy is checked for silence while nothing arrives."""

SILENCE_MAX_S = 16.0
"""A vacant portal speaks every 5 s, an occupied one every 0.2 s; three are forgiven."""

PASSING = (LaneState.OCCUPIED, LaneState.DOUBTFUL)
Opened = tuple[asyncio.StreamReader, Callable[[], Awaitable[None]]]
"""Where the portal's bytes arrive, and how the wire is closed."""


class PortalLink:
    """Listens to one lane's portal and delivers what it measured.

    The lane's background outlives a broken connection, an occupancy does not: it is delivered as
    far as it was heard, and says so. While it is delivered, the tape holds its lines.
    """

    family = "portal"

    def __init__(
        self,
        name: str,
        lane: str,
        host: str,
        port: int,
        clock: Clock,
        on_occupancy: Callable[[Occupancy], None],
        on_reading: Callable[[PortalReading], None],
        *,
        on_rejected: Callable[[bytes, str], None] = lambda line, reason: None,
        tape: LineTape | None = None,
        panel_order: tuple[str, ...] = PANELS,
        silence_max_s: float = SILENCE_MAX_S,
    ) -> None:
        self.name = name
        self.pulse = Pulse()
        self.silence_max_s = silence_max_s
        self._host = host
        self._port = port
        self._clock = clock
        self._on_occupancy = on_occupancy
        self._on_reading = on_reading
        self._on_rejected = on_rejected
        self._tape = tape or LineTape()
        self._assembler = Assembler(lane, panel_order=panel_order)
        self._health = LaneHealth(panel_order)
        self._plausibility = Plausibility()
        self._empty_waits = 0

    async def run(self) -> None:
        """Connect once and listen until cancelled. Raises NotConnectedError."""
        reader, close = await self._opened()
        decoder = LineDecoder()
        try:
            while True:
                await self._listen(reader, decoder)
        except OSError as error:
            raise NotConnectedError(f"the portal's connection broke: {error}") from error
        finally:
            self._deliver(self._assembler.link_lost(self._clock.now()))
            await close()

    async def _opened(self) -> Opened:
        """Open the wire. Raises NotConnectedError."""
        where = f"{self._host}:{self._port}"
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                reader, writer = await asyncio.open_connection(self._host, self._port)
        except TimeoutError as error:
            raise NotConnectedError(f"no answer from {where}") from error
        except OSError as error:
            raise NotConnectedError(f"cannot connect to {where}: {error.strerror}") from error
        connection: socket.socket = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)

        async def close() -> None:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

        return reader, close

    async def _listen(self, reader: asyncio.StreamReader, decoder: LineDecoder) -> None:
        try:
            async with asyncio.timeout(TICK_S):
                data = await reader.read(READ_BYTES_MAX)
        except TimeoutError:
            # One empty wait may be ours: after a pause of this process the bytes already lie there.
            self._empty_waits += 1
            if self._empty_waits > 1:
                self._deliver(self._assembler.tick(self._clock.now()))
            return
        self._empty_waits = 0
        if not data:
            raise NotConnectedError("the portal closed the connection")
        now = self._clock.now()
        for raw in decoder.cut(data):
            self._tape.add(raw, occupied=self._assembler.state in PASSING)
            self._take(decoded_line(raw), now)

    def _take(self, lines: Iterable[Line], now: datetime) -> None:
        for line in lines:
            if isinstance(line, Rejected):
                self.pulse.rejected()
                self._on_rejected(line.line, line.reason)
            else:
                self.pulse.heard()
                if self._plausibility.look(line) is not None:
                    self.pulse.suspect()
                self._health.note_time(now, self._clock.monotonic_s())
                self._deliver(self._assembler.feed(line, now))
                self._note_health(line)

    def _note_health(self, frame: Frame) -> None:
        self._health.note_line(frame)
        if frame.tag in GAMMA_BACKGROUNDS:
            self._say_health(f"{sum(frame.counts)} cps")

    def _deliver(self, outputs: Iterable[Output]) -> None:
        for output in outputs:
            match output:
                case Occupancy():
                    self._health.note_occupancy(output)
                    self._on_occupancy(output)
                case PortalReading():
                    self._on_reading(output)
                case FaultsChanged():
                    self._note_faults(output.faults)
                case OccupanciesMissed():
                    self._health.note_missed(output.count)
                    self.pulse.fault()
                    self._say_health()

    def _note_faults(self, faults: frozenset[PortalFault]) -> None:
        if self._health.note_faults(faults):
            self.pulse.fault()
        self._say_health()

    def _say_health(self, reading: str | None = None) -> None:
        troubles = self._health.troubles()
        self.pulse.says(why=complaint_of(troubles), reading=reading, troubles=troubles)
