"""Coverage is the exact union of what was large enough, over the vehicle and nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotation import PixelBox
from widgets.radiograph.coverage import Coverage, seen_px
from widgets.radiograph.viewport import Viewport

WIDTH_PX, HEIGHT_PX, PIXEL_MM = 300, 120, 5.0
VEHICLE = PixelBox(left=40, top=10, right=260, bottom=120)


def view(centre_px: tuple[float, float], magnification: float, *, mirrored: bool) -> Viewport:
    return Viewport(
        image_width_mm=WIDTH_PX * PIXEL_MM,
        image_height_mm=HEIGHT_PX * PIXEL_MM,
        pixel_mm=(PIXEL_MM, PIXEL_MM),
        width_px=90,
        height_px=50,
        zoom=magnification / PIXEL_MM,
        centre_x_mm=centre_px[0] * PIXEL_MM,
        centre_y_mm=centre_px[1] * PIXEL_MM,
        mirrored=mirrored,
    )


looks = st.builds(
    view,
    st.tuples(st.floats(0, WIDTH_PX), st.floats(0, HEIGHT_PX)),
    st.floats(0.3, 3.0),
    mirrored=st.booleans(),
)


@given(st.lists(looks, max_size=25))
def test_coverage_is_the_union_pixel_by_pixel(seen: list[Viewport]) -> None:
    coverage = Coverage(VEHICLE)
    wanted = np.zeros((HEIGHT_PX, WIDTH_PX), bool)
    for each in seen:
        coverage.add(each)
        if each.magnification >= 0.5:
            seen_box = seen_px(each)
            left, top = seen_box.left(), seen_box.top()
            rows = slice(max(top, 0), max(top + seen_box.height(), 0))
            wanted[rows, max(left, 0) : max(left + seen_box.width(), 0)] = True
    vehicle = wanted[VEHICLE.top : VEHICLE.bottom, VEHICLE.left : VEHICLE.right]
    assert coverage.share == pytest.approx(vehicle.mean())
    unseen = np.zeros_like(wanted)
    for box in coverage.unseen:
        part = np.s_[box.top : box.bottom, box.left : box.right]
        assert not unseen[part].any()  # boxes do not overlap
        unseen[part] = True
    assert unseen.sum() == vehicle.size - vehicle.sum()
    assert not (unseen & wanted).any()


@given(looks)
def test_only_pixels_that_are_wholly_in_view_are_seen(look: Viewport) -> None:
    box = seen_px(look)
    edges = sorted((look.x_px(box.left() * PIXEL_MM), look.x_px((box.right() + 1) * PIXEL_MM)))
    assert edges[0] >= -0.01
    assert edges[1] <= look.width_px + 0.01


def test_a_look_from_too_far_counts_nothing_and_one_at_half_size_counts() -> None:
    coverage = Coverage(VEHICLE)
    half = view((150, 60), 0.5, mirrored=False)
    assert not coverage.add(replace(half, zoom=0.499 / PIXEL_MM))
    assert coverage.share == 0
    assert coverage.add(half)
    assert coverage.share > 0
    assert not coverage.add(half)  # nothing new


def test_what_was_seen_whole_has_no_unseen_part() -> None:
    coverage = Coverage(VEHICLE)
    for x in range(0, WIDTH_PX + 1, 60):
        for y in range(0, HEIGHT_PX + 1, 30):
            coverage.add(view((x, y), 1.0, mirrored=False))
    assert coverage.share == 1.0
    assert coverage.unseen == ()
