"""The imaging site of a lane, emulated: synthetic radiographs in a drop folder.

Everything written here says that it is simulated, in the sheet and in the DICOS header. The physics
is in `devices.emulators.imaging`; the file formats are the real ones.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import tifffile
from numpy.typing import NDArray

from app.domain.radiograph import ChannelRole, PixelUnit, ScanChannel
from devices.emulators.imager_dicos import dicos_bytes
from devices.emulators.imaging.beam import HIGH, LOW, Beam, transmission
from devices.emulators.imaging.exposure import AIR_COUNTS, read_out
from devices.emulators.imaging.scene import PIXEL_M, ImagedVehicle, draw_scene
from devices.radiograph.sheet import Sheet, write_sheet

Pixels = NDArray[np.uint16]

SITE = "Coutts AB"
DEVICE = "Parallel49 cargo imager emulator"
PIXEL_MM = (PIXEL_M * 1000, PIXEL_M * 1000)
AIR_ROWS = (0, 24)
SCAN_TAKES = timedelta(seconds=14)
TILE_PX = 256
ZSTD_LEVEL = 1


def expose(
    vehicle: ImagedVehicle, *, seed: int, beams: Sequence[Beam] = (HIGH, LOW)
) -> list[Pixels]:
    """One image per beam, (height, width) uint16, the front of the vehicle at column 0."""
    random = np.random.default_rng(seed)
    paths = draw_scene(vehicle, random).paths_g_cm2
    return [read_out(transmission(beam, paths), random) for beam in beams]


def write_package(folder: Path, vehicle: ImagedVehicle, *, seed: int, at: datetime) -> Path:
    """Scan a vehicle in two energies and leave TIFF and sheet in `folder`; returns the sheet.

    The image is there before its sheet, and each appears whole: that is the commit.
    """
    scan_id = scan_name(seed, at)
    image = tiff_bytes(expose(vehicle, seed=seed))
    sheet = sheet_of(vehicle, scan_id, at, sha256(image).hexdigest())
    return put_package(folder, image, sheet)


def put_package(folder: Path, image: bytes, sheet: Sheet) -> Path:
    """Leave an image and then its sheet, each whole, in `folder`; returns the sheet."""
    _commit(folder / f"{sheet.scan_id}.tif", image)
    return _commit(folder / f"{sheet.scan_id}.xml", write_sheet(sheet))


def write_dicos(folder: Path, vehicle: ImagedVehicle, *, seed: int, at: datetime) -> Path:
    """Scan a vehicle in the high energy and leave one DICOS file in `folder`; returns it."""
    [pixels] = expose(vehicle, seed=seed, beams=(HIGH,))
    data = dicos_bytes(pixels, vehicle, at=at, seed=seed, site=SITE, device=DEVICE)
    return _commit(folder / f"{scan_name(seed, at)}.dcs", data)


def scan_name(seed: int, at: datetime) -> str:
    """The name of a scan: when, and a number that keeps two of one second apart."""
    return f"COU-{at.astimezone(UTC):%Y%m%d-%H%M%S}-{seed % 10_000:04d}"


def sheet_of(vehicle: ImagedVehicle, scan_id: str, at: datetime, image_sha256: str) -> Sheet:
    """What the site writes beside an image: the numbers as they are on the doors."""
    return Sheet(
        scan_id=scan_id,
        site=SITE,
        lane="imaging",
        device=DEVICE,
        started_at=at.astimezone(UTC),
        ended_at=at.astimezone(UTC) + SCAN_TAKES,
        conveyance="truck",
        container_number=vehicle.container,
        iso_type=vehicle.iso_type,
        plate=vehicle.plate,
        seals=tuple(vehicle.seals_on_doors),
        channels=(_channel(ChannelRole.HIGH, HIGH), _channel(ChannelRole.LOW, LOW)),
        pixel_mm=PIXEL_MM,
        front_right=False,
        air_rows=AIR_ROWS,
        rpm_alarm=None,
        simulated=True,
        image_sha256=image_sha256,
    )


def tiff_bytes(channels: Sequence[Pixels]) -> bytes:
    """A tiled TIFF with one page per channel, packed with zstd after horizontal differences."""
    stream = BytesIO()
    with tifffile.TiffWriter(stream) as writer:
        for pixels in channels:
            writer.write(
                pixels,
                photometric="minisblack",
                tile=(TILE_PX, TILE_PX),
                compression="zstd",
                compressionargs={"level": ZSTD_LEVEL},
                predictor=True,
                metadata=None,
                software=DEVICE,
                maxworkers=2,
            )
    return stream.getvalue()


def _channel(role: ChannelRole, beam: Beam) -> ScanChannel:
    return ScanChannel(
        role=role, energy_mv=beam.energy_mv, unit=PixelUnit.TRANSMISSION, scale=1 / AIR_COUNTS
    )


def _commit(path: Path, data: bytes) -> Path:
    """Write aside, make durable, then show under the real name."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    return path
