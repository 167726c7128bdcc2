"""What the drop folder accepts beside the plainest package, term by term."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
import tifffile

from devices.radiograph.decode import decode_scan, read_scan
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.sheet import read_sheet, write_sheet
from tests.devices.radiograph.packages import package, pixels, sheet, tiff


@pytest.mark.parametrize("compression", ["zstd", "zlib"])
def test_tiles_of_256_in_a_big_tiff_with_differences_are_read(compression: str) -> None:
    channels = [np.tile(pixels(seed), (8, 6)) for seed in (0, 1)]
    image = tiff(*channels, bigtiff=True, tile=(256, 256), compression=compression, predictor=True)
    _, decoded = decode_scan(package(image))
    assert all(np.array_equal(*pair) for pair in zip(decoded, channels, strict=True))


def test_smaller_images_below_a_page_are_passed_over() -> None:
    stream = BytesIO()
    with tifffile.TiffWriter(stream, bigtiff=True) as writer:
        for seed in (0, 1):
            image = pixels(seed)
            writer.write(image, photometric="minisblack", metadata=None, subifds=1)
            writer.write(image[::2, ::2], photometric="minisblack", metadata=None, subfiletype=1)
    scan, decoded = decode_scan(package(stream.getvalue()))
    assert (scan.width_px, scan.height_px, len(decoded)) == (80, 40, 2)
    assert np.array_equal(decoded[1], pixels(1))


def test_a_sheet_keeps_the_name_of_its_dark_reference() -> None:
    made = replace(sheet(b""), dark_ref="dark 2026-11-24 06:00", air_rows=(0, 24))
    assert read_sheet(write_sheet(made)) == made


def test_an_image_that_lost_its_end_does_not_match_its_sheet() -> None:
    [(_, _, text), (name, _, image)] = package()
    cut = image[:-1]

    with pytest.raises(UnreadableScanError, match="SHA-256"):
        read_scan([("s.xml", "", text), (name, "", cut)])
