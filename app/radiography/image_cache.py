"""Decoded radiographs on disk: pixels that can be mapped, and what a view needs to begin.

The cache can be thrown away at any time; the evidence is the original files.
"""

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import Scan
from app.radiography.extent import vehicle_extent
from app.radiography.pyramid import Pixels, build_pyramid, open_pyramid, write_pyramid
from app.radiography.windows import Levels, histogram, levels_of

ScanFile = tuple[str, str, bytes]
DecodeScan = Callable[[Sequence[ScanFile]], tuple[Scan, list[NDArray[np.uint16]]]]

INDEX_NAME = "index.json"
EXTENT_LEVEL_SIDE_PX = 1200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CachedImage:
    """A radiograph that is ready to be shown. Sequences have one entry per channel.

    `extent_px` are the first column of the vehicle and the one after its last, in full-size
    columns; None where no vehicle was found.
    """

    channels: tuple[list[Pixels], ...]
    levels: tuple[Levels, ...]
    extent_px: tuple[int, int] | None


def decode_to_cache(files: tuple[ScanFile, ...], cache: Path, *, decode: DecodeScan) -> Path:
    """Decode a radiograph into a folder under `cache` and return that folder.

    Runs in a worker process: bind `decode` with functools.partial. Named by content, written aside
    and renamed, so a folder that exists is whole. Raises what `decode` raises.
    """
    digest = sha256("".join(sha256(data).hexdigest() for _, _, data in files).encode())
    home = cache / digest.hexdigest()
    if (home / INDEX_NAME).exists():
        return home
    cache.mkdir(parents=True, exist_ok=True)
    scan, channels = decode(files)
    with tempfile.TemporaryDirectory(dir=cache, ignore_cleanup_errors=True) as aside:
        _write(Path(aside), scan, channels)
        rmtree(home, ignore_errors=True)  # a folder without its index is the rest of a crash
        try:
            Path(aside).rename(home)
        except OSError:
            if not (home / INDEX_NAME).exists():  # else another worker was quicker
                raise
    return home


def open_cached(home: Path) -> CachedImage:
    """Map a folder that `decode_to_cache` returned."""
    index = json.loads((home / INDEX_NAME).read_text("utf-8"))
    return CachedImage(
        channels=tuple(open_pyramid(home / name) for name in index["channels"]),
        levels=tuple(Levels(**levels) for levels in index["levels"]),
        extent_px=None if index["extent_px"] is None else tuple(index["extent_px"]),
    )


def _write(home: Path, scan: Scan, channels: Sequence[Pixels]) -> None:
    names: list[str] = []
    levels: list[Levels] = []
    extent: tuple[int, int] | None = None
    for index, pixels in enumerate(channels):
        pyramid = build_pyramid(pixels)
        names.append(f"channel-{index}")
        write_pyramid(home / names[-1], pyramid)
        levels.append(levels_of(histogram(pixels)))
        if index == 0:
            extent = _extent(pyramid, levels[0].air)
    index_text = json.dumps(
        {
            "scan_id": scan.scan_id,
            "channels": names,
            "levels": [{"air": item.air, "floor": item.floor} for item in levels],
            "extent_px": extent,
        }
    )
    (home / INDEX_NAME).write_text(index_text, "utf-8")


def _extent(pyramid: Sequence[Pixels], air: int) -> tuple[int, int] | None:
    fitting = [n for n, level in enumerate(pyramid) if max(level.shape) >= EXTENT_LEVEL_SIDE_PX]
    number = fitting[-1] if fitting else 0
    found = vehicle_extent(pyramid[number], air)
    if found is None:
        return None
    return found[0] << number, min(found[1] << number, pyramid[0].shape[1])
