"""The image of a test is the released one everywhere but where the object was laid in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.radiography.image_cache import ScanFile, open_cached
from app.radiography.projection import ProjectionError
from app.radiography.threat_image import make_test_image
from devices.emulators.imaging.beam import LOW
from tests.builders import scan
from tests.radiography.exposures import exposed

FILES: tuple[ScanFile, ...] = (("scan.tif", "image/tiff", b"the bytes of a release"),)
CHANNELS = ("clothing", 2_301)


def decode(files: Sequence[ScanFile]) -> tuple[Scan, list[NDArray[np.uint16]]]:
    assert tuple(files) == FILES
    high, low = exposed(*CHANNELS), exposed(*CHANNELS, LOW)
    first = scan().channels[0]
    return (
        replace(
            scan(),
            width_px=high.shape[1],
            height_px=high.shape[0],
            pixel_mm=(5.0, 5.0),
            channels=(
                replace(first, role=ChannelRole.HIGH, energy_mv=9.0),
                replace(first, role=ChannelRole.LOW, energy_mv=6.0),
            ),
        ),
        [high, low],
    )


def test_a_control_is_the_image_as_it_was(tmp_path: Path) -> None:
    made = make_test_image(FILES, tmp_path, seed=1, control=True, decode=decode)
    assert (made.object_name, made.box) == (None, None)
    shown = open_cached(made.folder)
    for level, channel in zip(shown.channels, decode(FILES)[1], strict=True):
        assert np.array_equal(level[0], channel)


def test_an_object_changes_its_box_in_every_channel_and_nothing_else(tmp_path: Path) -> None:
    made = make_test_image(FILES, tmp_path, seed=3, control=False, decode=decode)
    assert made.object_name
    assert made.box is not None
    box = made.box
    inside = (slice(box.top, box.bottom), slice(box.left, box.right))
    shown = open_cached(made.folder)
    for level, plain in zip(shown.channels, decode(FILES)[1], strict=True):
        pixels = np.array(level[0])
        assert not np.array_equal(pixels[inside], plain[inside])
        pixels[inside] = plain[inside]
        assert np.array_equal(pixels, plain)


def test_a_seed_is_used_once(tmp_path: Path) -> None:
    make_test_image(FILES, tmp_path, seed=3, control=False, decode=decode)
    with pytest.raises(ProjectionError):
        make_test_image(FILES, tmp_path, seed=3, control=False, decode=decode)


@pytest.mark.parametrize(
    "channels",
    [
        (replace(scan().channels[0], unit=PixelUnit.LOG),),
        (replace(scan().channels[0], role=ChannelRole.LOW),),
        (scan().channels[0], replace(scan().channels[0], role=ChannelRole.BACKSCATTER)),
    ],
)
def test_an_object_is_laid_into_transmission_of_known_energies_only(
    channels: tuple[ScanChannel, ...], tmp_path: Path
) -> None:
    def other(files: Sequence[ScanFile]) -> tuple[Scan, list[NDArray[np.uint16]]]:
        made, pixels = decode(files)
        return replace(made, channels=channels), pixels[: len(channels)]

    with pytest.raises(ProjectionError):
        make_test_image(FILES, tmp_path, seed=4, control=False, decode=other)
    assert make_test_image(FILES, tmp_path, seed=5, control=True, decode=other).box is None
