"""A centre in this process, for tests of what it keeps; and stations that are keys and names."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.events import Event
from app.domain.place import Place
from app.wire.codec import kind_of
from app.wire.envelope import GENESIS, EventHeader, SealedEvent, seal
from app.wire.keys import public_key_bytes
from app.wire.messages import IngestReply, enrol_request
from app.wire.receipt import Receipt, open_receipt
from service.centre import Centre, open_centre
from service.history import inspect
from service.stations import Sender
from tests.builders import NOW, place
from tests.sync.station import decision


class SetClock:
    """A clock that tests set."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@dataclass
class Booth:
    """A station without a program: a key, and the events that it sealed."""

    at: Place = field(default_factory=place)
    epoch: int = 1
    key: Ed25519PrivateKey = field(
        default_factory=lambda: Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    )
    sealed: list[SealedEvent] = field(default_factory=list)

    def make(self, count: int, *, note: str = "case") -> list[SealedEvent]:
        """Seal more events."""
        return [self.seal(decision(f"{note}-{len(self.sealed) + 1}")) for _ in range(count)]

    def seal(self, event: Event, *, seq: int | None = None) -> SealedEvent:
        """Seal one event at the end of the chain, under whatever number it shall claim."""
        prev = self.sealed[-1].hash if self.sealed else GENESIS
        header = EventHeader(
            station=self.at.station,
            epoch=self.epoch,
            seq=seq or len(self.sealed) + 1,
            hlc=len(self.sealed) + 1,
            recorded_at=NOW,
            kind=kind_of(event),
            case_id=getattr(event, "case_id", None),
        )
        self.sealed.append(seal(header, event, prev=prev, key=self.key))
        return self.sealed[-1]

    def copy(self) -> "Booth":
        """A copy of the disk, as of now."""
        return Booth(at=self.at, epoch=self.epoch, key=self.key, sealed=list(self.sealed))


@contextmanager
def centre_in_process(database: str, folder: Path) -> Iterator[Centre]:
    with open_centre(database, folder, SetClock()) as centre:
        yield centre


def enrol(centre: Centre, booth: Booth) -> Sender:
    request = enrol_request(
        booth.at,
        epoch=booth.epoch,
        public_key=public_key_bytes(booth.key),
        nonce=bytes(16),
        secret=centre.keys.enrolment_secret,
    )
    centre.stations.enrol(request)
    sender = centre.stations.find(booth.at.station, booth.epoch)
    assert sender is not None
    return sender


def send(
    centre: Centre, sender: Sender, first: int, events: Sequence[SealedEvent]
) -> tuple[Receipt, IngestReply]:
    """Send a batch past HTTP; return the receipt, checked, and the reply that it was in."""
    arrivals = [
        inspect(
            event,
            station=sender.station,
            epoch=sender.epoch,
            seq=first + offset,
            public_key=sender.public_key,
        )
        for offset, event in enumerate(events)
    ]
    reply, _ = centre.ingest.take(sender, arrivals)
    return open_receipt(reply.receipt, centre.keys.signing.public_key()), reply
