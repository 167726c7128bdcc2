"""A look at an image is one value: what is seen follows it, and it can be shown again."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.domain.annotation import PixelBox
from app.domain.radiograph import Curve, Window
from app.domain.view_state import Filter, Palette, ViewState
from app.radiography.enhance import ViewportFilters
from app.radiography.palettes import material_colours
from app.radiography.pyramid import build_pyramid
from tests.widgets.radiograph.scene import (
    BLOCK,
    BLOCK_ROWS,
    HEIGHT_PX,
    OPEN,
    PIXEL_MM,
    WIDTH_PX,
    image,
    levels,
)
from widgets.radiograph.radiograph_view import RadiographView
from widgets.radiograph.state import Mark

METAL, ORGANIC = 20 << 3 | 7, 4 << 3 | 7
Rgb = NDArray[np.int16]


def materials() -> list[NDArray[np.uint8]]:
    """Metal in the steel block, organics in the wedge below, no information elsewhere."""
    made = np.zeros((HEIGHT_PX // 2, WIDTH_PX // 2), np.uint8)
    made[BLOCK_ROWS[0] // 2 : BLOCK_ROWS[1] // 2, BLOCK[0] // 2 : BLOCK[1] // 2] = METAL
    made[225:275, 100:1000] = ORGANIC
    return [made]


@pytest.fixture
def rich(view: RadiographView) -> RadiographView:
    """The view with two channels, one of them cleaned, materials and filters."""
    view.set_enhance(ViewportFilters())
    view.set_channels([levels(), build_pyramid(image() // 2)])
    view.set_cleaned(build_pyramid(image() // 4))
    view.set_material(materials(), material_colours)
    return view


def colours(view: RadiographView) -> Rgb:
    """What is on the screen, (height, width, 3), red first."""
    shot = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(shot.constBits(), np.uint8).reshape(shot.height(), shot.bytesPerLine())
    return rows[:, : 3 * shot.width()].reshape(shot.height(), -1, 3).astype(np.int16)


def at(view: RadiographView, x_m: float, y: int = 150) -> Rgb:
    shown: Rgb = colours(view)[y, round(view.x_of(x_m))]
    return shown


def close_up(view: RadiographView, factor: float = 1.0) -> None:
    """One image pixel on `factor` device pixels, about the front edge of the steel block."""
    viewport = view.viewport_shown
    assert viewport is not None
    edge = viewport.x_px(BLOCK[0] * PIXEL_MM[0])
    view.look(viewport.zoomed(viewport.full_zoom * factor, edge, 150))


def test_materials_have_colours_and_greys_are_one_key_away(rich: RadiographView) -> None:
    grey = at(rich, 5.5)
    rich.set_palette(Palette.DUAL)
    red, _, blue = at(rich, 5.5)
    assert blue > red
    red, _, blue = at(rich, 3.0, y=218)
    assert red > blue + 40
    rich.set_palette(Palette.GREY)
    assert np.array_equal(at(rich, 5.5), grey)


def test_where_there_is_no_information_a_hatch_is_drawn(rich: RadiographView) -> None:
    before = colours(rich)[100:120, 20:200]
    rich.set_palette(Palette.DUAL)
    changed = (colours(rich)[100:120, 20:200] != before).any(axis=2)
    assert 0.1 < changed.mean() < 0.4
    assert (changed.sum(axis=0) > 0).all()


def test_a_hatch_stays_on_the_image_that_is_pulled_along(rich: RadiographView) -> None:
    rich.set_palette(Palette.DUAL)
    close_up(rich)
    here = colours(rich)[20:60, 300:400]
    viewport = rich.viewport_shown
    assert viewport is not None
    rich.look(viewport.panned(37, 0))
    assert np.array_equal(colours(rich)[20:60, 337:437], here)


def test_without_materials_every_palette_is_grey(view: RadiographView) -> None:
    before = colours(view)
    view.set_palette(Palette.DUAL)
    assert not view.has_material
    assert np.array_equal(colours(view), before)


def test_a_mirrored_view_is_the_image_turned_over(view: RadiographView) -> None:
    before = colours(view)[:230, :]
    view.set_mirrored(on=True)
    assert np.array_equal(colours(view)[:230, ::-1], before)
    first, last = view.view_m
    assert (first, last) == pytest.approx((12.0, 0.0))
    assert view.x_of(5.0) == pytest.approx(800 * 7 / 12, abs=0.01)


def test_marks_and_colours_are_mirrored_with_the_image(rich: RadiographView) -> None:
    rich.set_palette(Palette.DUAL)
    rich.set_mirrored(on=True)
    rich.set_marks([Mark(label="A", left_m=5.0, right_m=6.0, top_m=1.0, bottom_m=2.0)])
    red, _, blue = at(rich, 5.5)
    assert blue > red


def test_channels_and_the_cleaned_image_are_shown_in_the_same_part(rich: RadiographView) -> None:
    close_up(rich)
    part, grey = rich.view_m, at(rich, 4.9)
    rich.show_channel(1)
    assert (at(rich, 4.9) < grey).all()
    rich.show_channel(0)
    rich.show_cleaned(on=True)
    assert (at(rich, 4.9) < grey * 0.5).all()
    rich.show_cleaned(on=False)
    assert np.array_equal(at(rich, 4.9), grey)
    assert rich.view_m == part
    with pytest.raises(ValueError, match="no channel 2"):
        rich.show_channel(2)


def test_equalisation_of_the_whole_image_is_asked_for_and_swapped_in(
    rich: RadiographView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(rich.equalised_wanted) as wanted:
        rich.set_filters({Filter.CLAHE})
    assert wanted.args == [0, False]
    at_once = colours(rich)
    with qtbot.assertNotEmitted(rich.equalised_wanted):
        rich.set_enhanced(build_pyramid(image() // 3), channel=0, cleaned=False)
    swapped = colours(rich)
    assert not np.array_equal(swapped, at_once)
    with qtbot.waitSignal(rich.equalised_wanted) as wanted:
        rich.show_channel(1)
    assert wanted.args == [1, False]
    rich.show_channel(0)
    assert np.array_equal(colours(rich), swapped)


def test_another_image_forgets_the_layers_of_the_one_before(rich: RadiographView) -> None:
    rich.set_palette(Palette.DUAL)
    rich.set_image(levels(), PIXEL_MM)
    assert not rich.has_material
    with pytest.raises(ValueError, match="no channel"):
        rich.show_channel(1)


def test_layers_of_another_size_are_refused(rich: RadiographView) -> None:
    for take in (rich.set_channel, rich.set_cleaned, rich.set_enhanced):
        with pytest.raises(ValueError, match="one size"):
            take([image()[:50]])


looks = st.builds(
    ViewState,
    centre_px=st.tuples(st.floats(0, WIDTH_PX), st.floats(0, HEIGHT_PX)),
    magnification=st.floats(0.34, 8.0),
    view_px=st.just((800, 300)),
    window=st.builds(
        Window,
        low=st.integers(0, 20_000),
        high=st.integers(20_001, 65_535),
        curve=st.sampled_from(Curve),
        inverse=st.booleans(),
    ),
    palette=st.sampled_from(Palette),
    filters=st.frozensets(st.sampled_from(Filter)),
    mirrored=st.booleans(),
    cleaned=st.booleans(),
    channel=st.just(0),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=looks, other=looks)
def test_a_look_that_was_logged_is_shown_again_pixel_by_pixel(
    rich: RadiographView, first: ViewState, other: ViewState
) -> None:
    rich.restore(first)
    shown, state = colours(rich), rich.view_state()
    assert state is not None
    assert state.magnification == pytest.approx(first.magnification)
    # What cannot lie in the middle, because the image ends, is held at the edge.
    assert replace(first, centre_px=state.centre_px, magnification=state.magnification) == state
    rich.restore(other)
    rich.restore(state)
    assert rich.view_state() == state
    assert np.array_equal(colours(rich), shown)


def test_a_fitted_look_stays_fitted_in_another_size(rich: RadiographView) -> None:
    state = rich.view_state()
    assert state is not None
    rich.zoom_full()
    rich.restore(state)
    rich.resize(600, 300)
    assert rich.view_m == pytest.approx((0.0, 12.0))


def test_a_drag_is_told_as_few_looks_and_the_last_one_is_where_it_ended(
    rich: RadiographView, qtbot: QtBot
) -> None:
    told: list[ViewState] = []
    rich.look_changed.connect(told.append)
    with qtbot.waitSignal(rich.look_changed):
        for step in range(60):
            rich.set_window(Window(low=step, high=40_000 + step))
            rich.repaint()
    assert len(told) < 20
    last = Window(low=59, high=40_059)
    qtbot.waitUntil(lambda: told[-1].window == last)
    with qtbot.assertNotEmitted(rich.look_changed, wait=300):
        rich.set_window(OPEN)
        rich.set_window(last)  # there and back is no change


def test_without_an_image_there_is_no_look(view: RadiographView) -> None:
    state = view.view_state()
    assert state is not None
    view.clear()
    assert view.view_state() is None
    assert view.unseen() == ()
    with pytest.raises(ValueError, match="without an image"):
        view.restore(state)


def test_coverage_is_that_of_the_vehicle(view: RadiographView) -> None:
    view.set_vehicle(PixelBox(left=1000, top=100, right=1400, bottom=300))
    close_up(view)
    view.grab()
    assert 0 < view.coverage <= 1
    assert all(box.left >= 1000 and box.right <= 1400 for box in view.unseen())


def test_enlarged_pixels_are_squares_when_that_is_wanted(view: RadiographView) -> None:
    close_up(view, 3.0)
    view.set_nearest(True)
    assert len(np.unique(colours(view)[150, :, 0])) == 2
    view.set_nearest(False)
    assert len(np.unique(colours(view)[150, :, 0])) > 2


def test_preferred_hues_are_seen_at_once_and_outlast_the_next_material(
    rich: RadiographView,
) -> None:
    usual = partial(material_colours, colour_blind_safe=False)
    rich.set_palette(Palette.DUAL)
    safe = colours(rich)
    rich.prefer_colours(usual)
    preferred = colours(rich)
    assert np.abs(preferred - safe).max() > 20
    rich.set_material(materials(), material_colours)
    assert np.array_equal(colours(rich), preferred)
    rich.prefer_colours(material_colours)
    assert np.array_equal(colours(rich), safe)
