"""Decoded radiographs on disk: pixels that can be mapped, and what a view needs to begin.

The cache can be thrown away at any time; the evidence is the original files.
"""

import json
import logging
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.domain.radiograph import Scan
from app.domain.raw_reference import RawReference
from app.radiography.extent import vehicle_box
from app.radiography.laid_file import CLEANED, LaidFile, take_away
from app.radiography.material import Indices, material_levels, material_pair
from app.radiography.pyramid import (
    Pixels,
    build_pyramid,
    open_indices,
    open_pyramid,
    write_pyramid,
)
from app.radiography.raw_calibration import calibrate_raw
from app.radiography.stripes import destripe
from app.radiography.windows import Levels, histogram, levels_of

ScanFile = tuple[str, str, bytes]
DecodeScan = Callable[[Sequence[ScanFile]], tuple[Scan, list[NDArray[np.uint16]]]]

FindReference = Callable[[Sequence[ScanFile]], RawReference | None]
Remake = Callable[[Pixels, Levels], Pixels]

_log = logging.getLogger(__name__)

INDEX_NAME = "index.json"
MATERIAL_NAME = "material"
EXTENT_LEVEL_SIDE_PX = 1200
COUNTED_PX_MAX = 4_000_000
"""A histogram for windows is taken of so many pixels at the most, of evenly spread rows."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CachedImage:
    """A radiograph that is ready to be shown. Sequences have one entry per channel.

    `vehicle_px` is the box that the vehicle takes up, in full-size pixels; None where no vehicle
    was found. `material` are material indices, finest first, each of half the size of a level or
    smaller (see `app.radiography.material`); empty where two energies are not to be had.
    """

    channels: tuple[list[Pixels], ...]
    levels: tuple[Levels, ...]
    vehicle_px: PixelBox | None
    material: list[Indices]

    @property
    def extent_px(self) -> tuple[int, int] | None:
        """The first column of the vehicle and the one after its last."""
        return None if self.vehicle_px is None else (self.vehicle_px.left, self.vehicle_px.right)


def decode_to_cache(
    files: tuple[ScanFile | LaidFile, ...],
    cache: Path,
    *,
    decode: DecodeScan,
    find_reference: FindReference = lambda _files: None,
) -> Path:
    """Decode a radiograph into a folder under `cache` and return that folder.

    Runs in a worker process: bind `decode` with functools.partial. Named by content, written aside
    and renamed, so a folder that exists is whole. Files that were laid out are taken away, whatever
    happens. Raises what `decode` raises.

    Where `find_reference` finds how the detector of raw counts was, the calibrated form of each
    channel is made beside it, as the remake `CLEANED` of it. The counts stay as they came.
    """
    taken = [_taken(file) for file in files]
    digest = sha256("".join(digest for digest, _ in taken).encode())
    home = cache / digest.hexdigest()
    if (home / INDEX_NAME).exists():
        return home
    cache.mkdir(parents=True, exist_ok=True)
    originals = [file for _, file in taken]
    scan, channels = decode(originals)
    with tempfile.TemporaryDirectory(dir=cache, ignore_cleanup_errors=True) as aside:
        _write(Path(aside), scan, channels, find_reference(originals))
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
    vehicle = index["vehicle_px"]
    return CachedImage(
        channels=tuple(open_pyramid(home / name) for name in index["channels"]),
        levels=tuple(Levels(**levels) for levels in index["levels"]),
        vehicle_px=None if vehicle is None else PixelBox(**vehicle),
        material=open_indices(home / MATERIAL_NAME),
    )


def remake_to_cache(home: Path, channel: int, name: str, *, remake: Remake) -> Path:
    """Write a channel, changed by `remake`, as a pyramid beside it, and return its folder.

    For a worker: `remake` is `enhance.equalised`, or what takes stripes away. `open_pyramid` maps
    what is returned. Made once; `name` is a word of ours.
    """
    made = home / _remade(f"channel-{channel}", name)
    if made.exists():
        return made
    image = open_cached(home)
    pyramid = build_pyramid(remake(image.channels[channel][0], image.levels[channel]))
    with tempfile.TemporaryDirectory(dir=home, ignore_cleanup_errors=True) as aside:
        write_pyramid(Path(aside), pyramid)
        try:
            Path(aside).rename(made)
        except OSError:
            if not made.exists():  # else another worker was quicker
                raise
    return made


def _taken(file: ScanFile | LaidFile) -> tuple[str, ScanFile]:
    """The digest of a file, and the file."""
    if isinstance(file, LaidFile):
        return file.sha256, take_away(file)
    return sha256(file[2]).hexdigest(), file


def _remade(channel: str, name: str) -> str:
    return f"{channel}-{name}"


def _write(
    home: Path, scan: Scan, channels: Sequence[Pixels], reference: RawReference | None
) -> None:
    pyramids = [build_pyramid(pixels) for pixels in channels]
    levels = [levels_of(histogram(_counted(pixels))) for pixels in channels]
    names = [f"channel-{index}" for index in range(len(pyramids))]
    for name, pyramid in zip(names, pyramids, strict=True):
        write_pyramid(home / name, pyramid)
    if reference is not None:
        for name, pixels, known in zip(names, channels, levels, strict=True):
            _write_calibrated(home / _remade(name, CLEANED), pixels, known, reference)
    pair = material_pair(scan.channels)
    if pair is not None:
        high, low = pair
        material = material_levels(
            pyramids[high],
            pyramids[low],
            levels[high],
            levels[low],
            (scan.channels[high], scan.channels[low]),
        )
        write_pyramid(home / MATERIAL_NAME, material)
    box = _vehicle(pyramids[0], levels[0].air)
    index = {
        "scan_id": scan.scan_id,
        "channels": names,
        "levels": [{"air": item.air, "floor": item.floor} for item in levels],
        "vehicle_px": None if box is None else asdict(box),
    }
    (home / INDEX_NAME).write_text(json.dumps(index), "utf-8")


def _write_calibrated(home: Path, pixels: Pixels, levels: Levels, reference: RawReference) -> None:
    try:
        calibrated = calibrate_raw(pixels, reference, air=levels.air)
    except ValueError as error:
        # The counts are there to be looked at; that they are not calibrated, the log tells.
        _log.warning("raw counts are not calibrated: %s", error)
        return
    write_pyramid(home, build_pyramid(destripe(calibrated, levels)))


def _counted(pixels: Pixels) -> Pixels:
    return pixels[:: max(-(-pixels.size // COUNTED_PX_MAX), 1)]


def _vehicle(pyramid: Sequence[Pixels], air: int) -> PixelBox | None:
    fitting = [n for n, level in enumerate(pyramid) if max(level.shape) >= EXTENT_LEVEL_SIDE_PX]
    number = fitting[-1] if fitting else 0
    found = vehicle_box(pyramid[number], air)
    if found is None:
        return None
    height, width = pyramid[0].shape
    return PixelBox(
        left=found.left << number,
        top=found.top << number,
        right=min(found.right << number, width),
        bottom=min(found.bottom << number, height),
    )
