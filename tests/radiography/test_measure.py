"""What is measured in a radiograph equals what was put there."""

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotation import PixelBox
from app.radiography.measure import (
    LINE_WIDTH_MAX_PX,
    alpha,
    binned,
    line_profile,
    region_histogram,
    region_stats,
)
from app.radiography.windows import SAMPLED_PX_MAX, Levels, histogram

LEVELS = Levels(air=60_000, floor=20)


def ramp(height: int = 40, width: int = 60) -> np.ndarray[tuple[int, int], np.dtype[np.uint16]]:
    return (np.arange(width)[None, :] * 100 + np.arange(height)[:, None] * 7).astype(np.uint16)


def test_a_region_is_measured_as_numpy_measures_it() -> None:
    pixels = ramp()
    inside = pixels[5:15, 10:30]
    stats = region_stats(pixels, PixelBox(left=10, top=5, right=30, bottom=15), LEVELS)
    assert stats.n == 200
    assert stats.mean == pytest.approx(inside.mean())
    assert stats.median == np.median(inside)
    assert (stats.minimum, stats.maximum) == (inside.min(), inside.max())
    assert stats.sigma == pytest.approx(inside.std())


def test_a_large_region_is_measured_of_evenly_spread_pixels_and_says_of_how_many() -> None:
    pixels = np.random.default_rng(5).normal(30_000, 900, (1500, 4000)).astype(np.uint16)
    stats = region_stats(pixels, PixelBox(left=0, top=0, right=4000, bottom=1500), LEVELS)
    assert stats.box_px == pixels.size
    assert 50_000 < stats.n <= SAMPLED_PX_MAX
    assert stats.mean == pytest.approx(pixels.mean(), abs=15)
    assert stats.sigma == pytest.approx(pixels.std(), rel=0.02)
    assert stats.median == pytest.approx(np.median(pixels), abs=15)


@given(st.integers(1, 6), st.integers(1, 40), st.randoms(use_true_random=False))
def test_all_of_a_region_that_is_not_large_is_measured(rows: int, columns: int, r: Random) -> None:
    values = [r.choice((0, 1, 20, 21, 777, 60_000, 65_535)) for _ in range(rows * columns)]
    pixels = np.array(values, np.uint16).reshape(rows, columns)
    stats = region_stats(pixels, PixelBox(left=0, top=0, right=columns, bottom=rows), LEVELS)
    assert (stats.n, stats.box_px) == (pixels.size, pixels.size)
    assert stats.median == np.median(pixels)
    assert stats.sigma == pytest.approx(pixels.std())
    assert stats.alpha_mean == pytest.approx(alpha(pixels, LEVELS).mean())
    assert stats.saturated_share == pytest.approx((pixels == 65_535).mean())
    assert stats.starved_share == pytest.approx((pixels <= 20).mean())


def test_alpha_is_the_mean_of_the_logarithms_and_not_the_logarithm_of_the_mean() -> None:
    pixels = np.array([[60_000, 600]], np.uint16)
    stats = region_stats(pixels, PixelBox(left=0, top=0, right=2, bottom=1), LEVELS)
    assert stats.alpha_mean == pytest.approx(math.log(100) / 2)


def test_values_that_are_logarithms_already_are_only_scaled() -> None:
    pixels = np.array([[60_000, 40_000], [20_000, 5]], np.uint16)
    whole = PixelBox(left=0, top=0, right=2, bottom=2)
    stats = region_stats(pixels, whole, LEVELS, log_scale=1e-4)
    assert stats.alpha_mean == pytest.approx((0 + 2 + 4 + 5.998) / 4)


def test_starved_and_saturated_pixels_are_counted_apart() -> None:
    pixels = np.array([[0, 20, 21, 65_535]], np.uint16)
    stats = region_stats(pixels, PixelBox(left=0, top=0, right=4, bottom=1), LEVELS)
    assert (stats.starved_share, stats.saturated_share) == (0.5, 0.25)
    assert alpha(pixels, LEVELS).max() == pytest.approx(math.log(60_000 / 20))


def test_a_box_over_the_edge_is_cut_and_one_outside_is_refused() -> None:
    pixels = ramp()
    assert region_stats(pixels, PixelBox(left=58, top=38, right=70, bottom=50), LEVELS).n == 4
    with pytest.raises(ValueError, match="outside"):
        region_stats(pixels, PixelBox(left=60, top=0, right=70, bottom=5), LEVELS)


@given(
    st.tuples(st.floats(0, 59), st.floats(0, 39)),
    st.tuples(st.floats(0, 59), st.floats(0, 39)),
)
def test_a_profile_over_a_plane_is_a_straight_line(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    profile = line_profile(ramp(), start, end)
    expected = np.linspace(start[0] * 100 + start[1] * 7, end[0] * 100 + end[1] * 7, profile.size)
    assert np.allclose(profile, expected, atol=1e-6)


def test_a_wide_profile_is_the_mean_across_and_loses_noise() -> None:
    random = np.random.default_rng(1)
    pixels = (30_000 + 500 * random.standard_normal((101, 800))).astype(np.uint16)
    narrow = line_profile(pixels, (0, 50), (799, 50))
    wide = line_profile(pixels, (0, 50), (799, 50), width_px=25)
    assert np.allclose(wide, pixels[38:63].mean(axis=0))
    assert wide.std() < narrow.std() / 4


def test_samples_outside_the_image_are_not_numbers() -> None:
    profile = line_profile(ramp(), (-10, 5), (10, 5))
    assert np.isnan(profile[:9]).all()
    assert np.isfinite(profile[10:]).all()
    with pytest.raises(ValueError, match="outside"):
        line_profile(ramp(), (-30, -30), (-10, -10))


def test_a_line_without_length_is_one_sample() -> None:
    assert line_profile(ramp(), (3, 2), (3, 2)).tolist() == [314.0]


@pytest.mark.parametrize("width_px", [0, LINE_WIDTH_MAX_PX + 1])
def test_a_width_beyond_the_limits_is_refused(width_px: int) -> None:
    with pytest.raises(ValueError, match="wide"):
        line_profile(ramp(), (0, 0), (1, 1), width_px=width_px)


@pytest.mark.parametrize("end", [(math.inf, 0.0), (math.nan, 0.0), (1e9, 0.0)])
def test_a_line_without_end_is_refused(end: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="samples"):
        line_profile(ramp(), (0, 0), end)


def test_a_drawn_histogram_loses_no_pixel() -> None:
    pixels = ramp()
    edges, counts = binned(histogram(pixels), 256)
    assert (edges[1], int(counts.sum())) == (256.0, pixels.size)
    part = region_histogram(pixels, PixelBox(left=0, top=0, right=2, bottom=3))
    assert int(part.sum()) == 6
    with pytest.raises(ValueError, match="power of two"):
        binned(part, 300)
