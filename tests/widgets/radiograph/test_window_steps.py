"""Steps of a window are in proportion to it, undo one another and never leave the range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.radiograph import WINDOW_MAX, Curve, Window
from widgets.radiograph.window_steps import dragged, inverted, moved, scaled

windows = (
    st.tuples(st.integers(0, WINDOW_MAX), st.integers(0, WINDOW_MAX), st.sampled_from(Curve))
    .filter(lambda item: item[0] != item[1])
    .map(lambda item: Window(low=min(item[:2]), high=max(item[:2]), curve=item[2]))
)


@given(windows, st.floats(0.01, 100), st.floats(-5, 5), st.floats(-900, 900))
def test_no_step_leads_out_of_the_range(
    window: Window, factor: float, share: float, pixels: float
) -> None:
    for result in (
        scaled(window, factor),
        moved(window, share),
        dragged(window, pixels, -pixels),
    ):
        assert 0 <= result.low < result.high <= WINDOW_MAX
        assert result.curve is window.curve


@pytest.mark.parametrize("curve", Curve)
def test_wider_and_narrower_undo_one_another(curve: Curve) -> None:
    window = Window(low=10_000, high=30_000, curve=curve)
    back = scaled(scaled(window, 0.8), 1 / 0.8)
    assert (back.low, back.high) == pytest.approx((window.low, window.high), abs=2)


def test_a_window_keeps_its_width_at_the_ends_of_the_range() -> None:
    window = Window(low=10_000, high=20_000)
    assert moved(window, -50) == Window(low=0, high=10_000)
    assert moved(window, 50) == Window(low=WINDOW_MAX - 10_000, high=WINDOW_MAX)


def test_dragging_right_widens_and_dragging_down_darkens_what_is_looked_for() -> None:
    window = Window(low=10_000, high=20_000)
    wider, deeper = dragged(window, 100, 0), dragged(window, 0, 100)
    assert wider.high - wider.low > 10_000
    assert deeper.low < 10_000


def test_inverting_twice_changes_nothing() -> None:
    window = Window(low=1, high=2)
    assert inverted(window).inverse
    assert inverted(inverted(window)) == window
