"""Endpoints by which stations follow what is new: others' events, and reference data."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query, Request, Response

from app.wire.envelope import INTEGER_MAX
from app.wire.messages import EventPage, encode_message
from app.wire.reference import ReferencePage, encode_page
from service.admission import admit_without_body, answer
from service.bell import Bell
from service.centre import Centre
from service.exchange import events_topic

WAIT_S_MAX = 25.0
"""Shorter than what proxies and address translators give a silent connection."""
REFERENCE_TOPIC = "reference"

After = Annotated[int, Query(ge=0, le=INTEGER_MAX)]
Wait = Annotated[float, Query(ge=0, le=WAIT_S_MAX)]

PageT = TypeVar("PageT", bound=EventPage | ReferencePage)


def following_router(centre: Centre) -> APIRouter:
    """GET /v1/port-events and GET /v1/reference, both long polls."""
    router = APIRouter(prefix="/v1")

    @router.get("/port-events")
    async def port_events(request: Request, after: After, wait: Wait = 0.0) -> Response:
        sender = await admit_without_body(centre, request)

        async def read() -> tuple[EventPage, bool]:
            return await centre.read(centre.feeds.port_events, sender, after)

        page = await _poll(centre.bell, events_topic(sender.port), wait, read)
        return answer(centre, request, encode_message(page))

    @router.get("/reference")
    async def reference(request: Request, after: After, wait: Wait = 0.0) -> Response:
        sender = await admit_without_body(centre, request)

        async def read() -> tuple[ReferencePage, bool]:
            page = await centre.read(centre.feeds.reference, sender, after)
            return page, bool(page.items)

        page = await _poll(centre.bell, REFERENCE_TOPIC, wait, read)
        return answer(centre, request, encode_page(page))

    return router


async def _poll(
    bell: Bell, topic: str, wait_s: float, read: Callable[[], Awaitable[tuple[PageT, bool]]]
) -> PageT:
    """Read until there is something new, or the reader has waited long enough."""
    loop = asyncio.get_running_loop()
    until_s = loop.time() + wait_s
    while True:
        count = bell.count(topic)
        page, is_news = await read()
        left_s = until_s - loop.time()
        if is_news or left_s <= 0 or bell.is_closed:
            return page
        await bell.wait(topic, count, left_s)
