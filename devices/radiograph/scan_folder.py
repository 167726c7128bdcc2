"""The link to an imaging site that leaves its radiographs in a folder."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from app.ports import Clock
from devices.errors import NotConnectedError, NotTakenError
from devices.link import Pulse, Taken
from devices.pruning import KEEPING, Keeping, Pruner
from devices.radiograph.drop_folder import Arrival, DropFolder, ScanPackage
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.raw_profile import RawProfile

POLL_S = 0.2
SILENCE_MAX_S = 600.0
"""A folder that can be listed is alive; only a hung network drive is ever silent."""


class ScanFolderLink:
    """Watches a folder and hands over each radiograph once, with its original bytes.

    `on_unreadable` takes the first file's bytes, its name and the reason in words. Both callables
    are called on the I/O thread, and nothing leaves the folder before they say that it is recorded.
    With `raw_profile`, raw files of that scanner are taken too.
    """

    family = "scans"

    def __init__(
        self,
        name: str,
        folder: Path,
        clock: Clock,
        on_scan: Callable[[ScanPackage], Taken],
        on_unreadable: Callable[[bytes, str, str], Taken],
        *,
        keeping: Keeping = KEEPING,
        raw_profile: RawProfile | None = None,
    ) -> None:
        self.name = name
        self.pulse = Pulse()
        self.silence_max_s = SILENCE_MAX_S
        self._folder = DropFolder(folder, raw_profile)
        self._pruner = Pruner(self._folder.done, self._folder.quarantine, keeping)
        self._clock = clock
        self._on_scan = on_scan
        self._on_unreadable = on_unreadable

    async def run(self) -> None:
        """Watch until cancelled.

        Raises:
            NotConnectedError: the folder cannot be used.
            NotTakenError: what lies there cannot be recorded now; it stays there.
        """
        while True:
            try:
                await self._sweep()
                await asyncio.to_thread(self._pruner.prune_sometimes)
            except OSError as error:
                folder = self._folder.folder
                raise NotConnectedError(
                    f"folder {folder} cannot be used: {error.strerror}"
                ) from error
            self.pulse.heard()
            await asyncio.sleep(POLL_S)

    async def _sweep(self) -> None:
        now_s = self._clock.monotonic_s()
        for arrival in await asyncio.to_thread(self._folder.arrivals, now_s):
            try:
                package = await asyncio.to_thread(self._folder.take, arrival)
            except UnreadableScanError as error:
                await self._refuse(arrival, str(error))
            except FileNotFoundError:
                continue  # its writer took it back
            else:
                if package is not None and not await self._on_scan(package):
                    raise _not_taken(arrival)
                await asyncio.to_thread(self._folder.settle, arrival, package)

    async def _refuse(self, arrival: Arrival, why: str) -> None:
        data = await asyncio.to_thread(self._folder.first_bytes, arrival)
        if not await self._on_unreadable(data, arrival.name, why):
            raise _not_taken(arrival)
        self.pulse.rejected()
        await asyncio.to_thread(self._folder.refuse, arrival, data, why)


def _not_taken(arrival: Arrival) -> NotTakenError:
    return NotTakenError(f"{arrival.name} cannot be recorded and stays in the folder")
