"""What stands in the beam, from how two energies are attenuated: a material index per pixel.

The ratio R = alpha_low / alpha_high falls from organics over light metals and iron to lead, and for
each of them with thickness, because thick layers harden the beams. So R is laid between reference
curves, resources/material/beams-9-6.json, made from spectra by `installer.material_table`. Lead and
what is heavier cannot be told apart, and in places not from mixtures: an index is a hint, never an
identification (Lalor and Danagoulian, arXiv 2301.05783).

An index is `hue << 3 | confidence`. Hue runs from 1 to 31 with the classes' middles at
`CLASS_HUES`; confidence from 0 to 7, where 7 means that neighbouring classes lie three standard
deviations apart. Indices below `FIRST_INDEX` carry no material: `NO_INFORMATION` where too little
or too much stands in the beam, `NOTHING` where there is air alone; `HATCHED` is never in an image,
a view draws it as the lines of a hatch over `NO_INFORMATION`.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import WINDOW_MAX, ChannelRole, PixelUnit, ScanChannel
from app.radiography.windows import Levels

Floats = NDArray[np.float32]
Indices = NDArray[np.uint8]
Pixels = NDArray[np.uint16]

NO_INFORMATION, HATCHED, NOTHING, FIRST_INDEX = 0, 1, 2, 8
HUES, CONFIDENCES = 32, 8


class MaterialClass(IntEnum):
    """What the ratio tells apart, by falling ratio."""

    ORGANIC = 0
    MINERAL = 1
    METAL = 2
    HEAVY = 3


CLASS_HUES = {
    MaterialClass.ORGANIC: 4,
    MaterialClass.MINERAL: 12,
    MaterialClass.METAL: 20,
    MaterialClass.HEAVY: 28,
}
HUES_PER_CLASS = 8

ENERGIES_MV = (9.0, 6.0)
ENERGY_TOLERANCE_MV = 0.5
ALPHA_INFORMED = (0.6, 5.75)
"""Below, noise is as large as what tells materials apart; above, too few quanta arrive."""

ALPHA_AIR = 0.04
ALPHA_SYSTEMATIC = 0.002
"""What row gain, pulse dose and air calibration leave in alpha (1 sigma)."""

SURE_SIGMA = 3.0
SIGMA_LEVEL_PX = 1.0
"""On a level of half size, with its mean of two by two, this is 2 pixels of the image."""

SIGMA_FULL_PX = 2.0
LEVEL_FIRST, LEVEL_STEP = 1, 2
"""Every second level, from half size on: a smoothed index holds no finer detail, and the memory of
an open image stays below 1.4 times its pixels."""

EDGE_SHARE = 0.1
"""Where a pixel's alpha lies so far from the mean around it, nothing is said with confidence."""

ALL_BITS = 255
ALPHA_BINS_PER_UNIT, RATIO_BINS = 48, 640
RATIO_RANGE = (0.95, 1.27)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class References:
    """Ratio of each class, (4, n), and the sigma of a ratio, (n,), over `alpha` (n,).

    `sigma` is that of quantum noise, for 20 000 quanta per pixel in air and smoothing by 2 pixels.
    """

    alpha: Floats
    ratios: Floats
    sigma: Floats


@cache
def references() -> References:
    """The reference curves of 9 and 6 MV."""
    text = files("resources").joinpath("material", "beams-9-6.json").read_text("utf-8")
    document = json.loads(text)
    return References(
        alpha=np.array(document["alpha"], np.float32),
        ratios=np.array([document["ratios"][item.name.lower()] for item in MaterialClass]),
        sigma=np.array(document["sigma"], np.float32),
    )


def material_pair(channels: Sequence[ScanChannel]) -> tuple[int, int] | None:
    """Which channels are the high and the low energy that materials are told apart by.

    None where there are no two, or where they are not the energies that the curves were made for.
    """
    found: list[int] = []
    for role, energy_mv in zip((ChannelRole.HIGH, ChannelRole.LOW), ENERGIES_MV, strict=True):
        for number, channel in enumerate(channels):
            known = channel.energy_mv is not None
            if known and channel.role is role:
                near = abs((channel.energy_mv or 0.0) - energy_mv) <= ENERGY_TOLERANCE_MV
                found += [number] if near else []
                break
    return (found[0], found[1]) if len(found) == 2 else None


def material_numbers(count: int) -> range:
    """Which of `count` levels of a pyramid get a material image."""
    return range(LEVEL_FIRST, count, LEVEL_STEP) if count > LEVEL_FIRST else range(count)


def material_levels(
    high_levels: Sequence[Pixels],
    low_levels: Sequence[Pixels],
    levels_high: Levels,
    levels_low: Levels,
    channels: tuple[ScanChannel | None, ScanChannel | None] = (None, None),
) -> list[Indices]:
    """Indices for the levels of `material_numbers`; each (height, width) as that level has it.

    `channels` say what pixel values mean; without, they are proportional to transmission.
    """
    high_alpha = alpha_table(levels_high, channels[0])
    low_alpha = alpha_table(levels_low, channels[1])
    made: list[Indices] = []
    for number in material_numbers(len(high_levels)):
        sigma = SIGMA_LEVEL_PX if number else SIGMA_FULL_PX
        high, edges = _smoothed_alpha(high_levels[number], high_alpha, sigma)
        low, _ = _smoothed_alpha(low_levels[number], low_alpha, sigma)
        indices = material_indices(high, low)
        indices[edges & (indices >= FIRST_INDEX)] &= ALL_BITS - (CONFIDENCES - 1)
        made.append(indices)
    return made


def material_indices(alpha_high: Floats, alpha_low: Floats) -> Indices:
    """The index of every pixel, from smoothed alphas of any one shape."""
    table = _index_table()
    ratio = np.divide(alpha_low, np.maximum(alpha_high, ALPHA_AIR))
    low, high = RATIO_RANGE
    column = np.clip((ratio - low) * (RATIO_BINS / (high - low)), 0, RATIO_BINS - 1)
    row = np.clip(alpha_high * ALPHA_BINS_PER_UNIT, 0, table.shape[0] - 1)
    flat = row.astype(np.int32) * RATIO_BINS + column.astype(np.int32)
    return np.asarray(np.take(table.reshape(-1), flat), dtype=np.uint8)


def material_class(index: int) -> MaterialClass | None:
    """The class nearest to an index; None where it carries no material."""
    if index < FIRST_INDEX:
        return None
    return MaterialClass(min((index >> 3) // HUES_PER_CLASS, len(MaterialClass) - 1))


def alpha_table(levels: Levels, channel: ScanChannel | None = None) -> Floats:
    """-ln T of every pixel value, (65 536,): 0 at air, at most that of a value of 1."""
    values = np.maximum(np.arange(WINDOW_MAX + 1, dtype=np.float64), 1.0)
    if channel is not None and channel.unit is PixelUnit.LOG:
        return ((levels.air - values) * channel.scale).astype(np.float32)
    dark = 0.0 if channel is None else channel.offset / channel.scale
    passed = np.maximum(values + dark, 1.0) / max(levels.air + dark, 1.0)
    return (-np.log(passed)).astype(np.float32)


def _smoothed_alpha(
    pixels: Pixels, table: Floats, sigma_px: float
) -> tuple[Floats, NDArray[np.bool_]]:
    """Smoothed alpha, and where it is an edge's: there a pixel holds two materials, and no ratio.

    Alpha is smoothed, not transmission: at an edge to air a mean of transmissions is air's.
    """
    alpha = cv2.LUT(np.asarray(pixels), table)
    smooth = cv2.GaussianBlur(alpha, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE)
    edges = cv2.compare(cv2.absdiff(alpha, smooth), EDGE_SHARE * smooth, cv2.CMP_GT)
    return np.asarray(smooth, dtype=np.float32), np.asarray(edges, dtype=np.bool_)


@cache
def _index_table() -> Indices:
    """Index by alpha and ratio, (alpha bins, RATIO_BINS)."""
    curves = references()
    rows = math.ceil((ALPHA_INFORMED[1] + 0.5) * ALPHA_BINS_PER_UNIT)
    alpha = (np.arange(rows) + 0.5) / ALPHA_BINS_PER_UNIT
    low, high = RATIO_RANGE
    ratio = low + (np.arange(RATIO_BINS) + 0.5) * (high - low) / RATIO_BINS
    table = np.full((rows, RATIO_BINS), NO_INFORMATION, np.uint8)
    table[alpha < ALPHA_AIR] = NOTHING
    sigma = np.interp(alpha, curves.alpha, curves.sigma)
    for number in np.flatnonzero((alpha >= ALPHA_INFORMED[0]) & (alpha <= ALPHA_INFORMED[1])):
        at = [np.interp(alpha[number], curves.alpha, curve) for curve in curves.ratios]
        noise = math.hypot(sigma[number], ALPHA_SYSTEMATIC / alpha[number])
        table[number] = _row(ratio, np.array(at), noise)
    return table


def _row(ratio: NDArray[np.float64], at: NDArray[np.float64], noise: float) -> Indices:
    """Indices at one alpha: hue between the curves `at`, confidence by their distance in noise."""
    middles = np.array([CLASS_HUES[item] for item in MaterialClass], dtype=float)
    edges = np.concatenate([[2 * at[0] - at[1]], at, [2 * at[-1] - at[-2]]])
    hues = np.concatenate([[middles[0] - HUES_PER_CLASS], middles, [middles[-1] + HUES_PER_CLASS]])
    hue = np.clip(np.rint(np.interp(ratio, edges[::-1], hues[::-1])), 1, HUES - 1)
    gaps = -np.diff(at)
    nearest = np.clip(hue // HUES_PER_CLASS, 0, len(at) - 1).astype(int)
    beside = np.array([min(gaps[max(n - 1, 0) : n + 1]) for n in range(len(at))])
    sure = np.clip(beside[nearest] / (2 * noise) / SURE_SIGMA, 0, 1)
    confidence = np.rint(sure * (CONFIDENCES - 1))
    return np.asarray(hue.astype(int) << 3 | confidence.astype(int), dtype=np.uint8)
