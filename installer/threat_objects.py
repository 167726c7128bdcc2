"""Makes resources/threats/*.npz: synthetic test objects for projection into radiographs.

Run once, by hand: ``python -m installer.threat_objects``. Every object is drawn here from simple
solids, seen from the side, and turned into attenuation at 9 and 6 MV with the emulator's physics
(see `devices.emulators.imaging.beam` for its sources). No image of a real object is involved, so
the files carry the licence of this repository.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import ThreatCategory
from devices.emulators.imaging.beam import HIGH, LOW, Material, transmission

OUT = Path(__file__).parent.parent / "resources" / "threats"
PIXEL_MM = 2.5
MARGIN_PX = 2
STEEL, LEAD, GLASS = 7.85, 11.34, 2.5

Plane = NDArray[np.float64]
Paths = dict[Material, Plane]


def grid(width_mm: float, height_mm: float) -> tuple[Plane, Plane]:
    """Coordinates of pixel centres in mm from the middle of an object, (height, width) each."""
    across = round(width_mm / PIXEL_MM) + 2 * MARGIN_PX
    down = round(height_mm / PIXEL_MM) + 2 * MARGIN_PX
    x = (np.arange(across) - (across - 1) / 2) * PIXEL_MM
    y = (np.arange(down) - (down - 1) / 2) * PIXEL_MM
    across_mm, down_mm = np.meshgrid(x, y)
    return np.asarray(across_mm, np.float64), np.asarray(down_mm, np.float64)


def box(width_mm: float, height_mm: float, depth_mm: float, density: float) -> Plane:
    """Areal density of a solid box, g/cm2."""
    x, y = grid(width_mm, height_mm)
    inside = (np.abs(x) <= width_mm / 2) & (np.abs(y) <= height_mm / 2)
    return np.asarray(inside * (depth_mm / 10 * density))


def upright(width_mm: float, height_mm: float, bore_mm: float, density: float) -> Plane:
    """Areal density of an upright cylinder or tube, g/cm2."""
    x, y = grid(width_mm, height_mm)
    chord = [np.sqrt(np.maximum((size / 2) ** 2 - x**2, 0)) for size in (width_mm, bore_mm)]
    return np.asarray((np.abs(y) <= height_mm / 2) * 2 * (chord[0] - chord[1]) / 10 * density)


def hollow(side_mm: float, wall_mm: float, density: float) -> Plane:
    """Areal density of a closed cubical box of this wall, g/cm2."""
    x, y = grid(side_mm, side_mm)
    reach = np.maximum(np.abs(x), np.abs(y))
    return (
        np.where(reach <= side_mm / 2 - wall_mm, 2 * wall_mm, side_mm)
        * (reach <= side_mm / 2)
        * (density / 10)
    )


def ring(outer_mm: float, bore_mm: float, depth_mm: float, density: float) -> Plane:
    """Areal density of a flat ring whose axis points at the source, g/cm2."""
    x, y = grid(outer_mm, outer_mm)
    radius = np.hypot(x, y)
    inside = (radius <= outer_mm / 2) & (radius >= bore_mm / 2)
    return np.asarray(inside * (depth_mm / 10 * density))


def bottle() -> Paths:
    """A one-litre glass bottle, full."""
    glass = upright(90, 240, 82, GLASS)
    return {Material.MINERAL: glass, Material.ORGANIC: _fit(upright(82, 220, 0, 1.0), glass)}


def lead_box() -> Paths:
    """A lead box of 3 cm wall with a steel part inside."""
    shell = hollow(200, 30, LEAD)
    return {Material.LEAD: shell, Material.IRON: _fit(box(60, 60, 60, STEEL), shell)}


def parts() -> Paths:
    """Steel parts side by side: a tube, a block and a ring."""
    tube, block, disc = (
        upright(40, 180, 28, STEEL),
        box(60, 60, 40, STEEL),
        ring(90, 40, 20, STEEL),
    )
    plate = np.zeros((80, 90))
    for part, left, top in ((tube, 0, 2), (block, 22, 40), (disc, 50, 20)):
        plate[top : top + part.shape[0], left : left + part.shape[1]] += part
    return {Material.IRON: plate}


def _fit(plane: Plane, like: Plane) -> Plane:
    """The plane in the middle of one of another shape."""
    result = np.zeros_like(like)
    top, left = ((a - b) // 2 for a, b in zip(like.shape, plane.shape, strict=True))
    result[top : top + plane.shape[0], left : left + plane.shape[1]] = plane
    return result


def _organic(width_mm: float, height_mm: float, depth_mm: float, density: float) -> Paths:
    return {Material.ORGANIC: box(width_mm, height_mm, depth_mm, density)}


OBJECTS: dict[str, tuple[ThreatCategory, Callable[[], Paths]]] = {
    "brick-light": (ThreatCategory.CONTRABAND, lambda: _organic(200, 140, 120, 0.8)),
    "brick-medium": (ThreatCategory.CONTRABAND, lambda: _organic(250, 200, 200, 1.1)),
    "brick-dense": (ThreatCategory.EXPLOSIVE, lambda: _organic(280, 160, 200, 1.6)),
    "sack": (ThreatCategory.CONTRABAND, lambda: _organic(500, 300, 300, 0.7)),
    "cartons": (ThreatCategory.CONTRABAND, lambda: _organic(600, 400, 400, 0.25)),
    "tablets": (ThreatCategory.PHARMACEUTICAL, lambda: _organic(300, 200, 250, 0.9)),
    "bottle": (ThreatCategory.OTHER, bottle),
    "gas-cylinder": (
        ThreatCategory.PROHIBITED_ITEM,
        lambda: {Material.IRON: upright(230, 600, 218, STEEL)},
    ),
    "steel-parts": (ThreatCategory.PROHIBITED_ITEM, parts),
    "steel-block": (
        ThreatCategory.PROHIBITED_ITEM,
        lambda: {Material.IRON: box(120, 100, 80, STEEL)},
    ),
    "steel-ring": (ThreatCategory.ANOMALY, lambda: {Material.IRON: ring(300, 180, 40, STEEL)}),
    "lead-box": (ThreatCategory.ANOMALY, lead_box),
}


def main() -> None:
    """Draw, attenuate, write."""
    for name, (category, draw) in OBJECTS.items():
        planes = draw()
        shape = next(iter(planes.values())).shape
        paths = np.zeros((len(Material), *shape), dtype=np.float32)
        for material, plane in planes.items():
            paths[material] = plane
        high, low = (-np.log(transmission(beam, paths) / sum(beam.weights)) for beam in (HIGH, LOW))
        np.savez_compressed(
            OUT / f"{name}.npz",
            allow_pickle=False,
            alpha_high=np.maximum(high, 0).astype(np.float16),
            alpha_low=np.maximum(low, 0).astype(np.float16),
            pixel_mm=np.array(PIXEL_MM),
            category=np.array(category.value),
        )


if __name__ == "__main__":
    main()
