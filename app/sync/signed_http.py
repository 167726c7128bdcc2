"""Signed requests over HTTP, and answers that are believed only if the centre signed them."""

import hashlib
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.ports import Clock
from app.sync.centre_time import CentreTime
from app.sync.errors import ExchangeError
from app.sync.identity import StationIdentity
from app.sync.pin import CentrePin
from app.wire.errors import WireError
from app.wire.messages import Refusal, Refused, decode_message
from app.wire.requests import NONCE_BYTES, TIME_HEADER, Content, check_answer, sign_request

CONNECT_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 30.0
WRITE_TIMEOUT_S = 60.0
REFUSAL_BYTES_MAX = 4096
CONNECTIONS_MAX = 16

_OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request. `answer_bytes_max` bounds what is read of the answer."""

    method: str
    target: str
    body: bytes = b""
    answer_bytes_max: int = REFUSAL_BYTES_MAX
    read_timeout_s: float = READ_TIMEOUT_S
    nonce: bytes | None = None


class SignedHttp:
    """Sends calls to one centre. Wants the machine's own clock, also in a demonstration."""

    def __init__(
        self,
        url: str,
        identity: StationIdentity,
        pin: CentrePin,
        clock: Clock,
        ca_file: Path | None = None,
    ) -> None:
        self._identity = identity
        self._pin = pin
        self._time = CentreTime(clock)
        self._client = httpx.AsyncClient(
            base_url=url,
            verify=_trust(ca_file) if url.startswith("https:") else False,
            trust_env=False,  # no proxy of the environment sees a crossing
            follow_redirects=False,
            limits=httpx.Limits(max_connections=CONNECTIONS_MAX),
        )

    async def call(self, call: Call) -> bytes:
        """The body of the centre's answer. Raises ExchangeError for anything but a signed 200."""
        try:
            return await self._call_once(call)
        except ExchangeError as error:
            if error.refusal is not Refusal.STALE or call.nonce is not None:
                raise
        return await self._call_once(call)  # the answer told the centre's time

    async def close(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()

    async def _call_once(self, call: Call) -> bytes:
        nonce = call.nonce or os.urandom(NONCE_BYTES)
        headers = sign_request(
            Content.of(call.method, call.target, call.body),
            station=self._identity.station,
            epoch=self._identity.epoch,
            time_ms=self._time.now_ms(),
            nonce=nonce,
            sign=self._identity.sign,
        )
        status, answered, body = await self._exchange(call, headers)
        self._believe(nonce, status, answered, body)
        if status == _OK:
            return body
        try:
            refused = decode_message(Refused, body)
        except WireError as error:
            raise ExchangeError(f"the central service answered {status}") from error
        raise ExchangeError(
            f"the central service refused: {refused.why or refused.refusal}", refused.refusal
        )

    async def _exchange(
        self, call: Call, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        timeout = httpx.Timeout(
            connect=CONNECT_TIMEOUT_S,
            read=call.read_timeout_s,
            write=WRITE_TIMEOUT_S,
            pool=CONNECT_TIMEOUT_S,
        )
        try:
            async with self._client.stream(
                call.method, call.target, content=call.body, headers=headers, timeout=timeout
            ) as response:
                body = bytearray()
                async for piece in response.aiter_raw():
                    body += piece
                    if len(body) > call.answer_bytes_max:
                        raise ExchangeError("the central service's answer is too long")
                return response.status_code, response.headers, bytes(body)
        except httpx.TimeoutException as error:
            raise ExchangeError("the central service does not answer") from error
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            raise ExchangeError(f"no connection to the central service: {error}") from error

    def _believe(self, nonce: bytes, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Check who answered, once the centre's key is known, and learn the centre's time."""
        if self._pin.key is None:
            told = headers.get(TIME_HEADER, "")
            if told.isascii() and told.isdecimal():
                self._time.learn(int(told[:16]))
            return
        try:
            time_ms = check_answer(
                nonce, status, headers, hashlib.sha256(body).digest(), self._pin.key
            )
        except WireError as error:
            raise ExchangeError(str(error)) from error
        self._time.learn(time_ms)


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    except OSError as error:
        raise ExchangeError(f"the certificates in {ca_file} cannot be used: {error}") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context
