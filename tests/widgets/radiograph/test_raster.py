"""Resampled pixels lie where the viewport says, from the level that is just fine enough."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.radiography.pyramid import build_pyramid
from tests.widgets.radiograph.scene import BLOCK, BLOCK_ROWS, HEIGHT_PX, STEEL, WIDTH_PX, image
from widgets.radiograph.raster import level_for, resample
from widgets.radiograph.viewport import Viewport

LEVELS = build_pyramid(image())
LEFT_MM, RIGHT_MM = BLOCK[0] * 5.0, BLOCK[1] * 5.0
MIDDLE = ((BLOCK_ROWS[0] + BLOCK_ROWS[1]) / 2 * 5.0, (BLOCK[0] + BLOCK[1]) / 2 * 5.0)


def viewport(width_px: int, height_px: int) -> Viewport:
    return Viewport(
        image_width_mm=WIDTH_PX * 5.0,
        image_height_mm=HEIGHT_PX * 5.0,
        pixel_mm=(5.0, 5.0),
        width_px=width_px,
        height_px=height_px,
    )


@pytest.mark.parametrize(
    ("magnification", "level"), [(3.0, 0), (1.0, 0), (0.7, 0), (0.5, 1), (0.3, 1), (0.01, 2)]
)
def test_the_level_has_at_least_a_pixel_for_each_on_the_screen(
    magnification: float, level: int
) -> None:
    assert level_for(3, magnification) == level


@given(st.integers(200, 1700), st.integers(80, 900), st.floats(1.0, 60.0))
def test_the_edges_of_the_block_are_where_the_viewport_says(
    width_px: int, height_px: int, closer: float
) -> None:
    seen = viewport(width_px, height_px)
    at = (seen.x_px(MIDDLE[1]), seen.y_px(MIDDLE[0]))
    seen = seen.zoomed(seen.scale * closer, *at)
    raster = resample(LEVELS, seen)
    row = round(seen.y_px(MIDDLE[0])) - raster.top_px
    dark = np.flatnonzero(raster.pixels[row] < 2 * STEEL) + raster.left_px
    # A pixel of the level in use may straddle the edge, and rounding adds half a screen pixel.
    slack = max(2 ** level_for(len(LEVELS), seen.magnification) * seen.magnification, 1) + 1
    if seen.x_px(LEFT_MM) > 0:
        assert dark[0] == pytest.approx(seen.x_px(LEFT_MM), abs=slack)
    if seen.x_px(RIGHT_MM) < width_px:
        assert dark[-1] + 1 == pytest.approx(seen.x_px(RIGHT_MM), abs=slack)


@given(st.integers(50, 2000), st.integers(50, 1200), st.floats(1.0, 200.0))
def test_the_raster_covers_what_is_seen_and_little_more(
    width_px: int, height_px: int, closer: float
) -> None:
    seen = viewport(width_px, height_px)
    seen = seen.zoomed(seen.scale * closer, width_px / 3, height_px / 3)
    raster = resample(LEVELS, seen)
    height, width = raster.pixels.shape
    first, last = max(seen.x_px(0), 0), min(seen.x_px(seen.image_width_mm), width_px)
    assert raster.left_px <= first + 0.5
    assert raster.left_px + width >= last - 0.5
    assert width <= width_px + 2 * max(seen.magnification, 1) * 2 ** (len(LEVELS)) + 2
    assert height <= height_px + 2 * max(seen.magnification, 1) * 2 ** (len(LEVELS)) + 2


def test_close_up_every_pixel_is_shown_as_what_it_is() -> None:
    seen = viewport(400, 300)
    seen = seen.zoomed(seen.full_zoom * 8, seen.x_px(LEFT_MM), seen.y_px(MIDDLE[0]))
    assert set(np.unique(resample(LEVELS, seen).pixels)) <= set(np.unique(image()))


@pytest.mark.parametrize("pixel_mm", [(1.0, 8.0), (8.0, 1.0)])
def test_pixels_that_are_not_square_lose_no_detail_along_either_side(
    pixel_mm: tuple[float, float],
) -> None:
    """A line one pixel thin across the side whose pixels are shown large is shown sharp."""
    tall, wide = (120, 1600) if pixel_mm[0] < pixel_mm[1] else (1600, 120)
    pixels = np.full((tall, wide), 60_000, np.uint16)
    line = (slice(60, 61), slice(None)) if tall < wide else (slice(None), slice(60, 61))
    pixels[line] = 1_000
    seen = Viewport(
        image_width_mm=wide * pixel_mm[0],
        image_height_mm=tall * pixel_mm[1],
        pixel_mm=pixel_mm,
        width_px=400,
        height_px=400,
    )
    shown = resample(build_pyramid(pixels), seen).pixels
    across = shown[:, shown.shape[1] // 2] if tall < wide else shown[shown.shape[0] // 2]
    assert across.min() < 20_000  # at a quarter of its columns, a mean of 4 by 4 has 45 000
    dark = np.flatnonzero(across < 30_000)
    assert dark.size <= 3


def test_a_thin_line_along_the_side_that_is_shown_small_is_thinner_and_not_gone() -> None:
    pixels = np.full((120, 1600), 60_000, np.uint16)
    pixels[:, 801] = 0
    seen = Viewport(
        image_width_mm=1600.0,
        image_height_mm=120 * 10.0,
        pixel_mm=(1.0, 10.0),
        width_px=320,
        height_px=240,
    )
    assert resample(build_pyramid(pixels), seen).pixels.min() < 50_000


@pytest.mark.parametrize("shape", [(1, 1), (1, 65_535), (65_535, 1), (2, 3), (2049, 5), (7, 1025)])
@pytest.mark.parametrize("mirrored", [False, True])
def test_images_of_every_size_are_shown_at_every_zoom(
    shape: tuple[int, int], *, mirrored: bool
) -> None:
    height, width = shape
    pixels = np.full(shape, 777, np.uint16)
    pyramid = build_pyramid(pixels)
    seen = Viewport(
        image_width_mm=float(width),
        image_height_mm=float(height),
        pixel_mm=(1.0, 1.0),
        width_px=640,
        height_px=360,
        mirrored=mirrored,
    )
    for factor in (1.0, 3.7, 50.0, 1e6):
        raster = resample(pyramid, seen.zoomed(seen.scale * factor, 100, 100))
        assert set(np.unique(raster.pixels)) == {777}
        assert max(raster.pixels.shape) <= 640 * 17
