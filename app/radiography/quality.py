"""Measures an imager from a scan of the test object of `app.domain.image_quality`.

A contrast-to-noise ratio is that of a detail of 25 x 25 mm: its difference from what surrounds it,
over the noise of one pixel divided by the root of the number of pixels in the detail. Rose found
that 5 is needed to see a detail reliably; that is the limit here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.image_quality import (
    TEST_OBJECT,
    ImageQuality,
    Plate,
    QualityError,
    QualityRefusal,
    TestObject,
)
from app.domain.radiograph import WINDOW_MAX, Scan
from app.radiography.edge_sharpness import mtf10
from app.radiography.noise import MAD_TO_SIGMA
from app.radiography.windows import Levels

Pixels = NDArray[np.uint16]
Floats = NDArray[np.float64]

ROSE = 5.0
DETAIL_MM = 25.0
TRANSFER_MIN = 0.1
MARKER_T = 0.3
SIZE_OFF = 0.25
APART_OFF = 0.05
LEVEL_OFF_MM = 60.0
HOLE_T_MIN = 0.5
STEPS_CHECKED = 3
PAD_MM = 15.0
SATURATED_MAX = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where the left marker is, in pixels, and how many pixels a millimetre is."""

    x: float
    y: float
    per_mm: tuple[float, float]

    def cut(self, share: Floats, plate: Plate, pad_mm: float = 0.0) -> Floats:
        """The pixels of a plate, less `pad_mm` at each side."""
        left, right = (
            round(self.x + (plate.left + pad_mm) * self.per_mm[0]),
            round(self.x + (plate.left + plate.width - pad_mm) * self.per_mm[0]),
        )
        top, bottom = (
            round(self.y + (plate.top + pad_mm) * self.per_mm[1]),
            round(self.y + (plate.top + plate.height - pad_mm) * self.per_mm[1]),
        )
        part = share[max(top, 0) : bottom, max(left, 0) : right]
        if not part.size or left < 0 or top < 0 or part.shape != (bottom - top, right - left):
            raise QualityError(QualityRefusal.OUT_OF_PLACE)
        return part


def measure_quality(
    pixels: Pixels, levels: Levels, scan: Scan, *, channel: int = 0, item: TestObject = TEST_OBJECT
) -> ImageQuality:
    """Measure one channel of a scan of a test object; pixels are (height, width) transmission.

    Raises QualityError with a reason where there is no test object or it cannot be measured.
    """
    if scan.pixel_mm is None:
        raise QualityError(QualityRefusal.NO_PIXEL_SIZE)
    share = pixels / np.float64(levels.air)
    frame = _find(share, scan.pixel_mm, item)
    if float((pixels == WINDOW_MAX).mean()) > SATURATED_MAX:
        raise QualityError(QualityRefusal.SATURATED)
    steps = [(steel, _step(share, frame, plate, item)) for steel, plate in item.steps]
    _check(share, frame, item)
    details = [(size, _detail(share, frame, plate)) for size, plate in reversed(item.details)]
    wires = [(size, _wire(share, frame, plate)) for size, plate in reversed(item.wires)]
    pairs = [
        (period, _transfer(share, frame, period, plate, item)) for period, plate in item.groups
    ]
    air = frame.cut(share, Plate(left=300, top=-100, width=item.markers_apart - 600, height=200))
    along, upright = _sharpness(share, frame, item)
    return ImageQuality(
        scan_id=scan.scan_id,
        device=scan.device,
        measured_at=scan.started_at,
        energy_mv=scan.channels[channel].energy_mv,
        simulated=scan.simulated,
        steps=tuple(steps),
        details=tuple(details),
        wires=tuple(wires),
        line_pairs=tuple(pairs),
        penetration_mm=hardest(steps, ROSE),
        contrast_percent=hardest(details, ROSE),
        wire_mm=hardest(wires, ROSE),
        line_pair_mm=hardest(pairs, TRANSFER_MIN),
        mtf10_along_per_mm=along,
        mtf10_upright_per_mm=upright,
        noise_air=_sigma(air),
    )


def hardest(series: Sequence[tuple[float, float]], limit: float) -> float | None:
    """The last size, from easy to hard, before the first whose figure is below the limit."""
    seen: float | None = None
    for size, figure in series:
        if not figure >= limit:
            break
        seen = size
    return seen


def _find(share: Floats, pixel_mm: tuple[float, float], item: TestObject) -> _Frame:
    """The two markers: dark squares of the right size with a bright hole, level and apart."""
    dark = (share < MARKER_T).astype(np.uint8)
    count, _, stats, centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    found: list[tuple[float, float]] = []
    for number in range(1, count):
        width, height = stats[number, 2] * pixel_mm[0], stats[number, 3] * pixel_mm[1]
        if max(abs(width - item.marker_side), abs(height - item.marker_side)) > (
            SIZE_OFF * item.marker_side
        ):
            continue
        x, y = (float(value) for value in centres[number])
        if share[round(y), round(x)] > HOLE_T_MIN:
            found.append((x, y))
    for left in found:
        for right in found:
            apart = (right[0] - left[0]) * pixel_mm[0]
            level = abs(right[1] - left[1]) * pixel_mm[1] < LEVEL_OFF_MM
            if level and abs(apart / item.markers_apart - 1) < APART_OFF:
                per_mm = ((right[0] - left[0]) / item.markers_apart, 1 / pixel_mm[1])
                # centres are of pixels, edges of plates are between them
                return _Frame(x=left[0] + 0.5, y=(left[1] + right[1]) / 2 + 0.5, per_mm=per_mm)
    raise QualityError(QualityRefusal.NO_TEST_OBJECT)


def _check(share: Floats, frame: _Frame, item: TestObject) -> None:
    """Two markers alone are no test object: its first steps darken one after the other."""
    passed = [
        float(np.median(frame.cut(share, _corner(plate), PAD_MM)))
        for _, plate in item.steps[:STEPS_CHECKED]
    ]
    if not 0.6 > passed[0] > 1.5 * passed[1] > 2.25 * passed[2] > 0:
        raise QualityError(QualityRefusal.OUT_OF_PLACE)


def _corner(plate: Plate) -> Plate:
    """The upper strip of a step, above its absorber."""
    return Plate(left=plate.left, top=plate.top, width=plate.width, height=plate.height * 0.3)


def _step(share: Floats, frame: _Frame, plate: Plate, item: TestObject) -> float:
    side = item.absorber_side
    x, y = plate.middle
    behind = Plate(left=x - side / 2, top=y - side / 2, width=side, height=side)
    steel = frame.cut(share, _corner(plate), PAD_MM)
    lead = frame.cut(share, behind, PAD_MM)
    return _ratio(float(steel.mean() - lead.mean()), _sigma(steel), frame)


def _detail(share: Floats, frame: _Frame, plate: Plate) -> float:
    """A detail against the strips on its left and right, so that a slow drift says nothing."""
    inside = frame.cut(share, plate, PAD_MM)
    strip = plate.width / 2
    beside = [
        frame.cut(share, Plate(left=at, top=plate.top, width=strip, height=plate.height), PAD_MM)
        for at in (plate.left - strip - PAD_MM, plate.left + plate.width + PAD_MM)
    ]
    around = float(np.mean([part.mean() for part in beside]))
    sigma = float(np.mean([_sigma(part) for part in (*beside, inside)]))
    return _ratio(around - float(inside.mean()), sigma, frame)


def _wire(share: Floats, frame: _Frame, plate: Plate) -> float:
    """The darkest column of a wire, seen over 25 mm of its length."""
    part = frame.cut(share, plate, PAD_MM)
    middle = part.shape[1] // 2
    profile = part.mean(axis=0)
    away = np.abs(np.arange(profile.size) - middle) > part.shape[1] // 5
    depth = float(np.median(profile[away]) - profile[middle - 1 : middle + 2].min())
    rows = DETAIL_MM * frame.per_mm[1]
    return depth / (_sigma(part[:, away]) / math.sqrt(rows))


def _transfer(share: Floats, frame: _Frame, period: float, plate: Plate, item: TestObject) -> float:
    """Amplitude of bars at their period over that of bars seen without any blur."""
    start = frame.x + plate.left * frame.per_mm[0]
    profile = frame.cut(share, plate, 0).mean(axis=0)
    first = round(start)
    phase = (first + 0.5 + np.arange(profile.size) - start) / (period * frame.per_mm[0])
    wave = np.exp(-2j * np.pi * phase)
    window = np.hanning(profile.size + 2)[1:-1]
    level = profile - np.average(profile, weights=window)
    amplitude = 2 * abs(complex((window * level * wave).sum())) / window.sum()
    widest = frame.cut(share, item.groups[0][1], 0).mean(axis=0)
    full = (float(np.percentile(widest, 95)) - float(np.percentile(widest, 5))) * 2 / np.pi
    return float(amplitude / full) if full > 0 else 0.0


def _sharpness(share: Floats, frame: _Frame, item: TestObject) -> tuple[float | None, float | None]:
    """Line pairs per mm at 10 % along the vehicle and upright, from the two leaning edges."""
    edge, reach = item.edge, 70.0
    lean = item.edge_slope
    rows = Plate(
        left=edge.left - reach + 120 * lean, top=edge.top + 100, width=2 * reach, height=180
    )
    columns = Plate(
        left=edge.left + 100, top=edge.top - reach + 190 * lean, width=180, height=2 * reach
    )
    along = mtf10(frame.cut(share, rows))
    upright = mtf10(np.ascontiguousarray(frame.cut(share, columns).T))
    return (
        None if along is None else along * frame.per_mm[0],
        None if upright is None else upright * frame.per_mm[1],
    )


def _sigma(part: Floats) -> float:
    """Noise of one pixel from differences of neighbours, both ways, so that no slope counts."""
    steps = part[1:, 1:] - part[1:, :-1] - part[:-1, 1:] + part[:-1, :-1]
    if not steps.size:
        raise QualityError(QualityRefusal.OUT_OF_PLACE)
    spread = MAD_TO_SIGMA * float(np.median(np.abs(steps))) / 2
    # where counts are few most steps are 0, and their median would say that there is no noise
    return max(spread or float(steps.std()) / 2, 1e-6)


def _ratio(contrast: float, sigma: float, frame: _Frame) -> float:
    pixels = DETAIL_MM**2 * frame.per_mm[0] * frame.per_mm[1]
    return contrast / (sigma / math.sqrt(pixels))
