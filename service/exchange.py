"""Endpoints by which events come in: enrolment, batches, receipts."""

import hashlib
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.wire.batch import BATCH_BYTES_MAX, BATCH_EVENTS_MAX, decode_batch
from app.wire.envelope import INTEGER_MAX
from app.wire.errors import SignatureError, WireError
from app.wire.keys import public_key_from_bytes
from app.wire.messages import (
    EnrolRequest,
    Refusal,
    check_enrol_request,
    decode_message,
    encode_message,
    enrol_reply,
)
from app.wire.requests import Content
from service.admission import admit, admit_without_body, answer, receive, target_of
from service.bodies import read_body
from service.centre import Centre
from service.errors import RefusedError
from service.history import Arrival, inspect
from service.stations import Sender

ENROLMENT_BYTES_MAX = 16 * 1024

FirstSeq = Annotated[int, Query(ge=1, le=INTEGER_MAX - BATCH_EVENTS_MAX)]


def events_topic(port: str) -> str:
    """What the bell rings for when a port has new events."""
    return f"events {port}"


def exchange_router(centre: Centre) -> APIRouter:
    """POST /v1/enrol, POST /v1/events, GET /v1/receipt."""
    router = APIRouter(prefix="/v1")

    @router.post("/enrol")
    async def enrol(request: Request) -> Response:
        body = await read_body(request, bytes_max=ENROLMENT_BYTES_MAX)
        asked = await _checked_enrolment(centre, request, body)
        await centre.write(centre.stations.enrol, asked)
        reply = enrol_reply(
            asked, public_key=centre.keys.public_key, secret=centre.keys.enrolment_secret
        )
        return answer(centre, request, encode_message(reply))

    @router.post("/events")
    async def events(request: Request, first: FirstSeq) -> Response:
        visit = await receive(centre, request)
        body = await read_body(request, bytes_max=BATCH_BYTES_MAX)
        sender = admit(centre, visit, hashlib.sha256(body).digest())
        arrivals = await centre.read(_arrivals, body, sender, first)
        reply, is_news = await centre.write(centre.ingest.take, sender, arrivals)
        if is_news:
            centre.bell.ring(events_topic(sender.port))
        return answer(centre, request, encode_message(reply))

    @router.get("/receipt")
    async def receipt(request: Request) -> Response:
        sender = await admit_without_body(centre, request)
        reply = await centre.write(centre.ingest.receipt, sender)
        return answer(centre, request, encode_message(reply))

    return router


async def _checked_enrolment(centre: Centre, request: Request, body: bytes) -> EnrolRequest:
    seal = centre.gate.read(request.headers)
    try:
        asked = decode_message(EnrolRequest, body, bytes_max=ENROLMENT_BYTES_MAX)
        public_key = public_key_from_bytes(asked.public_key)
    except WireError as error:
        raise RefusedError(Refusal.MALFORMED, str(error)) from error
    named = (asked.place.station, asked.epoch, asked.nonce)
    if named != (seal.station, seal.epoch, seal.nonce):
        raise RefusedError(Refusal.MALFORMED, "the headers and the body name different stations")
    try:
        check_enrol_request(asked, centre.keys.enrolment_secret)
    except SignatureError as error:
        raise RefusedError(Refusal.WRONG_SECRET, str(error)) from error
    sender = Sender(
        station=seal.station, epoch=seal.epoch, port=asked.place.port, public_key=public_key
    )
    content = Content.of(request.method, target_of(request), body)
    centre.gate.check(content, seal, sender)
    return asked


def _arrivals(body: bytes, sender: Sender, first: int) -> Sequence[Arrival]:
    """Unpack and check a batch; its events have the numbers from `first` on."""
    try:
        batch = decode_batch(body)
    except WireError as error:
        raise RefusedError(Refusal.MALFORMED, str(error)) from error
    if not batch:
        raise RefusedError(Refusal.MALFORMED, "a batch has at least one event")
    return [
        inspect(
            sealed,
            station=sender.station,
            epoch=sender.epoch,
            seq=first + offset,
            public_key=sender.public_key,
        )
        for offset, sealed in enumerate(batch)
    ]
