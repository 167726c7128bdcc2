"""Brings evidence to the centre: one file at a time, and only while no event waits."""

import asyncio
import logging

from app.domain.evidence import EvidenceRef
from app.ports import WorldError
from app.sync.errors import ExchangeError
from app.sync.ports import EvidenceOutbox
from app.sync.storage_calls import StorageCalls
from app.sync.transport import Transport
from app.wire.messages import Refusal

PUT_ASIDE_MAX = 50
"""Files that cannot be read here or are not taken there; they wait until the program restarts."""

NOT_TAKEN = frozenset({Refusal.TOO_LARGE, Refusal.MALFORMED})

_log = logging.getLogger(__name__)


class EvidencePump:
    """Uploads what the centre does not have yet, oldest first."""

    def __init__(
        self, transport: Transport, evidence: EvidenceOutbox, storage: StorageCalls
    ) -> None:
        self._transport = transport
        self._evidence = evidence
        self._storage = storage
        self._is_wanted = asyncio.Event()
        self._is_wanted.set()
        self._aside: set[str] = set()

    def wake(self) -> None:
        """There may be something new."""
        self._is_wanted.set()

    async def turn(self) -> None:
        """Upload one file, or wait until there may be one. Raises WorldError."""
        self._is_wanted.clear()
        waiting = await self._storage(self._evidence.to_upload, PUT_ASIDE_MAX + 1)
        ref = next((ref for ref in waiting if ref.sha256 not in self._aside), None)
        if ref is None:
            await self._is_wanted.wait()
            return
        self._is_wanted.set()  # there may be more
        if not await self._transport.has_evidence(ref):
            await self._upload(ref)
        if ref.sha256 not in self._aside:
            await self._storage(self._evidence.uploaded, ref)

    async def _upload(self, ref: EvidenceRef) -> None:
        try:
            data = await asyncio.to_thread(self._evidence.get, ref)
        except WorldError as error:
            self._put_aside(ref, error)
            return
        try:
            await self._transport.put_evidence(ref, data)
        except ExchangeError as error:
            if error.refusal not in NOT_TAKEN:
                raise
            self._put_aside(ref, error)

    def _put_aside(self, ref: EvidenceRef, error: WorldError) -> None:
        _log.error("evidence %s stays on this station: %s", ref.sha256, error)
        self._aside.add(ref.sha256)
