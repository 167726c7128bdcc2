"""What the sync core is told, and what it asks for. Values only: nothing here does anything."""

from dataclasses import dataclass

from app.wire.envelope import SealedEvent
from app.wire.messages import IngestReply, Refusal
from app.wire.receipt import Receipt, SignedReceipt


@dataclass(frozen=True, slots=True)
class Started:
    """The station's log is open: number of its newest event, and its newest kept receipt."""

    head_seq: int
    receipt_seq: int
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Grown:
    """The log has grown up to `head_seq`."""

    head_seq: int


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True, slots=True)
class Prompted:
    """Somebody wants another attempt now."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The centre knows this station, and the station knows the centre's key."""

    request: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """Events after `after_seq`, as they were asked for by `Load`."""

    after_seq: int
    events: tuple[tuple[int, SealedEvent], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The centre answered a request for a receipt, or a batch."""

    request: int
    reply: IngestReply


@dataclass(frozen=True, slots=True)
class HashFound:
    """The hash of this station's own event `seq`, None if it has no such event any more."""

    seq: int
    hash: bytes | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A request failed, or with `request` None the link as a whole."""

    request: int | None
    why: str
    refusal: Refusal | None = None


Input = Started | Grown | Tick | Prompted | Enrolled | Loaded | Answered | HashFound | Failed


@dataclass(frozen=True, slots=True)
class Enrol:
    """Make this station known to the centre."""

    request: int


@dataclass(frozen=True, slots=True)
class AskReceipt:
    """Ask what the centre holds."""

    request: int


@dataclass(frozen=True, slots=True)
class Load:
    """Read up to `limit` events after `after_seq` from the log."""

    after_seq: int
    limit: int


@dataclass(frozen=True, slots=True)
class Send:
    """Send these events, which have the numbers from `first_seq` on, without a gap."""

    request: int
    first_seq: int
    events: tuple[SealedEvent, ...]


@dataclass(frozen=True, slots=True)
class LookUp:
    """Read the hash of one of this station's own events."""

    seq: int


@dataclass(frozen=True, slots=True)
class Settle:
    """Keep a receipt that was checked in every respect."""

    signed: SignedReceipt
    receipt: Receipt


Action = Enrol | AskReceipt | Load | Send | LookUp | Settle
