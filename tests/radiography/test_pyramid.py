"""Each level of a pyramid is the exact mean of the one before and can be mapped from disk."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.radiography.pyramid import (
    SMALLEST_SIDE_PX,
    Pixels,
    build_pyramid,
    open_pyramid,
    write_pyramid,
)


def halved(pixels: Pixels) -> Pixels:
    """The slow and obvious way."""
    height, width = pixels.shape
    padded = np.pad(pixels, ((0, height % 2), (0, width % 2)), mode="edge").astype(np.uint32)
    total = padded[::2, ::2] + padded[1::2, ::2] + padded[::2, 1::2] + padded[1::2, 1::2]
    return ((total + 2) // 4).astype(np.uint16)


@given(
    arrays(
        np.uint16,
        st.tuples(st.integers(1, 24), st.integers(SMALLEST_SIDE_PX + 1, SMALLEST_SIDE_PX + 40)),
        elements=st.integers(0, 65_535),
        fill=st.integers(0, 65_535),
    )
)
def test_a_level_is_the_mean_of_four_rounded_half_up(pixels: Pixels) -> None:
    assert np.array_equal(build_pyramid(pixels)[1], halved(pixels))


@pytest.mark.parametrize(("height", "width"), [(860, 3700), (2048, 8192), (3, 5000), (100, 90)])
def test_levels_go_down_to_a_thumbnail_and_no_further(height: int, width: int) -> None:
    levels = build_pyramid(np.zeros((height, width), np.uint16))
    assert levels[0].shape == (height, width)
    assert max(levels[-1].shape) <= max(SMALLEST_SIDE_PX, min(height, width))
    assert all(max(level.shape) > SMALLEST_SIDE_PX for level in levels[:-1])
    expected = [(-(-height // 2**n), -(-width // 2**n)) for n in range(len(levels))]
    assert [level.shape for level in levels] == expected


def test_levels_are_mapped_and_not_read(tmp_path: Path) -> None:
    written = build_pyramid(np.random.default_rng(0).integers(0, 65_535, (700, 900), np.uint16))
    write_pyramid(tmp_path / "channel-0", written)
    opened = open_pyramid(tmp_path / "channel-0")
    assert len(opened) == len(written)
    assert all(isinstance(level, np.memmap) for level in opened)
    assert all(np.array_equal(*pair) for pair in zip(opened, written, strict=True))


def test_a_folder_without_levels_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_pyramid(tmp_path)
