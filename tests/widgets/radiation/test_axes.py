"""Ticks are round, lie within the axis and are never too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.radiation.axes import LinearScale, decades, linear_ticks, power_of_ten


@given(
    low=st.floats(-1e5, 1e5),
    span=st.floats(1e-2, 1e5),
    at_most=st.integers(1, 30),
)
def test_ticks_lie_within_the_axis_and_are_not_too_many(
    low: float, span: float, at_most: int
) -> None:
    ticks = linear_ticks(low, low + span, at_most)
    assert len(ticks) <= at_most + 1
    assert all(low - 1e-6 <= tick <= low + span + 1e-6 for tick in ticks)


def test_an_axis_of_energies_has_round_ticks() -> None:
    assert linear_ticks(0, 3000, 7) == [0, 500, 1000, 1500, 2000, 2500, 3000]


def test_decades_are_those_within_the_axis() -> None:
    assert decades(0.5, 2000) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("exponent", "text"), [(0, "1"), (1, "10"), (3, "10³"), (12, "10¹²"), (-1, "10⁻¹")]
)
def test_a_power_of_ten_is_written_as_people_write_it(exponent: int, text: str) -> None:
    assert power_of_ten(exponent) == text


def test_a_scale_maps_there_and_back() -> None:
    scale = LinearScale(low=0, high=3000, start_px=50, end_px=550)
    assert scale.value(scale.px(661.7)) == pytest.approx(661.7)
