"""A window says which grey each pixel value has, exactly; presets mean the same on every imager."""

import math
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.radiograph import (
    WINDOW_MAX,
    ChannelRole,
    Curve,
    PixelUnit,
    ScanChannel,
    Window,
    WindowPreset,
)
from app.radiography.windows import (
    AIR_GREY,
    SAMPLED_PX_MAX,
    Levels,
    box_window,
    counted,
    histogram,
    levels_of,
    percentiles,
    preset_window,
    review_lut,
    sampled,
    window_lut,
)

CHANNEL = ScanChannel(
    role=ChannelRole.HIGH, energy_mv=9.0, unit=PixelUnit.TRANSMISSION, scale=1 / 60_000
)
LEVELS = Levels(air=60_000, floor=20)


def ends(pair: tuple[int, int]) -> tuple[int, int]:
    return min(pair), max(pair)


windows = st.builds(
    lambda low_high, curve, inverse: Window(
        low=low_high[0], high=low_high[1], curve=curve, inverse=inverse
    ),
    st.tuples(st.integers(0, WINDOW_MAX), st.integers(0, WINDOW_MAX))
    .map(ends)
    .filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from(Curve),
    st.booleans(),
)


@given(windows)
def test_greys_rise_from_black_to_white_or_fall_where_inverse(window: Window) -> None:
    lut = window_lut(window).astype(int)
    assert lut.shape == (65_536,)
    if window.inverse:
        lut = 255 - lut
    assert (np.diff(lut) >= 0).all()
    assert lut[: window.low].max(initial=0) == 0
    assert lut[window.high :].min() == 255


@given(windows.filter(lambda window: window.curve is Curve.LINEAR and not window.inverse))
def test_linear_greys_are_the_exact_quotient_rounded_half_up(window: Window) -> None:
    lut = window_lut(window)
    for value in (window.low, (window.low + window.high) // 2, window.high, window.high - 1):
        share = (value - window.low) * 255 * 2 + (window.high - window.low)
        assert lut[value] == share // (2 * (window.high - window.low))


def test_equal_factors_are_equal_steps_of_a_logarithmic_window() -> None:
    lut = window_lut(Window(low=64, high=65_535, curve=Curve.LOG)).astype(int)
    steps = [int(lut[64 * 2 ** (power + 1)] - lut[64 * 2**power]) for power in range(9)]
    assert max(steps) - min(steps) <= 1


@given(windows)
def test_opencv_looks_up_what_numpy_looks_up(window: Window) -> None:
    pixels = np.arange(65_536, dtype=np.uint16).reshape(256, 256)
    lut = window_lut(window)
    assert np.array_equal(cv2.LUT(pixels, lut), lut[pixels])


def test_air_is_never_full_white_on_a_review_screen() -> None:
    whole = Window(low=0, high=60_000)
    assert review_lut(whole)[60_000] == AIR_GREY == round(0.805 * 255)
    assert review_lut(whole).max() == AIR_GREY


def test_air_and_floor_are_found_in_a_noisy_image() -> None:
    random = np.random.default_rng(1)
    image = random.normal(58_000, 400, (400, 600))
    image[100:300, 100:400] = random.normal(9_000, 200, (200, 300))
    image[300:, :] = 0  # the ground
    found = levels_of(histogram(image.clip(0, 65_535).astype(np.uint16)))
    assert found.air == pytest.approx(58_000, rel=0.01)
    assert found.floor == pytest.approx(58_000 * math.exp(-8), abs=2)


def test_an_image_of_one_value_still_has_levels() -> None:
    for value in (0, 1, 65_535):
        found = levels_of(histogram(np.full((4, 4), value, np.uint16)))
        assert found.floor < found.air


@pytest.mark.parametrize("preset", WindowPreset)
@pytest.mark.parametrize("unit", PixelUnit)
def test_every_preset_is_a_window_on_every_channel(preset: WindowPreset, unit: PixelUnit) -> None:
    channel = ScanChannel(role=ChannelRole.HIGH, energy_mv=None, unit=unit, scale=1 / 8000)
    for levels in (LEVELS, Levels(air=1, floor=0), Levels(air=65_535, floor=65_534)):
        window = preset_window(preset, levels, channel)
        assert window.low < window.high


def test_presets_look_ever_deeper() -> None:
    darkest = [
        preset_window(preset, LEVELS, CHANNEL).low
        for preset in (WindowPreset.THIN, WindowPreset.DENSE, WindowPreset.PENETRATE)
    ]
    assert darkest == sorted(darkest, reverse=True)
    assert preset_window(WindowPreset.PENETRATE, LEVELS, CHANNEL).high < 0.06 * LEVELS.air


def test_a_preset_means_the_same_transmission_on_a_dimmer_imager() -> None:
    bright = preset_window(WindowPreset.DENSE, LEVELS, CHANNEL)
    dim = preset_window(WindowPreset.DENSE, Levels(air=30_000, floor=10), CHANNEL)
    assert bright.low / 60_000 == pytest.approx(dim.low / 30_000, rel=0.01)
    assert bright.high / 60_000 == pytest.approx(dim.high / 30_000, rel=0.01)


def test_a_box_spreads_what_it_holds_over_all_greys() -> None:
    box = np.linspace(500, 900, 10_000).astype(np.uint16).reshape(100, 100)
    window = box_window(box)
    assert (window.low, window.high) == pytest.approx((504, 895), abs=2)
    greys = window_lut(window)[box]
    assert (greys.min(), greys.max()) == (0, 255)


@pytest.mark.parametrize("value", [0, 7, WINDOW_MAX])
def test_a_box_of_one_value_still_gives_a_window(value: int) -> None:
    assert isinstance(box_window(np.full((3, 3), value, np.uint16)), Window)


def test_a_box_without_pixels_gives_none() -> None:
    nothing: Any = np.empty((0, 4), np.uint16)
    with pytest.raises(ValueError, match="without pixels"):
        box_window(nothing)


@given(
    st.lists(st.integers(0, WINDOW_MAX), min_size=1, max_size=60),
    st.lists(st.floats(0, 100), min_size=1, max_size=4),
)
def test_percentiles_of_a_histogram_are_those_of_its_values(
    values: list[int], shares: list[float]
) -> None:
    pixels = np.array([values], np.uint16)
    found = percentiles(counted(pixels), tuple(shares))
    assert found == pytest.approx(np.percentile(pixels, shares), abs=1e-6)


@pytest.mark.parametrize(
    "shape",
    [(1, 1), (1, 65_535), (65_535, 1), (2, 600_000), (600_001, 2), (7, 65_535), (3000, 3000)],
)
def test_few_pixels_stand_for_many_and_none_are_left_out_of_few(shape: tuple[int, int]) -> None:
    pixels = np.zeros(shape, np.uint16)
    few = sampled(pixels)
    assert few.size <= SAMPLED_PX_MAX
    assert few.size >= min(pixels.size, SAMPLED_PX_MAX // 20)
    assert int(counted(few).sum()) == few.size


def test_a_stripe_on_every_second_row_is_not_taken_for_the_whole() -> None:
    pixels = np.zeros((2000, 4000), np.uint16)
    pixels[::2] = 1000
    assert sampled(pixels).mean() == pytest.approx(500, rel=0.02)


def test_counting_all_of_a_large_image_at_once_is_refused() -> None:
    with pytest.raises(ValueError, match="no more than"):
        counted(np.zeros((1000, 1000), np.uint16))
