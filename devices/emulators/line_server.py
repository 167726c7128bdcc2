"""A device that speaks to whoever connects: lines out to every client, nothing in."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Self

LOOPBACK = "127.0.0.1"
UNSENT_BYTES_MAX = 256 * 1024
"""A client that reads so slowly is disconnected, as a monitor's controller would do."""


class LineServer:
    """One listening port on loopback. Use as an async context manager."""

    def __init__(self, port: int, greeting: Sequence[bytes] = (), *, line_end: bytes) -> None:
        self._port = port
        self._greeting = tuple(greeting)
        self._line_end = line_end
        self._clients: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.connected = asyncio.Event()

    @property
    def port(self) -> int:
        """The port that is listened on."""
        if self._server is None:
            raise RuntimeError("the server does not run")
        return int(self._server.sockets[0].getsockname()[1])

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, LOOPBACK, self._port)
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        if self._server is not None:
            self._server.close()
            self.drop_clients()
            if self._serving:
                await asyncio.wait(self._serving)
            await self._server.wait_closed()

    def say(self, *lines: bytes) -> None:
        """Send lines to every client, in one piece."""
        data = b"".join(line + self._line_end for line in lines)
        for writer in tuple(self._clients):
            if writer.transport.get_write_buffer_size() > UNSENT_BYTES_MAX:
                self._forget(writer)
            else:
                writer.write(data)

    def drop_clients(self) -> None:
        """Break every connection."""
        for writer in tuple(self._clients):
            self._forget(writer)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"".join(line + self._line_end for line in self._greeting))
        self._clients.add(writer)
        self.connected.set()
        with contextlib.suppress(OSError):
            while await reader.read(1024):
                pass  # a monitor takes no orders
        self._forget(writer)

    def _forget(self, writer: asyncio.StreamWriter) -> None:
        self._clients.discard(writer)
        writer.close()
