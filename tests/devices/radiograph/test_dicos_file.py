"""A DICOS file without the pixels that it promises is refused before anybody relies on it."""

from typing import Any

import imagecodecs
import numpy as np
import pytest
from pydicom.encaps import encapsulate
from pydicom.uid import ImplicitVRLittleEndian

from devices.radiograph.decode import ScanFile, decode_scan, read_scan
from devices.radiograph.dicos_pixels import JPEG_LS_LOSSLESS
from devices.radiograph.errors import UnreadableScanError
from tests.devices.radiograph.packages import dataset, dicom, pixels


def one(data: bytes) -> ScanFile:
    return "scan.dcs", "application/dicom", data


def without_pixels() -> bytes:
    made = dataset(pixels())
    del made.PixelData
    return dicom(made)


def with_something_behind_where_pixels_were() -> bytes:
    made = dataset(pixels())
    del made.PixelData
    made.add_new(0xFFFA_FFFA, "SQ", [])
    return dicom(made)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (without_pixels(), "has no pixels"),
        (with_something_behind_where_pixels_were(), "has no pixels"),
        (dicom(dataset(pixels(), PixelData=b"")), "has no pixels"),
        (dicom(dataset(pixels(), PixelData=bytes(100))), "100 bytes of pixels where"),
        (dicom(dataset(pixels(), PixelData=bytes(9000))), "9000 bytes of pixels where"),
        (dicom(dataset(pixels()))[:-200], "6200 bytes of pixels where the header needs 6400"),
        (dicom(dataset(pixels()), ImplicitVRLittleEndian)[:-2], "6398 bytes of pixels where"),
    ],
)
def test_a_header_whose_pixels_are_missing_is_refused_without_decoding(
    data: bytes, why: str
) -> None:
    with pytest.raises(UnreadableScanError, match=why):
        read_scan([one(data)])


def packed(**changes: Any) -> ScanFile:
    made = dataset(pixels(), **changes)
    made.PixelData = encapsulate([bytes(imagecodecs.jpegls_encode(pixels()))])
    made["PixelData"].VR = "OB"
    return one(dicom(made, JPEG_LS_LOSSLESS))


def test_what_all_energies_unpack_to_together_is_bounded() -> None:
    size = {"Rows": 10_000, "Columns": 10_000}
    read_scan([packed(**size)])
    two = [packed(**size), packed(**size, KVP="6000", SOPInstanceUID="1.2.3.5")]
    with pytest.raises(UnreadableScanError, match="more than 134217728 pixels"):
        read_scan(two)


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("sign", [1, -1])
def test_what_the_imager_says_of_intensity_counts_more_than_how_it_is_shown(
    photometric: str, sign: int
) -> None:
    made = dataset(
        pixels(2), PhotometricInterpretation=photometric, PixelIntensityRelationshipSign=sign
    )
    _, [decoded] = decode_scan([one(dicom(made))])
    assert np.array_equal(decoded, pixels(2) if sign == 1 else 65_535 - pixels(2))
