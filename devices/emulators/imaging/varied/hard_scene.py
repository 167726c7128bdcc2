"""A cargo space crowded with dense things, some of them of high atomic number, from a seed.

Only the space and a margin are made, which is what a search for shields looks at: more things per
second than whole vehicles give. Seeds from `JUDGED_FROM` on are for judging and have things and
loads that no scene for tuning has.
"""

from typing import Any

import numpy as np
from numpy.random import Generator

from devices.emulators.imaging.beam import Floats
from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.detector import draw_stations, exposed
from devices.emulators.imaging.varied.goods import Grammar, loads_of
from devices.emulators.imaging.varied.hard_things import HIGH_Z, JUDGED_ONLY, THINGS, Thing
from devices.emulators.imaging.varied.leftovers import LEFTOVERS
from devices.emulators.imaging.varied.scene import (
    JUDGED_FROM,
    PIXEL_MM,
    SIZE_PX,
    VariedScene,
)
from devices.emulators.imaging.varied.spectra import Matter, transmission
from devices.emulators.imaging.varied.vehicle import Carrier, draw_vehicle

SPACE_MARGIN_PX = 70
STREAM = 77
"""Keeps the random numbers of a seed apart from those of the other kinds of scene."""

TRIES = 25
OVERLAP_SHARE, POST_SHARE = 0.25, 0.1
"""How many things lie before another one, and how many behind a post."""

ORGANIC = (Matter.WOOD, Matter.POLYETHYLENE, Matter.WATER, Matter.GLASS, Matter.ALUMINIUM)


def make_hard_scene(seed: int) -> VariedScene:
    """The space of a seed with 8 to 16 other things and 1 to 4 of high atomic number."""
    grammar = Grammar.JUDGE if seed >= JUDGED_FROM else Grammar.TUNE
    random = np.random.default_rng([seed, STREAM])
    canvas = Canvas(SIZE_PX[1], SIZE_PX[0], PIXEL_MM)
    carrier = list(Carrier)[int(random.integers(len(Carrier)))]
    hold = draw_vehicle(canvas, carrier, random, SIZE_PX[0] - 10)
    if random.random() < 0.35:
        LEFTOVERS["snow"](canvas, hold, random)
    load = _background(canvas, hold.inside, grammar, random)
    placed = _place(canvas, hold.inside, grammar, random)
    cut = _cut(canvas, hold.box)
    shape = next(iter(canvas.paths_g_cm2.values())).shape
    stations = draw_stations((shape[0], shape[1]), random)
    passed = [transmission(energy, canvas.paths_g_cm2) for energy in (9, 6)]
    pages = [exposed(page, stations, random) for page in passed]
    objects = []
    for name, thing, place in placed:
        moved = place.moved(-cut.left, -cut.top)
        left, right = (stations.seen_at(x, shape[1]) for x in (moved.left, moved.right))
        objects.append({
            "what": name, "high_z": thing.high_z, "alpha": _alpha(passed[0], moved),
            "box": [round(left), round(moved.top), round(right), round(moved.bottom)],
        })  # fmt: skip
    truth: dict[str, Any] = {
        "synthetic": True, "generator": "parallel49 hard scene 1", "seed": seed,
        "grammar": grammar.value, "carrier": carrier.value, "load": load,
        "pixel_mm": PIXEL_MM, "scatter": stations.faults.scatter, "objects_px": objects,
    }  # fmt: skip
    return VariedScene(
        channels=(pages[0][1], pages[1][1]), raw=(pages[0][0], pages[1][0]), truth=truth
    )


def _background(canvas: Canvas, room: Rect, grammar: Grammar, random: Generator) -> str:
    """Nothing, one kind of goods throughout, pallets of several kinds, or any other load."""
    kind = random.random()
    if kind < 0.15:
        return "nothing else"
    if kind < 0.5:
        top = room.top + float(random.uniform(0, 0.6)) * room.height
        left = room.left + float(random.uniform(0, 0.3)) * room.width
        goods = Rect(left=left, top=top, right=room.right - 20, bottom=room.bottom)
        count = round(goods.width / float(random.uniform(3, 60)))
        grain = 1 + float(random.uniform(0, 0.06)) * random.standard_normal(max(count, 2))
        path = float(random.uniform(20, 120))
        matter = ORGANIC[int(random.integers(3))]
        canvas.texture(matter, (path * grain).astype(np.float32), goods)
        return "one kind of goods"
    if kind < 0.8:
        at = room.left + 20
        while at + 160 < room.right:
            wide = canvas.px(1000 if random.random() < 0.3 else 1200)
            high = float(random.uniform(0.2, 0.95)) * room.height
            lot = Rect(left=at, top=room.bottom - high, right=at + wide, bottom=room.bottom)
            matter = ORGANIC[int(random.integers(len(ORGANIC)))]
            canvas.rect(matter, float(random.uniform(15, 110)), lot)
            at += wide + float(random.uniform(0, 40))
        return "pallets"
    loads = loads_of(grammar)
    name = list(loads)[int(random.integers(len(loads)))]
    loads[name](canvas, room, random)
    return name


def _place(
    canvas: Canvas, room: Rect, grammar: Grammar, random: Generator
) -> list[tuple[str, Thing, Rect]]:
    others = THINGS | JUDGED_ONLY if grammar is Grammar.JUDGE else THINGS
    kinds = [*_some(others, int(random.integers(8, 17)), random)]
    kinds += _some({name: HIGH_Z[name] for name in ("hollow shield", "solid shield")},
                   int(random.integers(1, 4)), random)  # fmt: skip
    if random.random() < 0.3:
        kinds.append(("accumulators", HIGH_Z["accumulators"]))
    placed: list[tuple[str, Thing, Rect]] = []
    for name, thing in kinds:
        box = _free_place(canvas, room, thing, [item[2] for item in placed], random)
        thing.draw(canvas, box, random)
        placed.append((name, thing, box))
    return placed


def _some(kinds: dict[str, Thing], count: int, random: Generator) -> list[tuple[str, Thing]]:
    names = list(kinds)
    return [(name, kinds[name]) for name in random.choice(names, count).tolist()]


def _free_place(
    canvas: Canvas, room: Rect, thing: Thing, taken: list[Rect], random: Generator
) -> Rect:
    """Somewhere in the room, low more often than high; sometimes before another or at a post."""
    wide = canvas.px(float(random.uniform(*thing.wide_mm)))
    high = min(canvas.px(float(random.uniform(*thing.high_mm))), room.height - 4)
    may_overlap = random.random() < OVERLAP_SHARE
    slack = wide * 0.5 if random.random() < POST_SHARE else -2.0
    box = room
    for _ in range(TRIES):
        left = float(random.uniform(room.left - slack, room.right - wide + slack))
        lift = float(random.uniform(0, 1)) ** 1.5 * (room.height - high)
        bottom = room.bottom - (0 if random.random() < 0.4 else lift)
        box = Rect(left=left, top=bottom - high, right=left + wide, bottom=bottom)
        if may_overlap or not any(_meet(box, other) for other in taken):
            break
    return box


def _meet(one: Rect, other: Rect) -> bool:
    return (
        min(one.right, other.right) > max(one.left, other.left) - 3
        and min(one.bottom, other.bottom) > max(one.top, other.top) - 3
    )


def _cut(canvas: Canvas, box: Rect) -> Rect:
    """Keep the space with its margin, whole pixels; what was kept is returned."""
    left, top = int(box.left) - SPACE_MARGIN_PX, max(int(box.top) - SPACE_MARGIN_PX, 0)
    right = int(box.right) + SPACE_MARGIN_PX
    bottom = min(int(box.bottom) + SPACE_MARGIN_PX, SIZE_PX[0])
    for matter, path in canvas.paths_g_cm2.items():
        part = path[top:bottom, left:right]
        canvas.paths_g_cm2[matter] = np.ascontiguousarray(part)
    return Rect(left=left, top=top, right=right, bottom=bottom)


def _alpha(passed: Floats, box: Rect) -> float:
    """What is lost in the middle of a thing, without noise or veil."""
    y, x = (box.top + box.bottom) / 2, (box.left + box.right) / 2
    half_y, half_x = max(box.height / 5, 1), max(box.width / 5, 1)
    rows = slice(max(int(y - half_y), 0), int(y + half_y) + 1)
    columns = slice(max(int(x - half_x), 0), int(x + half_x) + 1)
    part = passed[rows, columns]
    return float(-np.log(max(float(np.median(part)), 1e-12))) if part.size else 0.0
