"""The exchange over HTTP. docs/protocols/central.md describes the endpoints."""

import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path

from app.domain.events import RecordedEvent
from app.domain.evidence import EvidenceRef
from app.sync.errors import EvidenceElsewhereError, ExchangeError
from app.sync.identity import StationIdentity
from app.sync.pin import CentrePin, PinError
from app.sync.signed_http import REFUSAL_BYTES_MAX, Call, SignedHttp
from app.wire.batch import BATCH_BYTES_MAX, decode_batch, encode_batch
from app.wire.envelope import SealedEvent, open_event
from app.wire.errors import WireError
from app.wire.messages import (
    EnrolReply,
    EventPage,
    IngestReply,
    Refusal,
    check_enrol_reply,
    decode_message,
    encode_message,
    enrol_request,
    read_secret,
)
from app.wire.receipt import RECEIPT_BYTES_MAX, Receipt, SignedReceipt
from app.wire.reference import PAGE_BYTES_MAX, ReferencePage, decode_page
from app.wire.requests import NONCE_BYTES

POLL_GRACE_S = 15.0
"""How much later than asked a long poll may end before the link counts as dead."""
SECRET_FILE_BYTES_MAX = 4096
REPLY_BYTES_MAX = RECEIPT_BYTES_MAX + 4096
EVENT_PAGE_BYTES_MAX = BATCH_BYTES_MAX + 4096
EVIDENCE_TIMEOUT_S = 120.0

_log = logging.getLogger(__name__)


class HttpTransport:
    """One station's way to the central service. Implements `app.sync.transport.Transport`."""

    def __init__(
        self,
        http: SignedHttp,
        identity: StationIdentity,
        pin: CentrePin,
        enrolment_secret_file: Path,
    ) -> None:
        self._http = http
        self._identity = identity
        self._pin = pin
        self._secret_file = enrolment_secret_file

    @property
    def is_enrolled(self) -> bool:
        """Whether the centre's key is known."""
        return self._pin.key is not None

    def open_receipt(self, signed: SignedReceipt) -> Receipt:
        """A receipt that the centre signed. Raises WireError otherwise."""
        return self._pin.open_receipt(signed)

    async def enrol(self) -> None:
        """Prove to hold the site's secret, and keep the key of the centre that proves the same."""
        secret = self._read_secret()
        try:
            await self._enrol(secret)
        except ExchangeError as error:
            if error.refusal is not Refusal.STALE:
                raise
            await self._enrol(secret)  # the answer told the centre's time

    async def _enrol(self, secret: bytes) -> None:
        request = enrol_request(
            self._identity.place,
            epoch=self._identity.epoch,
            public_key=self._identity.public_key,
            nonce=os.urandom(NONCE_BYTES),
            secret=secret,
        )
        call = Call(
            method="POST", target="/v1/enrol", body=encode_message(request), nonce=request.nonce
        )
        body = await self._http.call(call)
        try:
            reply = decode_message(EnrolReply, body)
            check_enrol_reply(reply, request, secret)
            self._pin.keep(reply.public_key)
        except (WireError, PinError) as error:
            raise ExchangeError(str(error), Refusal.NOT_ALLOWED) from error

    async def receipt(self) -> IngestReply:
        """What the centre holds."""
        body = await self._http.call(
            Call(method="GET", target="/v1/receipt", answer_bytes_max=REPLY_BYTES_MAX)
        )
        return _reply(body)

    async def send(self, first_seq: int, events: Sequence[SealedEvent]) -> IngestReply:
        """Send events numbered from `first_seq` on."""
        call = Call(
            method="POST",
            target=f"/v1/events?first={first_seq}",
            body=encode_batch(events),
            answer_bytes_max=REPLY_BYTES_MAX,
        )
        return _reply(await self._http.call(call))

    async def port_events(self, after: int, wait_s: float) -> tuple[int, list[RecordedEvent]]:
        """Events of the port's other stations and the new cursor; waits for the first.

        An event that this program cannot read is passed over: another station may be newer.
        """
        body = await self._http.call(
            _poll(f"/v1/port-events?after={after}&wait={wait_s:g}", wait_s, EVENT_PAGE_BYTES_MAX)
        )
        try:
            page = decode_message(EventPage, body, bytes_max=EVENT_PAGE_BYTES_MAX)
            batch = decode_batch(page.batch)
        except WireError as error:
            raise ExchangeError(str(error)) from error
        events = []
        for sealed in batch:
            try:
                events.append(open_event(sealed.body))
            except WireError as error:
                _log.warning("an event of another station was passed over: %s", error)
        return page.cursor, events

    async def reference(self, after: int, wait_s: float) -> ReferencePage:
        """Reference items that the centre signed; waits for the first."""
        body = await self._http.call(
            _poll(f"/v1/reference?after={after}&wait={wait_s:g}", wait_s, PAGE_BYTES_MAX)
        )
        try:
            page = decode_page(body)
            for item in page.items:
                self._pin.check_item(item)
        except WireError as error:
            raise ExchangeError(str(error)) from error
        return page

    async def has_evidence(self, ref: EvidenceRef) -> bool:
        """Whether the centre holds these bytes for this port."""
        try:
            await self._http.call(Call(method="GET", target=f"{_evidence(ref)}/size"))
        except ExchangeError as error:
            if error.refusal is Refusal.NOT_FOUND:
                return False
            raise
        return True

    async def put_evidence(self, ref: EvidenceRef, data: bytes) -> None:
        """Give the centre these bytes."""
        await self._http.call(
            Call(
                method="PUT",
                target=_evidence(ref),
                body=data,
                read_timeout_s=EVIDENCE_TIMEOUT_S,
            )
        )

    async def get_evidence(self, ref: EvidenceRef) -> bytes:
        """The bytes, checked against their name."""
        limit = max(ref.size_bytes, REFUSAL_BYTES_MAX)
        try:
            data = await self._http.call(
                Call(method="GET", target=_evidence(ref), answer_bytes_max=limit)
            )
        except ExchangeError as error:
            if error.refusal is Refusal.NOT_FOUND:
                raise EvidenceElsewhereError(
                    f"{ref.name} has not reached the central service yet", error.refusal
                ) from error
            raise
        if hashlib.sha256(data).hexdigest() != ref.sha256:
            raise ExchangeError(f"the central service sent something else than {ref.name}")
        return data

    async def close(self) -> None:
        """Let go of all connections."""
        await self._http.close()

    def _read_secret(self) -> bytes:
        try:
            with self._secret_file.open("rb") as file:
                return read_secret(file.read(SECRET_FILE_BYTES_MAX))
        except OSError as error:
            raise ExchangeError(
                f"the enrolment secret {self._secret_file} cannot be read: {error.strerror}",
                Refusal.WRONG_SECRET,
            ) from error
        except WireError as error:
            raise ExchangeError(str(error), Refusal.WRONG_SECRET) from error


def _poll(target: str, wait_s: float, answer_bytes_max: int) -> Call:
    return Call(
        method="GET",
        target=target,
        answer_bytes_max=answer_bytes_max,
        read_timeout_s=wait_s + POLL_GRACE_S,
    )


def _reply(body: bytes) -> IngestReply:
    try:
        return decode_message(IngestReply, body, bytes_max=REPLY_BYTES_MAX)
    except WireError as error:
        raise ExchangeError(str(error)) from error


def _evidence(ref: EvidenceRef) -> str:
    return f"/v1/evidence/{ref.sha256}"
