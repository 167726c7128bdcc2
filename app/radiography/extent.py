"""Where in a radiograph the vehicle begins and ends."""

import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import PixelBox

SHADOW = 0.9
"""A column belongs to the vehicle where a good part of it passes less than this part of air."""

ROWS_SHARE_MIN = 0.05
"""How much of a column must be in shadow: a ground line or a mark does not make a vehicle."""

RUN_PX = 4


def vehicle_extent(pixels: NDArray[np.uint16], air: int) -> tuple[int, int] | None:
    """First column of the vehicle and the one after its last; None where no vehicle is seen.

    Rows that are dark over the whole width, such as the ground, say nothing and are left out.
    `pixels` is (height, width), `air` the value of unattenuated radiation.
    """
    dark = pixels < SHADOW * air
    telling = dark.mean(axis=1) < 1 - ROWS_SHARE_MIN
    if not telling.any():
        return None
    shadowed = dark[telling].sum(axis=0) >= ROWS_SHARE_MIN * pixels.shape[0]
    runs = np.convolve(shadowed, np.ones(RUN_PX), mode="valid") >= RUN_PX
    starts = np.flatnonzero(runs)
    if not starts.size:
        return None
    return int(starts[0]), int(starts[-1]) + RUN_PX


def vehicle_box(pixels: NDArray[np.uint16], air: int) -> PixelBox | None:
    """The box that a vehicle takes up, to the image's lower edge; None where none is seen.

    Its top is the first row in which a run of pixels within its columns is in shadow. Below it the
    wheels stand on the ground, so nothing is cut off there.
    """
    extent = vehicle_extent(pixels, air)
    if extent is None:
        return None
    left, right = extent
    shadowed = (pixels[:, left:right] < SHADOW * air).sum(axis=1) >= RUN_PX
    runs = np.convolve(shadowed, np.ones(RUN_PX), mode="valid") >= RUN_PX
    starts = np.flatnonzero(runs)
    top = int(starts[0]) if starts.size else 0
    return PixelBox(left=left, top=top, right=right, bottom=pixels.shape[0])
