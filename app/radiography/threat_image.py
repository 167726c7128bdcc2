"""Makes the image of a test: a released radiograph, decoded again, with an object laid in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.domain.annotation import PixelBox
from app.domain.radiograph import ChannelRole, PixelUnit, Scan
from app.radiography.extent import vehicle_box
from app.radiography.image_cache import DecodeScan, ScanFile, decode_to_cache
from app.radiography.projection import ProjectionError, choose_pose, project
from app.radiography.pyramid import Pixels
from app.radiography.threats import threat_library
from app.radiography.windows import histogram, levels_of

RECIPE = ("test-image.json", "application/json")
ENERGIES = ((ChannelRole.HIGH,), (ChannelRole.HIGH, ChannelRole.LOW))
"""Channels for which the library says how much of an object passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestImage:
    """Where the pixels of a test lie, and what was laid in where; nothing for a control."""

    __test__ = False  # pytest would take the name for a test's

    folder: Path
    object_name: str | None
    box: PixelBox | None


def make_test_image(
    files: tuple[ScanFile, ...], cache: Path, *, seed: int, control: bool, decode: DecodeScan
) -> TestImage:
    """Decode a released radiograph into a folder of its own, with a random object laid in.

    Runs in a worker process: bind `decode` with functools.partial. `control` leaves the image as it
    was. Raises ProjectionError where no object could be laid in fairly, and what `decode` raises.
    """
    placed: list[tuple[str, PixelBox]] = []

    def decode_and_lay_in(given: Sequence[ScanFile]) -> tuple[Scan, list[Pixels]]:
        scan, channels = decode(given[:-1])
        if control:
            return scan, channels
        name, made, box = _laid_in(scan, channels, seed)
        placed.append((name, box))
        return scan, made

    recipe = json.dumps({"seed": seed, "control": control}).encode()
    folder = decode_to_cache((*files, (*RECIPE, recipe)), cache, decode=decode_and_lay_in)
    if not control and not placed:
        raise ProjectionError("this image was made before; a seed is used once")
    name, box = placed[0] if placed else (None, None)
    return TestImage(folder=folder, object_name=name, box=box)


def _laid_in(
    scan: Scan, channels: Sequence[Pixels], seed: int
) -> tuple[str, list[Pixels], PixelBox]:
    if any(item.unit is PixelUnit.LOG for item in scan.channels):
        raise ProjectionError("radiation is multiplied, and these values are no radiation")
    if tuple(item.role for item in scan.channels) not in ENERGIES:
        raise ProjectionError("what an object does to these channels is not known")
    if scan.pixel_mm is None:
        raise ProjectionError("an image without a pixel size has no room for an object of one")
    random = np.random.default_rng(seed)
    levels = [levels_of(histogram(pixels)) for pixels in channels]
    cargo = vehicle_box(channels[0], levels[0].air)
    if cargo is None:
        raise ProjectionError("no vehicle was found in the image")
    library = threat_library()
    threat = library[int(random.integers(len(library)))]
    pose = choose_pose(
        channels[0], levels[0], threat, pixel_mm=scan.pixel_mm, cargo=cargo, random=random
    )
    made = project(
        channels, levels, threat, pose, pixel_mm=scan.pixel_mm, cargo=cargo, random=random
    )
    return threat.name, list(made.channels), made.box
