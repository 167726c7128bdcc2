"""What the workflow needs from the outside world, as protocols."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import ParamSpec, Protocol

from app.domain.alarm_list import AlarmPage, AlarmQuery, BackgroundPoint
from app.domain.consignment import AdvanceNotice
from app.domain.events import Event, RecordedEvent
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import Badge
from app.domain.officer import OfficerVerifier

P = ParamSpec("P")


class WorldError(Exception):
    """The world failed us, not the program: shown in words an officer can act on, and survived."""


class RecordError(WorldError):
    """The journal could not take an event: disk full, damaged, or not ours."""


class Clock(Protocol):
    """Tells the time. Tests and the demonstration bring their own."""

    def now(self) -> datetime:
        """The time in UTC."""

    def monotonic_s(self) -> float:
        """Seconds that never run backwards."""


class Serial(Protocol):
    """Runs calls one at a time, in order, on the thread that owns the record."""

    def post(self, fn: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> None:
        """Queue a call. An error it raises is ours and rises to the crash hook."""


class Journal(Protocol):
    """The station's append-only log. One writer; every append is fsynced before it returns."""

    def append(self, event: Event) -> RecordedEvent:
        """Write `event` to journal and outbox in one transaction. Raises RecordError."""

    def events(self, *, after_seq: int = 0) -> Iterator[RecordedEvent]:
        """This epoch's events in order."""


class RemoteLog(Protocol):
    """Events of the port's other stations, as the centre passed them on."""

    def accept(self, events: Sequence[RecordedEvent]) -> Sequence[RecordedEvent]:
        """Store what is new and return it."""

    def events(self) -> Iterator[RecordedEvent]:
        """All stored events in order of arrival."""


class EvidenceStore(Protocol):
    """Original bytes, named by digest, encrypted at rest."""

    def put(self, data: bytes, *, media_type: str, name: str) -> EvidenceRef:
        """Keep `data`; the same bytes are kept once. Raises RecordError."""

    def get(self, ref: EvidenceRef) -> bytes:
        """The bytes. Raises WorldError if they are not here or not what they were."""

    def has(self, ref: EvidenceRef) -> bool:
        """Whether the bytes are on this station."""


class Notices(Protocol):
    """Advance notices that the centre sent down."""

    def by_plate(self, plate: str) -> tuple[AdvanceNotice, int] | None:
        """The latest notice for a normalised plate, with its version."""

    def by_container(self, container: str) -> tuple[AdvanceNotice, int] | None:
        """The latest notice for a container number."""

    def expected(self, limit: int) -> Sequence[AdvanceNotice]:
        """The next expected notices, soonest first."""


class Officers(Protocol):
    """Local verifiers and attempt counters; they survive a restart."""

    def verifier(self, badge: Badge) -> OfficerVerifier | None:
        """The verifier of `badge`, None if this station does not know it."""

    def failures(self, badge: Badge) -> tuple[int, datetime | None]:
        """Failed attempts since the last success, and until when the badge is locked out."""

    def set_failures(self, badge: Badge, count: int, locked_until: datetime | None) -> None:
        """Keep the counter."""


class Alarms(Protocol):
    """The station's alarms as a list, made of the recorded events."""

    def page(self, query: AlarmQuery) -> AlarmPage:
        """A page of what is recorded by now. Raises RecordError."""

    def background(self, lane: str, *, since: datetime) -> Sequence[BackgroundPoint]:
        """The lane's gamma background since a moment, oldest first. Raises RecordError."""


Subscriber = Callable[[RecordedEvent], None]
