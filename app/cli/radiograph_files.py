"""Radiograph files as somebody names them on the command line."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from devices.radiograph.decode import decode_scan
from devices.radiograph.dicos import is_dicom
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import FILE_BYTES_MAX
from devices.radiograph.tiff_pages import decode_tiff, is_tiff

IMAGE_SUFFIXES = (".tif", ".tiff")
BARE_ROLES = (ChannelRole.HIGH, ChannelRole.LOW, ChannelRole.MATERIAL, ChannelRole.BACKSCATTER)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OpenedRadiograph:
    """A radiograph and how it came. `scan` is None for a TIFF without a sheet.

    `pixels` holds one (height, width) uint16 array per channel.
    """

    form: str
    scan: Scan | None
    channels: tuple[ScanChannel, ...]
    pixels: list[NDArray[np.uint16]]


def open_radiograph(file: Path) -> OpenedRadiograph:
    """Open a sheet, an image or a DICOS file; sheet and image find one another by name.

    Raises UnreadableScanError or OSError.
    """
    sheet, image = _pair(file)
    if sheet is not None and image is not None:
        scan, pixels = decode_scan([_read(sheet), _read(image)])
        return OpenedRadiograph(form="package", scan=scan, channels=scan.channels, pixels=pixels)
    name, media_type, data = _read(file)
    if is_tiff(data) and not is_dicom(data):  # a DICOM preamble may hold a TIFF header
        pixels = decode_tiff(data)
        channels = tuple(_bare_channel(role) for role in BARE_ROLES[: len(pixels)])
        return OpenedRadiograph(form="tiff", scan=None, channels=channels, pixels=pixels)
    scan, pixels = decode_scan([(name, media_type, data)])
    return OpenedRadiograph(form="dicom", scan=scan, channels=scan.channels, pixels=pixels)


def _pair(file: Path) -> tuple[Path | None, Path | None]:
    suffix = file.suffix.lower()
    if suffix == ".xml":
        images = (file.with_suffix(ending) for ending in IMAGE_SUFFIXES)
        image = next((path for path in images if path.is_file()), None)
        if image is None:
            raise UnreadableScanError(f"there is no image beside {file.name}")
        return file, image
    if suffix in IMAGE_SUFFIXES and (sheet := file.with_suffix(".xml")).is_file():
        return sheet, file
    return None, None


def _read(path: Path) -> tuple[str, str, bytes]:
    with path.open("rb") as stream:
        data = stream.read(FILE_BYTES_MAX + 1)
    if len(data) > FILE_BYTES_MAX:
        raise UnreadableScanError(f"{path.name} has more than {FILE_BYTES_MAX} bytes")
    return path.name, "", data


def _bare_channel(role: ChannelRole) -> ScanChannel:
    """What a page is taken for when no sheet says what it is."""
    return ScanChannel(role=role, energy_mv=None, unit=PixelUnit.COUNTS, scale=1.0)
