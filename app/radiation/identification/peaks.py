"""Finds peaks: a zero-area filter of a peak's width, with its Poisson significance."""

from dataclasses import dataclass

import numpy as np

from app.radiation.identification.attenuation import Floats

SIGNIFICANCE_MIN = 4.0
PEAKS_MAX = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """A peak that stands out: energy in keV, significance in standard deviations."""

    energy_kev: float
    significance: float


def peak_kernel(bins_per_fwhm: float) -> Floats:
    """The second difference of a peak, smoothed: positive middle, negative flanks, area zero."""
    sigma = bins_per_fwhm / 2.3548
    reach = max(2, round(2.2 * bins_per_fwhm))
    at = np.arange(-reach, reach + 1)
    bell = np.exp(-0.5 * (at / sigma) ** 2)
    flank = (np.abs(at) > 0.85 * bins_per_fwhm).astype(float)
    middle = np.where(flank > 0, 0.0, bell)
    kernel: Floats = middle / middle.sum() - flank / flank.sum()
    return kernel


def significances(counts: Floats, variance: Floats, kernel: Floats) -> Floats:
    """Filtered counts over their standard deviation, per bin; zero at the ends."""
    value = np.convolve(counts, kernel[::-1], mode="same")
    spread = np.sqrt(np.convolve(np.maximum(variance, 0.3), kernel[::-1] ** 2, mode="same"))
    result: Floats = value / spread
    reach = len(kernel) // 2
    result[:reach] = 0.0
    result[-reach:] = 0.0
    return result


def find_peaks(significance: Floats, grid_kev: Floats) -> tuple[Peak, ...]:
    """Local maxima above SIGNIFICANCE_MIN, strongest first."""
    inner = significance[1:-1]
    top = (inner > significance[:-2]) & (inner >= significance[2:]) & (inner > SIGNIFICANCE_MIN)
    found = [
        Peak(energy_kev=_apex(significance, i, grid_kev), significance=float(significance[i]))
        for i in (np.flatnonzero(top) + 1).tolist()
    ]
    return tuple(sorted(found, key=lambda peak: -peak.significance)[:PEAKS_MAX])


def _apex(significance: Floats, i: int, grid_kev: Floats) -> float:
    left, middle, right = significance[i - 1 : i + 2].tolist()
    bend = left - 2 * middle + right
    offset = 0.5 * (left - right) / bend if bend < 0 else 0.0
    return float(np.interp(i + 0.5 + offset, np.arange(len(grid_kev)), grid_kev))
