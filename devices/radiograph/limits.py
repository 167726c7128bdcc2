"""How much of a stranger's file is read before it is refused.

The largest radiograph that we design for is a rail wagon at 2.5 mm, 20 000 x 3 000 pixels, in two
energies. Everything here leaves room above that and no more.
"""

from devices.radiograph.errors import UnreadableScanError

FILE_BYTES_MAX = 512 * 2**20
SHEET_BYTES_MAX = 256 * 2**10
SHEET_DEPTH_MAX = 8
SHEET_ELEMENTS_MAX = 1000
CHANNELS_MAX = 4
SIDE_PX_MAX = 65_535
PIXELS_MAX = 128 * 2**20
"""Pixels of all channels together: 256 MiB decoded."""

TILE_PIXELS_MAX = 16 * 2**20
"""Pixels of one tile or strip, because a decoder takes a tile at once."""

HEADER_BYTES_MAX = 256 * 2**10
"""Of a DICOM file, before its pixels. Reading costs time by the number of values, not their size:
empty ones that fill this take 0.4 s."""

PACKED_FREE_BYTES = 64 * 2**20
PACKED_RATIO_MAX = 1000
"""What unpacks to more than `PACKED_FREE_BYTES` may not grow by more than this. The noise of a
radiograph keeps lossless codes below 2; beyond a flat test image only an attack grows like this."""

PROFILE_BYTES_MAX = 16 * 2**10
REPORT_BYTES_MAX = 512 * 2**10
REPORT_THREATS_MAX = 256
REPORT_POINTS_MAX = 4096
SEALS_MAX = 16
TEXT_CHARS_MAX = 128
WHY_CHARS_MAX = 200
"""How much of a library's own words goes into a reason."""


def check_growth(packed_bytes: int, unpacked_bytes: int) -> None:
    """Refuse, before anything is allocated, what unpacks as no radiograph can.

    Raises UnreadableScanError.
    """
    if unpacked_bytes > max(PACKED_FREE_BYTES, PACKED_RATIO_MAX * packed_bytes):
        raise UnreadableScanError(
            f"{packed_bytes} bytes that unpack to {unpacked_bytes} are no radiograph"
        )
