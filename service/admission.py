"""How every request is let in and every answer is signed."""

import hashlib
from dataclasses import dataclass

from fastapi import Request, Response

from app.wire.messages import Refusal, Refused, encode_message
from app.wire.requests import NONCE_BYTES, NONCE_HEADER, Content, RequestSeal, sign_answer
from service.centre import Centre
from service.clock import milliseconds
from service.errors import RefusedError
from service.stations import Sender

MSGPACK = "application/vnd.msgpack"


@dataclass(frozen=True, slots=True)
class Visit:
    """A request whose headers were read; nobody has proved anything yet."""

    request: Request
    seal: RequestSeal
    sender: Sender


async def receive(centre: Centre, request: Request) -> Visit:
    """Read who says to be there, before any body is read. Raises RefusedError."""
    seal = centre.gate.read(request.headers)
    sender = await centre.read(centre.stations.find, seal.station, seal.epoch)
    if sender is None:
        raise RefusedError(Refusal.UNKNOWN_STATION, "this station has not enrolled")
    return Visit(request, seal, sender)


def admit(centre: Centre, visit: Visit, body_sha256: bytes) -> Sender:
    """Check the signature, which covers the body. Raises RefusedError."""
    content = Content(
        method=visit.request.method, target=target_of(visit.request), body_sha256=body_sha256
    )
    centre.gate.check(content, visit.seal, visit.sender)
    return visit.sender


async def admit_without_body(centre: Centre, request: Request) -> Sender:
    """Let in a request that has no body. Raises RefusedError."""
    visit = await receive(centre, request)
    return admit(centre, visit, hashlib.sha256(b"").digest())


def target_of(request: Request) -> str:
    """Path and query as they stood on the request line."""
    path: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return (path + b"?" + query if query else path).decode("ascii", "replace")


def answer(
    centre: Centre, request: Request, body: bytes, *, status: int = 200, media_type: str = MSGPACK
) -> Response:
    """An answer signed for the one who asked."""
    headers = answer_headers(centre, request, status, hashlib.sha256(body).digest())
    return Response(body, status, headers, media_type)


def answer_headers(
    centre: Centre, request: Request, status: int, body_sha256: bytes
) -> dict[str, str]:
    """The signature of an answer, over the number that the request bore."""
    nonce = _nonce_of(request)
    time_ms = milliseconds(centre.clock.now())
    return sign_answer(nonce, status, time_ms, body_sha256, centre.keys.signing)


def refuse(centre: Centre, request: Request, error: RefusedError) -> Response:
    """The answer to a refused request, which is counted."""
    centre.alarms.refusal(error.refusal)
    body = encode_message(Refused(error.refusal, error.why))
    response = answer(centre, request, body, status=error.status)
    if error.refusal in (Refusal.TOO_LARGE, Refusal.TOO_SLOW):
        response.headers["connection"] = "close"  # the rest of the body is not wanted
    return response


def _nonce_of(request: Request) -> bytes:
    try:
        return bytes.fromhex(request.headers.get(NONCE_HEADER, ""))[:NONCE_BYTES]
    except ValueError:
        return b""
