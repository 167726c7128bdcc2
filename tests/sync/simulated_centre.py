"""The centre of the simulation: the real judgement on a simulated disk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from app.domain.identifiers import StationId
from app.sync.core import SyncCore
from app.wire.envelope import GENESIS, SealedEvent
from app.wire.messages import IngestReply
from app.wire.receipt import Receipt, SignedReceipt
from service.history import Arrival, Link, Sorted, advance, gaps_between, sort_batch

EPOCH = 1
ISSUED_AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
UNSIGNED = bytes(64)


class ViolationError(AssertionError):
    """Something happened that must never happen."""


MakeCore = Callable[[StationId, Callable[[SignedReceipt], Receipt], Random, int], SyncCore]
Advance = Callable[[int, bytes, list[tuple[int, Link]]], tuple[int, bytes]]
Sort = Callable[[Mapping[int, Link], list[Arrival], set[bytes]], Sorted]


def real_core(
    station: StationId, opener: Callable[[SignedReceipt], Receipt], random: Random, batch: int
) -> SyncCore:
    """The core as it is shipped."""
    return SyncCore(station, EPOCH, opener, random, batch_events=batch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The parts under test. A planted bug replaces one of them."""

    make_core: MakeCore = real_core
    advance: Advance = advance
    sort: Sort = sort_batch
    commits_first: bool = True


@dataclass(slots=True)
class Held:
    """What the centre holds of one station."""

    rows: dict[int, SealedEvent] = field(default_factory=dict)
    times: dict[int, int] = field(default_factory=dict)
    mark: tuple[int, bytes] = (0, GENESIS)
    fork_seq: int | None = None
    forked: dict[tuple[int, bytes], SealedEvent] = field(default_factory=dict)

    def copy(self) -> "Held":
        """As it stands in a backup."""
        return Held(dict(self.rows), dict(self.times), self.mark, self.fork_seq, dict(self.forked))


class Centre:
    """The real judgement on a simulated disk."""

    def __init__(self, build: Build) -> None:
        self.held: dict[StationId, Held] = {}
        self.receipts: list[Receipt] = []
        self.is_up = True
        self.forks = 0
        self.gaps = 0
        self._build = build

    def take(self, station: StationId, first: int, events: tuple[SealedEvent, ...]) -> None:
        """Store a batch."""
        held = self.held.setdefault(station, Held())
        arrivals = [
            Arrival(seq=first + offset, sealed=event, kind="", case_id=None)
            for offset, event in enumerate(events)
        ]
        span = range(first - 1, first + len(events) + 1)
        links = {
            seq: Link(held.rows[seq].prev, held.rows[seq].hash) for seq in span if seq in held.rows
        }
        others = {digest for _, digest in held.forked}
        batch = self._build.sort(links, arrivals, others)
        for item in batch.new:
            there = held.rows.get(item.seq)
            if there is not None and there.hash != item.sealed.hash:
                raise ViolationError(f"{station} {item.seq} was overwritten at the centre")
            held.rows[item.seq] = item.sealed
            held.times[item.seq] = held.times.get(item.seq, 0) + 1
            if held.times[item.seq] > 1:
                raise ViolationError(f"{station} {item.seq} is at the centre twice")
        for item in batch.forked:
            held.forked[item.seq, item.sealed.hash] = item.sealed
            held.fork_seq = min(item.seq, held.fork_seq or item.seq)
            self.forks += 1

    def reply(self, station: StationId) -> IngestReply:
        """The receipt for what is held now."""
        held = self.held.setdefault(station, Held())
        above: list[int] = []
        if held.fork_seq is None:
            waiting = sorted(seq for seq in held.rows if seq > held.mark[0])
            links = [(seq, Link(held.rows[seq].prev, held.rows[seq].hash)) for seq in waiting]
            held.mark = self._build.advance(*held.mark, links)
            above = [seq for seq in waiting if seq > held.mark[0]]
        seq, digest = held.mark
        self.gaps += bool(above)
        self.receipts.append(
            Receipt(
                station=station,
                epoch=EPOCH,
                watermark_seq=seq,
                chain_hash=digest,
                issued_at=ISSUED_AT,
                gaps=gaps_between(seq, above),
            )
        )
        name = (len(self.receipts) - 1).to_bytes(8, "big")
        return IngestReply(name, UNSIGNED, held.fork_seq)

    def open_receipt(self, signed: SignedReceipt) -> Receipt:
        """The receipt of that name."""
        return self.receipts[int.from_bytes(signed.body, "big")]
