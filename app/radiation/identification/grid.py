"""The energy bins of a fit: narrower than a peak, few enough to be quick."""

import numpy as np

from app.radiation.identification.attenuation import Floats
from app.radiation.identification.response import Resolution

LOW_KEV, HIGH_KEV = 22.0, 2900.0
# Few, because a fit needs no more; fewer still where peaks are narrow and lines far apart.
BINS_PER_FWHM_COARSE, BINS_PER_FWHM_FINE = 2.4, 1.1
NARROW_KEV = 12.0


def bins_per_fwhm(resolution: Resolution) -> float:
    """How many bins one peak's width holds, at every energy."""
    narrow = resolution.at_662_kev < NARROW_KEV
    return BINS_PER_FWHM_FINE if narrow else BINS_PER_FWHM_COARSE


def energy_grid(resolution: Resolution, low_kev: float = LOW_KEV) -> Floats:
    """Bin edges in keV; every bin is the same share of the peak width at its energy."""
    fine = np.geomspace(low_kev, HIGH_KEV, 20_000)
    middle = np.sqrt(fine[1:] * fine[:-1])
    widths = np.diff(fine) * bins_per_fwhm(resolution) / resolution.fwhm_kev(middle)
    place = np.concatenate(([0.0], np.cumsum(widths)))
    edges: Floats = np.interp(np.arange(0.0, place[-1], 1.0), place, fine)
    return edges


def rebin(counts: Floats, edges_kev: Floats, grid_kev: Floats) -> Floats:
    """Counts per bin of another grid; a channel's counts are spread evenly over it."""
    total = np.concatenate(([0.0], np.cumsum(counts)))
    return np.diff(np.interp(grid_kev, edges_kev, total))
