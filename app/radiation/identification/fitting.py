"""Non-negative fits of a few shapes to a spectrum, many at once.

The counts are Poisson; a shape is never known better than a few per cent, so a bin's variance is
m + (e m)², m its expected counts and e the model's relative error. Fisher scoring of that
likelihood is a weighted least squares whose weights follow the fit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.radiation.identification.attenuation import Floats

Indices = NDArray[np.intp]
GAIN_UNIT = 0.03
STEADY_COUNTS = 150.0
# A bin that expects less than this is no Gaussian: one count more there proves nothing.
VARIANCE_MIN = 1.0
STEADY_REACHES = (4, 8, 16, 32, 64, 128)

BLOCK_TRIES = 3
"""So many rounds in a row need not help before variables change sides one at a time."""

PIVOT_ROUNDS = 30
"""Rounds for each variable; about four in all are needed."""


def nonnegative(gram: Floats, right: Floats) -> Floats:
    """Minimise x'Gx/2 - r'x over x >= 0 by block principal pivoting. G (k, k), r (k).

    All variables that are on the wrong side change sides at once; where that stops helping, one at
    a time does (Murty's rule, which ends). Portugal, Judice and Vicente, Math. Comp. 63 (1994) 625.
    """
    k = len(right)
    gram = gram + np.diag(1e-9 * np.maximum(np.diag(gram), 1e-30))
    tolerance = 1e-9 * max(float(np.abs(right).max(initial=0.0)), 1e-300)
    x, free = np.zeros(k), np.zeros(k, dtype=bool)
    slope = right
    fewest, tries = k + 1, BLOCK_TRIES
    for _ in range(PIVOT_ROUNDS * k):
        wrong = np.where(free, x < 0, slope > tolerance)
        count = int(np.count_nonzero(wrong))
        if not count:
            break
        if count < fewest:
            fewest, tries = count, BLOCK_TRIES
        elif tries:
            tries -= 1
        else:
            wrong[: int(np.flatnonzero(wrong)[-1])] = False
        free ^= wrong
        places = np.flatnonzero(free)
        x = np.zeros(k)
        x[places] = np.linalg.solve(gram[places][:, places], right[places])
        slope = right - gram @ x
    return np.maximum(x, 0.0)


def weights(expected: Floats, error: Floats) -> Floats:
    """One over the variance of each bin."""
    m = np.maximum(expected, VARIANCE_MIN)
    return 1.0 / (m + (error * m) ** 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fit of some shapes: their areas in counts, what they add up to, and the misfit (chi²)."""

    areas: Floats
    expected: Floats
    misfit: float


def smoothed(counts: Floats, *, reach: int = 2) -> Floats:
    """Running mean over 2 x reach + 1 bins, never below a half."""
    kernel = np.ones(2 * reach + 1) / (2 * reach + 1)
    padded = np.pad(counts, reach, mode="edge")
    return np.maximum(np.convolve(padded, kernel, mode="valid"), 0.5)


def steadied(counts: Floats, *, least: float = STEADY_COUNTS) -> Floats:
    """Running mean over as many bins as hold `least` counts, at least five.

    A variance taken from few counts would give every bin that happens to be low more weight, and
    so make any smooth background too small.
    """
    total = np.concatenate(([0.0], np.cumsum(counts)))
    places = np.arange(len(counts))
    answer: Floats = smoothed(counts)
    settled = answer * 5 >= least
    for reach in STEADY_REACHES:
        if settled.all():
            break
        low, high = np.maximum(places - reach, 0), np.minimum(places + reach + 1, len(counts))
        within = total[high] - total[low]
        answer = np.where(settled, answer, within / (high - low))
        settled |= within >= least
    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """The inverse of a covariance: diag(weight) - spread spread'. `spread` is (bins, bends).

    Beside Poisson noise and independent model errors, a shape may be bent smoothly: scatter from
    unknown surroundings, an efficiency that is not quite ours.

    Where a background was measured, it is the first shape of every fit, and `background` says
    what its area should be, as known from the live times, with the weight of that knowledge.
    """

    weight: Floats
    spread: Floats
    background: tuple[float, float] = (0.0, 0.0)

    def right(self, shapes: Floats, counts: Floats) -> Floats:
        """Shapes times precision times counts."""
        result: Floats = shapes @ (self.weight * counts)
        result -= (shapes @ self.spread) @ (self.spread.T @ counts)
        result[0] += self.background[0] * self.background[1]
        return result

    def gram(self, shapes: Floats) -> Floats:
        """Shapes times precision times shapes."""
        leaning = shapes @ self.spread
        result: Floats = (shapes * self.weight) @ shapes.T - leaning @ leaning.T
        result[0, 0] += self.background[1]
        return result

    def misfit_of(self, counts: Floats, shapes: Floats, areas: Floats) -> float:
        """What a fit costs, the background's own surprise included."""
        surprise = self.background[1] * (float(areas[0]) - self.background[0]) ** 2
        return self.misfit(counts - areas @ shapes) + surprise

    def misfit(self, residual: Floats) -> float:
        """What a residual costs (chi²)."""
        leaning = self.spread.T @ residual
        return float((self.weight * residual**2).sum() - (leaning**2).sum())


def precise(
    weight: Floats, bends: Floats, size: float, background: tuple[float, float] = (0.0, 0.0)
) -> Precision:
    """`bends` (bends, bins): counts that each smooth deformation would move at size 1."""
    weighted = bends * weight
    inner = np.eye(len(bends)) / size**2 + weighted @ bends.T
    root = np.linalg.cholesky(np.linalg.inv(inner))
    return Precision(weight=weight, spread=weighted.T @ root, background=background)


def smooth_bends(grid_kev: Floats, net: Floats, *, spacing: float = 1.45) -> Floats:
    """Hats over log energy times a very smooth net spectrum. Shape (bends, bins)."""
    middle = np.log(np.sqrt(grid_kev[1:] * grid_kev[:-1]))
    count = max(4, int((middle[-1] - middle[0]) / np.log(spacing)))
    reach = max(4, len(net) // 12)
    smooth = np.convolve(np.pad(net, reach, mode="edge"), np.ones(2 * reach + 1), mode="valid")
    bent: Floats = _hats(middle, count) * np.maximum(smooth / (2 * reach + 1), 0.0)
    return bent


def peak_bends(grid_kev: Floats, net: Floats, bins_per_fwhm: float) -> Floats:
    """What small errors of scale and width would move of a model's own net spectrum.

    The spectrum moved along the energy scale in four ranges (unit: GAIN_UNIT), and its peaks
    widened (unit: their variance doubled). Never the measured spectrum: a peak's own derivatives
    would explain the peak. Shape (bends, bins).
    """
    middle = np.log(np.sqrt(grid_kev[1:] * grid_kev[:-1]))
    slope = np.gradient(net)
    per_bin = np.sqrt(grid_kev[1:] * grid_kev[:-1]) / np.diff(grid_kev)
    moved = _hats(middle, 4) * (slope * per_bin * GAIN_UNIT)
    widened = np.gradient(slope) * (bins_per_fwhm / 2.3548) ** 2 / 2
    return np.concatenate([moved, widened[None, :]])


def _hats(at: Floats, count: int) -> Floats:
    centres = np.linspace(at[0], at[-1], count)
    shapes: Floats = np.maximum(0.0, 1 - np.abs(at - centres[:, None]) / (centres[1] - centres[0]))
    return shapes


def deviance(counts: Floats, expected: Floats) -> float:
    """Twice the negative Poisson log-likelihood, but for a constant of the counts."""
    m = np.maximum(expected, 1e-9)
    return float(2 * (m - counts * np.log(m)).sum())


def fit_precisely(counts: Floats, shapes: Floats, known: Precision) -> Fit:
    """Fit `shapes` (shapes, bins) under a given precision."""
    areas = nonnegative(known.gram(shapes), known.right(shapes, counts))
    misfit = known.misfit_of(counts, shapes, areas)
    return Fit(areas=areas, expected=areas @ shapes, misfit=misfit)


def gains(
    counts: Floats, base: Floats, direct: Floats, softened: Floats, known: Precision
) -> tuple[Floats, float]:
    """How far each candidate's two shapes, added to `base`, lower the misfit.

    `base` (k, bins), `direct` and `softened` (candidates, bins). The shapes of the base that its
    own fit needs stay free, and may in this screening even turn negative; so each candidate is a
    problem of two unknowns, solved in closed form. Returns the gain of each candidate over the
    base alone, and the misfit of the base.
    """
    alone = nonnegative(known.gram(base), known.right(base, counts))
    ground = known.misfit_of(counts, base, alone)
    needed = alone > 0
    needed[0] = True
    base = base[needed]
    gram, right = known.gram(base), known.right(base, counts)
    inverse = np.linalg.pinv(gram, hermitian=True)
    base_weighted, base_leaning = (base * known.weight).T, (base @ known.spread).T
    weighted = known.weight * counts - known.spread @ (known.spread.T @ counts)
    sides, leans = [], []
    for shapes in (direct, softened):
        lean = shapes @ known.spread
        cross = shapes @ base_weighted - lean @ base_leaning
        own = np.square(shapes) @ known.weight - np.square(lean).sum(1)
        moved = cross @ inverse
        sides.append((own - (moved * cross).sum(1), shapes @ weighted - moved @ right, cross))
        leans.append(lean)
    mixed = (direct * softened) @ known.weight - (leans[0] * leans[1]).sum(1)
    mixed -= ((sides[0][2] @ inverse) * sides[1][2]).sum(1)
    return _best_of_two(sides[0][0], sides[1][0], mixed, sides[0][1], sides[1][1]), ground


def _best_of_two(a: Floats, c: Floats, b: Floats, p: Floats, q: Floats) -> Floats:
    """Largest fall of misfit for [[a, b], [b, c]] x = [p, q], x >= 0, element by element."""
    a, c = np.maximum(a, 1e-30), np.maximum(c, 1e-30)
    one = np.maximum(p, 0.0) ** 2 / a
    other = np.maximum(q, 0.0) ** 2 / c
    determinant = np.maximum(a * c - b * b, 1e-12 * a * c)
    x, y = (c * p - b * q) / determinant, (a * q - b * p) / determinant
    both = np.where((x > 0) & (y > 0), x * p + y * q, 0.0)
    result: Floats = np.maximum(np.maximum(one, other), both)
    return result
