"""Small scenes that the aids' tests draw themselves: a space with walls, floor and posts."""

import numpy as np
from numpy.typing import NDArray

from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.detector import draw_stations, exposed
from devices.emulators.imaging.varied.spectra import Matter, transmission

WIDTH, HEIGHT = 1300, 420
BOX = Rect(left=100, top=40, right=1200, bottom=340)
ROOM = Rect(left=124, top=52, right=1176, bottom=306)

Pixels = NDArray[np.uint16]


def container() -> Canvas:
    """A steel box of 5.5 m on cross-members, empty."""
    canvas = Canvas(WIDTH, HEIGHT, 5.0)
    canvas.rect(Matter.IRON, 2.6, BOX)
    for left, right in ((100.0, 124.0), (1176.0, 1200.0)):
        canvas.rect(Matter.IRON, 12, Rect(left=left, top=52, right=right, bottom=340))
    canvas.rect(Matter.IRON, 8, Rect(left=100, top=40, right=1200, bottom=52))
    canvas.rect(Matter.WOOD, 150, Rect(left=100, top=306, right=1200, bottom=311.6))
    canvas.rect(Matter.IRON, 14, Rect(left=100, top=311.6, right=1200, bottom=340))
    canvas.rect(Matter.IRON, 700, Rect(left=20, top=360, right=70, bottom=410))
    return canvas


def imaged(canvas: Canvas, seed: int = 1) -> tuple[Pixels, Pixels]:
    """Both energies of a scene through the faults of a detector."""
    random = np.random.default_rng(seed)
    stations = draw_stations((canvas.height_px, canvas.width_px), random)
    pages = [
        exposed(transmission(energy, canvas.paths_g_cm2), stations, random)[1] for energy in (9, 6)
    ]
    return pages[0], pages[1]
