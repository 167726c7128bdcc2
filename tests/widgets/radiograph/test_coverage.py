"""Coverage is the exact union of what was large enough, over the vehicle and nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from app.domain.annotation import PixelBox
from widgets.radiograph.coverage import MAGNIFICATION_MIN, Coverage, seen_px, touched_px
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


sides = st.one_of(st.integers(1, 40), st.integers(41, 3000), st.just(65_535))
PAGES_MAX = 400


@given(
    size=st.tuples(sides, sides),
    view_size=st.tuples(st.integers(200, 3840), st.integers(120, 2160)),
    pixel_mm=st.tuples(st.floats(0.5, 12.0), st.floats(0.5, 12.0)),
    closer=st.floats(1.0, 3.0),
    mirrored=st.booleans(),
)
def test_whoever_pages_through_has_seen_all_at_any_size_zoom_and_shape_of_pixel(
    size: tuple[int, int],
    view_size: tuple[int, int],
    pixel_mm: tuple[float, float],
    closer: float,
    *,
    mirrored: bool,
) -> None:
    fitted = Viewport(
        image_width_mm=size[0] * pixel_mm[0],
        image_height_mm=size[1] * pixel_mm[1],
        pixel_mm=pixel_mm,
        width_px=view_size[0],
        height_px=view_size[1],
        mirrored=mirrored,
    )
    zoom = fitted.full_zoom * MAGNIFICATION_MIN * closer
    seen = fitted.zoomed(max(zoom, fitted.fit_zoom), 0, 0)
    most = 1 + 1 / seen.magnification_least  # a pixel that was cut is whole on the next page
    step_x, step_y = (max(side - most * seen.magnification_most - 1, 1) for side in view_size)
    columns = int(seen.image_width_mm * seen.scale / step_x) + 2
    rows = int(seen.image_height_mm * seen.scale / step_y) + 2
    assume(columns * rows <= PAGES_MAX)
    coverage = Coverage(PixelBox(left=0, top=0, right=size[0], bottom=size[1]))
    at = seen.panned(1e9, 1e9)
    for row in range(rows):
        for column in range(columns):
            coverage.add(at.panned(-column * step_x if not mirrored else 0, -row * step_y))
            coverage.add(seen.panned(-1e9, 1e9).panned(column * step_x, -row * step_y))
    assert coverage.share == 1.0


def test_rows_that_are_shown_too_small_do_not_count_however_wide_the_columns_are() -> None:
    coverage = Coverage(VEHICLE)
    flat = replace(
        view((150, 15), 1.0, mirrored=False),
        pixel_mm=(PIXEL_MM, PIXEL_MM / 4),
        image_height_mm=HEIGHT_PX * PIXEL_MM / 4,
    )
    assert not coverage.add(flat)
    assert coverage.add(replace(flat, zoom=2.0 / PIXEL_MM))


@given(looks, st.tuples(st.integers(0, 80), st.integers(0, 40)), st.integers(1, 50))
def test_what_lies_under_something_is_not_seen(
    look: Viewport, corner: tuple[int, int], side: int
) -> None:
    under = QRect(*corner, side, side)
    bare, covered = Coverage(VEHICLE), Coverage(VEHICLE)
    bare.add(look)
    covered.add(look, [under])
    assert covered.share <= bare.share
    hidden = touched_px(look, under).intersected(seen_px(look))
    if look.magnification_least >= MAGNIFICATION_MIN:
        inside = hidden.intersected(QRect(40, 10, 220, 110))
        lost = (bare.share - covered.share) * 220 * 110
        assert lost == pytest.approx(inside.width() * inside.height())


def test_a_part_that_was_covered_is_seen_once_nothing_covers_it() -> None:
    coverage = Coverage(VEHICLE)
    whole = replace(view((150, 60), 0.6, mirrored=False), width_px=300, height_px=120)
    assert coverage.add(whole, [QRect(0, 0, 300, 60)])
    assert 0 < coverage.share < 1
    coverage.add(whole)
    assert coverage.share == 1.0
