"""TIFF images of a scan package: one page of 16-bit grey per channel.

Only the plain part of TIFF is accepted: classic or BigTIFF, one sample of 16 unsigned bits, stored
as it is or packed with deflate or zstd. Whatever else a TIFF could hold is refused by name, because
every codec more is a way in for bytes that nobody vouches for.
"""

import logging
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import tifffile

from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import (
    CHANNELS_MAX,
    FILE_BYTES_MAX,
    PIXELS_MAX,
    SIDE_PX_MAX,
    TILE_PIXELS_MAX,
    WHY_CHARS_MAX,
    check_growth,
)

TIFF_MAGICS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
COMPRESSIONS = frozenset(
    {
        tifffile.COMPRESSION.NONE,
        tifffile.COMPRESSION.ADOBE_DEFLATE,
        tifffile.COMPRESSION.DEFLATE,
        tifffile.COMPRESSION.ZSTD,
    }
)
PREDICTORS = frozenset({tifffile.PREDICTOR.NONE, tifffile.PREDICTOR.HORIZONTAL})
PHOTOMETRICS = frozenset({tifffile.PHOTOMETRIC.MINISBLACK, tifffile.PHOTOMETRIC.MINISWHITE})

LIBRARY_FAILURES = (
    tifffile.TiffFileError,
    struct.error,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What tifffile raises on damaged files: it promises no class of error."""

_Result = TypeVar("_Result")

# It logs every damaged tag of every damaged file; the reason that we give is enough.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of every page, and how many pages there are."""

    width_px: int
    height_px: int
    pages: int


def is_tiff(data: bytes) -> bool:
    """Whether `data` begins like a TIFF."""
    return data[:4] in TIFF_MAGICS


def tiff_size(data: bytes) -> PageSize:
    """Check a TIFF's structure without decoding a pixel. Raises UnreadableScanError."""
    return _guarded(_checked_size, data)


def decode_tiff(data: bytes) -> list[npt.NDArray[np.uint16]]:
    """Pixels of each page, (height, width), native byte order. Raises UnreadableScanError."""
    return _guarded(_decoded, data)


def _guarded(read: Callable[[bytes], _Result], data: bytes) -> _Result:
    if len(data) > FILE_BYTES_MAX:
        raise UnreadableScanError(f"the image has {len(data)} bytes; {FILE_BYTES_MAX} are the most")
    try:
        return read(data)
    except UnreadableScanError:
        raise
    except LIBRARY_FAILURES as error:
        why = str(error)[:WHY_CHARS_MAX]
        raise UnreadableScanError(f"the TIFF is damaged: {why}") from error


def _checked_size(data: bytes) -> PageSize:
    with tifffile.TiffFile(BytesIO(data)) as file:
        pages = _pages(file)
        return PageSize(pages[0].imagewidth, pages[0].imagelength, len(pages))


def _decoded(data: bytes) -> list[npt.NDArray[np.uint16]]:
    with tifffile.TiffFile(BytesIO(data)) as file:
        return [_pixels(page) for page in _pages(file)]


def _pages(file: tifffile.TiffFile) -> Sequence[tifffile.TiffPage]:
    pages: list[tifffile.TiffPage] = []
    for page in file.pages:
        if len(pages) == CHANNELS_MAX:
            raise UnreadableScanError(f"the TIFF has more than {CHANNELS_MAX} pages")
        if not isinstance(page, tifffile.TiffPage):
            raise UnreadableScanError("a page of the TIFF has no directory of its own")
        _check_page(page)
        pages.append(page)
    if not pages:
        raise UnreadableScanError("the TIFF has no page")
    sizes = {(page.imagewidth, page.imagelength) for page in pages}
    if len(sizes) > 1:
        raise UnreadableScanError("the pages of the TIFF differ in size")
    width_px, height_px = sizes.pop()
    if width_px * height_px * len(pages) > PIXELS_MAX:
        raise UnreadableScanError(f"the TIFF has more than {PIXELS_MAX} pixels")
    packed_bytes = sum(sum(page.databytecounts) for page in pages)
    check_growth(packed_bytes, 2 * width_px * height_px * len(pages))
    return pages


def _check_page(page: tifffile.TiffPage) -> None:
    if page.samplesperpixel != 1 or page.bitspersample != 16 or page.dtype != np.dtype("uint16"):
        raise UnreadableScanError("a page is not one sample of 16 unsigned bits")
    if page.compression not in COMPRESSIONS:
        raise UnreadableScanError(f"compression {_name(page.compression)} is not accepted")
    if page.predictor not in PREDICTORS:
        raise UnreadableScanError(f"predictor {_name(page.predictor)} is not accepted")
    if page.photometric not in PHOTOMETRICS:
        raise UnreadableScanError(f"{_name(page.photometric)} is not a grey image")
    if not (1 <= page.imagewidth <= SIDE_PX_MAX and 1 <= page.imagelength <= SIDE_PX_MAX):
        raise UnreadableScanError(f"a side of an image has 1 to {SIDE_PX_MAX} pixels")
    if page.imagedepth != 1 or page.tiledepth > 1 or page.shape != _shape(page):
        raise UnreadableScanError("a page is not one flat image")
    if page.fillorder != 1:
        raise UnreadableScanError("bits are in reverse order")
    _check_segments(page)


def _check_segments(page: tifffile.TiffPage) -> None:
    tile_width = page.tilewidth if page.is_tiled else page.imagewidth
    tile_length = page.tilelength if page.is_tiled else min(page.rowsperstrip, page.imagelength)
    if tile_width < 1 or tile_length < 1 or tile_width * tile_length > TILE_PIXELS_MAX:
        raise UnreadableScanError("a tile of the TIFF is too large or empty")
    across, down = -(-page.imagewidth // tile_width), -(-page.imagelength // tile_length)
    if not len(page.dataoffsets) == len(page.databytecounts) == across * down:
        raise UnreadableScanError("the TIFF does not have as many tiles as its size needs")
    for index, (offset, count) in enumerate(
        zip(page.dataoffsets, page.databytecounts, strict=True)
    ):
        if offset < 8 or count < 1 or offset + count > page.parent.filehandle.size:
            raise UnreadableScanError(f"tile {index} of the TIFF is missing")


def _shape(page: tifffile.TiffPage) -> tuple[int, int]:
    return page.imagelength, page.imagewidth


def _pixels(page: tifffile.TiffPage) -> npt.NDArray[np.uint16]:
    pixels = page.asarray(maxworkers=2)
    if pixels.shape != _shape(page) or pixels.dtype != np.uint16:
        raise UnreadableScanError("a page did not decode to what it says it holds")
    if page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
        pixels = np.subtract(np.uint16(65535), pixels, dtype=np.uint16)
    return np.ascontiguousarray(pixels)


def _name(value: object) -> str:
    return str(getattr(value, "name", value))
