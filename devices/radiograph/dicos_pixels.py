"""Pixels of one DICOM frame, for the transfer syntaxes that imagers write.

A coded frame says its own size in its first markers. That size is compared with the header before
the decoder runs, so that a few bytes cannot ask for gigabytes.
"""

import struct
from collections.abc import Callable, Iterator

import imagecodecs
import numpy as np
import numpy.typing as npt
from pydicom.encaps import generate_frames

from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import check_growth

Pixels = npt.NDArray[np.uint8 | np.uint16]
PixelType = np.dtype[np.uint8 | np.uint16]

EXPLICIT_LITTLE = "1.2.840.10008.1.2.1"
IMPLICIT_LITTLE = "1.2.840.10008.1.2"
JPEG_LOSSLESS = ("1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70")
JPEG_LS_LOSSLESS = "1.2.840.10008.1.2.4.80"
JPEG_2000_LOSSLESS = "1.2.840.10008.1.2.4.90"
RUN_LENGTH = "1.2.840.10008.1.2.5"

JPEG_SIZE_MARKERS = frozenset({0xC3, 0xF7})
"""Start of frame: lossless Huffman (ISO/IEC 10918-1) and JPEG-LS (ISO/IEC 14495-1)."""

RLE_SEGMENTS_MAX = 2


def decode_frame(
    data: bytes, syntax: str, *, width_px: int, height_px: int, bits_allocated: int
) -> Pixels:
    """The (height, width) pixels of the only frame in a PixelData value.

    Raises UnreadableScanError, or what imagecodecs raises on damaged frames (RuntimeError).
    """
    dtype: PixelType = np.dtype(np.uint16 if bits_allocated == 16 else np.uint8)
    if syntax in UNCODED:
        return _uncoded(data, dtype, width_px, height_px)
    frame = next(iter(generate_frames(data, number_of_frames=1)), b"")
    check_growth(len(frame), width_px * height_px * dtype.itemsize)
    pixels = CODED[syntax](frame, dtype, (height_px, width_px))
    if pixels.shape != (height_px, width_px) or pixels.dtype.itemsize != dtype.itemsize:
        raise UnreadableScanError("the frame did not decode to the size that the header gives")
    return pixels


def _uncoded(data: bytes, dtype: PixelType, width_px: int, height_px: int) -> Pixels:
    needed = width_px * height_px * dtype.itemsize
    if not needed <= len(data) <= needed + 1:  # odd lengths are padded by one byte
        raise UnreadableScanError(f"{len(data)} bytes of pixels where the header needs {needed}")
    return np.frombuffer(data, dtype, width_px * height_px).reshape(height_px, width_px)


def _jpeg_lossless(frame: bytes, dtype: PixelType, shape: tuple[int, int]) -> Pixels:
    _check_jpeg_size(frame, shape)
    return np.asarray(imagecodecs.jpegsof3_decode(frame))


def _jpeg_ls(frame: bytes, dtype: PixelType, shape: tuple[int, int]) -> Pixels:
    _check_jpeg_size(frame, shape)
    return np.asarray(imagecodecs.jpegls_decode(frame))


def _jpeg_2000(frame: bytes, dtype: PixelType, shape: tuple[int, int]) -> Pixels:
    # SOC, SIZ, its length and capabilities, then the corners of the image (ISO/IEC 15444-1 A.5.1)
    if len(frame) < 42 or frame[:4] != b"\xff\x4f\xff\x51":
        raise UnreadableScanError("the frame does not begin like JPEG 2000")
    right, bottom, left, top = struct.unpack_from(">4I", frame, 8)
    (components,) = struct.unpack_from(">H", frame, 40)
    if (bottom - top, right - left) != shape or components != 1:
        raise UnreadableScanError("the frame has another size than the header")
    return np.asarray(imagecodecs.jpeg2k_decode(frame, numthreads=1))


def _run_length(frame: bytes, dtype: PixelType, shape: tuple[int, int]) -> Pixels:
    """Byte planes, the high one first (DICOM PS3.5 annex G)."""
    if len(frame) < 64 or struct.unpack_from("<I", frame)[0] != dtype.itemsize:
        raise UnreadableScanError("the frame does not hold one segment per byte of a pixel")
    size_bytes = shape[0] * shape[1] * dtype.itemsize
    decoded = imagecodecs.dicomrle_decode(frame, dtype.str, out=size_bytes)
    return np.frombuffer(decoded, dtype).reshape(shape)


def _check_jpeg_size(frame: bytes, shape: tuple[int, int]) -> None:
    for marker, segment in _jpeg_segments(frame):
        if marker in JPEG_SIZE_MARKERS and len(segment) >= 6:
            _, height, width, components = struct.unpack_from(">BHHB", segment)
            if (height, width) != shape or components != 1:
                raise UnreadableScanError("the frame has another size than the header")
            return
    raise UnreadableScanError("the frame is not lossless JPEG")


def _jpeg_segments(frame: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker segments up to the first scan."""
    position = 2
    while position + 4 <= len(frame) and frame[position] == 0xFF:
        marker, length = frame[position + 1], int.from_bytes(frame[position + 2 : position + 4])
        if marker == 0xDA or length < 2:
            return
        yield marker, frame[position + 4 : position + 2 + length]
        position += 2 + length


UNCODED = frozenset({EXPLICIT_LITTLE, IMPLICIT_LITTLE})
CODED: dict[str, Callable[[bytes, PixelType, tuple[int, int]], Pixels]] = {
    JPEG_LOSSLESS[0]: _jpeg_lossless,
    JPEG_LOSSLESS[1]: _jpeg_lossless,
    JPEG_LS_LOSSLESS: _jpeg_ls,
    JPEG_2000_LOSSLESS: _jpeg_2000,
    RUN_LENGTH: _run_length,
}
SYNTAXES = UNCODED | CODED.keys()
"""Every transfer syntax that `decode_frame` takes."""
