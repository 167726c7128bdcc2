"""A scan of the image-quality test object, synthetic like everything an emulator makes."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.image_quality import BARS, TEST_OBJECT, Plate, TestObject
from devices.emulators.imaging.beam import HIGH, LOW, Beam, Floats, Material, transmission
from devices.emulators.imaging.exposure import QUANTA, read_out

STEEL_G_CM2_MM, LEAD_G_CM2_MM = 0.785, 1.134
ABSORBER_MM, MARKER_MM = 250.0, 250.0
MARGIN_MM = 250
BELOW_MM = 1500


def expose_test_object(
    *,
    seed: int,
    pixel_mm: int = 5,
    beams: Sequence[Beam] = (HIGH, LOW),
    shift_mm: tuple[int, int] = (0, 0),
    quanta: float = QUANTA,
) -> list[NDArray[np.uint16]]:
    """One (height, width) image per beam; `shift_mm` moves the object within the image.

    `quanta` are detected per pixel and pulse in air: a worn imager has fewer.
    """
    random = np.random.default_rng(seed)
    paths = draw_test_object(TEST_OBJECT, shift_mm)
    return [read_out(_passed(beam, paths, pixel_mm), random, quanta=quanta) for beam in beams]


def draw_test_object(item: TestObject, shift_mm: tuple[int, int] = (0, 0)) -> Floats:
    """Areal densities of steel and lead on a grid of 1 mm, (2, height, width)."""
    width = round(item.markers_apart) + 2 * MARGIN_MM
    paths = np.zeros((2, BELOW_MM + MARGIN_MM, width), np.float32)
    draw = _Sheet(paths, MARGIN_MM + shift_mm[0], MARGIN_MM + shift_mm[1])
    for x in (0.0, item.markers_apart):
        draw.square(1, MARKER_MM * LEAD_G_CM2_MM, (x, 0), item.marker_side)
        draw.square(1, -MARKER_MM * LEAD_G_CM2_MM, (x, 0), item.marker_hole)
    for steel, plate in item.steps:
        draw.plate(0, steel * STEEL_G_CM2_MM, plate)
        draw.square(1, ABSORBER_MM * LEAD_G_CM2_MM, plate.middle, item.absorber_side)
    draw.plate(0, item.base_steel * STEEL_G_CM2_MM, item.base)
    for percent, plate in item.details:
        draw.plate(0, item.base_steel * percent / 100 * STEEL_G_CM2_MM, plate)
    for period, plate in item.groups:
        for bar in range(BARS):
            left = plate.left + bar * period
            one = Plate(left=left, top=plate.top, width=period / 2, height=plate.height)
            draw.plate(0, item.bar_steel * STEEL_G_CM2_MM, one)
    for wire, plate in item.wires:
        draw.wire(wire * STEEL_G_CM2_MM, wire, plate)
    draw.leaning(item.edge_steel * STEEL_G_CM2_MM, item.edge, item.edge_slope)
    return paths


class _Sheet:
    """Adds plates to a grid whose origin is the middle of the left marker."""

    def __init__(self, paths: Floats, x_mm: int, y_mm: int) -> None:
        self._paths = paths
        self._x, self._y = x_mm, y_mm

    def plate(self, layer: int, path: float, plate: Plate) -> None:
        left, top = round(plate.left) + self._x, round(plate.top) + self._y
        right, bottom = left + round(plate.width), top + round(plate.height)
        self._paths[layer, top:bottom, left:right] += np.float32(path)

    def square(self, layer: int, path: float, middle: tuple[float, float], side: float) -> None:
        left, top = middle[0] - side / 2, middle[1] - side / 2
        self.plate(layer, path, Plate(left=left, top=top, width=side, height=side))

    def wire(self, path: float, width: float, plate: Plate) -> None:
        """An upright round wire; each millimetre holds the mean of the chord within it."""
        cells = np.arange(-8, 8)
        fine = cells[:, None] + (np.arange(20) + 0.5) / 20
        chord = np.sqrt(np.maximum(1 - (2 * fine / width) ** 2, 0)).mean(axis=1)
        left, top = round(plate.middle[0]) + self._x - 8, round(plate.top) + self._y
        area = self._paths[0, top : top + round(plate.height), left : left + 16]
        area += np.asarray(path * chord, dtype=np.float32)

    def leaning(self, path: float, plate: Plate, slope: float) -> None:
        """A plate whose left side and top lean by `slope`."""
        y, x = np.mgrid[: self._paths.shape[1], : self._paths.shape[2]].astype(np.float32)
        x, y = x + 0.5 - self._x - plate.left, y + 0.5 - self._y - plate.top
        inside = np.clip(x - slope * y + 0.5, 0, 1) * np.clip(y - slope * x + 0.5, 0, 1)
        inside *= (x < plate.width) & (y < plate.height)
        self._paths[0] += np.float32(path) * inside


def _passed(beam: Beam, paths: Floats, pixel_mm: int) -> Floats:
    size = (paths.shape[2] // pixel_mm, paths.shape[1] // pixel_mm)
    passed = np.empty((size[1], size[0]), np.float32)
    for row in range(size[1]):
        strip = paths[:, row * pixel_mm : (row + 1) * pixel_mm, : size[0] * pixel_mm]
        all_paths = np.zeros((len(Material), *strip.shape[1:]), np.float32)
        all_paths[Material.IRON], all_paths[Material.LEAD] = strip
        fine = transmission(beam, all_paths)
        passed[row] = cv2.resize(fine, (size[0], 1), interpolation=cv2.INTER_AREA)
    return passed
