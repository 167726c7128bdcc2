"""What a radiograph could not see through is counted, and what it cannot tell counts as opaque."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.domain.radiograph import ChannelRole, PixelUnit, ScanChannel
from app.radiography.opaque import ALPHA_OPAQUE, opaque_share
from app.radiography.pyramid import build_pyramid
from app.radiography.windows import Levels, histogram, levels_of

AIR = 60_000


def channel(unit: PixelUnit = PixelUnit.TRANSMISSION) -> ScanChannel:
    return ScanChannel(role=ChannelRole.HIGH, energy_mv=6.0, unit=unit, scale=1 / AIR)


def share(
    pixels: NDArray[np.uint16], vehicle: PixelBox | None = None, **changes: PixelUnit
) -> float:
    found = levels_of(histogram(pixels))
    return opaque_share(build_pyramid(pixels), channel(**changes), found, vehicle)


def lit(height: int = 200, width: int = 400) -> NDArray[np.uint16]:
    return np.full((height, width), AIR, np.uint16)


def test_the_opaque_part_of_the_vehicle_is_counted_and_air_is_not() -> None:
    pixels = lit()
    pixels[50:150, 100:300] = AIR // 3
    pixels[60:70, 120:140] = 0
    vehicle = PixelBox(left=100, top=50, right=300, bottom=150)
    assert share(pixels, vehicle) == pytest.approx(200 / 20_000)
    assert share(pixels) == pytest.approx(200 / 80_000)


@pytest.mark.parametrize("value", [0, 1, 5, 200, 403])
def test_an_image_without_an_exposure_says_nothing(value: int) -> None:
    assert share(np.full((300, 300), value, np.uint16)) == 1.0


def test_eight_bits_are_too_coarse_to_see_so_little() -> None:
    pixels = np.full((200, 300), 255, np.uint16)
    pixels[40:160, 40:260] = 90
    assert share(pixels) == 1.0


def test_a_logarithmic_channel_cannot_be_judged() -> None:
    assert share(lit(), unit=PixelUnit.LOG) == 1.0


@pytest.mark.parametrize("shape", [(1, 1), (1, 65_535), (65_535, 1), (3, 2501), (5001, 7)])
def test_every_size_of_image_is_counted(shape: tuple[int, int]) -> None:
    height, width = shape
    pixels = lit(height, width)
    levels = Levels(air=AIR, floor=1)
    whole = PixelBox(left=0, top=0, right=width, bottom=height)
    assert opaque_share(build_pyramid(pixels), channel(), levels, whole) == 0.0
    pixels[:] = int(AIR * np.exp(-ALPHA_OPAQUE)) - 1
    assert opaque_share(build_pyramid(pixels), channel(), levels, whole) == 1.0
