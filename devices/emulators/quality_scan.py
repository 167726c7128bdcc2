"""The imaging site scans the image-quality test object: a synthetic package in a drop folder."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from devices.emulators.imager import put_package, scan_name, sheet_of, tiff_bytes
from devices.emulators.imaging.exposure import QUANTA
from devices.emulators.quality_object import expose_test_object

LANE = "test-object"
"""What the imager's operator enters as the lane: so the workstation knows what was scanned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoVehicle:
    """What an imager knows of a thing that is no vehicle."""

    plate: str = ""
    container: str | None = None
    iso_type: str | None = None
    seals_on_doors: tuple[str, ...] = ()
    length_m: float = 5.0
    load: str = "none"
    cargo: str | None = None
    source: None = None


def write_test_object(
    folder: Path,
    *,
    seed: int,
    at: datetime,
    quanta: float = QUANTA,
    shift_mm: tuple[int, int] = (0, 0),
) -> Path:
    """Scan the test object in two energies and leave TIFF and sheet in `folder`; the sheet.

    `quanta` and `shift_mm` are those of `expose_test_object`.
    """
    image = tiff_bytes(expose_test_object(seed=seed, quanta=quanta, shift_mm=shift_mm))
    sheet = sheet_of(NoVehicle(), scan_name(seed, at), at, sha256(image).hexdigest())
    return put_package(folder, image, replace(sheet, lane=LANE, conveyance=LANE, plate=None))
