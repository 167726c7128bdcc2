"""The radiographs of an emulated imaging site as DICOS v03 files. They say that they are a test."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from devices.emulators.imaging.beam import HIGH, LOW, Beam
from devices.emulators.imaging.exposure import AIR_COUNTS
from devices.emulators.imaging.scene import PIXEL_M, ImagedVehicle
from devices.radiograph.dicos_parts import uid_of
from devices.radiograph.dicos_pixels import EXPLICIT_LITTLE
from devices.radiograph.dicos_write import write_dx

Pixels = NDArray[np.uint16]

BEAMS = ((ChannelRole.HIGH, HIGH), (ChannelRole.LOW, LOW))
PIXEL_MM = (PIXEL_M * 1000, PIXEL_M * 1000)


def dicos_bytes(
    pixels: Pixels, vehicle: ImagedVehicle, *, at: datetime, seed: int, site: str, device: str
) -> bytes:
    """The DICOS file of the high energy alone. The same arguments give the same bytes."""
    [data] = dicos_study([pixels], vehicle, at=at, seed=seed, site=site, device=device)
    return data


def dicos_study(
    channels: Sequence[Pixels],
    vehicle: ImagedVehicle,
    *,
    at: datetime,
    seed: int,
    site: str,
    device: str,
    syntax: str = EXPLICIT_LITTLE,
) -> list[bytes]:
    """One DICOS file per energy, all of one study: the high energy, then the low one."""
    height_px, width_px = channels[0].shape
    scan = Scan(
        scan_id=str(uid_of(at.astimezone(UTC).isoformat(), str(seed), vehicle.plate)),
        site=site,
        lane="imaging",
        device=device,
        started_at=at.astimezone(UTC),
        width_px=width_px,
        height_px=height_px,
        pixel_mm=PIXEL_MM,
        channels=tuple(_channel(role, beam) for role, beam in BEAMS[: len(channels)]),
        container_number=vehicle.container,
        plate=vehicle.plate,
        seals_read=tuple(vehicle.seals_on_doors),
        simulated=True,
    )
    return write_dx(scan, channels, syntax=syntax)


def _channel(role: ChannelRole, beam: Beam) -> ScanChannel:
    return ScanChannel(
        role=role, energy_mv=beam.energy_mv, unit=PixelUnit.TRANSMISSION, scale=1 / AIR_COUNTS
    )
