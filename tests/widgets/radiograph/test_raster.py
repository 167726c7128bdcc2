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
