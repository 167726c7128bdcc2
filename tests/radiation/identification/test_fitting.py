"""The non-negative fit answers with the best areas that are not below zero."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.radiation.identification.fitting import nonnegative


@settings(max_examples=200, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    shapes=st.integers(1, 26),
    bins=st.integers(1, 60),
    alike=st.floats(0, 1),
)
def test_no_area_is_below_zero_and_none_could_be_better(
    seed: int, shapes: int, bins: int, alike: float
) -> None:
    random = np.random.default_rng(seed)
    one = random.exponential(size=bins)
    rows = alike * one + (1 - alike) * random.exponential(size=(shapes, bins))
    gram, right = rows @ rows.T, rows @ random.normal(size=bins)
    areas = nonnegative(gram, right)
    slope = right - gram @ areas
    scale = max(float(np.abs(right).max()), 1.0) * max(float(areas.max()), 1.0)
    assert areas.min() >= 0
    assert slope.max() <= 1e-5 * scale
    assert np.abs(slope[areas > 0]).max(initial=0.0) <= 1e-5 * scale


def test_a_shape_that_only_takes_away_is_left_out() -> None:
    gram = np.array([[2.0, 1.0], [1.0, 2.0]])
    assert nonnegative(gram, np.array([4.0, -1.0])) == pytest.approx([2.0, 0.0])


def test_nothing_is_fitted_where_nothing_is_there() -> None:
    assert not nonnegative(np.eye(3), np.zeros(3)).any()
