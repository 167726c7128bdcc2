"""A tower's sway is seen on the road and taken out; a steady image is left alone. Synthetic."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.radiography.windows import histogram, levels_of
from app.radiography.wobble import straightened, sway
from tests.radiography.exposures import passed, quiet

Pixels = NDArray[np.uint16]


def swayed(amplitude_px: float, period_px: float, seed: int) -> tuple[Pixels, NDArray[np.float64]]:
    """A truck seen by a tower that sways, and by how much each column was too low."""
    truth = passed("clothing", 2_501)
    height, width = truth.shape
    moved = amplitude_px * np.sin(2 * np.pi * np.arange(width) / period_px + 0.7)
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    bent = cv2.remap(
        truth,
        x.astype(np.float32),
        (y - moved).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return quiet(np.asarray(bent, np.float32), seed), moved


@pytest.mark.parametrize(("amplitude_px", "period_px"), [(0.8, 410.0), (0.5, 170.0)])
def test_a_sway_is_found_and_taken_out(amplitude_px: float, period_px: float) -> None:
    pixels, moved = swayed(amplitude_px, period_px, 1)
    levels = levels_of(histogram(pixels))
    found = sway(pixels, levels)
    assert found is not None
    off = found - moved
    assert np.std(off) < 0.25 * np.std(moved)
    again = sway(straightened(pixels, levels), levels)
    assert again is None


@pytest.mark.parametrize("seed", [2, 3])
def test_a_steady_image_is_the_same_array(seed: int) -> None:
    pixels = quiet(passed("clothing", 2_501 + seed), seed)
    assert straightened(pixels, levels_of(histogram(pixels))) is pixels


def test_without_a_road_nothing_is_straightened() -> None:
    pixels = np.full((200, 500), 60_000, np.uint16)
    assert straightened(pixels, levels_of(histogram(pixels))) is pixels
