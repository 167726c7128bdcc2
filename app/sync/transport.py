"""What carries the exchange: HTTP here, files on a stick or a broker elsewhere."""

from collections.abc import Sequence
from typing import Protocol

from app.domain.events import RecordedEvent
from app.domain.evidence import EvidenceRef
from app.wire.envelope import SealedEvent
from app.wire.messages import IngestReply
from app.wire.reference import ReferencePage


class Transport(Protocol):
    """One station's way to the centre. Everything raises ExchangeError."""

    @property
    def is_enrolled(self) -> bool:
        """Whether the centre's key is known."""

    async def enrol(self) -> None:
        """Make the station known, and keep the centre's key."""

    async def receipt(self) -> IngestReply:
        """What the centre holds."""

    async def send(self, first_seq: int, events: Sequence[SealedEvent]) -> IngestReply:
        """Send events numbered from `first_seq` on."""

    async def port_events(self, after: int, wait_s: float) -> tuple[int, list[RecordedEvent]]:
        """Events of the port's other stations and the new cursor; waits for the first."""

    async def reference(self, after: int, wait_s: float) -> ReferencePage:
        """Checked reference items; waits for the first."""

    async def has_evidence(self, ref: EvidenceRef) -> bool:
        """Whether the centre holds these bytes for this port."""

    async def put_evidence(self, ref: EvidenceRef, data: bytes) -> None:
        """Give the centre these bytes."""

    async def get_evidence(self, ref: EvidenceRef) -> bytes:
        """The bytes, checked against their name."""

    async def close(self) -> None:
        """Let go of all connections."""
