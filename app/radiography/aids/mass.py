"""Mass from a radiograph: areal density of the goods, integrated over the pixels' area.

Walls are taken off first, as their empty parts show them; see `walls` and `density`. Places that
starve of quanta are counted with the least that must be there, so the estimate is low by what they
hide; their share is given.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from app.radiography.aids.density import Densities, goods_density, iron_path, usual_ratio
from app.radiography.aids.hold import Hold
from app.radiography.aids.picture import ALPHA_MAX, Floats, Picture
from app.radiography.aids.walls import Walls, walls_of

ALGORITHM, VERSION = "dual-energy-areal-density", "2"

STARVED_PASSED = 4e-4
STARVED_LIMIT = 0.01
"""Above this share of starved pixels a declared weight is not compared."""

RATIO_SIGMA_PX, WIDE_SIGMA_PX = 4.0, 25.0
RATIO_FROM_ALPHA, WIDE_FROM_ALPHA = 0.25, 0.05
Z_90 = 1.645
IMAGE_SIGMA = 0.015
"""Veil, speed of the vehicle, and where the room ends, as a part of the goods."""

ALIKE_SIGMA = 0.85
"""Of half the range of goods that look the same: loads are mostly of one kind, at one of its ends.

Set on validating scenes (seeds 41,000 on) so that 90 % of the intervals hold the truth."""

PIXEL_SIGMA = 0.10
"""Nobody gave the size of a pixel: 4 to 6 mm are usual, and the mass goes with its square."""

ISO_LENGTHS_MM, STRETCH_MAX = (6058.0, 12192.0), 0.035
"""Outer lengths of 20 and 40 ft containers (ISO 668); what is off by more is something else."""

G_CM2_PER_WALL_ALPHA = 23.0
END_MM, ROOF_MM, FLOOR_MM = 15.0, 10.0, 10.0
"""How much narrower than the room the space was taken, so that no wall is in it."""

EDGE_PX, EDGE_CONTRAST, EDGE_FLOOR = 5, 2.0, np.float32(0.004)
PLATEAU_PX, PLATEAU_CONTRAST = 9, 1.3

HIDDEN_G_CM2 = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MassEstimate:
    """Kilograms. `low_kg` and `high_kg` enclose 90 % if nothing is starved; high is open if it is.

    `gross_kg` is everything inside the outline of the cargo space, structure included.
    """

    cargo_kg: float
    low_kg: float
    high_kg: float
    gross_kg: float
    structure_kg: float
    starved_fraction: float
    dual: bool
    pixel_known: bool = True

    @property
    def comparable(self) -> bool:
        """Whether a declared weight may be held against it."""
        return self.starved_fraction < STARVED_LIMIT and self.pixel_known


def estimate_mass(picture: Picture, alpha: Floats, hold: Hold) -> MassEstimate:
    """Mass of what lies between roof and floor, walls taken off."""
    rooms = _rooms(picture, hold)
    walls = walls_of(picture, rooms)
    found = _goods(rooms, walls)
    kg_per_g_cm2 = (picture.pixel_mm / 10) ** 2 / 1000 * _stretch(picture, hold)
    cargo = max(_with_margins(picture, found.middle) * kg_per_g_cm2, 0.0)
    starved = float((picture.passed[0][hold.inside] < STARVED_PASSED).mean())
    alike = _with_margins(picture, found.half_range) * kg_per_g_cm2 * ALIKE_SIGMA
    wall = walls.sigma_alpha * G_CM2_PER_WALL_ALPHA * rooms[0].size * kg_per_g_cm2
    pixel = 0.0 if picture.pixel_known else 2 * PIXEL_SIGMA
    sigma = float(np.sqrt(alike**2 + wall**2 + (np.hypot(IMAGE_SIGMA, pixel) * cargo) ** 2))
    open_end = starved * rooms[0].size * kg_per_g_cm2 * HIDDEN_G_CM2
    gross = max(_gross(alpha, hold) * kg_per_g_cm2, cargo)
    return MassEstimate(
        cargo_kg=cargo,
        low_kg=max(cargo - Z_90 * sigma, 0.0),
        high_kg=cargo + Z_90 * sigma + open_end,
        gross_kg=gross,
        structure_kg=gross - cargo,
        starved_fraction=starved,
        dual=picture.dual,
        pixel_known=picture.pixel_known,
    )


def _stretch(picture: Picture, hold: Hold) -> float:
    """How much longer the space is than its image: a vehicle seldom keeps its speed quite."""
    length = (hold.right - hold.left) * picture.pixel_mm
    nearest = min(ISO_LENGTHS_MM, key=lambda known: abs(known / length - 1))
    by = nearest / length
    return by if picture.pixel_known and abs(by - 1) < STRETCH_MAX else 1.0


def _rooms(picture: Picture, hold: Hold) -> tuple[Floats, ...]:
    """Alphas of the room with sharp edges."""
    floor = np.float32(np.exp(-ALPHA_MAX))
    return tuple(
        np.asarray(-np.log(np.maximum(_sharpened(passed[hold.inside]), floor)), dtype=np.float32)
        for passed in picture.passed
    )


def _sharpened(passed: Floats) -> Floats:
    """Transmission whose edges are steps.

    The optics blur transmission, and half a pixel of light makes a dark pixel bright: every edge
    of dense goods would lose nearly a pixel of them. Blur is even in transmission, so what lies
    darker than the middle belongs to the dark side. A round side, dark only further in, is no edge.
    """
    calm = cv2.medianBlur(passed, 3)
    side, wide = (np.ones((px, px), np.uint8) for px in (EDGE_PX, PLATEAU_PX))
    dark, light = cv2.erode(calm, side), cv2.dilate(calm, side)
    plateau = np.maximum(cv2.erode(calm, wide), EDGE_FLOOR)
    edge = light > EDGE_CONTRAST * np.maximum(dark, EDGE_FLOOR)
    edge &= dark < PLATEAU_CONTRAST * plateau
    side_of = np.where(passed < (dark + light) / 2, dark, light)
    return np.asarray(np.where(edge, side_of, passed), dtype=np.float32)


def _goods(rooms: tuple[Floats, ...], walls: Walls) -> Densities:
    added = [room - line[None, :] for room, line in zip(rooms, walls.alphas, strict=True)]
    path = float(iron_path(np.median(walls.alphas[0], keepdims=True))[0])
    ratio = _ratio(added[0], added[1], usual_ratio(path)) if len(added) > 1 else None
    return goods_density(np.asarray(added[0], dtype=np.float32), ratio, path)


def _ratio(high: Floats, low: Floats, usual: float) -> Floats:
    """Ratio of what goods add to both alphas; over a wider part where they add little."""
    ratio = np.full(high.shape, usual, dtype=np.float32)
    for sigma, least in ((WIDE_SIGMA_PX, WIDE_FROM_ALPHA), (RATIO_SIGMA_PX, RATIO_FROM_ALPHA)):
        calm_high, calm_low = (
            cv2.GaussianBlur(item, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
            for item in (high, low)
        )
        ratio = np.where(
            calm_high > least, calm_low / np.maximum(calm_high, np.float32(1e-3)), ratio
        )
    return np.asarray(ratio, dtype=np.float32)


def _with_margins(picture: Picture, density: Floats) -> float:
    """Sum over a room, and over the strip along each side that was left out, taken as its edge."""
    inner = float(density.sum(dtype=np.float64))
    px, edge = picture.pixel_mm, 3
    sides = (
        (density[:edge].mean(axis=0).sum(dtype=np.float64), ROOF_MM / px),
        (density[-edge:].mean(axis=0).sum(dtype=np.float64), FLOOR_MM / px),
        (density[:, :edge].mean(axis=1).sum(dtype=np.float64), END_MM / px),
        (density[:, -edge:].mean(axis=1).sum(dtype=np.float64), END_MM / px),
    )
    return inner + sum(float(line) * wide for line, wide in sides)


def _gross(alpha: Floats, hold: Hold) -> float:
    """Everything in the outline, taken for iron where thin and for the usual mix elsewhere."""
    part = alpha[hold.top : hold.bottom, hold.left : hold.right]
    found = goods_density(part, None, 0.0)
    return float(found.middle.sum(dtype=np.float64))
