"""Endpoints for those who watch over the service and those who audit it."""

import dataclasses
import hmac
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from app.wire.envelope import INTEGER_MAX
from app.wire.messages import Refusal, encode_message
from service.admission import answer
from service.centre import Centre
from service.errors import RefusedError

VERSION = "1"

After = Annotated[int, Query(ge=0, le=INTEGER_MAX)]


def inspection_router(centre: Centre) -> APIRouter:
    """GET /v1/health for anybody who reaches the service, GET /v1/audit/decisions for auditors."""
    router = APIRouter(prefix="/v1")

    @router.get("/health")
    async def health() -> Response:
        tally = await centre.read(centre.audit.tally)
        is_well = not tally.forks and not tally.quarantined_events
        return JSONResponse(
            {
                "status": "ok" if is_well else "attention",
                "version": VERSION,
                "public_key": centre.keys.public_key.hex(),
                "database": centre.engine.dialect.name,
                **dataclasses.asdict(tally),
                "refused": dict(centre.alarms.refused),
            }
        )

    @router.get("/audit/decisions")
    async def decisions(request: Request, after: After = 0) -> Response:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        is_auditor = hmac.compare_digest(token.encode(), centre.keys.auditor_token)
        if scheme.lower() != "bearer" or not is_auditor:
            raise RefusedError(Refusal.NOT_ALLOWED, "auditors show the auditor's token")
        page = await centre.read(centre.audit.decisions, after)
        return answer(centre, request, encode_message(page))

    return router
