"""Freight containers on their chassis: the walls around the cargo."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from devices.emulators.imaging.beam import Material
from devices.emulators.imaging.paths import Block, PathMap
from devices.emulators.imaging.running_gear import (
    STEEL,
    cross_members,
    landing_gear,
    rails,
    tandem,
)

LENGTHS_M = {"2": 6.058, "4": 12.192, "L": 13.716, "M": 14.63, "9": 13.716}
"""Outer length by the first character of an ISO 6346 size code."""

HEIGHTS_M = {"0": 2.438, "2": 2.591, "5": 2.896}
"""Outer height by the second character."""

CHASSIS_DECK_M = 1.18
CORRUGATION_M = 0.278
WALL_NEAR, WALL_FAR = (0.03, 0.066), (2.434, 2.47)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bay:
    """The room for cargo, in metres."""

    x: tuple[float, float]
    y: tuple[float, float]
    z: tuple[float, float]


def container_size_m(iso_type: str) -> tuple[float, float]:
    """Outer length and height of a size code such as 45G1; a 40-foot high cube if unknown."""
    code = f"{iso_type}  ".upper()
    return LENGTHS_M.get(code[0], 12.192), HEIGHTS_M.get(code[1], 2.896)


def draw_container(
    paths: PathMap, front_m: float, size_m: tuple[float, float], random: Generator
) -> Bay:
    """Put a container on a chassis into the beam and return its inside."""
    length, height = size_m
    x, floor, top = (front_m, front_m + length), CHASSIS_DECK_M, CHASSIS_DECK_M + height
    _chassis(paths, x)
    for z in (WALL_NEAR, WALL_FAR):
        _side(paths, x, (floor, top), z, random)
    _ends(paths, x, (floor, top))
    _floor(paths, x, floor)
    roof = Block(x=(x[0] + 0.05, x[1] - 0.08), y=(top - 0.03, top - 0.012), z=(0.1, 2.4))
    paths.box(Material.IRON, 0.85, roof)
    return Bay(x=(x[0] + 0.08, x[1] - 0.12), y=(floor + 0.178, top - 0.05), z=(0.09, 2.41))


def _chassis(paths: PathMap, x: tuple[float, float]) -> None:
    deck = CHASSIS_DECK_M - 0.03
    front = min(x[0] + 0.05, x[1] - 8.0) if x[1] - x[0] < 8 else x[0] + 0.05
    rails(paths, (front, x[1] - 0.1), (deck - 0.30, deck))
    for at in np.linspace(front + 0.3, x[1] - 0.3, 9):
        member = Block(
            x=(float(at), float(at) + 0.08), y=(deck - 0.24, deck - 0.06), z=(0.92, 1.58)
        )
        paths.box(Material.IRON, 0.55, member)
    for at in (x[0] + 0.02, x[1] - 0.22):
        bolster = Block(x=(at, at + 0.2), y=(deck - 0.16, deck), z=(0.02, 2.48))
        paths.box(Material.IRON, 0.34, bolster)
    landing_gear(paths, front + 2.3, deck)
    tandem(paths, x[1] - 0.1, deck_m=deck)


def _side(
    paths: PathMap,
    x: tuple[float, float],
    y: tuple[float, float],
    z: tuple[float, float],
    random: Generator,
) -> None:
    """One long side: corrugated sheet, rails, posts and corner castings."""
    wall = Block(x=(x[0] + 0.1, x[1] - 0.12), y=(y[0] + 0.16, y[1] - 0.06), z=z)
    paths.columns(Material.IRON, _corrugation(wall.x[1] - wall.x[0], random), wall)
    paths.box(Material.IRON, 2.3, Block(x=x, y=(y[1] - 0.06, y[1]), z=z))
    paths.box(Material.IRON, 1.5, Block(x=x, y=(y[0], y[0] + 0.16), z=(z[0], z[0] + 0.05)))
    for end, width in ((x[0], 0.10), (x[1] - 0.16, 0.16)):
        depth = (z[0], z[0] + 0.10) if z[0] < 1 else (z[1] - 0.10, z[1])
        post = Block(x=(end, end + width), y=y, z=depth)
        paths.box(Material.IRON, 1.25, post)
    for end in (x[0], x[1] - 0.178):
        for level in (y[0] - 0.01, y[1] - 0.108):
            depth = (z[0] - 0.03, z[0] + 0.13) if z[0] < 1 else (z[1] - 0.13, z[1] + 0.03)
            casting = Block(x=(end, end + 0.178), y=(level, level + 0.118), z=depth)
            paths.box(Material.IRON, 4.0, casting)


def _corrugation(length_m: float, random: Generator) -> list[float]:
    """Path through corrugated steel of 1.6 mm, in steps of 5 mm: more where it is slanted."""
    flat, slant = 1.6e-3 * STEEL * 100, 1.6e-3 * STEEL * 100 / math.cos(math.radians(52))
    steps = round(length_m / 0.005)
    phase = float(random.uniform(0, CORRUGATION_M))
    path: list[float] = []
    for step in range(steps):
        place = (step * 0.005 + phase) % (CORRUGATION_M / 2)
        path.append(slant if place > CORRUGATION_M / 4 else flat)
    return path


def _ends(paths: PathMap, x: tuple[float, float], y: tuple[float, float]) -> None:
    front = Block(x=(x[0] + 0.02, x[0] + 0.065), y=(y[0] + 0.1, y[1] - 0.05), z=(0.1, 2.4))
    paths.box(Material.IRON, 0.34, front)
    door = Block(x=(x[1] - 0.07, x[1] - 0.02), y=(y[0] + 0.1, y[1] - 0.1), z=(0.1, 2.4))
    paths.box(Material.IRON, 0.40, door)
    for level in (y[0] + 0.05, y[1] - 0.12):
        sill = Block(x=(x[1] - 0.12, x[1]), y=(level, level + 0.1), z=(0.1, 2.4))
        paths.box(Material.IRON, 0.55, sill)
    header = Block(x=(x[0], x[0] + 0.08), y=(y[1] - 0.09, y[1]), z=(0.1, 2.4))
    paths.box(Material.IRON, 0.5, header)
    locking_bars(paths, x[1] + 0.005, y)


def locking_bars(paths: PathMap, x_m: float, y: tuple[float, float]) -> None:
    """Locking bars, cams and the handles on which the seals hang."""
    for z_m in (0.55, 0.95, 1.55, 1.95):
        bar = Block(x=(x_m, x_m + 0.034), y=(y[0] + 0.02, y[1] - 0.02), z=(z_m, z_m + 0.034))
        paths.upright(Material.IRON, STEEL, bar, bore_m=0.0135)
        for level in (y[0] + 0.04, y[1] - 0.14):
            cam = Block(
                x=(x_m - 0.02, x_m + 0.04), y=(level, level + 0.1), z=(z_m - 0.02, z_m + 0.06)
            )
            paths.box(Material.IRON, 4.0, cam)
        handle = Block(x=(x_m, x_m + 0.05), y=(y[0] + 1.05, y[0] + 1.10), z=(z_m, z_m + 0.3))
        paths.box(Material.IRON, 1.2, handle)


def _floor(paths: PathMap, x: tuple[float, float], floor_m: float) -> None:
    ply = Block(x=(x[0] + 0.05, x[1] - 0.05), y=(floor_m + 0.15, floor_m + 0.178), z=(0.08, 2.42))
    paths.box(Material.ORGANIC, 0.72, ply)
    cross_members(paths, (x[0] + 0.25, x[1] - 0.25), (floor_m + 0.03, floor_m + 0.15), 0.305)
