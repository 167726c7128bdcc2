"""DICOS and DICOM radiographs: one file, one channel of one scan.

DICOS (NEMA IIC 1) is written like DICOM and says more of cargo: the object of inspection stands
where DICOM has the patient, so the container number is the patient's identifier.
"""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from pydicom import config
from pydicom.dataset import Dataset, FileDataset
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.filereader import read_dataset, read_partial, read_preamble
from pydicom.tag import BaseTag
from pydicom.uid import UID

from app.domain.conveyance import ContainerNumber
from app.domain.radiograph import ScanChannel
from devices.radiograph.dicos_channel import channel_of
from devices.radiograph.dicos_fields import finite, positive, text_of
from devices.radiograph.dicos_pixels import SYNTAXES, decode_frame
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import (
    FILE_BYTES_MAX,
    HEADER_BYTES_MAX,
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

EXTENDED_LENGTHS = "1.2.840.10008.1.2.1.64"
"""Written by one toolkit, unknown to the standard."""

DICOS_VERSION_TAG = 0x4010_103A
DICOS_META_VERSION_TAG = 0x0002_0004
SCAN_TYPE_TAG = 0x4010_1048
PIXELS_TAG = 0x7FE0_0010

LIBRARY_FAILURES = (
    BytesLengthException,
    InvalidDicomError,
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pydicom and imagecodecs raise on damaged files: they promise no class of error."""

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
    return _guarded(lambda: _header(_dataset(data, pixels=False)))


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
    dataset = _dataset(data, pixels=True)
    header = _header(dataset)
    if "PixelData" not in dataset:
        raise UnreadableScanError("the file has no pixels")
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


def _dataset(data: bytes, *, pixels: bool) -> FileDataset:
    """Everything before the pixels, and the pixels if wanted; nothing that stands behind them."""
    if len(data) > FILE_BYTES_MAX:
        raise UnreadableScanError(f"the file has {len(data)} bytes; {FILE_BYTES_MAX} are the most")
    check_syntax(data)
    reached = False

    def at_pixels(tag: BaseTag, _vr: str | None, _length: int) -> bool:
        nonlocal reached
        reached = int(tag) >= PIXELS_TAG
        return reached

    dataset = read_partial(BytesIO(data[:HEADER_BYTES_MAX]), stop_when=at_pixels)
    if not reached and len(data) > HEADER_BYTES_MAX:
        raise UnreadableScanError(f"the header has more than {HEADER_BYTES_MAX} bytes")
    if pixels:
        return read_partial(
            BytesIO(data), stop_when=lambda tag, _vr, _length: int(tag) > PIXELS_TAG
        )
    return dataset


def check_syntax(data: bytes) -> None:
    """Refuse before reading: a deflated data set would be unpacked whole, however large.

    Raises UnreadableScanError, or what pydicom raises on damaged files (LIBRARY_FAILURES).
    """
    stream = BytesIO(data[:HEADER_BYTES_MAX])
    read_preamble(stream, force=False)
    meta = read_dataset(
        stream,
        is_implicit_VR=False,
        is_little_endian=True,
        stop_when=lambda tag, _vr, _length: tag.group != 2,
    )
    syntax = UID(str(meta.get("TransferSyntaxUID", "")))
    if syntax == EXTENDED_LENGTHS:
        raise UnreadableScanError("64-bit lengths are not DICOM; this transfer syntax is refused")
    if syntax not in SYNTAXES:
        raise UnreadableScanError(f"transfer syntax {syntax.name or 'missing'} is not supported")


def _header(dataset: FileDataset) -> DicosHeader:
    sop_class = text_of(dataset, "SOPClassUID")
    if not sop_class:
        raise UnreadableScanError("the file does not say what it holds")
    if sop_class not in RADIOGRAPHS:
        raise UnreadableScanError(f"the file holds {UID(sop_class).name}, not a radiograph")
    width_px, height_px = int(dataset.Columns), int(dataset.Rows)
    _check_form(dataset, width_px, height_px)
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
        dark_is_low=text_of(dataset, "PhotometricInterpretation") == "MONOCHROME2",
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
