"""From transmission to what a detector reads out, with the faults of a real one left in.

The product calibrates with dark and air, so rows and pulses are nearly even; what remains, stripes
of detector rows, steps between modules, pulses that failed, is what reviewers see every day.
"""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from devices.emulators.imaging.beam import Floats

AIR_COUNTS = 60_000
"""The pixel value of air, with room for noise above it: pixel * 1/60000 is transmission."""

QUANTA = 20_000.0
"""Detected quanta per pixel and pulse in air."""

ELECTRONIC_NOISE = 2.0e-4
BLUR_PX = 0.65
SCATTER_SHARE = 0.0015
SCATTER_BLUR_PX = 60
SCATTER_SHRINK = 16
ROW_GAIN = 0.0018
MODULE_ROWS = 64
MODULE_GAIN = 0.0012
PULSE_DOSE = 0.0012
SWAY = 0.002
SWAY_COLUMNS = 410.0
WEAK_PULSES = 3
WEAK_DOSE = 0.2
ODD_ROWS = 4
ODD_ROW_GAIN = 0.008


def read_out(passed: Floats, random: Generator, *, quanta: float = QUANTA) -> NDArray[np.uint16]:
    """Pixel values for a transmission (height, width), and noise that no two images share."""
    height, width = passed.shape
    signal = _blurred(passed, BLUR_PX)
    signal += SCATTER_SHARE * _scatter(passed)
    dose = _pulse_dose(width, random)
    spread = np.sqrt(np.maximum(signal, 0) / (quanta * dose) + ELECTRONIC_NOISE**2 / dose**2)
    noise = random.standard_normal((height, width), dtype=np.float32)
    signal += noise * spread
    signal *= _row_gain(height, random)[:, None]
    signal *= _pulse_gain(width, random)
    np.multiply(signal, AIR_COUNTS, out=signal)
    return np.clip(np.rint(signal), 0, 65_535).astype(np.uint16)


def _scatter(passed: Floats) -> Floats:
    """A broad veil, computed small because it has no detail."""
    height, width = passed.shape
    size = (max(width // SCATTER_SHRINK, 1), max(height // SCATTER_SHRINK, 1))
    small = cv2.resize(passed, size, interpolation=cv2.INTER_AREA)
    veil = _blurred(np.asarray(small, dtype=np.float32), SCATTER_BLUR_PX / SCATTER_SHRINK)
    large = cv2.resize(veil, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large, dtype=np.float32)


def _blurred(image: Floats, sigma_px: float) -> Floats:
    blurred = cv2.GaussianBlur(image, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, dtype=np.float32)


def _pulse_dose(width: int, random: Generator) -> Floats:
    """Dose of each pulse; a weak one is brought to level by calibration and keeps its noise."""
    dose = np.ones(width, dtype=np.float32)
    dose[random.integers(0, width, WEAK_PULSES)] = WEAK_DOSE
    return dose


def _row_gain(height: int, random: Generator) -> Floats:
    gain = 1 + ROW_GAIN * random.standard_normal(height)
    modules = 1 + MODULE_GAIN * random.standard_normal(height // MODULE_ROWS + 1)
    gain *= np.repeat(modules, MODULE_ROWS)[:height]
    odd = random.integers(0, height, ODD_ROWS)
    gain[odd] *= 1 + ODD_ROW_GAIN * random.standard_normal(ODD_ROWS)
    return gain.astype(np.float32)


def _pulse_gain(width: int, random: Generator) -> Floats:
    sway = np.sin(2 * np.pi * (np.arange(width) / SWAY_COLUMNS + random.random()))
    gain = 1 + PULSE_DOSE * random.standard_normal(width) + SWAY * sway
    return gain.astype(np.float32)
