"""What synchronisation needs from the station's storage, as protocols.

All of these are called on the writer thread. None may wait for the network.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from app.domain.events import RecordedEvent
from app.domain.evidence import EvidenceRef
from app.domain.sync_state import SyncState
from app.ports import Clock
from app.wire.envelope import SealedEvent
from app.wire.receipt import Receipt, SignedReceipt
from app.wire.reference import ReferenceItem

OnState = Callable[[SyncState], None]
OnRemote = Callable[[Sequence[RecordedEvent]], None]
OnReference = Callable[[], None]


class Outbox(Protocol):
    """This epoch's sealed events, and how far the centre has receipted them."""

    def pending(self, *, after_seq: int, limit: int) -> list[tuple[int, SealedEvent]]:
        """Up to `limit` events after `after_seq`, in order.

        They are read from the journal, receipted or not: a centre that was restored from an older
        copy asks again for what it once receipted.
        """

    def head(self) -> tuple[int, bytes]:
        """Number and hash of the newest event; 0 and GENESIS when there is none."""

    def hash_at(self, seq: int) -> bytes | None:
        """The hash of one event, None if it is not here; GENESIS at 0."""

    def settle(self, signed: SignedReceipt, receipt: Receipt) -> None:
        """Keep a receipt that was checked, and mark what it covers as settled."""

    def receipt_seq(self) -> int:
        """The watermark of the newest receipt kept, 0 without one."""

    def owed(self) -> tuple[int, datetime | None]:
        """How many events have no receipt yet, and the time of the oldest."""


class Remote(Protocol):
    """Events of the port's other stations."""

    def cursor(self) -> int:
        """Where the centre's list was read up to."""

    def accept(self, events: Sequence[RecordedEvent], cursor: int) -> Sequence[RecordedEvent]:
        """Store what is new, and the cursor with it in one transaction; return what was new."""


class Reference(Protocol):
    """What the centre published: notices, officers, policies."""

    def cursor(self) -> int:
        """Where the centre's list was read up to."""

    def install(self, items: Sequence[ReferenceItem], cursor: int) -> None:
        """Install checked items and the cursor in one transaction.

        An item whose version is not above the installed one is passed over, never installed.
        """

    def notice_count(self) -> int:
        """How many notices are installed."""


class EvidenceOutbox(Protocol):
    """Evidence of this station, and which of it the centre does not have yet."""

    def to_upload(self, limit: int) -> Sequence[EvidenceRef]:
        """The oldest evidence that the centre has not confirmed."""

    def uploaded(self, ref: EvidenceRef) -> None:
        """The centre holds these bytes now."""

    def get(self, ref: EvidenceRef) -> bytes:
        """The bytes. Raises WorldError if they are not here or not what they were."""


class PacedClock(Clock, Protocol):
    """A clock that may run faster than the machine's."""

    @property
    def rate(self) -> float:
        """Seconds of this clock in one second of the machine."""
