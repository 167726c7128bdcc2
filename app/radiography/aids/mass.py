"""Mass from a radiograph: areal density where two alphas meet, integrated over the pixels' area.

At one alpha of the high energy, water, aluminium, iron and lead differ in areal density by up to
a fifth; the ratio of the two energies, smoothed, says where between them a pixel lies. Structure is
what the empty parts of the same space show. Places that starve of quanta are counted with the least
that must be there, so the estimate is low by what they hide; their share is given.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from app.radiography.aids.attenuation import Element, added_path, alphas
from app.radiography.aids.hold import Hold
from app.radiography.aids.picture import Floats, Picture

ALGORITHM, VERSION = "dual-energy-areal-density", "1"

CHAIN = (Element.WATER, Element.ALUMINIUM, Element.IRON, Element.LEAD)
GRID = np.concatenate((np.linspace(0.05, 1, 20), np.linspace(1.2, 10.0, 45)))
STARVED_PASSED = 4e-4
STARVED_LIMIT = 0.01
"""Above this share of starved pixels a declared weight is not compared."""

RATIO_SIGMA_PX = 4.0
RATIO_FROM_ALPHA = 0.25
MODEL_SIGMA = 0.025
SINGLE_SIGMA = 0.08
EDGE_MM = 5.0
WALL_LENGTH_SHARE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class MassEstimate:
    """Kilograms. `low_kg` and `high_kg` enclose 95 % if nothing is starved; high is open if it is.

    `gross_kg` is everything inside the outline of the cargo space, structure included.
    """

    cargo_kg: float
    low_kg: float
    high_kg: float
    gross_kg: float
    structure_kg: float
    starved_fraction: float
    dual: bool

    @property
    def comparable(self) -> bool:
        """Whether a declared weight may be held against it."""
        return self.starved_fraction < STARVED_LIMIT


def estimate_mass(picture: Picture, alpha: Floats, hold: Hold) -> MassEstimate:
    """Mass of what lies between roof and floor, walls taken off."""
    rows, columns = slice(hold.top, hold.bottom), slice(hold.left, hold.right)
    part = alpha[rows, columns]
    density = areal_density(picture, part, _ratio(picture, alpha, (rows, columns)))
    area_cm2 = (picture.pixel_mm / 10) ** 2
    gross = float(density.sum(dtype=np.float64)) * area_cm2 / 1000
    inside = (
        slice(hold.inner_top - hold.top, hold.inner_bottom - hold.top + picture.px(EDGE_MM)),
        slice(hold.inner_left - hold.left, hold.inner_right - hold.left),
    )
    room = density[inside]
    walls = wall_density(room)
    cargo = float((room - walls[None, :]).sum(dtype=np.float64)) * area_cm2 / 1000
    starved = float((picture.passed[0][rows, columns][inside] < STARVED_PASSED).mean())
    cargo = max(cargo, 0.0)
    spread = 1.96 * (MODEL_SIGMA if picture.dual else SINGLE_SIGMA) * cargo
    spread = float(np.hypot(spread, 0.1 * room.size * area_cm2 / 1000))
    open_end = starved * room.size * area_cm2 / 1000 * 150
    return MassEstimate(
        cargo_kg=cargo,
        low_kg=max(cargo - spread, 0.0),
        high_kg=cargo + spread + open_end,
        gross_kg=gross,
        structure_kg=max(gross - cargo, 0.0),
        starved_fraction=starved,
        dual=picture.dual,
    )


def wall_density(density: Floats) -> Floats:
    """g/cm2 of both walls per column, from the rows under the roof where nothing hides them."""
    height = density.shape[0]
    rows = max(height // 12, 3)
    upper = np.median(density[2 : 2 + rows], axis=0)
    usual = float(np.percentile(upper, 25))
    clear = upper < usual + max(0.6 * usual, 1.0)
    if clear.mean() < WALL_LENGTH_SHARE:
        return np.full(density.shape[1], max(usual, 0.0), dtype=np.float32)
    typical = float(np.median(upper[clear]))
    return np.asarray(np.where(clear, upper, typical), dtype=np.float32)


def areal_density(picture: Picture, alpha: Floats, ratio: Floats | None) -> Floats:
    """g/cm2 of each pixel; without a ratio everything counts as organic, thin things as iron."""
    paths, ratios = _tables()
    per_material = np.stack([np.interp(alpha, GRID, row, left=0.0) for row in paths])
    thin: Floats = np.asarray(alpha / GRID[0] * paths[2][0], dtype=np.float32)
    if ratio is None:
        return np.asarray(np.where(alpha < GRID[0], thin, per_material[0]), dtype=np.float32)
    expected = np.stack([np.interp(alpha, GRID, row) for row in ratios])
    ratio = np.where(np.isnan(ratio), expected[2], ratio)
    density = per_material[-1].copy()
    for index in range(len(CHAIN) - 1):
        step = expected[index] - expected[index + 1]
        place = np.clip((expected[index] - ratio) / np.maximum(step, 1e-6), 0, 1)
        here = per_material[index] + place * (per_material[index + 1] - per_material[index])
        between = ratio >= expected[index + 1]
        if index == 0:
            density = np.where(between, here, density)
            decided = between
        else:
            density = np.where(between & ~decided, here, density)
            decided |= between
    return np.asarray(np.where(alpha < GRID[0], thin, density), dtype=np.float32)


def _ratio(picture: Picture, alpha: Floats, part: tuple[slice, slice]) -> Floats | None:
    """Ratio of both alphas, smoothed; nan where too little is lost to tell: taken for iron."""
    if not picture.dual:
        return None
    high = np.maximum(alpha[part], 0)
    low = np.maximum(picture.alpha(1)[part], 0)
    calm = [cv2.GaussianBlur(item, (0, 0), RATIO_SIGMA_PX) for item in (high, low)]
    ratio = calm[1] / np.maximum(calm[0], 1e-3)
    return np.asarray(np.where(calm[0] < RATIO_FROM_ALPHA, np.nan, ratio), dtype=np.float32)


@cache
def _tables() -> tuple[np.ndarray, np.ndarray]:
    """g/cm2 and ratio per material of the chain on the grid of high-energy alphas."""
    paths = np.stack([added_path(element, GRID) for element in CHAIN])
    ratios = np.stack(
        [alphas({element: path})[1] / GRID for element, path in zip(CHAIN, paths, strict=True)]
    )
    return paths, ratios
