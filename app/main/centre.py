"""The station's connection to the central service."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from random import Random

from app.domain.events import RecordedEvent
from app.domain.evidence import EvidenceRef
from app.domain.sync_state import LinkState, SyncState
from app.ports import WorldError
from app.runtime.clock import FastClock, SystemClock
from app.runtime.io_thread import IoThread
from app.runtime.settings import CentreTable
from app.runtime.writer import WriterThread
from app.storage.station_store import StationStore
from app.sync.assembly import CentreAddress, Listeners, Memory, make_client, make_transport
from app.sync.identity import StationIdentity

STOPPED = "stopped by an error of this program: restart the workstation"

NOTHING_HEARD = SyncState(
    link=LinkState.CONNECTING,
    to_send=0,
    oldest_at=None,
    last_good_at=None,
    next_try_at=None,
    receipt_seq=0,
)


class CentreLink:
    """Runs the sync client on the I/O thread."""

    def __init__(
        self,
        table: CentreTable,
        identity: StationIdentity,
        store: StationStore,
        folder: Path,
        clock: SystemClock | FastClock,
        io: IoThread,
        writer: WriterThread,
        *,
        on_state: Callable[[SyncState], None],
        on_remote: Callable[[Sequence[RecordedEvent]], None],
        on_reference: Callable[[], None],
    ) -> None:
        self._io = io
        self._on_state = on_state
        self._last = NOTHING_HEARD
        address = CentreAddress(
            url=table.url,
            enrolment_secret_file=Path(table.enrolment_secret_file),
            ca_file=Path(table.ca_file) if table.ca_file else None,
        )
        memory = Memory(
            outbox=store.outbox,
            reference=store.reference,
            remote=store.remote,
            evidence=store.evidence,
        )
        self._client = make_client(
            # Signed requests carry the machine's time, also where the shift runs faster.
            make_transport(address, identity, folder, SystemClock()),
            identity,
            memory,
            Listeners(on_state=self._state, on_remote=on_remote, on_reference=on_reference),
            clock=clock,
            executor=writer,
            random=Random(),  # noqa: S311 - jitter of pauses, no secret
        )

    @property
    def is_up(self) -> bool:
        """Whether the centre is reached."""
        return self._last.link is LinkState.UP

    def start(self) -> None:
        """Begin to exchange."""
        self._io.post(self._client.run(), self._say_stopped)

    def grown(self) -> None:
        """The journal has grown. From any thread."""
        self._client.notify()

    def try_now(self) -> None:
        """Do not wait for the next attempt. From any thread."""
        self._client.try_now()

    def fetch(self, ref: EvidenceRef) -> Future[bytes]:
        """Evidence of another station."""
        return self._io.submit(self._client.fetch(ref))

    def _say_stopped(self) -> None:
        """An error of ours ended the exchange: nothing is sent until a restart."""
        self._state(replace(self._last, link=LinkState.DOWN, next_try_at=None, why=STOPPED))

    def _state(self, state: SyncState) -> None:
        self._last = state
        self._on_state(state)


def fetch_nothing(ref: EvidenceRef) -> Future[bytes]:
    """What a station without a centre answers when it is asked for others' evidence."""
    future: Future[bytes] = Future()
    future.set_exception(WorldError(f"{ref.name} is not here, and this station has no centre"))
    return future
