"""What comes down from the centre: the port's other events, and reference data."""

from collections.abc import Sequence

from app.domain.events import RecordedEvent
from app.sync.ports import OnReference, OnRemote, Reference, Remote
from app.sync.status import Status
from app.sync.storage_calls import StorageCalls
from app.sync.transport import Transport

WAIT_S = 25.0
"""How long the centre may hold an answer back while there is nothing new."""


class PortEvents:
    """Follows the events of the port's other stations. `on_remote` runs on the writer thread."""

    def __init__(
        self,
        transport: Transport,
        remote: Remote,
        storage: StorageCalls,
        status: Status,
        on_remote: OnRemote,
    ) -> None:
        self._transport = transport
        self._remote = remote
        self._storage = storage
        self._status = status
        self._on_remote = on_remote

    async def turn(self) -> None:
        """Wait for events, and store them. Raises WorldError."""
        after = await self._storage(self._remote.cursor)
        cursor, events = await self._transport.port_events(after, WAIT_S)
        self._status.heard()
        if events or cursor != after:
            await self._storage(self._accept, events, cursor)

    def _accept(self, events: Sequence[RecordedEvent], cursor: int) -> None:
        if new := self._remote.accept(events, cursor):
            self._on_remote(new)


class ReferenceData:
    """Follows notices, officers and policies. `on_reference` runs on the writer thread."""

    def __init__(
        self,
        transport: Transport,
        reference: Reference,
        storage: StorageCalls,
        status: Status,
        on_reference: OnReference,
    ) -> None:
        self._transport = transport
        self._reference = reference
        self._storage = storage
        self._status = status
        self._on_reference = on_reference

    async def turn(self) -> None:
        """Wait for items, and install them. Raises WorldError."""
        after = await self._storage(self._reference.cursor)
        page = await self._transport.reference(after, WAIT_S)
        self._status.heard()
        if page.items or page.cursor != after:
            await self._storage(self._reference.install, page.items, page.cursor)
        if page.items:
            await self._storage(self._on_reference)
        self._status.has_notices(await self._storage(self._reference.notice_count))
