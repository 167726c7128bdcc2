"""What we write as DICOS comes back as it was, in every transfer syntax that we write."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from devices.radiograph.decode import decode_scan, read_scan
from devices.radiograph.dicos_parts import study_uid
from devices.radiograph.dicos_pixels import JPEG_2000_LOSSLESS
from devices.radiograph.dicos_write import WRITTEN_SYNTAXES, write_dx
from tests.devices.radiograph.packages import Pixels, package, pixels

SCAN = read_scan(package())
CHANNELS = [pixels(0), pixels(1)]


def back(files: list[bytes]) -> tuple[Scan, list[Pixels]]:
    return decode_scan([(f"{index}.dcs", "", data) for index, data in enumerate(files)])


@pytest.mark.parametrize("syntax", WRITTEN_SYNTAXES)
def test_a_scan_comes_back_with_all_that_it_says(syntax: str) -> None:
    scan, decoded = back(write_dx(SCAN, CHANNELS, syntax=syntax)[::-1])
    assert scan == replace(SCAN, scan_id=str(study_uid(SCAN)), iso_type=None)
    assert all(np.array_equal(*pair) for pair in zip(decoded, CHANNELS, strict=True))


@given(
    image=arrays(np.uint16, st.tuples(st.integers(1, 9), st.integers(1, 300))),
    syntax=st.sampled_from(WRITTEN_SYNTAXES),
)
@settings(deadline=None)
def test_any_picture_survives_any_syntax(image: Pixels, syntax: str) -> None:
    height_px, width_px = image.shape
    scan = replace(SCAN, width_px=width_px, height_px=height_px, channels=(SCAN.channels[0],))
    _, [decoded] = back(write_dx(scan, [image], syntax=syntax))
    assert np.array_equal(decoded, image)


@pytest.mark.parametrize("unit", PixelUnit)
def test_unit_scale_and_depth_of_a_channel_are_kept(unit: PixelUnit) -> None:
    channel = ScanChannel(
        role=ChannelRole.HIGH, energy_mv=4.5, unit=unit, scale=0.37, offset=-2.5, bits=12
    )
    image = (pixels() >> 4).astype(np.uint16)
    scan, [decoded] = back(write_dx(replace(SCAN, channels=(channel,)), [image]))
    assert scan.channels == (channel,)
    assert np.array_equal(decoded, image)


def test_a_scan_that_came_by_dicos_keeps_its_study() -> None:
    scan, decoded = back(write_dx(SCAN, CHANNELS))
    again, _ = back(write_dx(scan, decoded))
    assert again == scan


def test_what_cannot_be_written_is_our_own_error() -> None:
    with pytest.raises(ValueError, match=r"JPEG 2000 .* is not written"):
        write_dx(SCAN, CHANNELS, syntax=JPEG_2000_LOSSLESS)
    with pytest.raises(ValueError, match="not those of the scan"):
        write_dx(SCAN, CHANNELS[:1])
