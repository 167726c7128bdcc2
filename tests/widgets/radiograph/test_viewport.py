"""Where image positions lie on the screen: nothing jumps, nothing is lost, nothing runs away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.radiograph.viewport import DEVICE_PX_PER_PIXEL_MAX, Viewport


def viewport(width_px: int = 1600, height_px: int = 900) -> Viewport:
    return Viewport(
        image_width_mm=18_000,
        image_height_mm=5_000,
        pixel_mm=(5.0, 4.0),
        width_px=width_px,
        height_px=height_px,
    )


places = st.tuples(st.floats(0, 1600), st.floats(0, 900))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(0.2, 5.0), places),
        st.tuples(st.just("pan"), st.floats(-3000, 3000), places),
        st.tuples(st.just("fit"), st.just(1.0), places),
    ),
    max_size=20,
)


def after(made: list[tuple[str, float, tuple[float, float]]]) -> Viewport:
    seen = viewport()
    for act, amount, (x, y) in made:
        match act:
            case "zoom":
                seen = seen.zoomed(seen.scale * amount, x, y)
            case "pan":
                seen = seen.panned(amount, amount / 2)
            case _:
                seen = seen.fitted()
    return seen


@given(acts, places)
def test_there_and_back_is_the_same_place(
    made: list[tuple[str, float, tuple[float, float]]], place: tuple[float, float]
) -> None:
    seen = after(made)
    assert seen.x_px(seen.x_mm(place[0])) == pytest.approx(place[0], abs=1e-6)
    assert seen.y_px(seen.y_mm(place[1])) == pytest.approx(place[1], abs=1e-6)


@given(acts)
def test_whatever_is_done_the_screen_is_full_of_image_where_it_can_be(
    made: list[tuple[str, float, tuple[float, float]]],
) -> None:
    seen = after(made)
    assert seen.fit_zoom <= seen.scale * (1 + 1e-9)
    assert seen.magnification_least <= DEVICE_PX_PER_PIXEL_MAX * (1 + 1e-9)
    left, right = seen.x_mm(0), seen.x_mm(seen.width_px)
    if right - left < seen.image_width_mm:
        assert left >= -1e-6
        assert right <= seen.image_width_mm + 1e-6
    else:
        assert left + right == pytest.approx(seen.image_width_mm)


@given(st.floats(100, 1500), st.floats(350, 550), st.floats(1.0, 4.0))
def test_what_is_under_the_cursor_stays_there_while_zooming(
    x: float, y: float, factor: float
) -> None:
    seen = viewport().zoomed(viewport().fit_zoom * 3, 800, 450)
    under = (seen.x_mm(x), seen.y_mm(y))
    closer = seen.zoomed(seen.scale * factor, x, y)
    assert (closer.x_mm(x), closer.y_mm(y)) == pytest.approx(under)


def test_a_fitted_image_stays_fitted_in_a_view_of_another_size() -> None:
    smaller = viewport().resized(600, 700)
    assert (smaller.x_mm(0), smaller.x_mm(600)) == pytest.approx((0, 18_000))
    assert smaller.magnification == pytest.approx(600 / 3600)


def test_full_zoom_shows_every_column_and_row_on_a_pixel_or_more() -> None:
    seen = viewport().zoomed(viewport().full_zoom, 0, 0)
    assert seen.x_px(5.0) - seen.x_px(0.0) == pytest.approx(1.25)
    assert seen.y_px(4.0) - seen.y_px(0.0) == pytest.approx(1.0)
