"""A station of the simulation: a disk that survives, and a core that a crash takes away."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Protocol

from app.domain.identifiers import StationId
from app.sync.core import SyncCore
from app.sync.states import State
from app.sync.steps import (
    Action,
    Answered,
    AskReceipt,
    Enrol,
    Enrolled,
    Grown,
    HashFound,
    Input,
    Load,
    Loaded,
    LookUp,
    Send,
    Settle,
    Started,
    Tick,
)
from app.wire.envelope import GENESIS, SealedEvent, chain_hash
from app.wire.receipt import Receipt
from tests.sync.simulated_centre import UNSIGNED, Build, Centre, ViolationError


@lru_cache(maxsize=200_000)
def sealed(station: str, seq: int, prev: bytes, branch: int) -> SealedEvent:
    """The event that a station makes at `seq`; another branch makes another one."""
    body = f"{station} {seq} {branch}".encode()
    return SealedEvent(body=body, prev=prev, hash=chain_hash(prev, body), signature=UNSIGNED)


@dataclass(slots=True)
class Log:
    """What a station's disk holds. `purged_seq` is up to where events are gone."""

    events: dict[int, SealedEvent] = field(default_factory=dict)
    head_seq: int = 0
    head_hash: bytes = GENESIS
    receipt_seq: int = 0
    receipt_hash: bytes = GENESIS
    purged_seq: int = 0

    def copy(self) -> "Log":
        """What a copy of the disk holds."""
        return Log(
            dict(self.events),
            self.head_seq,
            self.head_hash,
            self.receipt_seq,
            self.receipt_hash,
            self.purged_seq,
        )

    def hash_at(self, seq: int) -> bytes | None:
        """The hash at `seq`, as far as it is known."""
        if seq == 0:
            return GENESIS
        if seq == self.receipt_seq:
            return self.receipt_hash
        event = self.events.get(seq)
        return event.hash if event else None


class Surroundings(Protocol):
    """What a station sees of the world."""

    random: Random
    build: Build
    centre: Centre
    centre_forgot: bool
    now_s: float
    may_purge: bool

    def at(self, time_s: float, call: Callable[[], None]) -> None: ...

    def ask(self, station: "Station", request: int, serve: Callable[[], Input | None]) -> None: ...

    def take(
        self, name: StationId, request: int, first: int, events: tuple[SealedEvent, ...]
    ) -> Input: ...

    def answer(self, name: StationId, request: int) -> Input: ...


class Station:
    """One booth: a disk, and a core that a crash takes away."""

    def __init__(self, name: StationId, world: Surroundings, batch_events: int) -> None:
        """A booth that has not been switched on yet."""
        self.name = name
        self.log = Log()
        self.life = 0
        self.branch = 0
        self.made: dict[int, bytes] = {}
        self.was_put_back = False
        self.core: SyncCore | None = None
        self.sent = 0
        self.allowed = 0
        self._world = world
        self._batch_events = batch_events

    def start(self) -> None:
        """The program starts on what the disk holds."""
        self.life += 1
        random = self._world.random
        opener = self._world.centre.open_receipt
        self.core = self._world.build.make_core(self.name, opener, random, self._batch_events)
        self.tell(Started(self.log.head_seq, self.log.receipt_seq, enrolled=self.life > 1))

    def crash(self) -> None:
        """The program is gone; the disk is not."""
        self.life += 1
        self.core = None

    def decide(self) -> None:
        """An officer decides: recorded first, and never dependent on anything else."""
        log = self.log
        log.head_seq += 1
        self.allowed += 1
        event = sealed(self.name, log.head_seq, log.head_hash, self.branch)
        log.head_hash = event.hash
        log.events[log.head_seq] = event
        self.made[log.head_seq] = event.hash
        self.tell(Grown(log.head_seq))

    def tell(self, step: Input) -> None:
        """Give the core a step, and do what it asks."""
        if self.core is None:
            return
        if isinstance(step, Answered):
            self._allow(step)
        for action in self.core.handle(step, self._world.now_s):
            self._perform(action)
        if self.core.wake_at_s is not None:
            self._world.at(self.core.wake_at_s, self.if_alive(lambda: self.tell(Tick())))

    def if_alive(self, call: Callable[[], None]) -> Callable[[], None]:
        life = self.life
        return lambda: call() if self.life == life else None

    def _perform(self, action: Action) -> None:
        world = self._world
        match action:
            case Enrol(request):
                world.ask(self, request, lambda: Enrolled(request))
            case AskReceipt(request):
                world.ask(self, request, lambda: world.answer(self.name, request))
            case Send(request, first_seq, events):
                self.sent += len(events)
                world.ask(self, request, lambda: world.take(self.name, request, first_seq, events))
            case Load(after_seq, limit):
                first = max(after_seq, self.log.purged_seq) + 1
                last = min(first + limit - 1, self.log.head_seq)
                found = tuple((seq, self.log.events[seq]) for seq in range(first, last + 1))
                self._soon(Loaded(after_seq, found))
            case LookUp(seq):
                self._soon(HashFound(seq, self.log.hash_at(seq)))
            case Settle(_, receipt):
                self._settle(receipt)

    def _allow(self, step: Answered) -> None:
        """Count what may be sent again for this answer: what a greeting lacks, and named gaps."""
        receipt = self._world.centre.open_receipt(step.reply.receipt)
        if self.core is not None and self.core.state is State.GREETING:
            self.allowed += self.log.head_seq - receipt.watermark_seq
        else:
            self.allowed += sum(last - first + 1 for first, last in receipt.gaps)

    def _soon(self, step: Input) -> None:
        self._world.at(self._world.now_s + 0.001, self.if_alive(lambda: self.tell(step)))

    def _settle(self, receipt: Receipt) -> None:
        log, world = self.log, self._world
        if receipt.watermark_seq < log.receipt_seq:
            raise ViolationError(
                f"{self.name}: a kept receipt went back to {receipt.watermark_seq}"
            )
        if not world.centre_forgot:
            rows = world.centre.held[self.name].rows
            for seq in range(log.receipt_seq + 1, receipt.watermark_seq + 1):
                own, there = log.events.get(seq), rows.get(seq)
                if own is None or there is None or own.hash != there.hash:
                    raise ViolationError(f"{self.name}: {seq} was settled, and the centre lacks it")
        log.receipt_seq, log.receipt_hash = receipt.watermark_seq, receipt.chain_hash
        if world.may_purge:
            for seq in range(log.purged_seq + 1, log.receipt_seq + 1):
                log.events.pop(seq, None)
            log.purged_seq = max(log.purged_seq, log.receipt_seq)
