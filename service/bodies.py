"""Reads request bodies, bounded in size and in time."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import Request
from starlette.requests import ClientDisconnect

from app.wire.messages import Refusal
from service.errors import RefusedError

BODY_TIMEOUT_S = 60.0
"""For a whole body that is held in memory: a full batch at 64 kbit/s and some."""
SILENCE_S = 30.0
"""Between two pieces of a body that is streamed to disk."""


async def read_body(request: Request, *, bytes_max: int) -> bytes:
    """A body that fits into memory. Raises RefusedError."""
    _check_announced(request, bytes_max)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_TIMEOUT_S):
            async for piece in request.stream():
                body += piece
                if len(body) > bytes_max:
                    raise RefusedError(Refusal.TOO_LARGE, f"at most {bytes_max} bytes")
    except TimeoutError as error:
        raise RefusedError(Refusal.TOO_SLOW, f"not all within {BODY_TIMEOUT_S:g} s") from error
    except ClientDisconnect as error:
        raise RefusedError(Refusal.MALFORMED, "the body did not come to its end") from error
    return bytes(body)


async def stream_body(request: Request, *, bytes_max: int) -> AsyncIterator[bytes]:
    """A body piece by piece. Raises RefusedError."""
    _check_announced(request, bytes_max)
    pieces = request.stream()
    size_bytes = 0
    while True:
        try:
            async with asyncio.timeout(SILENCE_S):
                piece = await anext(pieces, None)
        except TimeoutError as error:
            raise RefusedError(Refusal.TOO_SLOW, f"nothing for {SILENCE_S:g} s") from error
        except ClientDisconnect as error:
            raise RefusedError(Refusal.MALFORMED, "the body did not come to its end") from error
        if piece is None:
            return
        size_bytes += len(piece)
        if size_bytes > bytes_max:
            raise RefusedError(Refusal.TOO_LARGE, f"at most {bytes_max} bytes")
        yield piece


def _check_announced(request: Request, bytes_max: int) -> None:
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced) > bytes_max:
        raise RefusedError(Refusal.TOO_LARGE, f"at most {bytes_max} bytes")
