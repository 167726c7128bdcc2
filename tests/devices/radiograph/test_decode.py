"""Files in, a scan and its pixels out; whatever does not fit together is refused with a reason."""

from io import BytesIO
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
import tifffile

from app.domain.radiograph import ChannelRole, PixelUnit
from devices.radiograph.decode import decode_scan, read_scan
from devices.radiograph.dicos_pixels import (
    JPEG_2000_LOSSLESS,
    JPEG_LOSSLESS,
    JPEG_LS_LOSSLESS,
    RUN_LENGTH,
)
from devices.radiograph.errors import UnreadableScanError
from tests.devices.radiograph.packages import (
    HEIGHT_PX,
    SCANNED_AT,
    WIDTH_PX,
    coded,
    dataset,
    dicom,
    package,
    pixels,
    tiff,
    tiled,
)


def one(data: bytes) -> list[tuple[str, str, bytes]]:
    return [("scan.dcs", "application/dicom", data)]


def test_a_package_gives_its_scan_and_every_pixel() -> None:
    scan, channels = decode_scan(package())
    assert [item.role for item in scan.channels] == [ChannelRole.HIGH, ChannelRole.LOW]
    assert (scan.width_px, scan.height_px, scan.pixel_mm) == (WIDTH_PX, HEIGHT_PX, (5.0, 4.0))
    assert (scan.container_number, scan.plate) == ("MSCU6603420", "CJK 4419")
    assert scan.seals_read == ("CA 4471820",)
    assert scan.started_at == SCANNED_AT
    assert scan.simulated
    assert np.array_equal(channels[0], pixels(0))
    assert np.array_equal(channels[1], pixels(1))


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"bigtiff": True, "tile": (16, 16), "compression": "zstd"},
        {"compression": "zlib", "predictor": True, "rowsperstrip": 7},
        {"byteorder": ">"},
    ],
    ids=["plain", "big", "strips", "big-endian"],
)
def test_every_accepted_kind_of_tiff_gives_the_same_pixels(options: dict[str, Any]) -> None:
    byteorder = options.pop("byteorder", "<")
    images = [pixels(0).astype(f"{byteorder}u2"), pixels(1).astype(f"{byteorder}u2")]
    _, channels = decode_scan(package(tiff(*images, **options)))
    assert channels[0].dtype == np.uint16
    assert np.array_equal(channels[1], pixels(1))


def test_the_front_of_the_vehicle_is_at_column_0_however_it_was_scanned() -> None:
    _, channels = decode_scan(package(front_right=True))
    assert np.array_equal(channels[0], pixels(0)[:, ::-1])
    turned = dataset(pixels(0), ImageOrientationPatient=["-1", "0", "0", "0", "1", "0"])
    _, channels = decode_scan(one(dicom(turned)))
    assert np.array_equal(channels[0], pixels(0)[:, ::-1])


def test_the_header_alone_gives_the_same_scan() -> None:
    for files in (package(), one(dicom(dataset(pixels())))):
        assert read_scan(files) == decode_scan(files)[0]


@pytest.mark.parametrize(
    ("image", "why"),
    [
        (tiff(pixels(0)), "1 pages, the sheet 2 channels"),
        (tiff(pixels(0), pixels(1).astype(np.uint8)), "16 unsigned bits"),
        (tiff(pixels(0).astype(np.int16), pixels(1)), "16 unsigned bits"),
        (tiff(pixels(0), pixels(1)[:20]), "differ in size"),
        (tiff(pixels(0), pixels(1), compression="lzw"), "LZW is not accepted"),
        (tiff(*[pixels(0)] * 5), "more than 4 pages"),
        (b"II*\0" + b"\xff" * 60, "no page"),
        (tiled(pixels(0), pixels(1))[:3000], "missing|damaged"),
    ],
)
def test_an_image_that_is_not_what_we_take_is_refused(image: bytes, why: str) -> None:
    with pytest.raises(UnreadableScanError, match=why):
        decode_scan(package(image))


def test_one_changed_bit_of_the_image_is_noticed() -> None:
    (sheet_file, (name, media_type, image)) = package()
    spoiled = bytearray(image)
    spoiled[len(image) // 2] ^= 1
    with pytest.raises(UnreadableScanError, match="SHA-256"):
        decode_scan([sheet_file, (name, media_type, bytes(spoiled))])


@pytest.mark.parametrize(("tag", "value"), [("ImageWidth", 65_000), ("TileWidth", 65_536)])
def test_a_few_bytes_cannot_ask_for_gigabytes(tmp_path: Path, tag: str, value: int) -> None:
    path = tmp_path / "huge.tif"
    path.write_bytes(tiled(pixels(0), pixels(1)))
    with tifffile.TiffFile(path, mode="r+") as file:
        for page in file.pages:
            assert isinstance(page, tifffile.TiffPage)
            page.tags[tag].overwrite(value)
            page.tags[tag.replace("Width", "Length")].overwrite(value)
    with pytest.raises(UnreadableScanError, match=r"as many tiles|too large|more than"):
        decode_scan(package(path.read_bytes()))


def test_a_tile_that_unpacks_to_more_than_a_tile_is_refused() -> None:
    image = tiled(pixels(0), pixels(1))
    with tifffile.TiffFile(BytesIO(image)) as file:
        offset, size = file.pages[0].dataoffsets[0], file.pages[0].databytecounts[0]
    bomb = imagecodecs.zstd_encode(bytes(64 * 2**20), level=19)[:size].ljust(size, b"\0")
    assert len(bomb) == size
    with pytest.raises(UnreadableScanError, match="damaged"):
        decode_scan(package(image[:offset] + bomb + image[offset + size :]))


@pytest.mark.parametrize(
    "syntax", [*JPEG_LOSSLESS, JPEG_LS_LOSSLESS, JPEG_2000_LOSSLESS, RUN_LENGTH]
)
def test_coded_pixels_are_the_pixels_that_were_coded(syntax: str) -> None:
    scan, [decoded] = decode_scan(one(coded(pixels(3), syntax)))
    assert np.array_equal(decoded, pixels(3))
    assert scan.container_number == "MSCU6603420"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.501.3"}, "Threat Detection Report"),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.2"}, "CT Image Storage"),
        ({"NumberOfFrames": "2"}, "several frames"),
        ({"SamplesPerPixel": 3}, "not grey"),
        ({"PhotometricInterpretation": "RGB"}, "not grey"),
        ({"PixelRepresentation": 1}, "signed"),
        ({"BitsAllocated": 32}, "neither 8 nor 16"),
        ({"BitsStored": 17}, "more bits"),
        ({"Rows": HEIGHT_PX + 1}, "bytes of pixels"),
        ({"Rows": 0}, "1 to 65535 pixels"),
        ({"Rows": 65_535, "Columns": 65_535}, "more than"),
        ({"StudyDate": ""}, "when the scan was made"),
    ],
)
def test_a_dicom_file_that_is_no_radiograph_of_ours_is_refused(
    changes: dict[str, Any], why: str
) -> None:
    made = dataset(pixels(), **changes)
    with pytest.raises(UnreadableScanError, match=why):
        decode_scan(one(dicom(made)))


@pytest.mark.parametrize(
    ("syntax", "why"),
    [
        ("1.2.840.10008.1.2.1.99", "Deflated"),
        ("1.2.840.10008.1.2.4.50", "JPEG Baseline"),
        ("1.2.840.10008.1.2.1.64", "64-bit lengths"),
    ],
)
def test_a_transfer_syntax_that_we_do_not_take_is_named(syntax: str, why: str) -> None:
    data = bytearray(dicom(dataset(pixels())))
    plain = b"1.2.840.10008.1.2.1\0"
    at = data.index(plain)
    # The value grows, so its length and the group's length grow with it.
    value = syntax.encode() + (b"\0" if len(syntax) % 2 else b"")
    data[at : at + len(plain)] = value
    data[at - 2 : at] = len(value).to_bytes(2, "little")
    with pytest.raises(UnreadableScanError, match=why):
        decode_scan(one(bytes(data)))


def test_dark_and_bright_are_changed_over_where_low_means_bright() -> None:
    made = dataset(pixels(2), PhotometricInterpretation="MONOCHROME1")
    _, [decoded] = decode_scan(one(dicom(made)))
    assert np.array_equal(decoded, 65_535 - pixels(2))


def test_files_of_one_study_become_channels_by_falling_energy() -> None:
    low = dicom(dataset(pixels(1), KVP="6000", SOPInstanceUID="1.2.3.5"))
    high = dicom(dataset(pixels(0), KVP="9000"))
    scan, channels = decode_scan([*one(low), *one(high)])
    assert [item.energy_mv for item in scan.channels] == [9.0, 6.0]
    assert [item.role for item in scan.channels] == [ChannelRole.HIGH, ChannelRole.LOW]
    assert np.array_equal(channels[1], pixels(1))


def test_files_of_two_studies_are_not_one_scan() -> None:
    other = dicom(dataset(pixels(), StudyInstanceUID="9.9"))
    with pytest.raises(UnreadableScanError, match="not of one study"):
        decode_scan([*one(dicom(dataset(pixels()))), *one(other)])


def test_a_linear_rescale_to_about_one_is_transmission() -> None:
    made = dataset(pixels(), PixelIntensityRelationship="LIN", RescaleSlope="1.5259e-05")
    assert read_scan(one(dicom(made))).channels[0].unit is PixelUnit.TRANSMISSION
    made = dataset(pixels(), PixelIntensityRelationship="LIN", RescaleSlope="1")
    assert read_scan(one(dicom(made))).channels[0].unit is PixelUnit.COUNTS


# The public samples


def test_the_toolkit_s_files_give_the_same_pixels_in_every_transfer_syntax(
    public_data: Path,
) -> None:
    folder = public_data / "radiography" / "generated_dicos"
    decoded = [
        decode_scan(one((folder / f"dx_proc_{name}.dcs").read_bytes()))[1][0]
        for name in ("LittleEndianExplicit", "LittleEndianImplicit", "LosslessJPEG")
    ]
    assert decoded[0].shape == (200, 640)
    assert np.array_equal(decoded[0], decoded[1])
    assert np.array_equal(decoded[0], decoded[2])


@pytest.mark.parametrize("name", ["tdr_cargo.dcs", "tdr_operator.dcs"])
def test_a_threat_report_is_not_taken_for_an_image(public_data: Path, name: str) -> None:
    data = (public_data / "radiography" / "generated_dicos" / name).read_bytes()
    with pytest.raises(UnreadableScanError, match="Threat Detection Report"):
        decode_scan(one(data))


def test_a_real_radiograph_is_the_same_plain_and_in_jpeg_2000(public_data: Path) -> None:
    folder = public_data / "radiography" / "pydicom+pydicom-data"
    scan, [plain] = decode_scan(one((folder / "RG1_UNCR.dcm").read_bytes()))
    _, [packed] = decode_scan(one((folder / "RG1_J2KR.dcm").read_bytes()))
    assert (scan.width_px, scan.height_px, scan.channels[0].bits) == (1841, 1955, 15)
    assert np.array_equal(plain, packed)


def test_the_public_cargo_tiffs_are_read_through_a_sheet(public_data: Path) -> None:
    image = (public_data / "radiography" / "synthetic_cargo" / "104_shield.tif").read_bytes()
    scan, channels = decode_scan(package(image))
    assert (scan.width_px, scan.height_px) == (3700, 860)
    assert [int(item.max()) for item in channels] == [65_000, 65_000]
