"""Van trailers: thin aluminium walls on posts, a wooden floor, no chassis."""

import numpy as np
from numpy.random import Generator

from devices.emulators.imaging.beam import Material
from devices.emulators.imaging.container import Bay, locking_bars
from devices.emulators.imaging.paths import Block, PathMap
from devices.emulators.imaging.running_gear import (
    ALUMINIUM,
    STEEL,
    cross_members,
    landing_gear,
    rails,
    tandem,
)

DECK_M, TOP_M = 1.24, 4.08
POST_PITCH_M, BOW_PITCH_M = 0.406, 0.61
WIDE = (0.05, 2.45)


def draw_van(paths: PathMap, front_m: float, rear_m: float, random: Generator) -> Bay:
    """Put a van trailer into the beam and return its inside."""
    x = (front_m, rear_m)
    for z_m in (0.03, 2.46):
        _side(paths, x, z_m, random)
    _roof_and_ends(paths, x)
    _underside(paths, x)
    return Bay(x=(x[0] + 0.08, x[1] - 0.08), y=(DECK_M + 0.035, TOP_M - 0.08), z=(0.07, 2.43))


def _side(paths: PathMap, x: tuple[float, float], z_m: float, random: Generator) -> None:
    skin = [
        (x[0] + 0.06, DECK_M),
        (x[0], DECK_M + 0.2),
        (x[0], TOP_M),
        (x[1], TOP_M),
        (x[1], DECK_M),
    ]
    paths.sheet(Material.MINERAL, 0.36, skin, z_m)
    liner = [(x[0], DECK_M), (x[0], DECK_M + 2.55), (x[1], DECK_M + 2.55), (x[1], DECK_M)]
    paths.sheet(Material.ORGANIC, 0.45, liner, z_m)
    inside = (z_m, z_m + 0.03) if z_m < 1 else (z_m - 0.03, z_m)
    for edge in (DECK_M - 0.08, TOP_M - 0.08):
        rail = Block(x=x, y=(edge, edge + 0.08), z=inside)
        paths.box(Material.MINERAL, ALUMINIUM * 0.45, rail)
    for post in np.arange(x[0] + 0.3, x[1] - 0.1, POST_PITCH_M):
        left = float(post) + float(random.normal(0, 0.002))
        hat = Block(x=(left, left + 0.045), y=(DECK_M, TOP_M), z=inside)
        paths.box(Material.MINERAL, 0.42, hat)


def _roof_and_ends(paths: PathMap, x: tuple[float, float]) -> None:
    paths.box(Material.MINERAL, 0.28, Block(x=x, y=(TOP_M - 0.012, TOP_M), z=WIDE))
    for bow in np.arange(x[0] + 0.6, x[1] - 0.2, BOW_PITCH_M):
        left = float(bow)
        bar = Block(x=(left, left + 0.04), y=(TOP_M - 0.05, TOP_M - 0.012), z=WIDE)
        paths.box(Material.MINERAL, 0.10, bar)
    nose = Block(x=(x[0], x[0] + 0.05), y=(DECK_M, TOP_M), z=WIDE)
    paths.box(Material.MINERAL, 0.16, nose)
    doors = Block(x=(x[1] - 0.04, x[1]), y=(DECK_M, TOP_M - 0.1), z=WIDE)
    paths.box(Material.ORGANIC, 0.45, doors)
    locking_bars(paths, x[1] + 0.02, (DECK_M, TOP_M - 0.1))


def _underside(paths: PathMap, x: tuple[float, float]) -> None:
    paths.box(Material.ORGANIC, 0.72, Block(x=x, y=(DECK_M, DECK_M + 0.035), z=WIDE))
    cross_members(paths, (x[0] + 1.6, x[1] - 0.1), (DECK_M - 0.11, DECK_M), 0.305)
    coupler = Block(x=(x[0] + 0.2, x[0] + 1.7), y=(DECK_M - 0.1, DECK_M - 0.085), z=(0.5, 2.0))
    paths.box(Material.IRON, STEEL * 0.8, coupler)
    rails(paths, (x[1] - 3.9, x[1] - 0.15), (DECK_M - 0.33, DECK_M - 0.11))
    landing_gear(paths, x[0] + 2.35, DECK_M)
    tandem(paths, x[1], deck_m=DECK_M)
