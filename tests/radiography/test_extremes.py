"""Images of every size and of no content come to the screen: nothing is divided by what is not."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel, WindowPreset
from app.radiography.enhance import equalised
from app.radiography.image_cache import decode_to_cache, open_cached, remake_to_cache
from app.radiography.opaque import opaque_share
from app.radiography.stripes import destripe
from app.radiography.windows import preset_window, review_lut
from tests.builders import NOW

Pixels = NDArray[np.uint16]

SHAPES = [(1, 1), (1, 2), (3, 1), (1, 65_535), (65_535, 1), (17, 2049), (1025, 7)]
FILLS = ["black", "white", "air", "noise", "one dark pixel"]


def filled(shape: tuple[int, int], fill: str) -> Pixels:
    random = np.random.default_rng(3)
    made = {
        "black": np.zeros(shape),
        "white": np.full(shape, 65_535),
        "air": np.full(shape, 60_000),
        "noise": random.integers(0, 65_536, shape),
        "one dark pixel": np.full(shape, 60_000),
    }[fill].astype(np.uint16)
    if fill == "one dark pixel":
        made[0, 0] = 0
    return made


def decoded(_files: object, *, pixels: Pixels, unit: PixelUnit) -> tuple[Scan, list[Pixels]]:
    channels = tuple(
        ScanChannel(role=role, energy_mv=energy, unit=unit, scale=1 / 60_000)
        for role, energy in ((ChannelRole.HIGH, 6.0), (ChannelRole.LOW, 3.5))
    )
    scan = Scan(
        scan_id="x",
        site="",
        lane="",
        device="",
        started_at=NOW,
        width_px=pixels.shape[1],
        height_px=pixels.shape[0],
        pixel_mm=None,
        channels=channels,
    )
    return scan, [pixels, pixels]


@pytest.mark.parametrize("unit", [PixelUnit.TRANSMISSION, PixelUnit.LOG])
@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_image_is_decoded_windowed_cleaned_and_equalised(
    shape: tuple[int, int], fill: str, unit: PixelUnit, tmp_path: Path
) -> None:
    pixels = filled(shape, fill)
    decode = partial(decoded, pixels=pixels, unit=unit)
    home = decode_to_cache((("x.tif", "image/tiff", b"x"),), tmp_path, decode=decode)
    image = open_cached(home)
    scan, _ = decode(())
    assert np.array_equal(image.channels[0][0], pixels)
    for levels, channel in zip(image.levels, scan.channels, strict=True):
        for preset in WindowPreset:
            window = preset_window(preset, levels, channel)
            assert review_lut(window).size == 65_536
    assert (
        0
        <= opaque_share(image.channels[0], scan.channels[0], image.levels[0], image.vehicle_px)
        <= 1
    )
    for name, remake in (("equalised", equalised), ("cleaned", destripe)):
        made = remake_to_cache(home, 0, name, remake=remake)
        assert np.load(made / "level-0.npy").shape == shape
