"""Ever smaller copies of a radiograph, so that a view never touches more pixels than it shows.

Each level is the mean of two by two pixels of the one before, rounded half up. Column and row 0
stay where they were, so a pixel of level n covers exactly 2**n pixels of the original; where a side
is odd, the last pixel counts double.
"""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint16]
Indices = NDArray[np.uint8]

SMALLEST_SIDE_PX = 512
"""Halving stops when the longer side is no longer than this: it is a thumbnail by then."""

LEVELS_MAX = 16


def build_pyramid(pixels: Pixels) -> list[Pixels]:
    """All levels of a (height, width) image; the first is the image itself."""
    levels = [np.ascontiguousarray(pixels)]
    while max(levels[-1].shape) > SMALLEST_SIDE_PX and len(levels) < LEVELS_MAX:
        levels.append(_halved(levels[-1]))
    return levels


def write_pyramid(folder: Path, levels: Sequence[Pixels | Indices]) -> None:
    """Write each level as a plain .npy file, which can be mapped without being read."""
    folder.mkdir(parents=True, exist_ok=True)
    for index, level in enumerate(levels):
        np.save(_level_path(folder, index), level, allow_pickle=False)


def open_pyramid(folder: Path) -> list[Pixels]:
    """Map the levels that `write_pyramid` wrote. Raises FileNotFoundError if there are none."""
    levels: list[Pixels] = [np.load(_level_path(folder, 0), mmap_mode="r", allow_pickle=False)]
    while (path := _level_path(folder, len(levels))).exists():
        levels.append(np.load(path, mmap_mode="r", allow_pickle=False))
    return levels


def open_indices(folder: Path) -> list[Indices]:
    """Map levels of bytes that `write_pyramid` wrote; none where there is no folder."""
    levels: list[Indices] = []
    while (path := _level_path(folder, len(levels))).exists():
        levels.append(np.load(path, mmap_mode="r", allow_pickle=False))
    return levels


def _halved(pixels: Pixels) -> Pixels:
    height, width = pixels.shape
    padded = np.pad(pixels, ((0, height % 2), (0, width % 2)), mode="edge")
    size = (padded.shape[1] // 2, padded.shape[0] // 2)
    return np.asarray(cv2.resize(padded, size, interpolation=cv2.INTER_AREA), dtype=np.uint16)


def _level_path(folder: Path, index: int) -> Path:
    return folder / f"level-{index}.npy"
