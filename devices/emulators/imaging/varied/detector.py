"""Counts of a varied scene with the faults of section "noise and stripes", calibrated with air.

Raw counts get dark offset, gain per detector row, dose per pulse, drift, wobble, drop-outs and dead
rows; the calibration knows dark, air and dead rows as they were measured earlier, so drift and the
noise of the air measurement stay in the image, as they do in the field.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from devices.emulators.imaging.beam import Floats

AIR_PIXEL = 65_000
FULL_SCALE = 65_535
AIR_NOISE = np.float32(0.002)
"""How well the calibration knows a row and a pulse."""

SCATTER_SIGMA_PX, SCATTER_SHRINK = 60, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """How good a detector and its calibration are; all parts are of the signal in air."""

    quanta: float
    electronic: float
    scatter: float
    blur_px: float
    row_gain: float
    pulse_dose: float
    drift: float
    wobble_px: float
    stretch: float
    dead_rows: int
    dropouts: int


def draw_faults(random: Generator) -> Faults:
    """Faults within the ranges of the generator's specification."""
    return Faults(
        quanta=2e4,
        electronic=1e-4,
        scatter=float(random.uniform(0.001, 0.005)),
        blur_px=float(random.uniform(0.6, 1.0)),
        row_gain=0.02,
        pulse_dose=0.02,
        drift=float(random.uniform(0, 0.02)),
        wobble_px=float(random.uniform(0.3, 0.8)) if random.random() < 0.5 else 0.0,
        stretch=float(random.uniform(0, 0.03)) if random.random() < 0.3 else 0.0,
        dead_rows=int(random.integers(0, 4)),
        dropouts=int(random.integers(0, 4)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stations:
    """What both energies of one scan share: when the boom swayed and the truck was fast."""

    faults: Faults
    gain: Floats
    dose: Floats
    dead: NDArray[np.int64]
    dropped: NDArray[np.int64]
    phase: float

    def columns(self, width: int) -> Floats:
        """The column of the true scene that each column of the image shows."""
        place = np.arange(width) / width
        speed = 1 + self.faults.stretch * np.sin(place * 3 + self.phase)
        return np.asarray(np.cumsum(speed) - speed[0], dtype=np.float32)

    def seen_at(self, column: float, width: int) -> float:
        """The column of the image that shows a column of the true scene."""
        return float(np.interp(column, self.columns(width), np.arange(width)))


def draw_stations(shape: tuple[int, int], random: Generator) -> Stations:
    """Faults of one scan of a (height, width)."""
    height, width = shape
    faults = draw_faults(random)
    return Stations(
        faults=faults,
        gain=(1 + faults.row_gain * random.standard_normal(height)).astype(np.float32),
        dose=(1 + faults.pulse_dose * random.standard_normal(width)).astype(np.float32),
        dead=random.integers(0, height, faults.dead_rows),
        dropped=random.integers(0, width, faults.dropouts),
        phase=float(random.uniform(0, 6.28)),
    )


def exposed(
    passed: Floats, stations: Stations, random: Generator
) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Raw and calibrated pixels (height, width) of a transmission."""
    faults = stations.faults
    blurred = cv2.GaussianBlur(passed, (0, 0), faults.blur_px, borderType=cv2.BORDER_REPLICATE)
    signal = np.asarray(blurred + faults.scatter * _veil(passed), dtype=np.float32)
    signal = _moved(signal, stations)
    height, width = signal.shape
    dose = stations.dose.copy()
    dose[stations.dropped] *= 0.2
    spread = np.sqrt(np.maximum(signal, 0) * dose / faults.quanta + faults.electronic**2)
    counts = signal * dose + random.standard_normal((height, width), dtype=np.float32) * spread
    drift = np.sin(np.arange(width) / width * 4 + stations.phase).astype(np.float32)
    counts *= stations.gain[:, None] * (1 + faults.drift * drift)[None, :]
    dark = 30 + 2 * random.standard_normal((height, 1), dtype=np.float32)
    raw = np.clip(np.rint(counts * (AIR_PIXEL * 0.9) + dark), 0, FULL_SCALE).astype(np.uint16)
    raw[stations.dead] = 30
    known_gain = stations.gain * (1 + AIR_NOISE * random.standard_normal(height, dtype=np.float32))
    known_dose = dose * (1 + AIR_NOISE * random.standard_normal(width, dtype=np.float32))
    flat = (raw.astype(np.float32) - 30) / (AIR_PIXEL * 0.9)
    flat /= known_gain[:, None] * known_dose[None, :]
    for row in stations.dead:
        neighbours = [other for other in (row - 1, row + 1) if 0 <= other < height]
        flat[row] = flat[neighbours].mean(axis=0)
    return raw, np.clip(np.rint(flat * AIR_PIXEL), 0, AIR_PIXEL).astype(np.uint16)


def _veil(passed: Floats) -> Floats:
    height, width = passed.shape
    size = (max(width // SCATTER_SHRINK, 1), max(height // SCATTER_SHRINK, 1))
    small = cv2.resize(passed, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(
        small, (0, 0), SCATTER_SIGMA_PX / SCATTER_SHRINK, borderType=cv2.BORDER_REPLICATE
    )
    return np.asarray(cv2.resize(small, (width, height)), dtype=np.float32)


def _moved(signal: Floats, stations: Stations) -> Floats:
    """Waves on straight lines from a swaying boom; a truck that did not keep its speed."""
    faults = stations.faults
    height, width = signal.shape
    if not faults.wobble_px and not faults.stretch:
        return signal
    x = np.arange(width, dtype=np.float32)
    wave = np.sin(x / 65 + stations.phase)
    map_x = np.broadcast_to(stations.columns(width), (height, width))
    rows = np.arange(height, dtype=np.float32)[:, None]
    map_y = rows + (faults.wobble_px * wave)[None, :].astype(np.float32)
    moved = cv2.remap(
        signal,
        np.ascontiguousarray(map_x),
        map_y,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(moved * (1 + 0.005 * wave * bool(faults.wobble_px)), dtype=np.float32)
