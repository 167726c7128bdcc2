"""A whole station without a screen: its log on disk, its writer thread, its sync client."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import TypeVar

from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.events import DecisionMade, Event, RecordedEvent
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import Badge, CaseId, Country
from app.domain.place import Place
from app.domain.sync_state import LinkState, SyncState
from app.ports import Clock
from app.runtime.clock import SystemClock
from app.storage.station_store import StationStore
from app.sync.assembly import (
    CentreAddress,
    Listeners,
    Memory,
    make_client,
    make_transport,
)
from app.sync.http_transport import HttpTransport
from app.sync.identity import StationIdentity
from app.sync.ports import PacedClock
from tests.builders import NOW, place
from tests.service.centre_process import CentreProcess

BALLAST_BYTES = 64 * 1024
PATIENCE_S = 30.0

T = TypeVar("T")


def decision(case: str, *, disposition: Disposition = Disposition.REFER) -> DecisionMade:
    return DecisionMade(
        case_id=CaseId(case),
        decision=Decision(
            stage=Stage.PRIMARY,
            disposition=disposition,
            reason=Reason.RADIATION,
            badge=Badge("41877"),
            country=Country.CANADA,
            lane="3",
            decided_at=NOW,
            seconds_on_screen=4.2,
            shown_sha256="0" * 64,
            offline=False,
        ),
    )


class Station:
    """A running station. What it is told is kept, and can be waited for."""

    def __init__(self, store: StationStore, writer: ThreadPoolExecutor, at: Place) -> None:
        self.store = store
        self.states: list[SyncState] = []
        self.remote: list[RecordedEvent] = []
        self.references = 0
        self._writer = writer
        self._changed = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self.identity = StationIdentity(
            place=at, epoch=store.epoch, public_key=store.public_key, sign=store.identity.sign
        )
        self.notify: Callable[[], None] = lambda: None
        self.fetch: Callable[[EvidenceRef], Awaitable[bytes]]

    @property
    def state(self) -> SyncState:
        """The latest state."""
        return self.states[-1]

    def on_state(self, state: SyncState) -> None:
        self.states.append(state)
        self._changed.set()

    def on_remote(self, events: Sequence[RecordedEvent]) -> None:
        self.remote.extend(events)
        self._loop.call_soon_threadsafe(self._changed.set)

    def on_reference(self) -> None:
        self.references += 1
        self._loop.call_soon_threadsafe(self._changed.set)

    async def write(self, fn: Callable[..., T], *args: object) -> T:
        """Run on the writer thread."""
        return await self._loop.run_in_executor(self._writer, fn, *args)

    async def record(self, event: Event) -> RecordedEvent:
        """Record an event, as an officer's act is recorded, and tell the sync client."""
        recorded = await self.write(self.store.journal.append, event)
        self.notify()
        return recorded

    async def until(self, is_so: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        """Wait until something is so; looked at whenever the station is told anything."""
        async with asyncio.timeout(patience_s):
            while not self.states or not is_so():
                self._changed.clear()
                await self._changed.wait()

    async def until_all_arrived(self) -> None:
        """Wait until the centre has receipted everything."""
        head_seq, _ = await self.write(self.store.outbox.head)
        await self.until(
            lambda: (
                bool(self.states) and self.state.to_send == 0 and self.state.receipt_seq >= head_seq
            )
        )

    async def until_receipt(self, seq: int) -> None:
        """Wait until the centre has receipted `seq`."""
        await self.until(lambda: self.state.receipt_seq >= seq)

    async def until_up(self) -> None:
        """Wait until the link is up."""
        await self.until(lambda: self.state.link is LinkState.UP)


@asynccontextmanager
async def running_station(
    folder: Path,
    centre: CentreProcess,
    *,
    name: str = "coutts-3",
    at: Place | None = None,
    clock: PacedClock | None = None,
    epoch_min: int = 1,
) -> AsyncIterator[Station]:
    """A station that runs until the block ends. Its log stays in `folder`."""
    where = at or place(name)
    clock = clock or SystemClock()
    with (
        StationStore.open(
            folder,
            place=where,
            clock=clock,
            epoch_min=epoch_min,
            ballast_bytes=BALLAST_BYTES,
        ) as store,
        ThreadPoolExecutor(1, thread_name_prefix="station-writer") as writer,
    ):
        station = Station(store, writer, where)
        client = make_client(
            transport_of(station, centre, folder, clock),
            station.identity,
            Memory(
                outbox=store.outbox,
                reference=store.reference,
                remote=store.remote,
                evidence=store.evidence,
            ),
            Listeners(
                on_state=station.on_state,
                on_remote=station.on_remote,
                on_reference=station.on_reference,
            ),
            clock=clock,
            executor=writer,
            random=Random(49),  # noqa: S311 - jitter, not a secret
        )
        station.notify = client.notify
        station.fetch = client.fetch
        running = asyncio.create_task(client.run())
        try:
            yield station
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


def transport_of(
    station: Station, centre: CentreProcess, folder: Path, clock: Clock | None = None
) -> HttpTransport:
    address = CentreAddress(
        url=centre.url,
        enrolment_secret_file=centre.enrolment_secret_file,
        ca_file=centre.tls[0] if centre.tls else None,
    )
    return make_transport(address, station.identity, folder, clock or SystemClock())
