"""The folder in which an imaging site leaves radiographs, seen as packages that are complete.

A writer writes `*.part` and renames: the image first, its sheet last, so that the sheet's
appearance is the commit. A writer that does not rename is caught by looking twice: nothing is taken
whose size or time still changes. What was taken is moved to `done/`, under a name made of the scan
and the digest of its bytes, so that the same package sent twice is taken once; what cannot be read
is moved to `quarantine/` with the reason beside it. Nothing is changed; `devices.pruning` removes
what was put aside long enough ago.
"""

import os
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from app.domain.radiograph import Scan
from devices.radiograph.decode import (
    DICOM_MEDIA_TYPE,
    SHEET_MEDIA_TYPE,
    TIFF_MEDIA_TYPE,
    ScanFile,
    read_scan,
)
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import FILE_BYTES_MAX, SHEET_BYTES_MAX
from devices.radiograph.raw_import import NOTE_MEDIA_TYPE, RAW_MEDIA_TYPE, is_note, write_note
from devices.radiograph.raw_profile import RawProfile
from devices.radiograph.uff import UFF_SUFFIX

SHEET_SUFFIX = ".xml"
TIFF_SUFFIXES = (".tif", ".tiff")
DICOM_SUFFIXES = (".dcs", ".dcm")
MEDIA_TYPES = {
    SHEET_SUFFIX: SHEET_MEDIA_TYPE,
    **dict.fromkeys(TIFF_SUFFIXES, TIFF_MEDIA_TYPE),
    **dict.fromkeys(DICOM_SUFFIXES, DICOM_MEDIA_TYPE),
}

PACKAGE_SUFFIXES = frozenset((SHEET_SUFFIX, *TIFF_SUFFIXES))

ENTRIES_MAX = 10_000
IMAGE_WAIT_S = 60.0
"""How long a sheet may wait for its image. In order, the image is there first."""

SHEET_WAIT_S = 3600.0
"""How long an image may wait for its sheet before somebody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPackage:
    """A radiograph as it came: what it says of itself, and every file untouched."""

    scan: Scan
    files: tuple[ScanFile, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Files that belong together and are complete, or why they never will be."""

    paths: tuple[Path, ...]
    why_not: str = ""

    @property
    def name(self) -> str:
        """What the arrival is called in messages: its sheet, or its only file."""
        return self.paths[0].name


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a file looked like, since when it is there and whether it has stopped changing."""

    size_bytes: int
    changed_ns: int
    since_s: float
    settled: bool


class DropFolder:
    """Looks into the folder; every method blocks on the disk and belongs on a thread of its own."""

    def __init__(self, folder: Path, raw_profile: RawProfile | None = None) -> None:
        self.folder = folder
        self._raw_profile = raw_profile
        raw_suffixes = () if raw_profile is None else (raw_profile.suffix,)
        self._single_suffixes = frozenset((*DICOM_SUFFIXES, UFF_SUFFIX, *raw_suffixes))
        self.done = folder / "done"
        self.quarantine = folder / "quarantine"
        self._seen: dict[Path, _Sight] = {}

    def arrivals(self, now_s: float) -> list[Arrival]:
        """What has arrived completely, in order of name. Raises OSError for the folder itself."""
        self._look(now_s)
        found: list[Arrival] = []
        for path in sorted(self._seen):
            suffix = path.suffix.lower()
            if suffix == SHEET_SUFFIX:
                found.extend(self._package(path, now_s))
            elif suffix in TIFF_SUFFIXES:
                found.extend(self._lonely_image(path, now_s))
            elif self._seen[path].settled:
                found.append(Arrival((path,)))
        return found

    def take(self, arrival: Arrival) -> ScanPackage | None:
        """Read an arrival; None if these very bytes were taken before.

        Raises UnreadableScanError, and OSError if a file is gone.
        """
        if arrival.why_not:
            raise UnreadableScanError(arrival.why_not)
        files = tuple(
            (path.name, _media_type(path), _bounded_bytes(path)) for path in arrival.paths
        )
        files = (*self._note(arrival.paths[0], files[0]), *files)
        scan = read_scan(files)
        return None if self._home(scan, files).exists() else ScanPackage(scan=scan, files=files)

    def _note(self, path: Path, file: ScanFile) -> tuple[ScanFile, ...]:
        """For a raw file, what the profile adds; it was scanned when it was last written."""
        profile = self._raw_profile
        if profile is None or path.suffix.lower() != profile.suffix:
            return ()
        written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        note = write_note(profile, path.name, file[2], written_at)
        return ((f"{path.name}.json", NOTE_MEDIA_TYPE, note),)

    def settle(self, arrival: Arrival, package: ScanPackage | None) -> None:
        """Move what was taken, or had been taken before, out of the way."""
        if package is None:
            self._keep(arrival, self.done / "again")
        else:
            self._keep(arrival, self._home(package.scan, package.files))

    def first_bytes(self, arrival: Arrival) -> bytes:
        """The first file of an arrival, or as much of it as fits."""
        with arrival.paths[0].open("rb") as stream:
            return stream.read(FILE_BYTES_MAX)

    def refuse(self, arrival: Arrival, data: bytes, why: str) -> None:
        """Move an arrival to the quarantine, named by its first file's bytes."""
        home = self.quarantine / f"{arrival.name}-{sha256(data).hexdigest()[:16]}"
        home.mkdir(parents=True, exist_ok=True)
        (home / "why.txt").write_text(why + "\n", encoding="utf-8")
        self._keep(arrival, home)

    def _look(self, now_s: float) -> None:
        seen: dict[Path, _Sight] = {}
        for path, stat in _entries(self.folder, self._single_suffixes):
            before = self._seen.get(path)
            now = (stat.st_size, stat.st_mtime_ns)
            same = before is not None and (before.size_bytes, before.changed_ns) == now
            since_s = now_s if before is None else before.since_s
            seen[path] = _Sight(*now, since_s, same)
        self._seen = seen

    def _package(self, sheet: Path, now_s: float) -> Iterator[Arrival]:
        sight = self._seen[sheet]
        images = [path for suffix in TIFF_SUFFIXES if (path := _twin(sheet, suffix)) in self._seen]
        if not sight.settled or any(not self._seen[path].settled for path in images):
            return
        if images:
            yield Arrival((sheet, images[0]))
        elif (home := self._interrupted(sheet)) is not None:
            sheet.replace(home / sheet.name)
        elif now_s - sight.since_s > IMAGE_WAIT_S:
            yield Arrival((sheet,), f"no image came for the sheet {sheet.name}")

    def _interrupted(self, sheet: Path) -> Path | None:
        """Where the image of this sheet went, if we were stopped between the two moves."""
        if not self.done.is_dir():
            return None
        for home in self.done.iterdir():
            has_image = any((home / _twin(sheet, suffix).name).exists() for suffix in TIFF_SUFFIXES)
            if has_image and not (home / sheet.name).exists():
                return home
        return None

    def _lonely_image(self, image: Path, now_s: float) -> Iterator[Arrival]:
        has_sheet = _twin(image, SHEET_SUFFIX) in self._seen
        if not has_sheet and now_s - self._seen[image].since_s > SHEET_WAIT_S:
            yield Arrival((image,), f"no sheet came for the image {image.name}")

    def _home(self, scan: Scan, files: Sequence[ScanFile]) -> Path:
        came = (data for _, _, data in files if not is_note(data))
        digests = "".join(sha256(data).hexdigest() for data in came)
        digest = sha256(digests.encode()).hexdigest()
        return self.done / f"{scan.scan_id}-{digest[:16]}"

    def _keep(self, arrival: Arrival, home: Path) -> None:
        """Move files, the sheet last: it is the first of an arrival's paths."""
        home.mkdir(parents=True, exist_ok=True)
        for path in reversed(arrival.paths):
            path.replace(home / path.name)
            self._seen.pop(path, None)


def _entries(folder: Path, single_suffixes: Set[str]) -> Iterator[tuple[Path, os.stat_result]]:
    """Regular files that may belong to a radiograph; no links, which could lead anywhere."""
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            if count >= ENTRIES_MAX:
                return
            path = Path(entry.path)
            suffix = path.suffix.lower()
            known = suffix in PACKAGE_SUFFIXES or suffix in single_suffixes
            if not known or path.name.startswith("."):
                continue
            try:
                stat = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if S_ISREG(stat.st_mode):
                yield path, stat


def _bounded_bytes(path: Path) -> bytes:
    limit = SHEET_BYTES_MAX if path.suffix.lower() == SHEET_SUFFIX else FILE_BYTES_MAX
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableScanError(f"{path.name} has more than {limit} bytes")
    return data


def _media_type(path: Path) -> str:
    return MEDIA_TYPES.get(path.suffix.lower(), RAW_MEDIA_TYPE)


def _twin(path: Path, suffix: str) -> Path:
    return path.with_suffix(suffix)
