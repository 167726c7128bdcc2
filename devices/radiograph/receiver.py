"""The link to an imaging site that sends its radiographs as DICOS over the network."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.ports import Clock
from devices.errors import NotConnectedError, NotTakenError
from devices.link import Pulse, Rejection, Taken
from devices.pruning import KEEPING, Keeping, Pruner
from devices.radiograph.decode import ScanFile, read_scan
from devices.radiograph.dicos import RADIOGRAPHS
from devices.radiograph.drop_folder import ScanPackage
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.receiver_crossing import Crossing, ended, uninterrupted
from devices.radiograph.receiver_objects import (
    DIGEST_CHARS,
    SUFFIX,
    MismatchError,
    Received,
    read_back,
    read_offered,
    safe_name,
)
from devices.radiograph.receiver_place import ReceiverPlace
from devices.radiograph.receiver_server import SUCCESS, Answer, Callbacks, Listener, Offered
from devices.radiograph.receiver_spool import Spool
from devices.radiograph.receiver_studies import Studies

POLL_S = 0.2
SILENCE_MAX_S = 600.0
"""Where no echo is promised, a receiver that listens is alive."""

NOT_NOW = 0xA700
NOT_SERVED = 0x0122
MISMATCH = 0xA900
UNREADABLE = 0xC000
DUPLICATE = 0x0111
STOPPED = Answer(NOT_NOW, "the receiver stops")


class DicosReceiverLink:
    """Hears imagers, answers each object when it is recorded, and hands over whole scans.

    `on_original` takes one object that waits for its study, `on_scan` a whole study and
    `on_unreadable` what was refused; all are called on the I/O thread and say when that is on
    record. An object is answered with success not before, so a sender never deletes what is not
    recorded. `on_listening` is told the port.
    """

    family = "scans"

    def __init__(
        self,
        name: str,
        place: ReceiverPlace,
        clock: Clock,
        on_scan: Callable[[ScanPackage], Taken],
        on_original: Callable[[ScanFile], Taken],
        on_unreadable: Callable[[bytes, str, str], Taken],
        on_rejected: Rejection,
        *,
        keeping: Keeping = KEEPING,
        on_listening: Callable[[int], None] | None = None,
    ) -> None:
        self.name = name
        self.pulse = Pulse()
        self.silence_max_s = place.echo_max_s or SILENCE_MAX_S
        self._place = place
        self._clock = clock
        self._on_scan = on_scan
        self._on_original = on_original
        self._on_unreadable = on_unreadable
        self._on_rejected = on_rejected
        self._on_listening = on_listening
        self._spool = Spool(place.folder)
        self._pruner = Pruner(self._spool.done, self._spool.quarantine, keeping)
        self._studies = Studies(place.energies, place.study_wait_s)
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Listen until cancelled.

        Raises:
            NotConnectedError: the address or the folder cannot be used.
            NotTakenError: what was received cannot be recorded now; it stays on the disk.
        """
        try:
            await self._resume()
            await self._listen()
        except OSError as error:
            folder = self._place.folder
            raise NotConnectedError(f"folder {folder} cannot be used: {error.strerror}") from error

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        crossing = Crossing(loop, self._place.limits.answer_s)
        callbacks = Callbacks(
            store=lambda offered: crossing.ask(self._take(offered), STOPPED),
            echo=lambda caller: crossing.tell(self._heard, f"C-ECHO from {caller}"),
            trouble=lambda why: crossing.tell(self._rejected, why),
        )
        # A future of the executor and no task: what began to listen must be stopped in any case.
        beginning = loop.run_in_executor(None, Listener, self.name, self._place, callbacks)
        try:
            listener = await asyncio.shield(beginning)
            if self._on_listening is not None:
                self._on_listening(listener.port)
            await self._attend(listener)
        finally:
            crossing.close()
            is_cancelled = await ended(beginning)
            if beginning.exception() is None:
                is_cancelled |= await ended(loop.run_in_executor(None, beginning.result().stop))
            if is_cancelled:
                raise asyncio.CancelledError

    async def _attend(self, listener: Listener) -> None:
        arrived_bytes = 0
        while True:
            # A piece of an object is a sign of life too: a slow sender is not a silent one.
            if not self._place.echo_max_s or listener.arrived_bytes != arrived_bytes:
                arrived_bytes = listener.arrived_bytes
                self.pulse.heard()
            async with self._one_at_a_time:
                for study in self._studies.overdue(self._clock.monotonic_s()):
                    if not await self._record(study):
                        what = study[0].scan.scan_id
                        raise NotTakenError(f"scan {what} cannot be recorded and waits on the disk")
                await asyncio.to_thread(self._pruner.prune_sometimes)
            await asyncio.sleep(POLL_S)

    async def _resume(self) -> None:
        """Go on with what the last run answered and did not hand over."""
        self._studies = Studies(self._place.energies, self._place.study_wait_s)
        for path in await asyncio.to_thread(self._spool.open):
            try:
                received = await asyncio.to_thread(read_back, path)
            except UnreadableScanError as error:
                await self._give_up(path, str(error))
            else:
                self._studies.add(received.on_disk, self._clock.monotonic_s())

    async def _give_up(self, path: Path, why: str) -> None:
        """What the disk, or a stranger to this program, made unreadable."""
        data = await asyncio.to_thread(path.read_bytes)
        if not await self._on_unreadable(data, path.name, why):
            raise NotTakenError(f"{path.name} cannot be recorded and waits on the disk")
        await asyncio.to_thread(self._spool.refuse, path.stem, data, why)
        await asyncio.to_thread(path.unlink)
        self._rejected(f"{path.name} cannot be read any more: {why}")

    async def _take(self, offered: Offered) -> Answer:
        """Answer one object. On the loop; what blocks runs elsewhere."""
        try:
            return await self._taken(offered)
        except OSError as error:
            return self._failed(error)

    async def _taken(self, offered: Offered) -> Answer:
        try:
            received = await asyncio.to_thread(read_offered, offered)
        except UnreadableScanError as error:
            is_served = offered.sop_class in RADIOGRAPHS
            return await self._refuse(offered, UNREADABLE if is_served else NOT_SERVED, str(error))
        except MismatchError as error:
            return await self._refuse(offered, MISMATCH, str(error))
        async with self._one_at_a_time:
            known = await asyncio.to_thread(self._spool.digest_of, received.sop_instance)
            if known is None:
                try:
                    answer = await self._keep(received)
                except UnreadableScanError as error:  # with the other energies of its study
                    return await self._refuse(offered, UNREADABLE, str(error))
            elif known == received.sha256[:DIGEST_CHARS]:
                answer = SUCCESS
            else:
                why = f"instance {received.sop_instance} came before with other bytes"
                return await self._refuse(offered, DUPLICATE, why)
        if answer is SUCCESS:
            self._heard(f"object from {offered.peer}")
        return answer

    def _failed(self, error: OSError) -> Answer:
        why = f"the disk failed: {error.strerror or error}"
        self.pulse.says(why=why)
        return Answer(NOT_NOW, why)

    async def _keep(self, received: Received) -> Answer:
        study = self._studies.would_complete(received)
        if study is None:
            study = await asyncio.to_thread(self._with_earlier, received)
        if study is not None:
            return SUCCESS if await self._record(study) else Answer(NOT_NOW, "cannot be recorded")
        if not await self._on_original(received.file):
            return Answer(NOT_NOW, "cannot be recorded")
        await uninterrupted(
            partial(self._spool.keep, received),
            lambda: self._studies.add(received.on_disk, self._clock.monotonic_s()),
        )
        return SUCCESS

    def _with_earlier(self, received: Received) -> tuple[Received, ...] | None:
        """What came late, with the objects of its study that were recorded without it."""
        earlier = [read_back(path) for path in self._spool.done_of(received.scan.scan_id)]
        if not earlier or len(earlier) >= self._place.energies:
            return None
        study = (*earlier, received)
        try:
            read_scan([item.file for item in study])
        except UnreadableScanError:
            return None  # another view of the same load: it waits for its own energies
        return study

    async def _record(self, study: tuple[Received, ...]) -> bool:
        whole = [await asyncio.to_thread(self._spool.whole, item) for item in study]
        files = tuple(item.file for item in whole)
        package = ScanPackage(scan=await asyncio.to_thread(read_scan, files), files=files)
        if not await self._on_scan(package):
            return False
        await uninterrupted(partial(self._spool.settle, whole), lambda: self._studies.remove(study))
        return True

    async def _refuse(self, offered: Offered, status: int, why: str) -> Answer:
        name = safe_name(offered.sop_instance)
        # A sender that was refused may well try for ever: an officer is told once.
        if not await asyncio.to_thread(self._spool.has_refused, name, offered.data, why):
            if not await self._on_unreadable(offered.data, f"{name}{SUFFIX}", why):
                return Answer(NOT_NOW, "cannot be recorded")
            await asyncio.to_thread(self._spool.refuse, name, offered.data, why)
        self._rejected(f"{offered.peer} sent what was refused: {why}")
        return Answer(status, why)

    def _heard(self, reading: str) -> None:
        self.pulse.heard()
        self.pulse.says(why="", reading=reading)

    def _rejected(self, why: str) -> None:
        self._on_rejected(b"", why)
        self.pulse.rejected()
        self.pulse.says(why=why)
