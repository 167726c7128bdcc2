"""What makes one truck unlike the next and is no cargo: dents, straps, dunnage, pallets, snow."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.spectra import Matter
from devices.emulators.imaging.varied.vehicle import Hold

Leftover = Callable[[Canvas, Hold, Generator], None]


def dents(canvas: Canvas, hold: Hold, random: Generator) -> None:
    """Walls pushed in: the slanted sheet is longer on the way of the beam, by up to a fifth."""
    room = hold.inside
    for _ in range(int(random.integers(1, 5))):
        centre = (
            float(random.uniform(room.left + 40, room.right - 40)),
            float(random.uniform(room.top + 40, room.bottom - 40)),
        )
        radius = canvas.px(float(random.uniform(80, 350)))
        canvas.ball(Matter.IRON, float(random.uniform(0.15, 0.6)), centre, radius)


def straps(canvas: Canvas, hold: Hold, random: Generator) -> None:
    """Lashing straps of polyester, hanging or thrown aslant, some with a ratchet."""
    room = hold.inside
    for _ in range(int(random.integers(1, 4))):
        x = float(random.uniform(room.left + 20, room.right - 60))
        y = float(random.uniform(room.top + 5, room.bottom - 200))
        end = (x + float(random.uniform(-60, 60)), room.bottom - 3)
        canvas.line(Matter.POLYETHYLENE, float(random.uniform(0.3, 2.0)), [(x, y), end], 3)


def dunnage(canvas: Canvas, hold: Hold, random: Generator) -> None:
    """Boards and squared timber lying on the floor along the vehicle, and empty air bags."""
    room = hold.inside
    for _ in range(int(random.integers(1, 4))):
        long, high = canvas.px(float(random.uniform(900, 2400))), canvas.px(50)
        left = float(random.uniform(room.left + 5, room.right - long - 5))
        board = Rect(left=left, top=room.bottom - high, right=left + long, bottom=room.bottom)
        canvas.rect(Matter.WOOD, float(random.uniform(2, 6)), board)
    if random.random() < 0.4:
        left = float(random.uniform(room.left + 5, room.right - 250))
        bag = Rect(left=left, top=room.bottom - 240, right=left + 200, bottom=room.bottom)
        canvas.rect(Matter.POLYETHYLENE, 0.12, bag)


def pallets(canvas: Canvas, hold: Hold, random: Generator) -> None:
    """Wooden pallets left behind on the floor, single or a few on one another."""
    for _ in range(int(random.integers(1, 3))):
        long = canvas.px(1200 if random.random() < 0.6 else 1000)
        left = float(random.uniform(hold.inside.left + 5, hold.inside.right - long - 5))
        for level in range(int(random.integers(1, 3))):
            pallet(canvas, left, hold.inside.bottom - level * canvas.px(144), long)


def pallet(canvas: Canvas, left: float, bottom: float, long: float) -> None:
    """A wooden pallet seen from its long side: boards above and below, three rows of blocks."""
    px = canvas.px
    for top, high in ((0, 22), (22, 22), (122, 22)):
        board = Rect(
            left=left, top=bottom - px(144 - top),
            right=left + long, bottom=bottom - px(144 - top - high),
        )  # fmt: skip
        canvas.rect(Matter.WOOD, 30.0, board)
    for place in (0.0, 0.46, 0.92):
        foot = Rect(
            left=left + place * long, top=bottom - px(100),
            right=left + (place + 0.08) * long, bottom=bottom - px(22),
        )  # fmt: skip
        canvas.rect(Matter.WOOD, 22.0, foot)


def snow(canvas: Canvas, hold: Hold, random: Generator) -> None:
    """Snow of changing depth, or a pool of water, on the roof."""
    box = hold.box
    deep = canvas.px(float(random.uniform(10, 80)))
    path = float(random.uniform(5, 60))
    xs = np.linspace(box.left, box.right, 24)
    heights = np.convolve(random.random(26), np.ones(3) / 3, mode="valid") * deep
    tops = list(zip(xs, box.top - heights, strict=True))
    outline = [*tops, (box.right, box.top), (box.left, box.top)]
    canvas.polygon(Matter.WATER, path, outline)


LEFTOVERS: dict[str, Leftover] = {
    "dents": dents,
    "straps": straps,
    "dunnage": dunnage,
    "pallets": pallets,
    "snow": snow,
}
