"""Two thousand damaged radiographs: each is refused with a reason, or is still a radiograph."""

from collections import Counter
from random import Random
from time import perf_counter

import numpy as np
import pytest

from devices.radiograph.decode import ScanFile, decode_scan
from devices.radiograph.dicos_pixels import (
    JPEG_2000_LOSSLESS,
    JPEG_LOSSLESS,
    JPEG_LS_LOSSLESS,
    RUN_LENGTH,
)
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import PIXELS_MAX
from devices.radiograph.sheet import write_sheet
from tests.devices.radiograph.packages import coded, dataset, dicom, pixels, sheet, tiff, tiled

ROUNDS = 2000
SECONDS_MAX = 5.0
"""No damaged file of a few kilobytes may keep the reader busy for longer."""

NOISY = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0")


def mutated(data: bytes, random: Random) -> bytes:
    """Flip, overwrite, cut out, double or cut off."""
    spoiled = bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(max(len(spoiled) - 4, 1))
        match random.randrange(5):
            case 0:
                spoiled[at] ^= 1 << random.randrange(8)
            case 1:
                spoiled[at : at + 4] = random.choice(NOISY)
            case 2:
                del spoiled[at : at + random.randint(1, 200)]
            case 3:
                spoiled[at:at] = spoiled[at : at + random.randint(1, 200)]
            case _:
                del spoiled[at + len(spoiled) // 2 :]
    return bytes(spoiled)


def as_package(image: bytes) -> list[ScanFile]:
    """A sheet that vouches for the damaged image, so that damage gets past the digest."""
    return [("s.xml", "", write_sheet(sheet(image))), ("s.tif", "", image)]


TIFFS = [tiled(pixels(0), pixels(1)), tiff(pixels(0), pixels(1), compression="zlib")]
SYNTAXES = (JPEG_LOSSLESS[1], JPEG_LS_LOSSLESS, JPEG_2000_LOSSLESS, RUN_LENGTH)
DICOMS = [dicom(dataset(pixels())), *(coded(pixels(), syntax) for syntax in SYNTAXES)]
SHEET = write_sheet(sheet(TIFFS[0]))


def damaged(index: int, random: Random) -> list[ScanFile]:
    match index % 3:
        case 0:
            return as_package(mutated(random.choice(TIFFS), random))
        case 1:
            return [("s.dcs", "", mutated(random.choice(DICOMS), random))]
        case _:
            return [("s.xml", "", mutated(SHEET, random)), ("s.tif", "", TIFFS[0])]


@pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom warns before it gives up
def test_no_damaged_file_crashes_hangs_or_passes_as_something_else() -> None:
    random = Random(49)  # noqa: S311 - damage, not secrets
    reasons: Counter[str] = Counter()
    survivors = 0
    for index in range(ROUNDS):
        files = damaged(index, random)
        begun = perf_counter()
        try:
            scan, channels = decode_scan(files)
        except UnreadableScanError as error:
            reasons[str(error)[:40]] += 1
        else:
            survivors += 1
            assert len(channels) == len(scan.channels)
            assert all(item.shape == (scan.height_px, scan.width_px) for item in channels)
            assert all(item.dtype == np.uint16 for item in channels)
            assert sum(item.size for item in channels) <= PIXELS_MAX
        assert perf_counter() - begun < SECONDS_MAX
    assert "" not in reasons
    assert sum(reasons.values()) + survivors == ROUNDS
    assert sum(reasons.values()) > ROUNDS / 2
    assert len(reasons) > 20  # the damage reaches many different checks
