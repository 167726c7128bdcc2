"""Areal density where two alphas meet, and how far apart the goods are that would look the same.

At one alpha of the high energy, what lies behind the walls may differ in g/cm2 by a tenth. The
ratio of both energies tells plastics from water, water from light metal, and metal from lead; it
does not tell water from wood, paper and food, nor light metal from organic goods among steel. There
the middle is taken, and half the distance is kept for the interval.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from app.radiography.aids.attenuation import Element, added_path, alphas
from app.radiography.aids.picture import Floats

GRID = np.concatenate((np.linspace(0.05, 1, 20), np.linspace(1.2, 10.5, 47)))
WALL_STEP_G_CM2 = 0.5

OTHERS_HALF_RANGE = {"plastic": 0.01, "iron": 0.015, "lead": 0.06}
"""Parts by which other plastics, metals and heavy elements differ from those of the table."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Densities:
    """g/cm2 per pixel in the middle of what fits, and half the range of what fits."""

    middle: Floats
    half_range: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Chain:
    """Rows from light to heavy on the grid of added alphas: added ratio, path, half range."""

    ratios: np.ndarray
    paths: np.ndarray
    halves: np.ndarray


def goods_density(alpha: Floats, ratio: Floats | None, wall_g_cm2: float) -> Densities:
    """Of goods that add `alpha` behind iron walls, with the ratio of what they add to each energy.

    Without a ratio, everything between plastics and iron fits.
    """
    chain = _chain(round(wall_g_cm2 / WALL_STEP_G_CM2))
    if ratio is None:
        rows = chain.paths[:4]
        low, high = (_on_grid(alpha, side) for side in (rows.min(axis=0), rows.max(axis=0)))
        two = np.float32(2)
        return Densities(middle=(low + high) / two, half_range=(high - low) / two)
    expected = np.stack([np.interp(alpha, GRID, row) for row in chain.ratios])
    paths = np.stack([_on_grid(alpha, row) for row in chain.paths])
    halves = np.stack([_on_grid(alpha, row) for row in chain.halves])
    middle, half = paths[-1], halves[-1]
    for index in range(len(expected) - 2, -1, -1):
        step = np.maximum(expected[index] - expected[index + 1], 1e-6)
        place = np.clip((expected[index] - ratio) / step, 0, 1).astype(np.float32)
        here = ratio >= expected[index + 1]
        middle = np.where(here, paths[index] + place * (paths[index + 1] - paths[index]), middle)
        half = np.where(here, halves[index] + place * (halves[index + 1] - halves[index]), half)
    return Densities(middle=middle, half_range=half)


def usual_ratio(wall_g_cm2: float) -> float:
    """The added ratio of thin organic goods, for where too little is lost to tell."""
    return float(_chain(round(wall_g_cm2 / WALL_STEP_G_CM2)).ratios[1][5])


def iron_path(alpha: Floats) -> Floats:
    """g/cm2 of iron at an alpha."""
    return _on_grid(alpha, added_path(Element.IRON, GRID))


def _on_grid(alpha: Floats, row: np.ndarray) -> Floats:
    """A path at an alpha; straight through nothing, so that noise adds nothing."""
    inner = np.interp(alpha, GRID, row)
    below = alpha < GRID[0]
    return np.asarray(np.where(below, alpha / GRID[0] * row[0], inner), dtype=np.float32)


@lru_cache(maxsize=32)
def _chain(wall_steps: int) -> _Chain:
    wall = {Element.IRON: np.full(GRID.shape, wall_steps * WALL_STEP_G_CM2)}
    before_high, before_low = alphas(wall)

    def of(element: Element) -> tuple[np.ndarray, np.ndarray]:
        path = added_path(element, GRID + before_high, wall)
        both = dict(wall)
        both[element] = both.get(element, np.zeros(())) + path
        return path, (alphas(both)[1] - before_low) / GRID

    paths, ratios = {}, {}
    for element in Element:
        paths[element], ratios[element] = of(element)
    water, wood = paths[Element.WATER], paths[Element.ORGANIC]
    organic, organic_half = (water + wood) / 2, np.abs(wood - water) / 2
    organic_ratio = (ratios[Element.WATER] + ratios[Element.ORGANIC]) / 2
    iron, light = paths[Element.IRON], paths[Element.ALUMINIUM]
    steel_part = (organic_ratio - ratios[Element.ALUMINIUM]) / np.maximum(
        organic_ratio - ratios[Element.IRON], 1e-6
    )
    among_steel = organic + np.clip(steel_part, 0, 1) * (iron - organic)
    plastic, lead = paths[Element.POLYETHYLENE], paths[Element.LEAD]
    return _Chain(
        ratios=np.stack(
            (ratios[Element.POLYETHYLENE], organic_ratio, ratios[Element.ALUMINIUM],
             ratios[Element.IRON], ratios[Element.LEAD])
        ),
        paths=np.stack((plastic, organic, (light + among_steel) / 2, iron, lead)),
        halves=np.stack((
            OTHERS_HALF_RANGE["plastic"] * plastic,
            organic_half,
            np.hypot((light - among_steel) / 2, organic_half),
            OTHERS_HALF_RANGE["iron"] * iron,
            OTHERS_HALF_RANGE["lead"] * lead,
        )),
    )  # fmt: skip
