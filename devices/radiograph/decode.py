"""Files of one radiograph in, the scan and its pixels out.

`read_scan` looks at sheet, digest and structure only and runs no pixel codec, so it may run in the
workstation's own process. `decode_scan` unpacks pixels with native code and belongs in a worker.
"""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.domain.raw_reference import RawReference
from devices.radiograph.dicos import DicosHeader, decode_dicos, dicos_header, is_dicom
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import CHANNELS_MAX, PIXELS_MAX
from devices.radiograph.raw_import import RawScan, decode_raw, is_note, read_raw
from devices.radiograph.sheet import Sheet, read_sheet
from devices.radiograph.tiff_pages import PageSize, decode_tiff, is_tiff, tiff_size
from devices.radiograph.uff import is_uff, refuse_uff

ScanFile = tuple[str, str, bytes]
"""Name, media type and the bytes exactly as they came."""

SHEET_MEDIA_TYPE = "application/xml"
TIFF_MEDIA_TYPE = "image/tiff"
DICOM_MEDIA_TYPE = "application/dicom"

Channels = list[npt.NDArray[np.uint16]]


def read_scan(files: Sequence[ScanFile]) -> Scan:
    """The scan that `files` describe, without its pixels. Raises UnreadableScanError."""
    if _are_dicom(files):
        return _scan_of_headers([dicos_header(data) for _, _, data in files])
    if (raw := _raw(files)) is not None:
        return raw[0].scan
    sheet, image = _package(files)
    return _scan_of_sheet(sheet, tiff_size(image))


def decode_scan(files: Sequence[ScanFile]) -> tuple[Scan, Channels]:
    """The scan and one (height, width) array per channel, column 0 at the front of the vehicle.

    Pixel values are as the imager wrote them, bright where much radiation passed. `files` is a
    sheet with its TIFF, the DICOS files of one study, or a raw file with the note that a profile
    made of it. Raises UnreadableScanError.
    """
    if _are_dicom(files):
        return _decoded_dicos([data for _, _, data in files])
    if (raw := _raw(files)) is not None:
        return raw[0].scan, decode_raw(*raw)
    sheet, image = _package(files)
    channels = decode_tiff(image)
    height_px, width_px = channels[0].shape
    scan = _scan_of_sheet(sheet, PageSize(width_px, height_px, len(channels)))
    return scan, [_front_first(pixels, front_right=sheet.front_right) for pixels in channels]


def raw_reference(files: Sequence[ScanFile]) -> RawReference | None:
    """Where counts say how their detector was; None where pixels are calibrated already.

    Raises UnreadableScanError.
    """
    raw = _raw(files) if files else None
    if raw is None or not raw[0].profile.reference.is_of_use:
        return None
    units = {channel.unit for channel in raw[0].scan.channels}
    return raw[0].profile.reference if units == {PixelUnit.COUNTS} else None


def _are_dicom(files: Sequence[ScanFile]) -> bool:
    if not files:
        raise UnreadableScanError("there are no files")
    if len(files) > CHANNELS_MAX:
        raise UnreadableScanError(f"a radiograph has {CHANNELS_MAX} files at the most")
    return all(is_dicom(data) for _, _, data in files)


def _raw(files: Sequence[ScanFile]) -> tuple[RawScan, bytes] | None:
    notes = [data for _, _, data in files if is_note(data)]
    images = [data for _, _, data in files if not is_note(data)]
    if len(notes) != 1 or len(images) != 1:
        return None
    return read_raw(notes[0], images[0]), images[0]


def _package(files: Sequence[ScanFile]) -> tuple[Sheet, bytes]:
    images = [data for _, _, data in files if is_tiff(data)]
    others = [data for _, _, data in files if not is_tiff(data)]
    if any(is_uff(name, data) for name, _, data in files):
        refuse_uff()
    if len(images) != 1 or len(others) != 1:
        raise UnreadableScanError("a package is one sheet and one TIFF")
    sheet = read_sheet(others[0])
    if (digest := sha256(images[0]).hexdigest()) != sheet.image_sha256:
        raise UnreadableScanError(
            f"the image's SHA-256 is {digest[:16]}…, the sheet says {sheet.image_sha256[:16]}…"
        )
    return sheet, images[0]


def _scan_of_sheet(sheet: Sheet, size: PageSize) -> Scan:
    if size.pages != len(sheet.channels):
        raise UnreadableScanError(
            f"the TIFF has {size.pages} pages, the sheet {len(sheet.channels)} channels"
        )
    return Scan(
        scan_id=sheet.scan_id,
        site=sheet.site,
        lane=sheet.lane,
        device=sheet.device,
        started_at=sheet.started_at,
        width_px=size.width_px,
        height_px=size.height_px,
        pixel_mm=sheet.pixel_mm,
        channels=sheet.channels,
        container_number=sheet.container_number,
        plate=sheet.plate,
        iso_type=sheet.iso_type,
        seals_read=sheet.seals,
        simulated=sheet.simulated,
    )


def _decoded_dicos(files: Sequence[bytes]) -> tuple[Scan, Channels]:
    _scan_of_headers([dicos_header(data) for data in files])  # before anything is unpacked
    decoded = [decode_dicos(data) for data in files]
    decoded.sort(key=lambda item: _energy_mv(item[0]), reverse=True)
    scan = _scan_of_headers([header for header, _ in decoded])
    return scan, [
        _front_first(pixels, front_right=header.front_right) for header, pixels in decoded
    ]


def _scan_of_headers(headers: Sequence[DicosHeader]) -> Scan:
    """The files of one study, the highest energy first."""
    ordered = sorted(headers, key=_energy_mv, reverse=True)
    first = ordered[0]
    same = {(header.scan_id, header.width_px, header.height_px) for header in ordered}
    if len(same) > 1:
        raise UnreadableScanError("the files are not of one study or differ in size")
    if first.width_px * first.height_px * len(ordered) > PIXELS_MAX:
        raise UnreadableScanError(f"all energies have more than {PIXELS_MAX} pixels")
    return Scan(
        scan_id=first.scan_id,
        site=first.site,
        lane=first.lane,
        device=first.device,
        started_at=first.started_at,
        width_px=first.width_px,
        height_px=first.height_px,
        pixel_mm=first.pixel_mm,
        channels=tuple(_with_role(header.channel, rank) for rank, header in enumerate(ordered)),
        container_number=first.container_number,
        plate=first.plate,
        seals_read=first.seals,
        simulated=any(header.simulated for header in ordered),
    )


def _with_role(channel: ScanChannel, rank: int) -> ScanChannel:
    return ScanChannel(
        role=ChannelRole.LOW if rank else ChannelRole.HIGH,
        energy_mv=channel.energy_mv,
        unit=channel.unit,
        scale=channel.scale,
        offset=channel.offset,
        bits=channel.bits,
    )


def _energy_mv(header: DicosHeader) -> float:
    return header.channel.energy_mv or 0.0


def _front_first(pixels: npt.NDArray[np.uint16], *, front_right: bool) -> npt.NDArray[np.uint16]:
    return np.ascontiguousarray(pixels[:, ::-1]) if front_right else pixels
