"""The client survives its storage and its link, never drops anything, and tells how it stands."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

from app.domain.evidence import EvidenceRef
from app.domain.sync_state import LinkState, SyncState
from app.runtime.clock import SystemClock
from app.sync.client import SyncClient
from app.sync.core import SyncCore
from app.sync.errors import ExchangeError
from app.wire.messages import Refusal
from tests.builders import place
from tests.sync.fakes import MemoryEvidence, MemoryFeed, MemoryOutbox, MemoryTransport
from tests.sync.test_core import log_of

PATIENCE_S = 20.0


@dataclass
class Bench:
    """A client on a bench, with everything around it in memory."""

    outbox: MemoryOutbox
    transport: MemoryTransport
    evidence: MemoryEvidence = field(default_factory=MemoryEvidence)
    states: list[SyncState] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    client: SyncClient = field(init=False)

    def tell(self, state: SyncState) -> None:
        self.states.append(state)
        self.changed.set()

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not is_so():
                self.changed.clear()
                await self.changed.wait()


@asynccontextmanager
async def bench(
    events: int, prepare: Callable[[Bench], None] = lambda bench: None
) -> AsyncIterator[Bench]:
    log = log_of(events)
    bench = Bench(MemoryOutbox(log), MemoryTransport(log))
    prepare(bench)
    random = Random(1)  # noqa: S311 - jitter
    with ThreadPoolExecutor(1) as writer:
        bench.client = SyncClient(
            SyncCore(place().station, 1, bench.transport.open_receipt, random),
            bench.transport,
            bench.outbox,
            MemoryFeed(),
            MemoryFeed(),
            bench.evidence,
            SystemClock(),
            writer,
            on_state=bench.tell,
            on_remote=lambda events: None,
            on_reference=lambda: None,
            random=random,
        )
        running = asyncio.create_task(bench.client.run())
        try:
            yield bench
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    assert bench.transport.is_closed


async def test_everything_arrives_and_the_states_say_so_in_order() -> None:
    async with bench(30) as it:
        await it.until(lambda: it.states[-1].to_send == 0 if it.states else False)
        links = [state.link for state in it.states]
        assert links[0] is LinkState.DOWN
        assert LinkState.CONNECTING in links
        assert links[-1] is LinkState.UP
        assert it.states[-1].receipt_seq == 30
        assert it.states[-1].latency_ms is not None
        assert it.outbox.kept == [30]
        owed = [state.to_send for state in it.states]
        assert owed == sorted(owed, reverse=True)


async def test_a_storage_that_fails_to_keep_a_receipt_is_asked_again() -> None:
    def one_failure(it: Bench) -> None:
        it.outbox.failures = 1

    async with bench(10, one_failure) as it:
        await it.until(lambda: it.outbox.kept == [10])
        assert any("disk is full" in state.why for state in it.states)


async def test_trouble_of_every_kind_only_delays() -> None:
    def troubled(it: Bench) -> None:
        it.transport.troubles.extend(
            [
                ExchangeError("no connection"),
                ExchangeError("the database is away", Refusal.BUSY),
                ExchangeError("never heard of you", Refusal.UNKNOWN_STATION),
            ]
        )

    async with bench(10, troubled) as it:
        await it.until(lambda: it.outbox.kept == [10])
        assert "enrol" in it.transport.calls
        waiting = [state for state in it.states if state.next_try_at is not None and state.why]
        assert {state.link for state in waiting} == {LinkState.DOWN}


async def test_whoever_records_is_never_kept_waiting() -> None:
    async with bench(5) as it:
        await it.until(lambda: it.outbox.kept == [5])
        it.outbox.log.update(log_of(8))
        notifying = threading.Thread(target=it.client.notify)
        notifying.start()
        notifying.join(1.0)
        assert not notifying.is_alive()
        await it.until(lambda: it.outbox.kept[-1] == 8)


async def test_a_link_that_is_lost_as_soon_as_it_is_asked_for_leaves_nothing_behind() -> None:
    async with bench(3) as it:
        await it.until(lambda: it.outbox.kept == [3])
        for _ in range(20):  # the second loss comes before the next greeting has left
            it.client._lost("connection lost")
            it.client.try_now()
            it.client._lost("connection lost again")
            await asyncio.sleep(0)
        it.client.try_now()
        await it.until(lambda: it.states[-1].link is LinkState.UP)


async def test_notify_after_the_end_is_harmless() -> None:
    async with bench(1) as it:
        await it.until(lambda: bool(it.states))
    it.client.notify()
    it.client.try_now()


async def test_somebody_who_asks_is_served_before_the_wait_is_over() -> None:
    def refused(it: Bench) -> None:
        it.transport.troubles.append(ExchangeError("no", Refusal.WRONG_SECRET))

    async with bench(3, refused) as it:
        await it.until(lambda: any(state.why == "no" for state in it.states))
        it.client.try_now()
        await it.until(lambda: it.outbox.kept == [3])


async def test_evidence_that_cannot_go_is_put_aside_and_the_rest_goes() -> None:
    refs = [
        EvidenceRef(sha256=f"{number:064x}", media_type="image/tiff", size_bytes=9, name="scan")
        for number in range(4)
    ]

    def with_evidence(it: Bench) -> None:
        it.evidence.waiting = list(refs)
        it.evidence.damaged = {refs[0].sha256}
        it.transport.too_large = {refs[2].sha256}

    async with bench(2, with_evidence) as it:
        wanted = [refs[1].sha256, refs[3].sha256]

        async def until_put() -> None:
            while it.transport.put != wanted or it.evidence.waiting != [refs[0], refs[2]]:
                it.client.notify()
                await asyncio.sleep(0)

        await asyncio.wait_for(until_put(), PATIENCE_S)
        assert it.outbox.kept == [2]
