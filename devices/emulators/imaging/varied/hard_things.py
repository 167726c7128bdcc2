"""Dense things that a search for shields must tell apart: heavy goods, batteries, lead itself.

What holds lead, tungsten or uranium is of high atomic number, accumulators included. Things of
`JUDGED_ONLY` are never drawn where anyone tunes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from numpy.random import Generator

from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.spectra import Matter

Draw = Callable[[Canvas, Rect, Generator], None]

DENSITY_G_CM3 = {
    Matter.ALUMINIUM: 2.70,
    Matter.IRON: 7.87,
    Matter.COPPER: 8.96,
    Matter.TIN: 7.29,
    Matter.LEAD: 11.34,
    Matter.TUNGSTEN: 19.25,
    Matter.URANIUM: 18.95,
}

TIN_SHARE = 0.05
"""Tin lies between iron and lead, nearer to lead; it is shipped far less often than the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """How one kind of thing is drawn into its box, and the ranges of its sides in mm."""

    draw: Draw
    wide_mm: tuple[float, float]
    high_mm: tuple[float, float]
    high_z: bool = False


def block(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A solid block of steel."""
    canvas.rect(Matter.IRON, float(random.uniform(40, 260)), box)


def plates(canvas: Canvas, box: Rect, random: Generator) -> None:
    """Stacked plates, edge on, of changing depth."""
    at = box.top
    deep = float(random.uniform(40, 200))
    while at < box.bottom - 2:
        thick = float(random.uniform(2, 9))
        rect = Rect(left=box.left, top=at, right=box.right, bottom=min(at + thick, box.bottom))
        canvas.rect(Matter.IRON, deep * float(random.uniform(0.8, 1.0)), rect)
        at += thick + float(random.uniform(0, 1.5))


def ingots(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A stack of bars of aluminium, copper, tin or iron, crosswise in turn."""
    kinds = (Matter.ALUMINIUM, Matter.COPPER, Matter.IRON, Matter.ALUMINIUM)
    matter = kinds[int(random.integers(len(kinds)))]
    if random.random() < TIN_SHARE:
        matter = Matter.TIN
    deep_cm = float(random.uniform(8, 30)) * (2.2 if matter is Matter.ALUMINIUM else 0.75)
    rows = int(random.integers(2, 6))
    high = box.height / rows
    for row in range(rows):
        count = 1 if row % 2 else int(random.integers(2, 5))
        wide = box.width / count
        for index in range(count):
            left = box.left + index * wide
            top = box.top + row * high
            bar = Rect(left=left + 0.4, top=top + 0.4, right=left + wide - 0.4, bottom=top + high)
            canvas.rect(matter, deep_cm * DENSITY_G_CM3[matter], bar)


def coil(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A coil of strip or wire along the beam, with its eye."""
    radius = min(box.width, box.height) / 2
    centre = (box.left + radius, box.bottom - radius)
    matter = Matter.COPPER if random.random() < 0.3 else Matter.IRON
    path = float(random.uniform(60, 260))
    canvas.disc(matter, path, centre, radius)
    canvas.disc(matter, -path, centre, radius * float(random.uniform(0.2, 0.45)))


def standing_coil(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A coil or a full drum of metal whose axis is upright."""
    matter = Matter.COPPER if random.random() < 0.3 else Matter.IRON
    canvas.upright(matter, float(random.uniform(70, 300)), box)


def engine(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A block of cast iron or aluminium with bores, a crankshaft and gear wheels."""
    body = Matter.ALUMINIUM if random.random() < 0.3 else Matter.IRON
    path = float(random.uniform(30, 130))
    canvas.rect(body, path, box)
    bores = int(random.integers(2, 5))
    for index in range(bores):
        x = box.left + (index + 0.5) * box.width / bores
        half = box.width / bores * 0.32
        deep = box.top + box.height * 0.55
        bore = Rect(left=x - half, top=box.top + 2, right=x + half, bottom=deep)
        canvas.rect(body, -path * float(random.uniform(0.3, 0.7)), bore)
    shaft = Rect(left=box.left, top=box.bottom - box.height * 0.35,
                 right=box.right, bottom=box.bottom - box.height * 0.15)  # fmt: skip
    canvas.rect(Matter.IRON, float(random.uniform(30, 120)), shaft)
    for _ in range(int(random.integers(0, 3))):
        centre = (float(random.uniform(box.left, box.right)), box.bottom - box.height * 0.25)
        canvas.disc(Matter.IRON, float(random.uniform(20, 80)), centre, box.height * 0.2)


def motor(canvas: Canvas, box: Rect, random: Generator) -> None:
    """An electric motor: housing, stator, copper windings at both ends of an iron core."""
    canvas.rect(Matter.IRON, float(random.uniform(10, 30)), box)
    inset = box.width * 0.15
    core = Rect(left=box.left + inset, top=box.top + box.height * 0.15,
                right=box.right - inset, bottom=box.bottom - box.height * 0.15)  # fmt: skip
    canvas.rect(Matter.IRON, float(random.uniform(50, 150)), core)
    for left, right in ((core.left, core.left + inset), (core.right - inset, core.right)):
        winding = Rect(left=left, top=core.top, right=right, bottom=core.bottom)
        canvas.rect(Matter.COPPER, float(random.uniform(30, 100)), winding)


def casting(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A housing: thick rim, thin web, a hub and bosses of uneven depth."""
    rim = float(random.uniform(80, 260))
    thick = min(box.width, box.height) * float(random.uniform(0.12, 0.25))
    canvas.rect(Matter.IRON, rim, box)
    inner = Rect(left=box.left + thick, top=box.top + thick,
                 right=box.right - thick, bottom=box.bottom - thick)  # fmt: skip
    canvas.rect(Matter.IRON, -rim * float(random.uniform(0.3, 0.8)), inner)
    middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    canvas.disc(Matter.IRON, float(random.uniform(30, 150)), middle, inner.height * 0.3)


def liquid(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A dense can or tank of liquid, salt or glass."""
    kinds = (Matter.WATER, Matter.GLASS, Matter.POLYETHYLENE, Matter.CARBON)
    canvas.upright(kinds[int(random.integers(len(kinds)))], float(random.uniform(40, 130)), box)


def dense_pallet(canvas: Canvas, box: Rect, random: Generator) -> None:
    """Tiles, stone, paper or oil, closely packed, with an overhanging edge."""
    kinds = (Matter.GLASS, Matter.WOOD, Matter.CARBON, Matter.WATER, Matter.ALUMINIUM)
    canvas.rect(kinds[int(random.integers(len(kinds)))], float(random.uniform(50, 170)), box)
    edge = Rect(left=box.left - 6, top=box.bottom - 5, right=box.right + 6, bottom=box.bottom)
    canvas.rect(Matter.WOOD, 30, edge)


def accumulators(canvas: Canvas, box: Rect, random: Generator) -> None:
    """Lead-acid accumulators, two to six deep: lead plates in acid."""
    deep = int(random.integers(2, 7))
    canvas.rect(Matter.LEAD, deep * float(random.uniform(14, 24)), box)
    canvas.rect(Matter.WATER, deep * float(random.uniform(6, 11)), box)
    top = Rect(left=box.left, top=box.top - 4, right=box.right, bottom=box.top)
    canvas.rect(Matter.POLYETHYLENE, deep * 4.0, top)


def hollow_shield(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A box of lead, tungsten or uranium around something: two walls of 1.5 to 6 cm in the way."""
    matter = _heavy(random)
    wall_cm = float(random.uniform(1.5, 6.0)) * 11.34 / DENSITY_G_CM3[matter]
    wall_cm = max(wall_cm, 0.8)
    wall_px = canvas.px(wall_cm * 10)
    density, deep_cm = DENSITY_G_CM3[matter], float(random.uniform(10, 30))
    inner = Rect(left=box.left + wall_px, top=box.top + wall_px,
                 right=box.right - wall_px, bottom=box.bottom - wall_px)  # fmt: skip
    canvas.rect(matter, deep_cm * density, box)
    if inner.width > 2 and inner.height > 2:
        canvas.rect(matter, -(deep_cm - min(2 * wall_cm, deep_cm)) * density, inner)
        if random.random() < 0.5:
            canvas.rect(Matter.POLYETHYLENE, float(random.uniform(2, 12)), inner)


def solid_shield(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A pot or bricks of lead, tungsten or uranium, 3 to 14 cm of lead in the way."""
    matter = _heavy(random)
    path = float(random.uniform(3, 14)) * DENSITY_G_CM3[Matter.LEAD]
    form = random.random()
    if form < 0.25:
        radius = min(box.width, box.height) / 2
        middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        canvas.disc(matter, path, middle, radius)
    elif form < 0.45:
        canvas.upright(matter, path, box)
    else:
        canvas.rect(matter, path, box)


def wheel_set(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A railway wheel seen from its side: rim, web and hub."""
    radius = min(box.width, box.height) / 2
    middle = ((box.left + box.right) / 2, box.bottom - radius)
    canvas.disc(Matter.IRON, float(random.uniform(90, 120)), middle, radius)
    canvas.disc(Matter.IRON, -float(random.uniform(55, 75)), middle, radius * 0.8)
    canvas.disc(Matter.IRON, float(random.uniform(80, 160)), middle, radius * 0.25)


def valve(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A flanged valve: body like a ball between two flanges."""
    path = float(random.uniform(60, 200))
    middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    canvas.ball(Matter.IRON, path, middle, min(box.width, box.height) * 0.4)
    for left in (box.left, box.right - box.width * 0.12):
        flange = Rect(left=left, top=box.top, right=left + box.width * 0.12, bottom=box.bottom)
        canvas.rect(Matter.IRON, path * 0.8, flange)


def wedge(canvas: Canvas, box: Rect, random: Generator) -> None:
    """A counterweight of cast iron with slanted sides."""
    inset = box.width * float(random.uniform(0.1, 0.3))
    outline = [
        (box.left, box.bottom), (box.right, box.bottom), (box.right - inset, box.top),
        (box.left + inset, box.top),
    ]  # fmt: skip
    canvas.polygon(Matter.IRON, float(random.uniform(80, 280)), outline)


def _heavy(random: Generator) -> Matter:
    kinds = (Matter.LEAD, Matter.LEAD, Matter.TUNGSTEN, Matter.URANIUM)
    return kinds[int(random.integers(len(kinds)))]


THINGS: dict[str, Thing] = {
    "block": Thing(draw=block, wide_mm=(100, 500), high_mm=(100, 400)),
    "plates": Thing(draw=plates, wide_mm=(300, 600), high_mm=(100, 400)),
    "ingots": Thing(draw=ingots, wide_mm=(200, 600), high_mm=(150, 400)),
    "coil": Thing(draw=coil, wide_mm=(250, 600), high_mm=(250, 600)),
    "standing coil": Thing(draw=standing_coil, wide_mm=(200, 600), high_mm=(150, 500)),
    "engine": Thing(draw=engine, wide_mm=(400, 650), high_mm=(300, 550)),
    "motor": Thing(draw=motor, wide_mm=(200, 550), high_mm=(150, 400)),
    "casting": Thing(draw=casting, wide_mm=(200, 600), high_mm=(200, 500)),
    "liquid": Thing(draw=liquid, wide_mm=(150, 550), high_mm=(200, 600)),
    "dense pallet": Thing(draw=dense_pallet, wide_mm=(300, 600), high_mm=(200, 600)),
}
JUDGED_ONLY: dict[str, Thing] = {
    "wheel set": Thing(draw=wheel_set, wide_mm=(400, 600), high_mm=(400, 600)),
    "valve": Thing(draw=valve, wide_mm=(200, 500), high_mm=(200, 400)),
    "wedge": Thing(draw=wedge, wide_mm=(200, 550), high_mm=(150, 500)),
}
HIGH_Z: dict[str, Thing] = {
    "accumulators": Thing(draw=accumulators, wide_mm=(200, 550), high_mm=(180, 560), high_z=True),
    "hollow shield": Thing(draw=hollow_shield, wide_mm=(100, 300), high_mm=(100, 300), high_z=True),
    "solid shield": Thing(draw=solid_shield, wide_mm=(100, 300), high_mm=(100, 300), high_z=True),
}
