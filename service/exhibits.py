"""Endpoints for evidence: the original bytes, named by their SHA-256."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from app.domain.evidence import SHA256_PATTERN
from app.wire.codec import pack
from app.wire.messages import Refusal
from service.admission import admit, admit_without_body, answer, answer_headers, receive
from service.bodies import stream_body
from service.centre import Centre
from service.clock import microseconds
from service.dialect import insert_new
from service.errors import RefusedError
from service.schema import evidence
from service.stations import Sender
from service.vault import EVIDENCE_BYTES_MAX, Upload, WrongContentError

BYTES = "application/octet-stream"

Name = Annotated[str, Path(pattern=f"^{SHA256_PATTERN.pattern}$")]


def exhibits_router(centre: Centre) -> APIRouter:
    """PUT and GET /v1/evidence/{sha256}, and GET /v1/evidence/{sha256}/size."""
    router = APIRouter(prefix="/v1/evidence")

    @router.put("/{sha256}")
    async def put(request: Request, sha256: Name) -> Response:
        visit = await receive(centre, request)
        # The name is the hash of the body, so the sender is known before a byte of it is taken.
        sender = admit(centre, visit, bytes.fromhex(sha256))
        upload = await centre.read(centre.vault.begin, sha256)
        try:
            await _take(centre, request, upload)
        finally:
            await centre.read(upload.discard)
        await centre.write(_note, centre, sender, sha256, upload.size_bytes)
        return answer(centre, request, b"")

    @router.get("/{sha256}/size")
    async def size(request: Request, sha256: Name) -> Response:
        sender = await admit_without_body(centre, request)
        size_bytes = await _size(centre, sender, sha256)
        return answer(centre, request, pack(size_bytes))

    @router.get("/{sha256}")
    async def get(request: Request, sha256: Name) -> Response:
        sender = await admit_without_body(centre, request)
        size_bytes = await _size(centre, sender, sha256)
        headers = answer_headers(centre, request, 200, bytes.fromhex(sha256))
        headers["content-length"] = str(size_bytes)
        return StreamingResponse(centre.vault.read(sha256), 200, headers, BYTES)

    return router


async def _take(centre: Centre, request: Request, upload: Upload) -> None:
    try:
        async for piece in stream_body(request, bytes_max=EVIDENCE_BYTES_MAX):
            await centre.read(upload.write, piece)
        await centre.read(upload.finish)
    except WrongContentError as error:
        raise RefusedError(Refusal.MALFORMED, str(error)) from error
    except OSError as error:
        raise RefusedError(Refusal.BUSY, "the evidence could not be stored") from error


def _note(centre: Centre, sender: Sender, sha256: str, size_bytes: int) -> None:
    """Let the sender's port see the evidence. Runs on the writer thread."""
    row = {
        "sha256": sha256,
        "port": sender.port,
        "size_bytes": size_bytes,
        "station": sender.station,
        "rx_at_us": microseconds(centre.clock.now()),
    }
    with centre.engine.execution_options(writes=True).begin() as connection:
        connection.execute(insert_new(centre.engine, evidence), [row])


async def _size(centre: Centre, sender: Sender, sha256: str) -> int:
    size_bytes = await centre.read(centre.feeds.evidence_size, sender, sha256)
    if size_bytes is None or not centre.vault.has(sha256):
        raise RefusedError(Refusal.NOT_FOUND, "the centre does not hold these bytes")
    return size_bytes
