"""A station's storage and a way to the centre in memory, whose failures a test decides."""

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.events import RecordedEvent
from app.domain.evidence import EvidenceRef
from app.ports import RecordError
from app.sync.errors import ExchangeError
from app.wire.envelope import GENESIS, SealedEvent
from app.wire.messages import IngestReply, Refusal
from app.wire.receipt import Receipt, SignedReceipt, open_receipt, sign_receipt
from app.wire.reference import ReferenceItem, ReferencePage
from tests.builders import NOW, place

CENTRE = Ed25519PrivateKey.from_private_bytes(b"c" * 32)


class MemoryOutbox:
    """Implements `app.sync.ports.Outbox`. Each entry of `failures` makes one settlement fail."""

    def __init__(self, log: dict[int, SealedEvent]) -> None:
        self.log = log
        self.kept: list[int] = []
        self.failures = 0

    def pending(self, *, after_seq: int, limit: int) -> list[tuple[int, SealedEvent]]:
        last = min(after_seq + limit, len(self.log))
        return [(seq, self.log[seq]) for seq in range(after_seq + 1, last + 1)]

    def head(self) -> tuple[int, bytes]:
        return len(self.log), self.log[len(self.log)].hash if self.log else GENESIS

    def hash_at(self, seq: int) -> bytes | None:
        if seq == 0:
            return GENESIS
        event = self.log.get(seq)
        return event.hash if event else None

    def settle(self, signed: SignedReceipt, receipt: Receipt) -> None:
        if self.failures:
            self.failures -= 1
            raise RecordError("the disk is full: nothing was recorded")
        self.kept.append(receipt.watermark_seq)

    def receipt_seq(self) -> int:
        return max(self.kept, default=0)

    def owed(self) -> tuple[int, datetime | None]:
        count = len(self.log) - self.receipt_seq()
        return count, NOW if count else None


class MemoryFeed:
    """Implements `app.sync.ports.Remote` and `Reference`."""

    def __init__(self) -> None:
        self.events: list[RecordedEvent] = []
        self.items: list[ReferenceItem] = []
        self._cursor = 0

    def cursor(self) -> int:
        return self._cursor

    def accept(self, events: Sequence[RecordedEvent], cursor: int) -> Sequence[RecordedEvent]:
        self.events += events
        self._cursor = cursor
        return events

    def install(self, items: Sequence[ReferenceItem], cursor: int) -> None:
        self.items += items
        self._cursor = cursor

    def notice_count(self) -> int:
        return len(self.items)


class MemoryEvidence:
    """Implements `app.sync.ports.EvidenceOutbox`. What is in `damaged` cannot be read."""

    def __init__(self) -> None:
        self.waiting: list[EvidenceRef] = []
        self.damaged: set[str] = set()

    def to_upload(self, limit: int) -> Sequence[EvidenceRef]:
        return tuple(self.waiting[:limit])

    def uploaded(self, ref: EvidenceRef) -> None:
        self.waiting.remove(ref)

    def get(self, ref: EvidenceRef) -> bytes:
        if ref.sha256 in self.damaged:
            raise RecordError("this evidence is damaged")
        return bytes(ref.size_bytes)


class MemoryTransport:
    """Implements `app.sync.transport.Transport`: a centre that holds numbers and nothing else.

    `troubles` are raised one after the other by whatever is asked next.
    """

    def __init__(self, log: dict[int, SealedEvent]) -> None:
        self.log = log
        self.held_seq = 0
        self.troubles: deque[ExchangeError] = deque()
        self.calls: list[str] = []
        self.put: list[str] = []
        self.too_large: set[str] = set()
        self.is_enrolled = True
        self.is_closed = False

    def _ask(self, call: str) -> None:
        self.calls.append(call)
        if self.troubles:
            raise self.troubles.popleft()

    def _reply(self) -> IngestReply:
        digest = self.log[self.held_seq].hash if self.held_seq else GENESIS
        receipt = Receipt(
            station=place().station,
            epoch=1,
            watermark_seq=self.held_seq,
            chain_hash=digest,
            issued_at=NOW,
        )
        signed = sign_receipt(receipt, CENTRE)
        return IngestReply(signed.body, signed.signature)

    def open_receipt(self, signed: SignedReceipt) -> Receipt:
        return open_receipt(signed, CENTRE.public_key())

    async def enrol(self) -> None:
        self._ask("enrol")

    async def receipt(self) -> IngestReply:
        self._ask("receipt")
        return self._reply()

    async def send(self, first_seq: int, events: Sequence[SealedEvent]) -> IngestReply:
        self._ask("send")
        if first_seq <= self.held_seq + 1:
            self.held_seq = max(self.held_seq, first_seq + len(events) - 1)
        return self._reply()

    async def port_events(self, after: int, wait_s: float) -> tuple[int, list[RecordedEvent]]:
        await asyncio.Event().wait()
        raise AssertionError("nobody sets this event")

    async def reference(self, after: int, wait_s: float) -> ReferencePage:
        await asyncio.Event().wait()
        raise AssertionError("nobody sets this event")

    async def has_evidence(self, ref: EvidenceRef) -> bool:
        return False

    async def put_evidence(self, ref: EvidenceRef, data: bytes) -> None:
        if ref.sha256 in self.too_large:
            raise ExchangeError("too large", Refusal.TOO_LARGE)
        self.put.append(ref.sha256)

    async def get_evidence(self, ref: EvidenceRef) -> bytes:
        return bytes(ref.size_bytes)

    async def close(self) -> None:
        self.is_closed = True
