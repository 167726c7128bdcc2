"""A small radiograph with known places, the same on every machine."""

import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import Window
from app.radiography.pyramid import build_pyramid
from app.radiography.windows import AIR_GREY, review_lut

PIXEL_MM = (5.0, 5.0)
WIDTH_PX, HEIGHT_PX = 2400, 600
LENGTH_M, HEIGHT_M = WIDTH_PX * 0.005, HEIGHT_PX * 0.005
AIR, STEEL = 60_000, 3_000
BLOCK = (1000, 1200)  # columns of the steel block: 5 to 6 m
BLOCK_ROWS = (200, 400)
OPEN = Window(low=0, high=AIR)

Pixels = NDArray[np.uint16]

__all__ = ["AIR_GREY", "review_lut"]


def image() -> Pixels:
    """Air, a steel block from 5 to 6 m and a wedge of steps below it."""
    made = np.full((HEIGHT_PX, WIDTH_PX), AIR, dtype=np.uint16)
    made[BLOCK_ROWS[0] : BLOCK_ROWS[1], BLOCK[0] : BLOCK[1]] = STEEL
    for step in range(12):
        made[450:550, 200 + step * 150 : 350 + step * 150] = AIR - step * 5_000
    return made


def levels() -> list[Pixels]:
    return build_pyramid(image())
