"""The HTTP face of the central service. docs/protocols/central.md describes it for clients."""

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.wire.messages import Refusal
from service.admission import refuse
from service.centre import Centre
from service.errors import RefusedError
from service.exchange import exchange_router
from service.exhibits import exhibits_router
from service.following import following_router
from service.inspection import inspection_router


def make_api(centre: Centre) -> FastAPI:
    """The application that answers for `centre`."""
    api = FastAPI(title="Parallel 49 central service", openapi_url=None)
    api.include_router(exchange_router(centre))
    api.include_router(following_router(centre))
    api.include_router(exhibits_router(centre))
    api.include_router(inspection_router(centre))

    @api.exception_handler(RefusedError)
    async def refused(request: Request, error: RefusedError) -> Response:
        return refuse(centre, request, error)

    @api.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return refuse(centre, request, RefusedError(Refusal.MALFORMED, "not what is asked for"))

    @api.exception_handler(HTTPException)
    async def not_there(request: Request, error: HTTPException) -> Response:
        return refuse(centre, request, RefusedError(Refusal.NOT_FOUND, "there is nothing here"))

    @api.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        # An error of ours: the server writes it to its log and goes on with the next request.
        return refuse(centre, request, RefusedError(Refusal.FAILED, "the central service failed"))

    return api
