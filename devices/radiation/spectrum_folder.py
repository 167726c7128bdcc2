"""A drop folder into which handheld identifiers put their spectrum files."""

import asyncio
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.occupancy import Occupancy
from app.domain.spectrum import SpectrumFile
from app.ports import Clock
from devices.errors import DeviceError, NotTakenError
from devices.link import Pulse, Taken
from devices.pruning import KEEPING, Keeping, Pruner
from devices.radiation.foreign_formats import read_spectrum_file
from devices.radiation.n42_portal import read_portal_file
from devices.radiation.n42_tree import BYTES_MAX, NotN42Error
from devices.radiation.spectrum_reader import format_of, read_spectrum
from devices.radiation.unreadable import SpectrumUnreadableError

POLL_S = 0.25
SILENCE_MAX_S = 600.0
"""A folder that can be listed is alive; only a hung network drive is ever silent."""

FILES_PER_LOOK_MAX = 64
ENTRIES_MAX = 10_000
NAMES_MAX = 1000
UNFINISHED = (".tmp", ".part", ".crdownload")
DONE, QUARANTINE = "done", "quarantine"


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file looked like; a file that looks the same twice is complete."""

    size_bytes: int
    modified_ns: int


class SpectrumFolderLink:
    """Reads every complete file of a folder once and moves it away.

    Spectra come in any format that is read; a portal's N42 file also brings its passages.

    A file counts as complete when two looks found it unchanged. What is read goes to ``done``,
    what no reader understands to ``quarantine``; nothing is overwritten, and nothing leaves the
    folder before it is recorded. What was put aside is removed after a time (``devices.pruning``).
    """

    family = "spectra"

    def __init__(
        self,
        name: str,
        folder: Path,
        clock: Clock,
        on_spectrum: Callable[[bytes, str, SpectrumFile], Taken],
        on_unreadable: Callable[[bytes, str, str], Taken],
        *,
        on_occupancy: Callable[[bytes, str, Occupancy], Taken] | None = None,
        lane: str = "",
        keeping: Keeping = KEEPING,
    ) -> None:
        self.name = name
        self.pulse = Pulse()
        self.silence_max_s = SILENCE_MAX_S
        self._folder = folder
        self._clock = clock
        self._on_spectrum = on_spectrum
        self._on_unreadable = on_unreadable
        self._on_occupancy = on_occupancy
        self._lane = lane
        self._pruner = Pruner(folder / DONE, folder / QUARANTINE, keeping)
        self._looks: dict[str, _Look] = {}

    async def run(self) -> None:
        """Watch until cancelled. Raises DeviceError when the folder cannot be used."""
        while True:
            for path in await asyncio.to_thread(self._complete_files):
                await self._take(path)
            await asyncio.to_thread(self._prune)
            self.pulse.heard()
            await asyncio.sleep(POLL_S)

    async def _take(self, path: Path) -> None:
        loaded = await asyncio.to_thread(_load, path, self._lane)
        if not await self._hand_over(path.name, loaded):
            raise NotTakenError(f"{path.name} cannot be recorded and stays in the folder")
        if loaded.why:
            self.pulse.rejected()
        to = QUARANTINE if loaded.why else DONE
        await asyncio.to_thread(_move, path, self._folder / to)

    async def _hand_over(self, name: str, loaded: "_Loaded") -> bool:
        """Whether all that the file holds is recorded. A second time changes nothing of the first.

        Spectra go first: they are known by their bytes, a passage is not.
        """
        if loaded.why:
            return await self._on_unreadable(loaded.data, name, loaded.why)
        if loaded.file is not None and not await self._on_spectrum(loaded.data, name, loaded.file):
            return False
        if self._on_occupancy is not None:
            for occupancy in loaded.occupancies:
                if not await self._on_occupancy(loaded.data, name, occupancy):
                    return False
        return True

    def _prune(self) -> None:
        try:
            self._pruner.prune_sometimes()
        except OSError as error:
            raise DeviceError(f"cannot tidy the folder {self._folder}: {error.strerror}") from error

    def _complete_files(self) -> list[Path]:
        try:
            seen = _look_at(self._folder)
        except OSError as error:
            raise DeviceError(f"cannot read the folder {self._folder}: {error.strerror}") from error
        complete = [name for name, look in seen.items() if self._looks.get(name) == look]
        self._looks = seen
        return [self._folder / name for name in sorted(complete)[:FILES_PER_LOOK_MAX]]


def _look_at(folder: Path) -> dict[str, _Look]:
    looks: dict[str, _Look] = {}
    with os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number >= ENTRIES_MAX:
                break
            if entry.name.startswith(".") or entry.name.lower().endswith(UNFINISHED):
                continue
            if entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                looks[entry.name] = _Look(status.st_size, status.st_mtime_ns)
    return looks


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The bytes of a file and what they hold, or why nothing."""

    data: bytes
    file: SpectrumFile | None = None
    occupancies: tuple[Occupancy, ...] = ()
    why: str = ""


def _load(path: Path, lane: str) -> _Loaded:
    data, why = _read_bounded(path)
    if why:
        return _Loaded(data, why=why)
    try:
        return _read(data, lane)
    except NotN42Error:
        return _read_foreign(path, data)
    except SpectrumUnreadableError as error:
        return _Loaded(data, why=str(error))


def _read(data: bytes, lane: str) -> _Loaded:
    if format_of(data) != "N42":
        return _Loaded(data, read_spectrum(data))
    portal = read_portal_file(data, lane)
    if portal.spectra is None and not portal.occupancies:
        return _Loaded(data, why="the file holds gross counts only, and no passage")
    return _Loaded(data, portal.spectra, portal.occupancies)


def _read_foreign(path: Path, data: bytes) -> _Loaded:
    """The reader of other formats opens the file itself, in a process of its own."""
    try:
        return _Loaded(data, read_spectrum_file(path))
    except SpectrumUnreadableError as error:
        return _Loaded(data, why=str(error))


def _read_bounded(path: Path) -> tuple[bytes, str]:
    """The bytes and why they cannot be used; never more than BYTES_MAX, never through a link."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return b"", "this is not a regular file"
            data = file.read(BYTES_MAX + 1)
    except OSError as error:
        return b"", f"the file cannot be read: {error.strerror}"
    if len(data) > BYTES_MAX:
        return b"", f"the file is larger than {BYTES_MAX // 2**20} MiB"
    return data, ""


def _move(path: Path, to: Path) -> None:
    """Move a file under a name that is free there. Raises DeviceError."""
    try:
        to.mkdir(exist_ok=True)
        for number in range(NAMES_MAX):
            suffix = f"-{number}" if number else ""
            target = to / f"{path.stem}{suffix}{path.suffix}"
            if not target.exists():
                path.rename(target)
                return
    except OSError as error:
        raise DeviceError(f"cannot move {path.name} to {to}: {error.strerror}") from error
    raise DeviceError(f"{to} holds {NAMES_MAX} files named like {path.name}")
