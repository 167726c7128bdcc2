"""A spectrum as a fit sees it: on a library's bins, with its background and what is uncertain."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.radiation.identification.attenuation import Floats
from app.radiation.identification.fitting import (
    Precision,
    precise,
    smooth_bends,
    smoothed,
    steadied,
    weights,
)
from app.radiation.identification.grid import rebin
from app.radiation.identification.response import gaussians
from app.radiation.identification.scale import Scale
from app.radiation.identification.templates import Library

BEND_SIZE = 0.2
UNKNOWN_BELOW_KEV = 48.0
# What a bin's surroundings say about its background, in counts: so that none is ever nothing.
PRIOR_COUNTS = 0.5
# How well live times tell the background: a vehicle takes some of it away, a wall adds some.
BACKGROUND_SIGMA = 0.05
SPARSE, STANDS_OUT_SIGMA, EVEN_COUNTS = 100.0, 2.5, 30.0
BLIND_SHARE, BLIND_MARGIN, BLIND_FROM_KEV = 2e-4, 1.15, 30.0
BACKGROUND_HIGH_KEV, BACKGROUND_HIGH_SHARE = 1400.0, 0.003


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A spectrum on a library's grid: counts, what the background explains, the precision.

    `noise_share` is how much the background's own noise adds to the variance.
    """

    library: Library
    counts: Floats
    base: Floats
    known: Precision
    bends: Floats
    noise_share: float = 0.0
    built_in_kev: tuple[float, ...] = ()

    @property
    def has_background(self) -> bool:
        """Whether a background was measured: then one shape is all that it needs."""
        return len(self.base) == 1


def view(
    library: Library,
    counts: Floats,
    edges_kev: Floats,
    background: tuple[Floats, Floats, float] | None,
    scale: Scale,
    built_in_kev: tuple[float, ...] = (),
) -> View:
    """`background` is its counts, its channel edges and the ratio of live times."""
    binned = rebin(counts, scale.corrected(edges_kev), library.grid_kev)
    expected = steadied(binned)
    noise, anchor = np.zeros_like(expected), (0.0, 0.0)
    if background is None:
        own = gaussians(np.array(built_in_kev), library.model.resolution, library.grid_kev)
        bare = is_without_background(binned, library.grid_kev)
        # What is left of a background that was taken off already has its plain shape.
        matrix = library.matrix[: 1 if bare else None]
        base, ground = np.concatenate([matrix, own]), expected * (0.02 if bare else 0.5)
    else:
        of_background = rebin(background[0], scale.corrected(background[1]), library.grid_kev)
        of_background, known_from = denoised(of_background, library.natural)
        noise = of_background / known_from * background[2] ** 2
        base = of_background[None, :] / float(of_background.sum())
        ground = of_background * background[2]
        expected = np.maximum(expected, ground)
        anchor = (float(ground.sum()), (BACKGROUND_SIGMA * float(ground.sum()) + 1.0) ** -2)
    net = np.maximum(smoothed(binned, reach=1) - ground, 0.0)
    bends = smooth_bends(library.grid_kev, net)
    error = library.error
    if background is None:  # what a discriminator makes of the lowest energies is anyone's guess
        error = np.where(library.grid_kev[1:] < UNKNOWN_BELOW_KEV, 1.0, error)
    weight = 1 / (1 / weights(expected, error) + noise)
    weight[library.grid_kev[1:] < blind_below_kev(binned, library.grid_kev)] = 0.0
    known = precise(weight, bends, BEND_SIZE, anchor)
    return View(
        library=library,
        counts=binned,
        base=base,
        known=known,
        bends=bends,
        noise_share=background[2] if background else 0.0,
        built_in_kev=built_in_kev,
    )


def denoised(counts: Floats, natural: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """A sparse background, even where nothing stands out of it; and from how many bins each value.

    Where natural lines lie (`natural`) it stays as it is.

    A noisy shape is fitted too low, and what it leaves looks like more of the same nuclides.
    """
    around = np.maximum(steadied(counts, least=EVEN_COUNTS), 1e-3)
    padded = np.pad((counts - around) / np.sqrt(around), 1)
    stands_out = np.abs(padded[:-2] + padded[1:-1] + padded[2:]) / np.sqrt(3) > STANDS_OUT_SIGMA
    even = (around < SPARSE) & ~stands_out & ~natural
    own = (counts + PRIOR_COUNTS) / (1 + PRIOR_COUNTS / around)
    # What stands out by chance stands out upwards: the even rest makes up for it.
    rest = max(float(counts.sum() - own[~even].sum()), 0.0)
    evened = around * rest / max(float(around[even].sum()), 1e-9)
    return np.where(even, np.maximum(evened, 1e-3), own), np.where(even, 5.0, 1.0)


def blind_below_kev(counts: Floats, grid_kev: Floats) -> float:
    """Below what energy the instrument records nothing, with a margin; 0 if it records there.

    A spectrum that starts abruptly was cut by a discriminator, and says nothing of what is below.
    """
    reached = np.cumsum(counts) > BLIND_SHARE * counts.sum()
    starts = float(grid_kev[int(reached.argmax())])
    return starts * BLIND_MARGIN if starts > BLIND_FROM_KEV else 0.0


def is_without_background(counts: Floats, grid_kev: Floats) -> bool:
    """Whether a background was taken off already: nearly nothing is left where only it reaches.

    Backgrounds have 1 to 7 % of their counts above BACKGROUND_HIGH_KEV; under BACKGROUND_HIGH_SHARE
    of all counts, what is left of one is no matter.
    """
    high = float(counts[grid_kev[:-1] > BACKGROUND_HIGH_KEV].sum())
    return high < BACKGROUND_HIGH_SHARE * float(counts.sum())
