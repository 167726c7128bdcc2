"""The sync client: gives the core its inputs, does what it asks, and tells how things stand.

Lives on the I/O thread. Storage is reached through the writer's executor only, so that nothing here
waits for a disk and nothing there waits for a network.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from functools import partial
from random import Random

from app.domain.evidence import EvidenceRef
from app.ports import WorldError
from app.sync.backoff import Backoff
from app.sync.core import SyncCore
from app.sync.errors import ExchangeError
from app.sync.evidence_pump import EvidencePump
from app.sync.followers import PortEvents, ReferenceData
from app.sync.link import Link
from app.sync.ports import (
    EvidenceOutbox,
    OnReference,
    OnRemote,
    OnState,
    Outbox,
    PacedClock,
    Reference,
    Remote,
)
from app.sync.states import CONNECTED, State
from app.sync.status import Status
from app.sync.steps import (
    Action,
    Answered,
    AskReceipt,
    Enrol,
    Enrolled,
    Failed,
    Grown,
    HashFound,
    Input,
    Load,
    Loaded,
    LookUp,
    Prompted,
    Send,
    Settle,
    Started,
    Tick,
)
from app.sync.storage_calls import StorageCalls
from app.sync.transport import Transport

_log = logging.getLogger(__name__)


class SyncClient:
    """Keeps one station and the centre in step until it is cancelled.

    It never drops anything and never makes a caller wait. `on_state` is called on the I/O thread,
    `on_remote` and `on_reference` on the writer thread.
    """

    def __init__(
        self,
        core: SyncCore,
        transport: Transport,
        outbox: Outbox,
        reference: Reference,
        remote: Remote,
        evidence: EvidenceOutbox,
        clock: PacedClock,
        executor: Executor,
        *,
        on_state: OnState,
        on_remote: OnRemote,
        on_reference: OnReference,
        random: Random,
    ) -> None:
        self._core = core
        self._transport = transport
        self._outbox = outbox
        self._clock = clock
        self._storage = StorageCalls(executor)
        self._status = Status(core, clock, on_state)
        self._random = random
        self._link = Link(self._lost, random)
        self._events = PortEvents(transport, remote, self._storage, self._status, on_remote)
        self._reference = ReferenceData(
            transport, reference, self._storage, self._status, on_reference
        )
        self._pump = EvidencePump(transport, evidence, self._storage)
        self._inbox: asyncio.Queue[Input] = asyncio.Queue()
        self._has_grown = asyncio.Event()
        self._calls: dict[int, asyncio.Task[None]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._group = asyncio.TaskGroup()

    async def run(self) -> None:
        """Exchange until cancelled. Errors of the world are survived; ours rise."""
        self._loop = asyncio.get_running_loop()
        try:
            async with self._group as group:
                group.create_task(self._exchange())
                group.create_task(self._watch_log())
                group.create_task(self._link.repeat(self._link.is_open, self._events.turn))
                group.create_task(self._link.repeat(self._link.is_open, self._reference.turn))
                group.create_task(self._link.repeat(self._link.is_quiet, self._pump.turn))
        finally:
            self._loop = None
            await self._transport.close()

    def notify(self) -> None:
        """The log has grown, or evidence was kept. May be called from any thread."""
        self._from_any_thread(self._has_grown.set)

    def try_now(self) -> None:
        """Do not wait for the next attempt. May be called from any thread."""
        self._from_any_thread(lambda: self._inbox.put_nowait(Prompted()))

    async def fetch(self, ref: EvidenceRef) -> bytes:
        """Evidence of another station. Raises ExchangeError."""
        return await self._transport.get_evidence(ref)

    def _from_any_thread(self, call: Callable[[], None]) -> None:
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop ended just now
                loop.call_soon_threadsafe(call)

    async def _exchange(self) -> None:
        step: Input = await self._start()
        while True:
            for action in self._core.handle(step, self._clock.monotonic_s()):
                self._perform(action)
            self._take_over_state()
            step = await self._next_step()

    async def _start(self) -> Input:
        backoff = Backoff(self._random)
        while True:
            try:
                head_seq, _ = await self._storage(self._outbox.head)
                receipt_seq = await self._storage(self._outbox.receipt_seq)
                self._status.owes(*await self._storage(self._outbox.owed))
            except WorldError as error:
                _log.warning("%s", error)
                await asyncio.sleep(backoff.failed())
            else:
                return Started(head_seq, receipt_seq, self._transport.is_enrolled)

    async def _next_step(self) -> Input:
        wait_s = None
        if self._core.wake_at_s is not None:
            left_s = self._core.wake_at_s - self._clock.monotonic_s()
            wait_s = max(left_s, 0.0) / self._clock.rate
        try:
            async with asyncio.timeout(wait_s):
                return await self._inbox.get()
        except TimeoutError:
            return Tick()

    def _take_over_state(self) -> None:
        state = self._core.state
        if state in (State.OFFLINE, State.FORKED):
            for call in self._calls.values():
                call.cancel()
            self._calls.clear()
        self._link.set(is_open=state in CONNECTED, is_quiet=state is State.IDLE)
        self._status.tell()

    def _perform(self, action: Action) -> None:
        match action:
            case Enrol(request):
                self._call(request, partial(self._enrol, request))
            case AskReceipt(request):
                self._call(request, partial(self._ask_receipt, request))
            case Send(request):
                self._call(request, partial(self._send, action))
            case Load():
                self._store(partial(self._load, action))
            case LookUp(seq):
                self._store(partial(self._look_up, seq))
            case Settle():
                self._store(partial(self._settle, action))

    def _call(self, request: int, call: Callable[[], Awaitable[Input]]) -> None:
        self._calls[request] = self._group.create_task(self._answer(request, call))

    async def _answer(self, request: int, call: Callable[[], Awaitable[Input]]) -> None:
        started_s = asyncio.get_running_loop().time()
        try:
            step = await call()
        except ExchangeError as error:
            step = Failed(request, str(error), error.refusal)
        else:
            self._status.heard((asyncio.get_running_loop().time() - started_s) * 1000)
        self._calls.pop(request, None)
        self._inbox.put_nowait(step)

    async def _enrol(self, request: int) -> Input:
        await self._transport.enrol()
        return Enrolled(request)

    async def _ask_receipt(self, request: int) -> Input:
        return Answered(request, await self._transport.receipt())

    async def _send(self, action: Send) -> Input:
        return Answered(action.request, await self._transport.send(action.first_seq, action.events))

    def _store(self, call: Callable[[], Awaitable[Input | None]]) -> None:
        self._group.create_task(self._stored(call))

    async def _stored(self, call: Callable[[], Awaitable[Input | None]]) -> None:
        try:
            step = await call()
        except WorldError as error:
            step = Failed(None, str(error))
        if step is not None:
            self._inbox.put_nowait(step)

    async def _load(self, action: Load) -> Input:
        events = await self._storage(
            self._outbox.pending, after_seq=action.after_seq, limit=action.limit
        )
        return Loaded(action.after_seq, tuple(events))

    async def _look_up(self, seq: int) -> Input:
        return HashFound(seq, await self._storage(self._outbox.hash_at, seq))

    async def _settle(self, action: Settle) -> None:
        await self._storage(self._outbox.settle, action.signed, action.receipt)
        self._status.owes(*await self._storage(self._outbox.owed))

    async def _watch_log(self) -> None:
        while True:
            await self._has_grown.wait()
            self._has_grown.clear()
            await self._stored(self._note_growth)
            self._pump.wake()

    async def _note_growth(self) -> Input:
        head_seq, _ = await self._storage(self._outbox.head)
        self._status.owes(*await self._storage(self._outbox.owed))
        return Grown(head_seq)

    def _lost(self, why: str) -> None:
        self._inbox.put_nowait(Failed(None, why))
