"""Radiographs that a site keeps to compare with: one folder each, in a folder of the site file.

A folder whose name begins with "empty" holds an empty space; others are of the library. For a
worker process.
"""

from collections.abc import Sequence
from pathlib import Path

from app.radiography.image_cache import decode_to_cache
from app.radiography.image_questions import Reference, References
from devices.radiograph.decode import (
    DICOM_MEDIA_TYPE,
    SHEET_MEDIA_TYPE,
    TIFF_MEDIA_TYPE,
    ScanFile,
    decode_scan,
    read_scan,
)
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import CHANNELS_MAX, FILE_BYTES_MAX

REFERENCES_MAX = 64
EMPTY = "empty"
MEDIA_TYPES = {
    ".xml": SHEET_MEDIA_TYPE,
    ".tif": TIFF_MEDIA_TYPE,
    ".tiff": TIFF_MEDIA_TYPE,
    ".dcs": DICOM_MEDIA_TYPE,
    ".dcm": DICOM_MEDIA_TYPE,
}


def list_references(home: Path | None) -> References:
    """What is in the folder; nothing without one. Pixels are not unpacked."""
    if home is None or not home.is_dir():
        return References()
    found: list[Reference] = []
    unreadable: list[tuple[str, str]] = []
    for folder in sorted(item for item in home.iterdir() if item.is_dir())[:REFERENCES_MAX]:
        try:
            scan = read_scan(_files(folder))
        except (UnreadableScanError, OSError) as error:
            unreadable.append((folder.name, str(error)))
            continue
        is_empty = folder.name.lower().startswith(EMPTY)
        found.append(Reference(title=folder.name, folder=folder, scan=scan, is_empty=is_empty))
    found.sort(key=lambda item: (not item.is_empty, item.title))
    return References(found=tuple(found), unreadable=tuple(unreadable))


def decode_reference(reference: Reference, cache: Path) -> Path:
    """Decode one into the cache. Raises UnreadableScanError or OSError."""
    return decode_to_cache(tuple(_files(reference.folder)), cache, decode=decode_scan)


def _files(folder: Path) -> Sequence[ScanFile]:
    paths = sorted(item for item in folder.iterdir() if item.suffix.lower() in MEDIA_TYPES)
    if not 0 < len(paths) <= CHANNELS_MAX:
        raise UnreadableScanError(f"{folder.name} does not hold the files of one scan")
    if any(path.stat().st_size > FILE_BYTES_MAX for path in paths):
        raise UnreadableScanError(f"{folder.name} holds a file that is too large")
    return [(path.name, MEDIA_TYPES[path.suffix.lower()], path.read_bytes()) for path in paths]
