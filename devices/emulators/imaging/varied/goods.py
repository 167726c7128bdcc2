"""Loads of a varied scene. Primitives of `JUDGED_ONLY` are never drawn where anyone tunes."""

from enum import StrEnum

import numpy as np
from numpy.random import Generator

from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.spectra import Matter
from devices.emulators.imaging.varied.wide_goods import WIDE_LOADS, Goods

CONTAINER_DEPTH_MM = 2350


class Grammar(StrEnum):
    """Which primitives a scene may hold: those for tuning, or those kept for judging too.

    WIDE is for tuning and validating: more loads and pixel sizes, none of those for judging.
    """

    TUNE = "tune"
    WIDE = "wide"
    JUDGE = "judge"


def boxes(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Stacks of equal cartons with gaps between them."""
    px = canvas.px
    width, gap = px(float(random.uniform(400, 1200))), px(float(random.uniform(10, 150)))
    height = px(float(random.uniform(250, 500)))
    levels = max(int(room.height * float(random.uniform(0.4, 0.95)) / height), 1)
    path = float(random.uniform(15, 75))
    matter = [Matter.POLYETHYLENE, Matter.WOOD, Matter.WATER][int(random.integers(3))]
    at = room.left + px(float(random.uniform(50, 600)))
    end = room.right - px(float(random.uniform(50, 900)))
    while at + width < end:
        for level in range(levels):
            bottom = room.bottom - level * height
            box = Rect(left=at, top=bottom - height + 0.8, right=at + width, bottom=bottom)
            canvas.rect(matter, path * float(random.normal(1, 0.03)), box)
        at += width + gap


def drums(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Upright steel drums of liquid, one or two levels, three or four deep."""
    px, deep = canvas.px, int(random.integers(1, 4))
    width, height = px(585), px(880)
    fill = float(random.uniform(0.5, 0.95))
    at = room.left + px(float(random.uniform(30, 300)))
    end = room.right - px(float(random.uniform(50, 1500)))
    levels = 2 if random.random() < 0.4 and room.height > 2 * height else 1
    while at + width < end:
        for level in range(levels):
            bottom = room.bottom - level * (height + 4)
            drum = Rect(left=at, top=bottom - height, right=at + width, bottom=bottom)
            liquid = Rect(
                left=at + 1, top=bottom - height * fill, right=at + width - 1, bottom=bottom - 1
            )
            canvas.rect(Matter.IRON, deep * 1.9, drum)
            canvas.upright(Matter.WATER, deep * 55 * 0.9, liquid)
        at += width + float(random.uniform(1, 8))


def machines(canvas: Canvas, room: Rect, random: Generator) -> None:
    """A few machines of cast iron and steel, some too thick to see through."""
    px = canvas.px
    for _ in range(int(random.integers(2, 7))):
        width, height = px(float(random.uniform(400, 1600))), px(float(random.uniform(400, 1700)))
        left = room.left + float(random.uniform(0, max(room.width - width, 1)))
        body = Rect(left=left, top=room.bottom - height, right=left + width, bottom=room.bottom)
        canvas.rect(Matter.IRON, float(random.uniform(10, 70)), body)
        for _ in range(int(random.integers(1, 4))):
            centre = (
                left + width * float(random.uniform(0.2, 0.8)),
                room.bottom - height * float(random.uniform(0.3, 0.8)),
            )
            matter = Matter.ALUMINIUM if random.random() < 0.2 else Matter.IRON
            canvas.disc(
                matter, float(random.uniform(15, 120)), centre, px(float(random.uniform(80, 220)))
            )
        if random.random() < 0.4:
            part = Rect(
                left=left + width * 0.3, top=room.bottom - height * 0.6,
                right=left + width * 0.3 + px(250), bottom=room.bottom - height * 0.2,
            )  # fmt: skip
            canvas.rect(Matter.IRON, float(random.uniform(60, 200)), part)


def mixed(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Goods of many kinds and sizes next to one another."""
    px = canvas.px
    at = room.left + px(100)
    kinds = [
        Matter.WOOD, Matter.POLYETHYLENE, Matter.ALUMINIUM, Matter.GLASS, Matter.WATER, Matter.IRON,
    ]  # fmt: skip
    while at < room.right - px(700):
        width = px(float(random.uniform(300, 1500)))
        height = min(px(float(random.uniform(300, 2100))), room.height - 5)
        right = min(at + width, room.right - 10)
        lot = Rect(left=at, top=room.bottom - height, right=right, bottom=room.bottom)
        matter = kinds[int(random.integers(len(kinds)))]
        canvas.rect(matter, float(random.uniform(8, 60)), lot)
        for _ in range(int(random.integers(0, 3))):
            size = px(float(random.uniform(100, 350)))
            x = at + float(random.uniform(0, max(right - at - size, 1)))
            y = room.bottom - height + float(random.uniform(0, max(height - size, 1)))
            inner = Rect(left=x, top=y, right=min(x + size, right), bottom=y + size)
            canvas.rect(
                kinds[int(random.integers(len(kinds)))], float(random.uniform(10, 60)), inner
            )
        at = right + px(float(random.uniform(5, 250)))


def rolls(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Lying rolls and coils, seen along their axis."""
    px = canvas.px
    radius = px(float(random.uniform(300, 600)))
    matter, path = (
        (Matter.WOOD, float(random.uniform(60, 130)))
        if random.random() < 0.7
        else (Matter.IRON, float(random.uniform(60, 130)))
    )
    at = room.left + radius + px(100)
    while at + radius < room.right - px(200):
        centre = (at, room.bottom - radius)
        canvas.disc(matter, path, centre, radius)
        canvas.disc(matter, -path, centre, radius * 0.15)
        at += 2 * radius + px(float(random.uniform(10, 400)))


def sacks(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Heaps of sacks on pallets: no straight edge."""
    px = canvas.px
    at = room.left + px(150)
    while at + px(1200) < room.right:
        top = px(float(random.uniform(600, 1500)))
        path = float(random.uniform(50, 100))
        outline = [(at, room.bottom), (at + px(1150), room.bottom)]
        for step in range(7):
            x = at + px(1150) * (1 - step / 6)
            outline.append((x, room.bottom - top * float(random.uniform(0.85, 1.0))))
        canvas.polygon(Matter.WOOD, path, outline)
        at += px(float(random.uniform(1200, 1500)))


def pipes(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Bundles of steel or plastic pipes along the vehicle."""
    px = canvas.px
    steel = random.random() < 0.5
    for level in range(int(random.integers(2, 7))):
        y = room.bottom - px(200) * (level + 1)
        if y < room.top:
            break
        span = (room.left + px(200), room.right - px(float(random.uniform(100, 2500))))
        for side, height in ((0, px(15)), (px(15), px(120)), (px(135), px(15))):
            path = (3.0 if side == px(15) else 9.0) * float(random.uniform(2.5, 4))
            pipe = Rect(left=span[0], top=y + side, right=span[1], bottom=y + side + height)
            canvas.rect(Matter.IRON if steel else Matter.POLYETHYLENE, path, pipe)


def cars(canvas: Canvas, room: Rect, random: Generator) -> None:
    """Used cars behind one another."""
    px = canvas.px
    at = room.left + px(200)
    while at + px(4000) < room.right:
        base, length = room.bottom - px(200), px(4000)
        outline = [(0, 0), (0, -0.5), (0.25, -0.62), (0.4, -1.15), (0.75, -1.15), (0.95, -0.6),
                   (1, 0)]  # fmt: skip
        canvas.polygon(
            Matter.IRON, 2.5, [(at + x * length, base + y * px(1000)) for x, y in outline]
        )
        engine = Rect(
            left=at + px(400), top=base - px(500), right=at + px(950), bottom=base - px(50)
        )
        canvas.rect(Matter.IRON, float(random.uniform(30, 90)), engine)
        for x in (0.18, 0.82):
            canvas.disc(Matter.POLYETHYLENE, 30, (at + x * length, base - px(100)), px(300))
        at += px(4300)


LOADS: dict[str, Goods] = {"boxes": boxes, "drums": drums, "machine": machines, "mixed": mixed}
JUDGED_ONLY: dict[str, Goods] = {"rolls": rolls, "sacks": sacks, "pipes": pipes, "cars": cars}


def loads_of(grammar: Grammar) -> dict[str, Goods]:
    """The loads that a grammar may draw."""
    more = {Grammar.JUDGE: JUDGED_ONLY, Grammar.WIDE: WIDE_LOADS, Grammar.TUNE: {}}
    return LOADS | more[grammar]


def hidden_water(
    canvas: Canvas, room: Rect, random: Generator, grammar: Grammar
) -> tuple[str, Rect]:
    """One litre of water somewhere in an empty room, in a shape a person might give it."""
    forms = {"cube": (100, 100), "upright bottle": (85, 215), "flat pack": (200, 250)}
    if grammar is Grammar.JUDGE:
        forms |= {"ball": (124, 124), "lying bottle": (215, 85), "brick": (160, 70)}
    name = list(forms)[int(random.integers(len(forms)))]
    width, height = (canvas.px(side) for side in forms[name])
    left = room.left + float(random.uniform(2, room.width - width - 2))
    on_floor = random.random() < 0.4
    highest = room.bottom - height
    top = highest if on_floor else float(random.uniform(room.top + 4, highest))
    place = Rect(left=left, top=top, right=left + width, bottom=top + height)
    area_cm2 = width * height * (canvas.pixel_mm / 10) ** 2
    if name == "ball":
        centre = (left + width / 2, top + width / 2)
        canvas.ball(Matter.WATER, 12.4, centre, width / 2)
    elif name == "upright bottle":
        canvas.upright(Matter.WATER, 1000 / area_cm2 * 4 / np.pi, place)
    else:
        canvas.rect(Matter.WATER, 1000 / area_cm2, place)
    return name, place


def shield(
    canvas: Canvas, room: Rect, random: Generator, grammar: Grammar
) -> tuple[Matter, Rect, float]:
    """A block of lead, 6 to 14 cm thick and about 25 cm wide, in the room."""
    matter = Matter.LEAD
    if grammar is Grammar.JUDGE and random.random() < 0.3:
        matter = Matter.TUNGSTEN if random.random() < 0.5 else Matter.URANIUM
    thick_cm = float(random.uniform(6, 14))
    density = {Matter.LEAD: 11.34, Matter.TUNGSTEN: 19.25, Matter.URANIUM: 18.95}[matter]
    path = thick_cm * 11.34 if matter is not Matter.LEAD else thick_cm * density
    size = canvas.px(float(random.uniform(200, 300)))
    left = room.left + float(random.uniform(0.03, 0.97)) * (room.width - size)
    top = room.bottom - size - float(random.uniform(0, 0.55)) * (room.height - size)
    place = Rect(left=left, top=top, right=left + size, bottom=top + size)
    if grammar is Grammar.JUDGE and random.random() < 0.3:
        centre = (left + size / 2, top + size / 2)
        canvas.disc(matter, path, centre, size / 2)
    else:
        canvas.rect(matter, path, place)
    return matter, place, thick_cm
