"""A whole varied scene from a seed: the two images and the truth that goes with them."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from numpy.random import Generator
from numpy.typing import NDArray

from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.detector import (
    AIR_PIXEL,
    Faults,
    Stations,
    draw_stations,
    exposed,
)
from devices.emulators.imaging.varied.goods import (
    Grammar,
    hidden_water,
    loads_of,
    shield,
)
from devices.emulators.imaging.varied.leftovers import LEFTOVERS
from devices.emulators.imaging.varied.spectra import Matter, transmission
from devices.emulators.imaging.varied.vehicle import Carrier, Hold, draw_vehicle

SIZE_PX = (860, 3700)
PIXEL_MM = 5.0
PIXELS_MM = (4.0, 4.5, 5.0, 5.5, 6.0)
GROUND_ROWS = 8
STARVED = 4e-4
"""Transmission below which so few quanta arrive that mass is under-counted."""

JUDGED_FROM = 50_000
"""Seeds from here on are for judging only, and have the full grammar."""


Pair = tuple[NDArray[np.uint16], NDArray[np.uint16]]


class Task(StrEnum):
    """What a scene is made for."""

    EMPTY = "empty"
    WATER = "water"
    CARGO = "cargo"
    SHIELD = "shield"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VariedScene:
    """Calibrated and raw pixels, high energy first, and the truth as plain values."""

    channels: Pair
    raw: Pair
    truth: dict[str, Any]


def make_scene(seed: int, task: Task, *, grammar: Grammar | None = None) -> VariedScene:
    """The scene of a seed; the grammar follows from the seed's range unless it is named."""
    grammar = grammar or (Grammar.JUDGE if seed >= JUDGED_FROM else Grammar.TUNE)
    random = np.random.default_rng([seed, list(Task).index(task)])
    pixel_mm, beyond_mm = _site(seed, grammar)
    height, width = (round(side * PIXEL_MM / pixel_mm) for side in SIZE_PX)
    canvas = Canvas(width, height, pixel_mm)
    ground = height - GROUND_ROWS - float(random.uniform(0, 6))
    carrier = list(Carrier)[int(random.integers(len(Carrier)))]
    if carrier is not Carrier.TWENTY:
        beyond_mm = 0.0
    hold = draw_vehicle(canvas, carrier, random, ground, chassis_beyond_mm=beyond_mm)
    structure = canvas.mass_kg(hold.box)
    variations = _leave(canvas, hold, task, random)
    load, objects = _load(canvas, hold, task, grammar, random)
    if random.random() < 0.8:
        _ground(canvas, ground, random)
        variations.append("ground line")
    mass = canvas.mass_kg(hold.box)
    stations = draw_stations((height, width), random)
    channels, raw, starved = _expose(canvas, hold, stations, random)
    truth = {
        "synthetic": True,
        "generator": "parallel49 varied scene 1",
        "seed": seed,
        "grammar": grammar.value,
        "task": task.value,
        "load": load,
        "carrier": carrier.value,
        "pixel_mm": pixel_mm,
        "energies_MV": [9, 6],
        "scale": f"counts = {AIR_PIXEL} * transmission",
        "container_box_px": _seen(hold.box, stations, width),
        "inside_box_px": _seen(hold.inside, stations, width),
        "objects_px": [
            {
                **named,
                "box": _seen(place, stations, width),
                "true_box": _seen(place, None, width),
            }
            for named, place in objects
        ],
        "variations": sorted(variations + _names(stations.faults)),
        "mass_kg": mass,
        "structure_kg": sum(structure.values()),
        "cargo_kg": sum(mass.values()) - sum(structure.values()),
        "starved_fraction": starved,
    }
    return VariedScene(channels=channels, raw=raw, truth=truth)


def empty_reference(carrier: Carrier, seed: int) -> NDArray[np.uint16]:
    """The high energy of an empty space of a kind, as a scanner's own reference would be kept."""
    random = np.random.default_rng(seed)
    canvas = Canvas(SIZE_PX[1], SIZE_PX[0], PIXEL_MM)
    ground = SIZE_PX[0] - GROUND_ROWS
    draw_vehicle(canvas, carrier, random, ground)
    stations = draw_stations(SIZE_PX, random)
    return exposed(transmission(9, canvas.paths_g_cm2), stations, random)[1]


def write_scene(scene: VariedScene, folder: Path) -> Path:
    """Write a two-page TIFF and its truth beside it; the image's path is returned."""
    name = f"{scene.truth['seed']}_{scene.truth['task']}"
    image = folder / f"{name}.tif"
    tifffile.imwrite(image, np.stack(scene.channels), compression="zlib", predictor=2)
    (folder / f"{name}.json").write_text(json.dumps(scene.truth, indent=1), encoding="utf-8")
    return image


def _site(seed: int, grammar: Grammar) -> tuple[float, float]:
    """Size of a pixel, and how much a chassis is longer than a 20 ft container, in mm."""
    if grammar is not Grammar.WIDE:
        return PIXEL_MM, 0.0
    random = np.random.default_rng([seed, len(Task)])
    pixel_mm = PIXELS_MM[int(random.integers(len(PIXELS_MM)))]
    return pixel_mm, 6100.0 if random.random() < 0.5 else 0.0


def _leave(canvas: Canvas, hold: Hold, task: Task, random: Generator) -> list[str]:
    """Leftovers of earlier trips; pallets and dunnage only where the space is else empty."""
    names = list(LEFTOVERS)
    if task in (Task.CARGO, Task.SHIELD):
        names = ["dents", "snow"]
    chosen = [name for name in names if random.random() < 0.35]
    if hold.carrier is Carrier.REEFER and "dents" in chosen:
        chosen.remove("dents")
    for name in chosen:
        LEFTOVERS[name](canvas, hold, random)
    return chosen


def _load(
    canvas: Canvas, hold: Hold, task: Task, grammar: Grammar, random: Generator
) -> tuple[str, list[tuple[dict[str, Any], Rect]]]:
    if task is Task.EMPTY:
        return "empty", []
    if task is Task.WATER:
        form, place = hidden_water(canvas, hold.inside, random, grammar)
        return "empty", [({"what": "water 1 l", "form": form}, place)]
    loads = loads_of(grammar)
    name = list(loads)[int(random.integers(len(loads)))]
    loads[name](canvas, hold.inside, random)
    if task is Task.CARGO:
        return name, []
    matter, place, thick_cm = shield(canvas, hold.inside, random, grammar)
    return name, [({"what": matter.value, "thick_cm": thick_cm}, place)]


def _ground(canvas: Canvas, ground: float, random: Generator) -> None:
    """The road, through which nothing passes, and ramp plates on it."""
    road = Rect(left=0, top=ground, right=canvas.width_px, bottom=canvas.height_px)
    canvas.rect(Matter.GLASS, 600, road)
    for _ in range(int(random.integers(0, 6))):
        left = float(random.uniform(0, canvas.width_px))
        plate = Rect(left=left, top=ground - 3, right=left + 180, bottom=ground)
        canvas.rect(Matter.IRON, 90, plate)


def _expose(
    canvas: Canvas, hold: Hold, stations: Stations, random: Generator
) -> tuple[Pair, Pair, float]:
    """Calibrated pixels, raw pixels, and which part of the inside is starved of quanta."""
    high, low = (transmission(energy, canvas.paths_g_cm2) for energy in (9, 6))
    inside = hold.inside
    part = high[round(inside.top) : round(inside.bottom), round(inside.left) : round(inside.right)]
    raw_high, image_high = exposed(high, stations, random)
    raw_low, image_low = exposed(low, stations, random)
    return (image_high, image_low), (raw_high, raw_low), float((part < STARVED).mean())


def _names(faults: Faults) -> list[str]:
    """The faults that a breakdown of figures tells apart."""
    present = {
        "wobble": faults.wobble_px > 0,
        "speed stretch": faults.stretch > 0,
        "dead rows": faults.dead_rows > 0,
        "drop-outs": faults.dropouts > 0,
        "drift over 1 %": faults.drift > 0.01,
    }
    return [name for name, is_there in present.items() if is_there]


def _seen(rect: Rect, stations: Stations | None, width: int) -> list[int]:
    """A box in whole pixels of the image, or of the true scene without its stations."""
    left, right = rect.left, rect.right
    if stations is not None:
        left, right = (stations.seen_at(x, width) for x in (left, right))
    return [round(left), round(rect.top), round(right), round(rect.bottom)]
