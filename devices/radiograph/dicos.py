"""DICOS and DICOM radiographs: one file, one channel of one scan.

DICOS (NEMA IIC 1) is written like DICOM and says more of cargo: the object of inspection stands
where DICOM has the patient, so the container number is the patient's identifier.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from pydicom import config
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import UID

from app.domain.conveyance import ContainerNumber
from app.domain.radiograph import ScanChannel
from devices.radiograph.dicos_channel import channel_of
from devices.radiograph.dicos_fields import finite, positive, text_of
from devices.radiograph.dicos_file import LIBRARY_FAILURES, PixelPlace, read_header, read_whole
from devices.radiograph.dicos_pixels import UNCODED, decode_frame
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import (
    PIXELS_MAX,
    SEALS_MAX,
    SIDE_PX_MAX,
    TEXT_CHARS_MAX,
    WHY_CHARS_MAX,
)
from devices.radiograph.sheet import SCAN_ID_PATTERN

RADIOGRAPHS = {
    "1.2.840.10008.5.1.4.1.1.501.2.1": "DICOS Digital X-Ray, for presentation",
    "1.2.840.10008.5.1.4.1.1.501.2.2": "DICOS Digital X-Ray, for processing",
    "1.2.840.10008.5.1.4.1.1.1.1": "DICOM Digital X-Ray, for presentation",
    "1.2.840.10008.5.1.4.1.1.1.1.1": "DICOM Digital X-Ray, for processing",
    "1.2.840.10008.5.1.4.1.1.1": "DICOM Computed Radiography",
}
"""SOP classes that are radiographs. Reports, tomograms and captures are refused by name."""

DICOS_VERSION_TAG = 0x4010_103A
DICOS_META_VERSION_TAG = 0x0002_0004
SCAN_TYPE_TAG = 0x4010_1048

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class DicosHeader:
    """What one file says of itself and its scan. `front_right` as in the sheet of a package."""

    scan_id: str
    site: str
    lane: str
    device: str
    started_at: datetime
    width_px: int
    height_px: int
    pixel_mm: tuple[float, float] | None
    channel: ScanChannel
    container_number: str | None
    plate: str | None
    seals: tuple[str, ...]
    front_right: bool
    dark_is_low: bool
    simulated: bool
    sop_class: str
    sop_instance: str
    dicos_version: str


def is_dicom(data: bytes) -> bool:
    """Whether `data` begins like a DICOM file: preamble and magic."""
    return data[128:132] == b"DICM"


def dicos_header(data: bytes) -> DicosHeader:
    """Read everything but the pixels. Raises UnreadableScanError."""
    return _guarded(lambda: _header(*read_header(data)))


def decode_dicos(data: bytes) -> tuple[DicosHeader, npt.NDArray[np.uint16]]:
    """Header and (height, width) pixels, bright where much radiation passed.

    Raises UnreadableScanError.
    """
    return _guarded(lambda: _decoded(data))


def _guarded(read: Callable[[], _Result]) -> _Result:
    try:
        with config.disable_value_validation():
            return read()
    except UnreadableScanError:
        raise
    except LIBRARY_FAILURES as error:
        why = str(error)[:WHY_CHARS_MAX]
        raise UnreadableScanError(f"the DICOM file is damaged: {why}") from error


def _decoded(data: bytes) -> tuple[DicosHeader, npt.NDArray[np.uint16]]:
    header = dicos_header(data)
    dataset = read_whole(data)
    pixels: npt.NDArray[np.uint16] = decode_frame(
        dataset.PixelData,
        str(dataset.file_meta.TransferSyntaxUID),
        width_px=header.width_px,
        height_px=header.height_px,
        bits_allocated=int(dataset.BitsAllocated),
    ).astype(np.uint16)
    top = np.uint16(2**header.channel.bits - 1)
    pixels &= top
    if not header.dark_is_low:
        np.subtract(top, pixels, out=pixels)
    return header, pixels


def _header(dataset: FileDataset, place: PixelPlace) -> DicosHeader:
    sop_class = text_of(dataset, "SOPClassUID")
    if not sop_class:
        raise UnreadableScanError("the file does not say what it holds")
    if sop_class not in RADIOGRAPHS:
        raise UnreadableScanError(f"the file holds {UID(sop_class).name}, not a radiograph")
    width_px, height_px = int(dataset.Columns), int(dataset.Rows)
    _check_form(dataset, width_px, height_px)
    _check_place(dataset, place, width_px * height_px)
    return DicosHeader(
        scan_id=_scan_id(dataset),
        site=text_of(dataset, "InstitutionName"),
        lane=text_of(dataset, "StationName"),
        device=_device(dataset),
        started_at=_started_at(dataset),
        width_px=width_px,
        height_px=height_px,
        pixel_mm=_pixel_mm(dataset),
        channel=channel_of(dataset),
        container_number=_container(dataset),
        plate=next(iter(_others(dataset, "PLATE")), None),
        seals=_others(dataset, "SEAL"),
        front_right=_front_right(dataset),
        dark_is_low=_dark_is_low(dataset),
        simulated=text_of(dataset, SCAN_TYPE_TAG) not in ("", "OPERATIONAL"),
        sop_class=sop_class,
        sop_instance=text_of(dataset, "SOPInstanceUID"),
        dicos_version=text_of(dataset.file_meta, DICOS_META_VERSION_TAG)
        or text_of(dataset, DICOS_VERSION_TAG),
    )


def _check_form(dataset: Dataset, width_px: int, height_px: int) -> None:
    if not (1 <= width_px <= SIDE_PX_MAX and 1 <= height_px <= SIDE_PX_MAX):
        raise UnreadableScanError(f"a side of an image has 1 to {SIDE_PX_MAX} pixels")
    if width_px * height_px > PIXELS_MAX:
        raise UnreadableScanError(f"the image has more than {PIXELS_MAX} pixels")
    if int(dataset.get("NumberOfFrames") or 1) != 1:
        raise UnreadableScanError("the file holds several frames; one is accepted")
    if int(dataset.get("SamplesPerPixel") or 1) != 1:
        raise UnreadableScanError("the image is not grey")
    if int(dataset.get("PixelRepresentation") or 0) != 0:
        raise UnreadableScanError("the pixels are signed numbers")
    if int(dataset.BitsAllocated) not in (8, 16):
        raise UnreadableScanError("a pixel takes neither 8 nor 16 bits")
    if not 1 <= int(dataset.BitsStored) <= int(dataset.BitsAllocated):
        raise UnreadableScanError("more bits are stored than are there")
    if text_of(dataset, "PhotometricInterpretation") not in ("MONOCHROME1", "MONOCHROME2"):
        raise UnreadableScanError("the image is not grey")


def _check_place(dataset: FileDataset, place: PixelPlace, pixels: int) -> None:
    """Pixels are there, and where they are not packed, all of them."""
    if not place.length_bytes:
        raise UnreadableScanError("the file has no pixels")
    if str(dataset.file_meta.TransferSyntaxUID) not in UNCODED:
        return
    needed = pixels * int(dataset.BitsAllocated) // 8
    found = min(place.length_bytes, place.left_bytes)
    if not needed <= found <= needed + 1:  # odd lengths are padded by one byte
        raise UnreadableScanError(f"{found} bytes of pixels where the header needs {needed}")


def _dark_is_low(dataset: Dataset) -> bool:
    """Whether low values are little radiation, by PS3.3 C.8.11.3.1.2.

    A file that does not say so says at least how it is shown, and cargo is shown dark on bright.
    """
    sign = text_of(dataset, "PixelIntensityRelationshipSign")
    if sign in ("1", "-1"):
        return sign == "1"
    return text_of(dataset, "PhotometricInterpretation") == "MONOCHROME2"


def _scan_id(dataset: Dataset) -> str:
    for keyword in ("StudyInstanceUID", "SOPInstanceUID"):
        if SCAN_ID_PATTERN.fullmatch(text := text_of(dataset, keyword)):
            return text
    raise UnreadableScanError("the file names neither its study nor itself")


def _device(dataset: Dataset) -> str:
    names = (text_of(dataset, name) for name in ("Manufacturer", "ManufacturerModelName"))
    return " ".join(name for name in names if name)[:TEXT_CHARS_MAX]


def _started_at(dataset: Dataset) -> datetime:
    """The first time that the file gives; without an offset it is taken as UTC."""
    offset = text_of(dataset, "TimezoneOffsetFromUTC")
    zone = offset if re.fullmatch(r"[+-]\d{4}", offset) else "+0000"
    for event in ("Acquisition", "Content", "Series", "Study"):
        date, time = text_of(dataset, f"{event}Date"), text_of(dataset, f"{event}Time")
        if re.fullmatch(r"\d{8}", date) and re.fullmatch(r"\d{6}.*", time):
            return datetime.strptime(f"{date}{time[:6]}{zone}", "%Y%m%d%H%M%S%z").astimezone(UTC)
    raise UnreadableScanError("the file does not say when the scan was made")


def _pixel_mm(dataset: Dataset) -> tuple[float, float] | None:
    for keyword in ("ImagerPixelSpacing", "PixelSpacing"):
        spacing = dataset.get(keyword)
        if spacing is not None and len(spacing) == 2:
            down_mm, across_mm = positive(spacing[0]), positive(spacing[1])
            if down_mm is not None and across_mm is not None:
                return across_mm, down_mm
    return None


def _front_right(dataset: Dataset) -> bool:
    """Whether columns run from the rear to the front: the row direction points backwards."""
    cosines = dataset.get("ImageOrientationPatient")
    return cosines is not None and len(cosines) == 6 and (finite(cosines[0]) or 1.0) < 0


def _container(dataset: Dataset) -> str | None:
    text = text_of(dataset, "PatientID")
    if text_of(dataset, "IssuerOfPatientID") == "BIC":
        return text or None
    try:
        return ContainerNumber.parse(text).text
    except ValueError:
        return None


def _others(dataset: Dataset, issuer: str) -> tuple[str, ...]:
    found = (
        text_of(item, "PatientID")
        for item in (dataset.get("OtherPatientIDsSequence") or ())
        if text_of(item, "IssuerOfPatientID") == issuer
    )
    return tuple(text for text in found if text)[:SEALS_MAX]
