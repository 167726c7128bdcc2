"""Small files that ask for much: each must be refused before it is given."""

import struct
import zlib
from collections.abc import Callable

import imagecodecs
import zstandard
from pydicom.encaps import encapsulate

from app.domain.radiograph import ChannelRole
from devices.radiograph.decode import ScanFile
from devices.radiograph.dicos_pixels import JPEG_LS_LOSSLESS, RUN_LENGTH
from devices.radiograph.sheet import write_sheet
from tests.devices.radiograph.packages import channel, dataset, dicom, pixels, sheet, tiff

Files = list[ScanFile]
MEBIBYTE = 2**20
BOMB_MEBIBYTES = 512
PREAMBLE_BYTES = 132
WIDE_PX, HIGH_PX = 16_384, 8_000
"""Just within the limit of pixels."""


def _dicom(rows: int, columns: int, frame: bytes, syntax: str) -> Files:
    made = dataset(pixels(), Rows=rows, Columns=columns)
    made.PixelData = encapsulate([frame])
    made["PixelData"].VR = "OB"
    return [("s.dcs", "", dicom(made, syntax))]


def _jpeg_ls_of(height: int, width: int) -> bytes:
    """A small frame that says it is large."""
    frame = bytearray(imagecodecs.jpegls_encode(pixels()))
    at = frame.index(b"\xff\xf7") + 5
    frame[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(frame)


def _packaged(image: bytes) -> Files:
    """With a sheet of one channel that vouches for the image."""
    only = (channel(ChannelRole.HIGH, 9.0),)
    return [("s.xml", "", write_sheet(sheet(image, channels=only))), ("s.tif", "", image)]


def _tiff_of(packed: bytes, *, compression: int, width: int, height: int) -> bytes:
    """A TIFF of one strip of any size, written by hand."""
    tags = (
        (256, 4, width),
        (257, 4, height),
        (258, 3, 16),
        (259, 3, compression),
        (262, 3, 1),
        (273, 4, 8 + 2 + 9 * 12 + 4),
        (277, 3, 1),
        (278, 4, height),
        (279, 4, len(packed)),
    )
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4) + packed


def _zstd_bomb() -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()
    parts = [packer.compress(bytes(MEBIBYTE)) for _ in range(BOMB_MEBIBYTES)]
    return b"".join(parts) + packer.flush()


def _deflate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(MEBIBYTE)) for _ in range(BOMB_MEBIBYTES)]
    return b"".join(parts) + packer.flush()


def _flooded(group: int, before: tuple[int, int]) -> Files:
    """Six megabytes of empty elements in front of element `before`."""
    data = dicom(dataset(pixels()))
    at = data.index(struct.pack("<HH", *before), PREAMBLE_BYTES)
    flood = b"".join(
        struct.pack("<HH", group, number & 0xFFFF) + b"LO\0\0" for number in range(750_000)
    )
    return [("s.dcs", "", data[:at] + flood + data[at:])]


def _nested_flood(items: int) -> Files:
    """Empty elements within a sequence, where nobody counts them."""
    elements = b"".join(struct.pack("<HH", 0x0019, number) + b"LO\0\0" for number in range(60_000))
    begin = struct.pack("<HH", 0x0010, 0x1002) + b"SQ\0\0\xff\xff\xff\xff"
    item = struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF) + elements
    item += struct.pack("<HHI", 0xFFFE, 0xE00D, 0)
    data = dicom(dataset(pixels()))
    at = data.index(struct.pack("<HH", 0x0028, 0x0002), PREAMBLE_BYTES)
    end = struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
    return [("s.dcs", "", data[:at] + begin + item * items + end + data[at:])]


def _nested() -> Files:
    """Sequences in sequences, a thousand deep, of lengths that are not given."""
    data = dicom(dataset(pixels()))
    at = data.index(struct.pack("<HH", 0x0028, 0x0002))
    begin = struct.pack("<HH", 0x0010, 0x1002) + b"SQ\0\0\xff\xff\xff\xff"
    item = struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
    return [("s.dcs", "", data[:at] + (begin + item) * 1000 + data[at:])]


def _laughs() -> Files:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><CargoScan>&a11;</CargoScan>'
    return [("s.xml", "", text.encode()), ("s.tif", "", tiff(pixels()))]


def _deep_xml() -> Files:
    return [("s.xml", "", b"<a>" * 50_000), ("s.tif", "", tiff(pixels()))]


BOMBS: dict[str, Callable[[], Files]] = {
    "dicom of 65535 x 65535 pixels": lambda: _dicom(65_535, 65_535, bytes(64), RUN_LENGTH),
    "dicom of 131 million pixels in a few bytes": lambda: _dicom(
        HIGH_PX, WIDE_PX, bytes(64), RUN_LENGTH
    ),
    "jpeg-ls that says it is large": lambda: _dicom(
        HIGH_PX, WIDE_PX, _jpeg_ls_of(HIGH_PX, WIDE_PX), JPEG_LS_LOSSLESS
    ),
    "jpeg-ls larger than its header": lambda: _dicom(
        40, 80, _jpeg_ls_of(HIGH_PX, WIDE_PX), JPEG_LS_LOSSLESS
    ),
    "tiff of 65535 x 65535 pixels": lambda: _packaged(
        _tiff_of(bytes(16), compression=50_000, width=65_535, height=65_535)
    ),
    "zstd of a strip that is far larger than it says": lambda: _packaged(
        _tiff_of(_zstd_bomb(), compression=50_000, width=80, height=40)
    ),
    "zstd of a strip as large as a strip may be": lambda: _packaged(
        _tiff_of(_zstd_bomb(), compression=50_000, width=4096, height=4096)
    ),
    "deflate of a strip that is far larger than it says": lambda: _packaged(
        _tiff_of(_deflate_bomb(), compression=8, width=80, height=40)
    ),
    "a flood of empty elements": lambda: _flooded(0x0019, (0x0028, 0x0002)),
    "a flood of empty elements in the file's meta group": lambda: _flooded(
        0x0002, (0x0002, 0x0010)
    ),
    "a flood of empty elements in a sequence": lambda: _nested_flood(10),
    "sequences a thousand deep": _nested,
    "a billion laughs": _laughs,
    "elements fifty thousand deep": _deep_xml,
}
