"""Corrects the energy scale by itself: a gain, and the bow of a crystal that is not linear."""

from dataclasses import dataclass

import numpy as np

from app.radiation.identification.attenuation import Floats
from app.radiation.identification.fitting import nonnegative, precise, smoothed, weights
from app.radiation.identification.grid import rebin
from app.radiation.identification.response import gaussians
from app.radiation.identification.templates import Library

GAIN_MAX = 0.08
BOW_PEAK_KEV = 2614.5
BACKGROUND_COUNTS_MIN = 500.0
IMPROVEMENT_MIN = 25.0
COARSE_STEP, FINE_STEP = 0.016, 0.004


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """True energy = measured x (1 + gain) - bow x 4 x (1 - x), x = measured / 2614.5 keV."""

    gain: float = 0.0
    bow_kev: float = 0.0

    def corrected(self, edges_kev: Floats) -> Floats:
        """Channel edges on the true scale; they still rise."""
        x = np.clip(edges_kev / BOW_PEAK_KEV, 0.0, 1.0)
        moved = edges_kev * (1 + self.gain) - self.bow_kev * 4 * x * (1 - x)
        return np.maximum.accumulate(moved)


def background_scale(
    counts: Floats, edges_kev: Floats, library: Library, built_in_kev: tuple[float, ...] = ()
) -> Scale:
    """The gain at which a background looks most like one: K-40, Bi-214, Tl-208, 511 keV.

    `built_in_kev` are peaks that the instrument adds from a source of its own.
    """
    if counts.sum() < BACKGROUND_COUNTS_MIN:
        return Scale()
    own = gaussians(np.array(built_in_kev), library.model.resolution, library.grid_kev)
    shapes = np.concatenate([library.matrix, own])
    best = Scale()
    best_misfit = _misfit(counts, edges_kev, library, shapes) - IMPROVEMENT_MIN
    for step in (COARSE_STEP, FINE_STEP):
        reach = GAIN_MAX if step == COARSE_STEP else COARSE_STEP
        for gain in (best.gain + np.arange(-reach, reach + 1e-9, step)).tolist():
            scale = Scale(gain=min(max(gain, -GAIN_MAX), GAIN_MAX))
            misfit = _misfit(counts, scale.corrected(edges_kev), library, shapes)
            misfit += (scale.gain / 0.02) ** 2
            if misfit < best_misfit:
                best, best_misfit = scale, misfit
    return best


def _misfit(counts: Floats, edges_kev: Floats, library: Library, shapes: Floats) -> float:
    binned = rebin(counts, edges_kev, library.grid_kev)
    low = np.searchsorted(library.grid_kev, 250.0)
    shapes, part = shapes[:, low:], binned[low:]
    known = precise(weights(smoothed(part), library.error[low:]), np.zeros((1, len(part))), 1.0)
    areas = nonnegative(known.gram(shapes), known.right(shapes, part))
    return known.misfit(part - areas @ shapes)


BACKGROUND_LINES_KEV = np.array(
    [238.6, 338.3, 351.9, 511.0, 583.2, 609.3, 911.2, 969.0, 1120.3, 1460.8, 1764.5, 2614.5]
)


def narrow_scale(peak_kev: Floats, significance: Floats) -> Scale:
    """The gain that puts the most found peaks onto background lines, for narrow peaks.

    No correction unless it explains clearly more than none.
    """
    if len(peak_kev) < 2:
        return Scale()
    gains = np.arange(-GAIN_MAX, GAIN_MAX + 1e-9, 0.0005)
    moved = peak_kev[None, :, None] * (1 + gains[:, None, None]) - BACKGROUND_LINES_KEV
    near = np.exp(-0.5 * (moved / 1.0) ** 2) * np.minimum(significance, 12.0)[None, :, None]
    score = near.max(axis=1).sum(axis=1)
    best = int(score.argmax())
    none = int(np.abs(gains).argmin())
    if score[best] < 1.5 * score[none] + 10.0:
        return Scale()
    return Scale(gain=float(gains[best]))
