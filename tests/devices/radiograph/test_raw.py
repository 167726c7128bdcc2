"""Raw scanner files are read by a named profile, and refused in words that help to mend it."""

import os
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from devices.radiograph.decode import decode_scan, read_scan
from devices.radiograph.drop_folder import DropFolder
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.raw_profile import (
    Endian,
    Interleave,
    Order,
    RawProfileError,
    load_profile,
    read_profile,
)
from tests.devices.radiograph.packages import SCANNED_AT, pixels
from tests.devices.radiograph.raw_files import HEADER, PROFILE, profile, raw_bytes, raw_package

CHANNELS = [pixels(0), pixels(1)]
LAYOUTS = [
    {"interleave": str(interleave), "order": str(order), "endian": str(endian)}
    for interleave, order, endian in product(Interleave, Order, Endian)
]
TURNS = [{}, {"front_right": True}, {"bottom_first": True}, {"dark_is_high": True}]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: "-".join(layout.values()))
@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: next(iter(turn), "upright"))
def test_every_layout_gives_the_same_picture(layout: dict[str, str], turn: dict[str, bool]) -> None:
    made = profile(**layout, **turn)
    scan, decoded = decode_scan(raw_package(raw_bytes(CHANNELS, made), made))
    assert all(np.array_equal(*pair) for pair in zip(decoded, CHANNELS, strict=True))
    assert [channel.energy_mv for channel in scan.channels] == [9.0, 6.0]
    assert (scan.site, scan.device, scan.pixel_mm) == ("Coutts AB", "Maker G9", (5.0, 4.0))
    assert scan.started_at == SCANNED_AT
    assert scan.scan_id.startswith("scan-7-")


def test_eight_bit_pixels_and_a_known_width_are_read_too() -> None:
    made = profile(pixel_type="uint8", width_px=80, height_px=None)
    small = [(channel >> 8).astype(np.uint8) for channel in CHANNELS]
    data = HEADER + b"".join(plane.tobytes() for plane in small)
    _, decoded = decode_scan(raw_package(data, made))
    assert all(np.array_equal(*pair) for pair in zip(decoded, small, strict=True))


@pytest.mark.parametrize(
    ("size_bytes", "changes", "words"),
    [
        (40, {}, r"has 40 bytes, and profile Yard gantry skips 64 .*: lower header_bytes"),
        (64 + 161, {}, r"161 bytes of pixels are 1 lines of 160 bytes and 1 over: check"),
        (64 + 160 * 70_000, {}, r"are 70000 lines of 160 bytes and 0 over"),
        (64 + 160, {"width_px": 80}, r"80 x 40 pixels of 2 channels need 12800 bytes .* has 160"),
    ],
)
def test_a_file_of_the_wrong_size_is_refused_with_what_to_check(
    size_bytes: int, changes: dict[str, int], words: str
) -> None:
    with pytest.raises(UnreadableScanError, match=words):
        read_scan(raw_package(bytes(size_bytes), profile(**changes)))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("version = 1", "version = 2", "of version 2; 1 is known"),
        ('suffix = ".img"', 'suffix = ".tif"', "name another suffix"),
        ('suffix = ".img"', 'suffix = "img"', "regex.*suffix"),
        ("height_px = 40", "", "give width_px or height_px"),
        ("height_px = 40", "height_px = 0", "height_px"),
        ("height_px = 40", "heigth_px = 40", "unknown field `heigth_px`"),
        ("energy_mv = 9.0", "scale = inf", "finite"),
        ("energy_mv = 9.0", "role = 3", "not TOML"),
        ('role = "high"', 'role = "xray"', "role"),
        ("energy_mv = 9.0", "bits = 12", "more bits than a pixel of uint8"),
        ("version = 1", "version = ", "not TOML"),
    ],
)
def test_a_wrong_profile_says_which_line_to_mend(old: str, new: str, words: str) -> None:
    text = PROFILE.replace("header_bytes", 'pixel_type = "uint8"\nheader_bytes')
    with pytest.raises(RawProfileError, match=words):
        read_profile(text.replace(old, new, 1).encode())


def test_a_profile_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RawProfileError, match=r"cannot read .*gantry\.toml"):
        load_profile(tmp_path / "gantry.toml")


def test_a_note_vouches_for_one_file_only() -> None:
    made = profile()
    note, (name, _, data) = raw_package(raw_bytes(CHANNELS, made), made)
    with pytest.raises(UnreadableScanError, match="not the one that its note was written for"):
        read_scan([note, (name, "", data[:-1] + b"\0")])
    with pytest.raises(UnreadableScanError, match="note beside a raw scan is damaged"):
        read_scan([("", "", note[2][:-2]), (name, "", data)])


def test_a_raw_file_in_the_drop_folder_is_taken_once_with_its_bytes_as_they_came(
    tmp_path: Path,
) -> None:
    made = profile()
    data = raw_bytes(CHANNELS, made)
    folder = DropFolder(tmp_path, made)
    path = tmp_path / "scan 7.img"
    for again in (False, True):
        path.write_bytes(data)
        os.utime(path, (SCANNED_AT.timestamp() + again, SCANNED_AT.timestamp() + again))
        assert folder.arrivals(0.0) == []
        [arrival] = folder.arrivals(0.2)
        package = folder.take(arrival)
        assert (package is None) == again
        if package is not None:
            scan, decoded = decode_scan(package.files)
            assert scan == package.scan
            assert np.array_equal(decoded[1], CHANNELS[1])
            assert package.files[1] == (path.name, "application/octet-stream", data)
        folder.settle(arrival, package)
        assert not path.exists()


def test_a_raw_file_without_a_profile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "scan.img").write_bytes(b"?")
    folder = DropFolder(tmp_path)
    assert folder.arrivals(0.0) == folder.arrivals(0.2) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("scan.uff", b"anything"),
        ("scan.bin", b"PK\x03\x04rest"),
        ("scan.xml", b'<?xml version="1.0"?>\n<uff:UFF xmlns:uff="urn:x"><a/></uff:UFF>'),
        ("scan.xml", b'<Root xmlns="http://www.wcoomd.org/uff"/>'),
    ],
)
def test_uff_is_recognised_and_refused_with_what_is_lacking(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableScanError, match="WCO Secretariat"):
        read_scan([(name, "", data)])


def test_a_uff_file_in_the_drop_folder_goes_to_the_quarantine_with_the_reason(
    tmp_path: Path,
) -> None:
    folder = DropFolder(tmp_path)
    (tmp_path / "scan.uff").write_bytes(b"PK\x03\x04")
    folder.arrivals(0.0)
    [arrival] = folder.arrivals(0.2)
    with pytest.raises(UnreadableScanError, match="ask the imaging site for DICOS"):
        folder.take(arrival)
