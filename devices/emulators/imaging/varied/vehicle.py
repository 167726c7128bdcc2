"""What carries the goods: containers, reefers and tarpaulin trailers with chassis and tractor."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.random import Generator

from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.spectra import Matter


class Carrier(StrEnum):
    """Kinds of cargo space."""

    TWENTY = "20"
    FORTY = "40"
    HIGH_CUBE = "40HC"
    REEFER = "reefer"
    TARPAULIN = "tarpaulin"


SIZES_MM = {
    Carrier.TWENTY: (6058, 2591),
    Carrier.FORTY: (12192, 2591),
    Carrier.HIGH_CUBE: (12192, 2896),
    Carrier.REEFER: (12192, 2896),
    Carrier.TARPAULIN: (13600, 2700),
}
"""Outer length and height."""

FRONT_MM = 4200
DECK_ABOVE_GROUND_MM = 1250
CORRUGATION_MM, MEMBER_PITCH_MM = 278, 305
WHEEL_RADIUS_MM = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A cargo space in the image: its outside and the room inside."""

    carrier: Carrier
    box: Rect
    inside: Rect


def draw_vehicle(
    canvas: Canvas,
    carrier: Carrier,
    random: Generator,
    ground_px: float,
    *,
    chassis_beyond_mm: float = 0.0,
) -> Hold:
    """Put a whole vehicle into the scene; the front is on the left.

    The chassis may be longer than what it carries, as under a 20 ft container often.
    """
    px = canvas.px
    length, height = SIZES_MM[carrier]
    left = px(FRONT_MM + float(random.uniform(-100, 100)))
    bottom = ground_px - px(DECK_ABOVE_GROUND_MM + float(random.uniform(-100, 100)))
    box = Rect(left=left, top=bottom - px(height), right=left + px(length), bottom=bottom)
    _tractor(canvas, box, ground_px, random)
    _chassis(canvas, box, box.right + px(chassis_beyond_mm), ground_px, random)
    inside = _container(canvas, box, carrier, random)
    return Hold(carrier=carrier, box=box, inside=inside)


def _container(canvas: Canvas, box: Rect, carrier: Carrier, random: Generator) -> Rect:
    px = canvas.px
    front, rear = px(float(random.uniform(90, 130))), px(float(random.uniform(90, 160)))
    roof = px(float(random.uniform(45, 70)))
    floor_top = box.bottom - px(float(random.uniform(165, 200)))
    thick = px(28)
    _frame(canvas, box, (front, rear, roof), random)
    inner = Rect(
        left=box.left + front, top=box.top + roof, right=box.right - rear, bottom=floor_top
    )
    if carrier is Carrier.TARPAULIN:
        _tarpaulin(canvas, inner, random)
    elif carrier is Carrier.REEFER:
        inner = _reefer(canvas, inner, random)
    else:
        _steel_walls(canvas, box, random)
    floor = Rect(left=box.left, top=floor_top, right=box.right, bottom=floor_top + thick)
    wood = float(random.uniform(130, 165))
    if carrier is Carrier.REEFER:
        canvas.rect(Matter.ALUMINIUM, wood / 3, floor)
        canvas.rect(Matter.POLYETHYLENE, 9, Rect(
            left=floor.left, top=floor.bottom, right=floor.right, bottom=floor.bottom + px(60)
        ))  # fmt: skip
    else:
        canvas.rect(Matter.WOOD, wood, floor)
    _underside(canvas, box, floor.bottom, random)
    return inner


def _frame(canvas: Canvas, box: Rect, sizes: tuple[float, float, float], random: Generator) -> None:
    front, rear, roof = sizes
    steel = float(random.uniform(9, 18))
    for left, right in ((box.left, box.left + front), (box.right - rear, box.right)):
        post = Rect(left=left, top=box.top + roof, right=right, bottom=box.bottom)
        canvas.rect(Matter.IRON, steel, post)
    top = Rect(left=box.left, top=box.top, right=box.right, bottom=box.top + roof)
    canvas.rect(Matter.IRON, float(random.uniform(6, 11)), top)
    casting = canvas.px(118)
    for x in (box.left, box.right - canvas.px(178)):
        for y in (box.top, box.bottom - casting):
            corner = Rect(left=x, top=y, right=x + canvas.px(178), bottom=y + casting)
            canvas.rect(Matter.IRON, float(random.uniform(8, 25)), corner)


def _steel_walls(canvas: Canvas, box: Rect, random: Generator) -> None:
    """Two walls of 1.6 to 2 mm steel; what is slanted is longer on the way of the beam."""
    flat = 2 * float(random.uniform(1.5, 2.0)) / 10 * 7.87
    slant = flat * float(random.uniform(1.1, 1.5))
    place = np.arange(round(box.width)) * canvas.pixel_mm + float(random.uniform(0, CORRUGATION_MM))
    high = place % CORRUGATION_MM > CORRUGATION_MM / 2
    canvas.texture(Matter.IRON, np.where(high, slant, flat).astype(np.float32), box)


def _tarpaulin(canvas: Canvas, inner: Rect, random: Generator) -> None:
    canvas.rect(Matter.POLYETHYLENE, float(random.uniform(0.15, 0.4)), inner)
    pitch = canvas.px(float(random.uniform(1300, 3400)))
    at = inner.left + pitch * float(random.uniform(0.4, 1))
    while at < inner.right - 20:
        post = Rect(left=at, top=inner.top, right=at + canvas.px(80), bottom=inner.bottom)
        canvas.rect(Matter.IRON, float(random.uniform(3, 7)), post)
        at += pitch
    for level in random.uniform(0.1, 0.9, int(random.integers(2, 5))):
        y = inner.top + level * inner.height
        slat = Rect(left=inner.left, top=y, right=inner.right, bottom=y + canvas.px(100))
        canvas.rect(Matter.ALUMINIUM, float(random.uniform(0.8, 1.8)), slat)


def _reefer(canvas: Canvas, inner: Rect, random: Generator) -> Rect:
    """Insulated walls and a cooling machine across the front."""
    canvas.rect(Matter.POLYETHYLENE, float(random.uniform(0.5, 0.9)), inner)
    canvas.rect(Matter.ALUMINIUM, float(random.uniform(0.8, 1.5)), inner)
    canvas.rect(Matter.IRON, float(random.uniform(0.6, 1.4)), inner)
    deep = canvas.px(float(random.uniform(380, 520)))
    unit = Rect(left=inner.left, top=inner.top, right=inner.left + deep, bottom=inner.bottom)
    canvas.rect(Matter.ALUMINIUM, 8, unit)
    for _ in range(6):
        size = float(random.uniform(20, 60))
        x = inner.left + float(random.uniform(0, max(deep - size, 1)))
        y = inner.top + float(random.uniform(0, inner.height - size))
        part = Rect(left=x, top=y, right=x + size, bottom=y + size)
        canvas.rect(Matter.IRON, float(random.uniform(10, 70)), part)
    return Rect(left=inner.left + deep, top=inner.top, right=inner.right, bottom=inner.bottom)


def _underside(canvas: Canvas, box: Rect, top: float, random: Generator) -> None:
    rail = Rect(left=box.left, top=top, right=box.right, bottom=box.bottom)
    canvas.rect(Matter.IRON, float(random.uniform(10, 18)), rail)
    pitch, at = canvas.px(MEMBER_PITCH_MM), box.left + canvas.px(float(random.uniform(50, 300)))
    path = float(random.uniform(15, 40))
    while at < box.right - 10:
        member = Rect(left=at, top=top, right=at + canvas.px(45), bottom=box.bottom - 6)
        canvas.rect(Matter.IRON, path, member)
        at += pitch


def _chassis(canvas: Canvas, box: Rect, end: float, ground: float, random: Generator) -> None:
    beam = Rect(left=box.left - 240, top=box.bottom, right=end, bottom=box.bottom + 28)
    canvas.rect(Matter.IRON, float(random.uniform(14, 24)), beam)
    y = ground - canvas.px(WHEEL_RADIUS_MM)
    for at in (box.left + 100, end - 500, end - 250):
        wheel(canvas, (at, y), random)


def wheel(canvas: Canvas, centre: tuple[float, float], random: Generator) -> None:
    """Tyre, rim and hub."""
    radius = canvas.px(WHEEL_RADIUS_MM)
    canvas.disc(Matter.POLYETHYLENE, float(random.uniform(45, 65)), centre, radius)
    canvas.disc(Matter.POLYETHYLENE, -30, centre, radius * 0.7)
    canvas.disc(Matter.IRON, float(random.uniform(180, 260)), centre, radius * 0.22)


def _tractor(canvas: Canvas, box: Rect, ground: float, random: Generator) -> None:
    px = canvas.px
    cab_right = box.left - px(float(random.uniform(900, 1400)))
    cab_left = max(cab_right - px(float(random.uniform(2000, 2600))), 10)
    body = Rect(left=cab_left, top=ground - px(3400), right=cab_right, bottom=ground - px(950))
    canvas.rect(Matter.IRON, 2.0, body)
    canvas.rect(Matter.POLYETHYLENE, 1.5, body)
    frame = Rect(left=cab_left, top=ground - px(1100), right=box.left, bottom=ground - px(850))
    canvas.rect(Matter.IRON, 18, frame)
    engine = Rect(
        left=cab_left + px(300), top=ground - px(1750),
        right=cab_left + px(1350), bottom=ground - px(900),
    )  # fmt: skip
    canvas.rect(Matter.IRON, float(random.uniform(50, 90)), engine)
    core = Rect(
        left=engine.left + 30, top=engine.top + 50, right=engine.right - 60, bottom=engine.bottom
    )
    canvas.rect(Matter.IRON, float(random.uniform(120, 300)), core)
    tank = Rect(
        left=cab_right - px(300), top=ground - px(1050),
        right=cab_right + px(500), bottom=ground - px(450),
    )  # fmt: skip
    canvas.rect(Matter.POLYETHYLENE, float(random.uniform(20, 50)), tank)
    wheel(canvas, (cab_left + px(900), ground - px(WHEEL_RADIUS_MM)), random)
