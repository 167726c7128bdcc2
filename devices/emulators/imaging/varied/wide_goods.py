"""Loads that leave little to hold on to: up to the roof, against both walls, thin, or in lots.

They are for tuning and validating only, so that no aid is fitted to a few kinds of load; what is
kept for judging is in `goods` and shares none of these shapes.
"""

from collections.abc import Callable

from numpy.random import Generator

from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.leftovers import pallet
from devices.emulators.imaging.varied.spectra import Matter

Goods = Callable[[Canvas, Rect, Generator], None]

ORGANIC = (Matter.WOOD, Matter.POLYETHYLENE, Matter.WATER)


def _between(random: Generator, low: float, high: float) -> float:
    return float(random.uniform(low, high))


def _one_of(random: Generator, matters: tuple[Matter, ...]) -> Matter:
    return matters[int(random.integers(len(matters)))]


def full(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Cartons from floor to roof and from the front wall to the doors, hardly a gap between."""
    width = canvas.px(_between(random, 300, 900))
    free = canvas.px(_between(random, 0, 60))
    columns = max(round((room.width - free) / width), 1)
    step = (room.width - free) / columns
    gap = canvas.px(_between(random, 0, 8))
    top = room.top + canvas.px(_between(random, 0, 120))
    matter, path = _one_of(random, ORGANIC), _between(random, 8, 90)
    for index in range(columns):
        left = room.left + index * step
        stack = Rect(left=left, top=top, right=left + step - gap, bottom=room.bottom)
        canvas.rect(matter, path * float(random.normal(1, 0.02)), stack)


def timber(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Bundles of sawn timber with stickers between them, nearly to the roof."""
    px = canvas.px
    long, high = px(_between(random, 2400, 5900)), px(_between(random, 450, 1000))
    path, sticker = _between(random, 55, 135), px(60)
    left = room.left + px(_between(random, 10, 300))
    while left + px(1500) < room.right:
        right = min(left + long, room.right - px(20))
        bottom = room.bottom
        while bottom - high > room.top:
            bundle = Rect(left=left, top=bottom - high, right=right, bottom=bottom - sticker)
            canvas.rect(Matter.WOOD, path, bundle)
            for place in (0.1, 0.5, 0.9):
                x = left + place * (right - left)
                under = Rect(left=x, top=bottom - sticker, right=x + px(80), bottom=bottom)
                canvas.rect(Matter.WOOD, path * 0.5, under)
            bottom -= high
        left = right + px(_between(random, 20, 250))


def palletised(canvas: Canvas, room: Rect, random: Generator) -> None:
    """A pallet beside a pallet, each with goods of its own kind and height, some to the roof."""
    px = canvas.px
    kinds = (*ORGANIC, Matter.GLASS, Matter.ALUMINIUM, Matter.IRON)
    left, long = room.left + px(_between(random, 10, 200)), px(_between(random, 800, 1200))
    while left + long < room.right:
        pallet(canvas, left, room.bottom, long)
        base = room.bottom - px(144)
        high = min(px(_between(random, 400, 2500)), base - room.top - 2)
        matter = _one_of(random, kinds)
        dense = matter in (Matter.IRON, Matter.GLASS)
        path = _between(random, 20, 110) if dense else _between(random, 8, 80)
        goods = Rect(left=left, top=base - high, right=left + long, bottom=base)
        canvas.rect(matter, path, goods)
        if random.random() < 0.4:
            half = Rect(left=left, top=base - high, right=left + long, bottom=base - high / 2)
            canvas.rect(_one_of(random, ORGANIC), _between(random, 5, 30), half)
        left += long + px(_between(random, 5, 80))


def tanks(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Cage tanks of liquid on pallets, one or two levels, close to one another."""
    px = canvas.px
    wide, high, levels = px(1200), px(1000), int(random.integers(1, 3))
    matter = Matter.WATER if random.random() < 0.6 else Matter.POLYETHYLENE
    left = room.left + px(_between(random, 10, 150))
    rows = int(random.integers(1, 3))
    while left + wide < room.right:
        for level in range(levels):
            bottom = room.bottom - level * px(1160)
            if bottom - px(1160) < room.top:
                break
            pallet(canvas, left, bottom, wide)
            base = bottom - px(144)
            top = base - high * _between(random, 0.5, 0.97)
            canvas.rect(matter, 95 * rows * 0.6, Rect(
                left=left + 2, top=top, right=left + wide - 2, bottom=base))  # fmt: skip
            cage = Rect(left=left, top=base - high, right=left + wide, bottom=base)
            canvas.rect(Matter.IRON, 0.8 * rows, cage)
        left += wide + px(_between(random, 10, 60))


def crates(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Wire crates of steel or cast aluminium parts, no part too thick to see through."""
    px = canvas.px
    metal = Matter.IRON if random.random() < 0.6 else Matter.ALUMINIUM
    wide, high = px(1240), px(_between(random, 700, 970))
    levels, left = int(random.integers(1, 3)), room.left + px(_between(random, 10, 300))
    while left + wide < room.right:
        for level in range(levels):
            bottom = room.bottom - level * high
            fill = high * _between(random, 0.3, 0.85)
            path = _between(random, 15, 100)
            parts = Rect(left=left, top=bottom - fill, right=left + wide, bottom=bottom)
            canvas.rect(metal, path, parts)
            for _ in range(12):
                centre = (
                    left + _between(random, 0.1, 0.9) * wide,
                    bottom - _between(random, 0.1, 0.9) * fill,
                )
                canvas.disc(metal, _between(random, 3, 25), centre, px(_between(random, 30, 90)))
        left += wide + px(_between(random, 20, 400))


def tiles(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Glass or ceramic: heavy, low, in wooden frames that lean on one another."""
    px = canvas.px
    left, long = room.left + px(_between(random, 50, 300)), px(_between(random, 900, 2400))
    path, high = _between(random, 30, 120), px(_between(random, 500, 1900))
    while left + long < room.right:
        load = Rect(left=left, top=room.bottom - high, right=left + long, bottom=room.bottom)
        canvas.rect(Matter.GLASS, path, load)
        frame = Rect(
            left=left - 2, top=load.top - px(60), right=left + long + 2, bottom=load.bottom
        )
        canvas.rect(Matter.WOOD, _between(random, 2, 8), frame)
        left += long + px(_between(random, 30, 600))


def thin(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Light goods that fill the space: cushions, foam, empty bottles, lamps."""
    matter, path = _one_of(random, ORGANIC[:2]), _between(random, 2, 12)
    left, right = room.left + canvas.px(20), room.right - canvas.px(_between(random, 20, 2500))
    high = room.height * _between(random, 0.5, 1.0)
    while left < right:
        wide = min(canvas.px(_between(random, 700, 2400)), right - left)
        lot = Rect(left=left, top=room.bottom - high, right=left + wide, bottom=room.bottom)
        canvas.rect(matter, path * _between(random, 0.6, 1.4), lot)
        left += wide


def layers(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Heavy goods below, light goods on them up to the roof, over the whole length."""
    deep = room.bottom - room.height * _between(random, 0.25, 0.6)
    heavy = _one_of(random, (Matter.WATER, Matter.WOOD, Matter.GLASS, Matter.IRON))
    right = room.right - canvas.px(_between(random, 0, 800))
    canvas.rect(heavy, _between(random, 30, 100), Rect(
        left=room.left, top=deep, right=right, bottom=room.bottom))  # fmt: skip
    canvas.rect(_one_of(random, ORGANIC), _between(random, 4, 30), Rect(
        left=room.left, top=room.top + canvas.px(_between(random, 0, 200)),
        right=right, bottom=deep))  # fmt: skip


def reels(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Reels of paper that stand upright, one or two levels, two deep."""
    px = canvas.px
    wide, high = px(_between(random, 900, 1250)), px(_between(random, 800, 1250))
    path = _between(random, 60, 130)
    left = room.left + px(_between(random, 10, 200))
    while left + wide < room.right:
        bottom = room.bottom
        while bottom - high > room.top:
            canvas.upright(Matter.WOOD, path, Rect(
                left=left, top=bottom - high, right=left + wide, bottom=bottom))  # fmt: skip
            bottom -= high
        left += wide + px(_between(random, 0, 150))


WIDE_LOADS: dict[str, Goods] = {
    "full": full,
    "timber": timber,
    "palletised": palletised,
    "tanks": tanks,
    "crates": crates,
    "tiles": tiles,
    "thin": thin,
    "layers": layers,
    "reels": reels,
}
