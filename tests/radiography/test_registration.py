"""Images of one container lie on one another; images of two do not. All scenes are synthetic."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.radiography.difference import COUNTS_PER_ALPHA, MIDDLE, Difference, difference
from app.radiography.registration import (
    Registration,
    RegistrationError,
    register,
    warp,
)
from app.radiography.stripes import destripe
from app.radiography.windows import Levels, histogram, levels_of
from devices.emulators.imaging.exposure import read_out
from tests.radiography.exposures import Floats, passed

Pixels = NDArray[np.uint16]


def levels(pixels: Pixels) -> Levels:
    return levels_of(histogram(pixels))


def moved(transmitted: Floats, stretch: float, x_px: float, y_px: float, seed: int) -> Pixels:
    """Another scan of the same: faster or slower, begun elsewhere, with noise of its own."""
    matrix = np.array([[1 / stretch, 0, -x_px / stretch], [0, 1, -y_px]])
    size = (int(transmitted.shape[1] * stretch) + 60, transmitted.shape[0])
    other = cv2.warpAffine(
        transmitted,
        matrix,
        size,
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return read_out(np.asarray(other, np.float32), np.random.default_rng(seed))


def laid(moving: Pixels, fixed: Pixels) -> Registration:
    return register(moving, fixed, moving_levels=levels(moving), fixed_levels=levels(fixed))


@pytest.mark.parametrize(
    ("stretch", "x_px", "y_px"), [(1.0, 0.0, 0.0), (1.028, 31.4, -2.6), (0.973, -37.0, 1.3)]
)
@pytest.mark.parametrize(("before", "now"), [("clothing", "clothing"), ("empty", "beverages")])
def test_an_earlier_scan_is_found_to_a_third_of_a_pixel(
    before: str, now: str, stretch: float, x_px: float, y_px: float
) -> None:
    moving = moved(passed(before, 2_101), stretch, x_px, y_px, 1)
    fixed = moved(passed(now, 2_101), 1, 0, 0, 2)
    found = laid(moving, fixed)
    for x in (300, fixed.shape[1] - 200):
        there_x, there_y = found.to_moving(x, 400)
        assert there_x == pytest.approx(x * stretch + x_px, abs=0.35)
        assert there_y == pytest.approx(400 + y_px, abs=0.35)
        assert found.to_fixed(there_x, there_y) == pytest.approx((x, 400))
    assert found.score > 0.7


def test_two_vehicles_that_differ_are_refused() -> None:
    one = moved(passed("clothing", 2_101), 1, 0, 0, 3)
    other = np.ascontiguousarray(one[:, ::-1])
    with pytest.raises(RegistrationError):
        laid(other, one)


@pytest.mark.parametrize("value", [0, 60_000, 65_535])
def test_an_image_without_anything_is_refused(value: int) -> None:
    fixed = moved(passed("clothing", 2_101), 1, 0, 0, 4)
    blank = np.full(fixed.shape, value, np.uint16)
    with pytest.raises(RegistrationError):
        register(
            blank, fixed, moving_levels=Levels(air=60_000, floor=10), fixed_levels=levels(fixed)
        )


@pytest.mark.parametrize("shape", [(1, 1), (30, 30), (8, 3_000), (3_000, 20)])
def test_an_image_too_small_to_tell_is_refused(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 60_000, shape).astype(np.uint16)
    with pytest.raises(RegistrationError):
        laid(noise, noise)


def compared(before: Pixels, now: Pixels) -> Difference:
    before, now = destripe(before), destripe(now)
    laid_over, covered = warp(before, laid(before, now), now.shape)
    return difference(now, laid_over, covered, now_levels=levels(now), then_levels=levels(before))


def test_a_brick_that_was_added_is_boxed_and_nothing_else() -> None:
    truth = passed("clothing", 2_102)
    loaded = truth.copy()
    loaded[500:540, 1500:1560] *= np.float32(np.exp(-0.4))
    result = compared(moved(truth, 1.02, 20.5, 1.2, 5), moved(loaded, 1, 0, 0, 6))
    [region] = result.regions
    assert region.box.left == pytest.approx(1500, abs=5)
    assert region.box.bottom == pytest.approx(540, abs=5)
    assert region.alpha_change == pytest.approx(0.4, abs=0.1)
    inside = result.picture[510:530, 1510:1550].mean()
    assert (inside - MIDDLE) / COUNTS_PER_ALPHA == pytest.approx(0.4, abs=0.04)


def test_a_brick_that_was_taken_out_is_below_mid_grey() -> None:
    truth = passed("clothing", 2_103)
    loaded = truth.copy()
    loaded[500:540, 1500:1560] *= np.float32(np.exp(-0.4))
    result = compared(moved(loaded, 0.99, 3.0, 0.0, 7), moved(truth, 1, 0, 0, 8))
    [region] = result.regions
    assert region.alpha_change < -0.3
    assert result.window().low < result.picture[520, 1530] < MIDDLE


@pytest.mark.parametrize("seed", range(2_110, 2_114))
def test_nothing_is_boxed_where_nothing_changed(seed: int) -> None:
    truth = passed("beverages", seed)
    result = compared(moved(truth, 1.015, -11.3, 0.7, seed), moved(truth, 1, 0, 0, seed + 50))
    assert result.regions == ()


def test_the_noise_that_is_told_is_the_noise_that_is_there() -> None:
    truth = passed("empty", 2_104)
    result = compared(moved(truth, 1, 0, 0, 9), moved(truth, 1, 0, 0, 10))
    air = (result.picture[20:90, 400:2000].astype(float) - MIDDLE) / COUNTS_PER_ALPHA
    assert air.std() == pytest.approx(result.noise_alpha, rel=0.35)


def test_what_no_ray_passes_is_not_compared() -> None:
    truth = passed("empty", 2_104).copy()
    before = moved(truth, 1, 0, 0, 11)
    truth[300:360, 1400:1500] = 0
    result = compared(before, moved(truth, 1, 0, 0, 12))
    assert not result.known[310:350, 1410:1490].any()
    assert (result.picture[310:350, 1410:1490] == MIDDLE).all()


def test_images_of_two_sizes_are_not_compared() -> None:
    image = np.full((10, 10), 5_000, np.uint16)
    levels_both = Levels(air=60_000, floor=1)
    with pytest.raises(ValueError, match="shape"):
        difference(
            image,
            image[1:],
            np.ones((10, 10), bool),
            now_levels=levels_both,
            then_levels=levels_both,
        )
