"""Whoever connects and says nothing, or says it too slowly, is hung up on; nobody else is."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from service.patience import PatientProtocol

PATIENCE_S = 10.0
REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class HastyProtocol(PatientProtocol):
    headers_timeout_s = 0.2


async def hello(
    scope: dict[str, Any], receive: object, send: Callable[[dict[str, Any]], Awaitable[None]]
) -> None:
    await asyncio.sleep(2 * HastyProtocol.headers_timeout_s)  # longer than headers may take
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"hi"})


@asynccontextmanager
async def connection() -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    config = uvicorn.Config(hello, http=HastyProtocol, lifespan="off", log_config=None, ws="none")
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: HastyProtocol(config=config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    try:
        yield reader, writer
    finally:
        writer.close()
        server.close()
        await server.wait_closed()


@pytest.mark.parametrize("said", [b"", b"GET", REQUEST[:-2]])
async def test_a_request_that_is_not_named_in_time_is_hung_up_on(said: bytes) -> None:
    async with connection() as (reader, writer), asyncio.timeout(PATIENCE_S):
        writer.write(said)
        assert await reader.read() == b""


async def test_an_answer_may_take_its_time_and_the_next_request_has_its_own() -> None:
    async with connection() as (reader, writer), asyncio.timeout(PATIENCE_S):
        for _ in range(2):
            writer.write(REQUEST)
            answer = await reader.readuntil(b"hi")
            assert answer.startswith(b"HTTP/1.1 200")
        writer.write(REQUEST[:5])
        assert await reader.read() == b""
