"""Bytes of a DICOM file to a data set, bounded: what stands before the pixels, or with them."""

import struct
from dataclasses import dataclass
from io import BytesIO

from pydicom.dataset import FileDataset
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.filereader import read_dataset, read_partial, read_preamble
from pydicom.tag import BaseTag
from pydicom.uid import UID

from devices.radiograph.dicos_pixels import SYNTAXES
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import FILE_BYTES_MAX, HEADER_BYTES_MAX

EXTENDED_LENGTHS = "1.2.840.10008.1.2.1.64"
"""Written by one toolkit, unknown to the standard."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelPlace:
    """The value of Pixel Data: the length it claims, and how many bytes the file has from there.

    A length of 0 means that there is no such value.
    """

    length_bytes: int = 0
    left_bytes: int = 0


def read_header(data: bytes) -> tuple[FileDataset, PixelPlace]:
    """Everything before the pixels, and where these are.

    Raises UnreadableScanError, or what pydicom raises on damaged files (LIBRARY_FAILURES).
    """
    _check(data)
    stream = BytesIO(data[:HEADER_BYTES_MAX])
    place: PixelPlace | None = None

    def at_pixels(tag: BaseTag, _vr: str | None, length: int) -> bool:
        nonlocal place
        if int(tag) < PIXELS_TAG:
            return False
        is_there = int(tag) == PIXELS_TAG
        left = len(data) - stream.tell()
        place = PixelPlace(length_bytes=length, left_bytes=left) if is_there else PixelPlace()
        return True

    dataset = read_partial(stream, stop_when=at_pixels)
    if place is None and len(data) > HEADER_BYTES_MAX:
        raise UnreadableScanError(f"the header has more than {HEADER_BYTES_MAX} bytes")
    return dataset, place or PixelPlace()


def read_whole(data: bytes) -> FileDataset:
    """Everything up to and with the pixels; nothing that stands behind them. As `read_header`."""
    _check(data)
    return read_partial(BytesIO(data), stop_when=lambda tag, _vr, _length: int(tag) > PIXELS_TAG)


def _check(data: bytes) -> None:
    if len(data) > FILE_BYTES_MAX:
        raise UnreadableScanError(f"the file has {len(data)} bytes; {FILE_BYTES_MAX} are the most")
    check_syntax(data)


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
