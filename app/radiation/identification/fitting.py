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


def nonnegative(gram: Floats, right: Floats, *, rounds: int = 60) -> Floats:
    """Minimise x'Gx/2 - r'x over x >= 0 by cyclic descent. G (..., k, k), r (..., k)."""
    k = right.shape[-1]
    diagonal = np.maximum(np.einsum("...ii->...i", gram), 1e-30)
    x = np.zeros_like(right)
    for _ in range(rounds):
        for i in range(k):
            slope = right[..., i] - (gram[..., i, :] * x).sum(-1)
            x[..., i] = np.maximum(0.0, x[..., i] + slope / diagonal[..., i])
    return x


def weights(expected: Floats, error: Floats) -> Floats:
    """One over the variance of each bin."""
    m = np.maximum(expected, 0.5)
    return 1.0 / (m + (error * m) ** 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fit of some shapes: their areas in counts, what they add up to, and the misfit (chi²)."""

    areas: Floats
    expected: Floats
    misfit: float


def fit(counts: Floats, shapes: Floats, error: Floats, *, rounds: int = 4) -> Fit:
    """Fit `shapes` (shapes, bins) to `counts` (bins), reweighting by the fit itself."""
    expected = smoothed(counts)
    areas = np.zeros(len(shapes))
    for _ in range(rounds):
        weight = weights(expected, error)
        weighted = shapes * weight
        areas = nonnegative(weighted @ shapes.T, weighted @ counts, rounds=80)
        expected = areas @ shapes
    return Fit(areas=areas, expected=expected, misfit=quasi_deviance(counts, expected, error))


def quasi_deviance(counts: Floats, expected: Floats, error: Floats) -> float:
    """Poisson deviance, each bin's share divided by how much wider than Poisson it may be."""
    m = np.maximum(expected, 1e-3)
    ratio = np.where(counts > 0, counts * np.log(np.maximum(counts, 1e-9) / m), 0.0)
    deviance = 2 * (ratio - counts + m)
    return float((deviance / (1 + error**2 * m)).sum())


def smoothed(counts: Floats, *, reach: int = 2) -> Floats:
    """Running mean over 2 x reach + 1 bins, never below a half."""
    kernel = np.ones(2 * reach + 1) / (2 * reach + 1)
    padded = np.pad(counts, reach, mode="edge")
    return np.maximum(np.convolve(padded, kernel, mode="valid"), 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """The inverse of a covariance: diag(weight) - spread spread'. `spread` is (bins, bends).

    Beside Poisson noise and independent model errors, a shape may be bent smoothly: scatter from
    unknown surroundings, an efficiency that is not quite ours.
    """

    weight: Floats
    spread: Floats

    def right(self, shapes: Floats, counts: Floats) -> Floats:
        """Shapes times precision times counts."""
        result: Floats = shapes @ (self.weight * counts)
        return result - (shapes @ self.spread) @ (self.spread.T @ counts)

    def gram(self, shapes: Floats) -> Floats:
        """Shapes times precision times shapes."""
        leaning = shapes @ self.spread
        result: Floats = (shapes * self.weight) @ shapes.T - leaning @ leaning.T
        return result

    def misfit(self, residual: Floats) -> float:
        """What a residual costs (chi²)."""
        leaning = self.spread.T @ residual
        return float((self.weight * residual**2).sum() - (leaning**2).sum())


def precision(expected: Floats, error: Floats, bends: Floats, size: float) -> Precision:
    """`bends` (bends, bins): counts that each smooth deformation would move at size 1."""
    weight = weights(expected, error)
    weighted = bends * weight
    inner = np.eye(len(bends)) / size**2 + weighted @ bends.T
    root = np.linalg.cholesky(np.linalg.inv(inner))
    return Precision(weight=weight, spread=weighted.T @ root)


def smooth_bends(
    grid_kev: Floats, net: Floats, bins_per_fwhm: float, *, spacing: float = 1.45
) -> Floats:
    """What small errors of a detector's model would move, at one unit each. Shape (bends, bins).

    Hats over log energy times a very smooth net spectrum (unit: all of it); the net spectrum moved
    along the energy scale in three ranges (unit: GAIN_UNIT), and its peaks widened (unit: all of it).
    """
    middle = np.log(np.sqrt(grid_kev[1:] * grid_kev[:-1]))
    count = max(4, int((middle[-1] - middle[0]) / np.log(spacing)))
    reach = max(4, len(net) // 12)
    smooth = np.convolve(np.pad(net, reach, mode="edge"), np.ones(2 * reach + 1), mode="valid")
    bent = _hats(middle, count) * np.maximum(smooth / (2 * reach + 1), 0.0)
    slope = np.gradient(net)
    per_bin = np.sqrt(grid_kev[1:] * grid_kev[:-1]) / np.diff(grid_kev)
    moved = _hats(middle, 4) * (slope * per_bin * GAIN_UNIT)
    widened = np.gradient(slope) * (bins_per_fwhm / 2.3548) ** 2
    return np.concatenate([bent, moved, widened[None, :]])


def _hats(at: Floats, count: int) -> Floats:
    centres = np.linspace(at[0], at[-1], count)
    return np.maximum(0.0, 1 - np.abs(at - centres[:, None]) / (centres[1] - centres[0]))


def fit_precisely(counts: Floats, shapes: Floats, known: Precision) -> Fit:
    """Fit `shapes` (shapes, bins) under a given precision."""
    areas = nonnegative(known.gram(shapes), known.right(shapes, counts), rounds=100)
    expected = areas @ shapes
    return Fit(areas=areas, expected=expected, misfit=known.misfit(counts - expected))


def gains(
    counts: Floats, base: Floats, direct: Floats, scattered: Floats, known: Precision
) -> tuple[Floats, float]:
    """How far each candidate's two shapes, added to `base`, lower the misfit.

    `base` (k, bins), `direct` and `scattered` (candidates, bins). Returns the gain of each
    candidate over the base alone, and the misfit of the base.
    """
    k, n = len(base), len(direct)
    gram = np.zeros((n, k + 2, k + 2))
    right = np.zeros((n, k + 2))
    gram[:, :k, :k] = known.gram(base)
    right[:, :k] = known.right(base, counts)
    leaning = [shapes @ known.spread for shapes in (direct, scattered)]
    base_weighted = (base * known.weight).T
    base_leaning = (base @ known.spread).T
    for column, shapes in enumerate((direct, scattered), start=k):
        lean = leaning[column - k]
        cross = shapes @ base_weighted - lean @ base_leaning
        gram[:, column, :k] = gram[:, :k, column] = cross
        own = np.square(shapes) @ known.weight - np.square(lean).sum(1)
        gram[:, column, column] = own
        right[:, column] = known.right(shapes, counts)
    mixed = (direct * scattered) @ known.weight - (leaning[0] * leaning[1]).sum(1)
    gram[:, k, k + 1] = gram[:, k + 1, k] = mixed
    areas = nonnegative(gram, right, rounds=25)
    explained = _explained(gram, right, areas)
    alone = nonnegative(gram[0, :k, :k], right[0, :k], rounds=80)
    ground = float(_explained(gram[0, :k, :k], right[0, :k], alone))
    return explained - ground, known.misfit(counts) - ground


def _explained(gram: Floats, right: Floats, areas: Floats) -> Floats:
    inner = (gram * areas[..., None, :]).sum(-1)
    result: Floats = 2 * (areas * right).sum(-1) - (areas * inner).sum(-1)
    return result
