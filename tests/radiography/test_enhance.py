"""Filters make detail plainer and leave alone what has none."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.view_state import Filter
from app.radiography.enhance import (
    ViewportFilters,
    clahe_greys,
    embossed,
    equalised,
    local_contrast,
    sharpened,
)
from app.radiography.pyramid import Pixels
from app.radiography.windows import Levels

LEVELS = Levels(air=60_000, floor=60)
FILTERS = ViewportFilters()


def seam(level: float) -> Pixels:
    """A seam of 5 % on an even ground."""
    made = np.full((200, 300), level, np.float64)
    made[:, 148:152] *= 0.95
    return np.rint(made).astype(np.uint16)


def contrast(pixels: Pixels) -> float:
    row = pixels[100].astype(float)
    return float(np.log(row[20] / row[150]))


@given(st.integers(40, 60_000))
def test_an_even_image_stays_as_it_is(value: int) -> None:
    even = np.full((90, 120), value, np.uint16)
    for filtered in (sharpened(even), local_contrast(even), embossed(even, value)):
        assert np.abs(filtered.astype(int) - value).max() <= max(value // 2000, 1)


@pytest.mark.parametrize("level", [8_000, 900])
@pytest.mark.parametrize("enhance", [sharpened, local_contrast])
def test_a_seam_gains_as_much_behind_steel_as_in_a_curtain(
    enhance: Callable[[Pixels], Pixels], level: float
) -> None:
    thin, dense = seam(55_000), seam(level)
    gain = contrast(enhance(thin)) / contrast(thin)
    assert gain > 1.2
    assert contrast(enhance(dense)) / contrast(dense) == pytest.approx(gain, rel=0.05)


def test_local_contrast_flattens_a_slope_and_keeps_its_middle() -> None:
    slope = np.exp(np.linspace(np.log(500), np.log(50_000), 800))
    image = np.rint(np.tile(slope, (300, 1))).astype(np.uint16)
    made = local_contrast(image)[150].astype(float)
    assert np.log(made[700] / made[100]) < 0.6 * np.log(slope[700] / slope[100])
    assert made[400] == pytest.approx(slope[400], rel=0.1)


def test_equalisation_keeps_order_between_floor_and_air() -> None:
    random = np.random.default_rng(3)
    image = np.rint(60_000 * np.exp(-6 * random.random((700, 900)))).astype(np.uint16)
    made = equalised(image, LEVELS)
    assert made.min() >= LEVELS.floor
    assert made.max() <= LEVELS.air
    thick, thin = image < 600, image > 20_000
    assert made[thick].max() < made[thin].min()


def test_equalisation_shows_what_lies_within_dense_goods() -> None:
    random = np.random.default_rng(4)
    image = np.full((1024, 1024), 60_000.0)
    image[200:800, 200:800] = 900
    image[450:550, 450:550] = 850
    noisy = np.rint(image * (1 + 0.02 * random.standard_normal(image.shape))).astype(np.uint16)
    made = np.log(equalised(noisy, LEVELS).astype(float))
    inside, around = np.s_[460:540, 460:540], np.s_[360:440, 360:440]
    assert made[around].mean() - made[inside].mean() > 1.8 * np.log(900 / 850)


def test_a_view_uses_the_filters_that_are_asked_for_and_no_others() -> None:
    image = seam(8_000)
    greys = (image >> 8).astype(np.uint8)
    assert FILTERS.pixels(image, frozenset()) is image
    assert FILTERS.greys(greys, frozenset({Filter.EDGE})) is greys
    assert np.array_equal(FILTERS.pixels(image, frozenset({Filter.EDGE})), sharpened(image))
    both = FILTERS.pixels(image, frozenset(Filter))
    assert np.array_equal(both, sharpened(local_contrast(image)))
    assert np.array_equal(FILTERS.greys(greys, frozenset(Filter)), clahe_greys(greys))


@given(st.integers(1, 40), st.integers(1, 40))
def test_a_small_part_can_be_equalised(width: int, height: int) -> None:
    greys = np.arange(width * height, dtype=np.uint32).reshape(height, width).astype(np.uint8)
    assert clahe_greys(greys).shape == greys.shape
