"""Searches the library for the nuclides that explain a spectrum, one after the other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.radiation.identification.attenuation import Floats
from app.radiation.identification.evidence import Evidence, evidence_for
from app.radiation.identification.fitting import (
    Fit,
    Indices,
    Precision,
    fit_precisely,
    gains,
    peak_bends,
    precise,
    smooth_bends,
    smoothed,
    steadied,
    weights,
)
from app.radiation.identification.grid import bins_per_fwhm, rebin
from app.radiation.identification.nuclides import Nuclide, nuclides
from app.radiation.identification.response import gaussians
from app.radiation.identification.scale import Scale
from app.radiation.identification.templates import Library

BEND_SIZE = 0.2
UNKNOWN_BELOW_KEV = 48.0
# What a bin's surroundings say about its background, in counts: so that none is ever nothing.
PRIOR_COUNTS = 0.5
# How well live times tell the background: a vehicle takes some of it away, a wall adds some.
BACKGROUND_SIGMA = 0.05
SPARSE, STANDS_OUT_SIGMA = 100.0, 2.5
BLIND_SHARE, BLIND_MARGIN, BLIND_FROM_KEV = 2e-4, 1.15, 30.0
BACKGROUND_HIGH_KEV, BACKGROUND_HIGH_SHARE = 1400.0, 0.03
REFINED = 10
SCANNED = 6
# What it costs (chi²) to name something seldom met, where nothing else decides.
COST_RARE, COST_NEUTRONS = 8.0, 4.0
# And per chi² explained, because what a model gets wrong grows with the counts.
COST_RARE_SHARE = 0.03
EXOTIC = frozenset(
    [
        "Kr-85",
        "Lu-177m",
        "Pd-103",
        "Sn-117m",
        "Re-186",
        "Re-188",
        "Po-210",
        "Ho-166m",
        "As-72",
        "Br-76",
        "Br-82",
        "At-211",
        "W-187",
        "Ta-182",
        "Cu-67",
        "La-138",
        "Lu-176",
        "Rb-86",
        "Co-58",
        "Bi-213",
        "Th-228",
        "Y-90",
        "P-32",
        "Tl-204",
        "Tl-200",
    ]
)
COST_EXOTIC, COST_EXOTIC_SHARE = 14.0, 0.06
COMMON = frozenset(
    [
        "Am-241",
        "Ba-133",
        "Cd-109",
        "Co-57",
        "Co-60",
        "Cs-137",
        "Eu-152",
        "Ir-192",
        "Mn-54",
        "Na-22",
        "Ra-226",
        "Se-75",
        "Sr-90",
        "Yb-169",
        "F-18",
        "Ga-67",
        "I-123",
        "I-125",
        "I-131",
        "In-111",
        "Lu-177",
        "Tc-99m",
        "Tl-201",
        "Xe-133",
        "Cr-51",
        "K-40",
        "Th-232",
        "Sm-153",
        "Mo-99",
        "Ra-223",
        "U-238",
        "U-235",
    ]
)


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


def shapes_of(library: Library, template: int) -> Floats:
    """The two shapes of one template. Shape (2, bins)."""
    return np.stack([library.direct[template], library.softened[template]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A nuclide behind one shield: template index, how much better the fit is, and the fit."""

    nuclide: Nuclide
    template: int
    gain: float
    fit: Fit


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
    around = np.maximum(steadied(counts), 1e-3)
    padded = np.pad((counts - around) / np.sqrt(around), 1)
    stands_out = np.abs(padded[:-2] + padded[1:-1] + padded[2:]) / np.sqrt(3) > STANDS_OUT_SIGMA
    even = (around < SPARSE) & ~stands_out & ~natural
    own = (counts + PRIOR_COUNTS) / (1 + PRIOR_COUNTS / around)
    return np.where(even, around, own), np.where(even, 5.0, 1.0)


def blind_below_kev(counts: Floats, grid_kev: Floats) -> float:
    """Below what energy the instrument records nothing, with a margin; 0 if it records there.

    A spectrum that starts abruptly was cut by a discriminator, and says nothing of what is below.
    """
    reached = np.cumsum(counts) > BLIND_SHARE * counts.sum()
    starts = float(grid_kev[int(reached.argmax())])
    return starts * BLIND_MARGIN if starts > BLIND_FROM_KEV else 0.0


def is_without_background(counts: Floats, grid_kev: Floats) -> bool:
    """Whether a background was taken off already: nearly nothing is left where only it reaches.

    No background has less than BACKGROUND_HIGH_SHARE of its counts above BACKGROUND_HIGH_KEV.
    """
    high = float(counts[grid_kev[:-1] > BACKGROUND_HIGH_KEV].sum())
    return high < 0.1 * BACKGROUND_HIGH_SHARE * float(counts.sum())


def cost(nuclide: Nuclide, gain: float, *, neutrons: bool) -> float:
    """What naming this nuclide costs beforehand, where it explains `gain` (chi²)."""
    if nuclide.neutrons:
        return 0.0 if neutrons else COST_NEUTRONS + COST_RARE_SHARE * max(gain, 0.0)
    if nuclide.name in COMMON or nuclide.category == "SNM":
        return 0.0  # special nuclear material has to be proven by its peaks, not by a price
    if nuclide.name in EXOTIC:
        return COST_EXOTIC + COST_EXOTIC_SHARE * max(gain, 0.0)
    return COST_RARE + COST_RARE_SHARE * max(gain, 0.0)


def best_templates(seen: View, base: Floats, subset: Indices | None, count: int) -> Indices:
    """The best template of each of the `count` best nuclides, best first."""
    library = seen.library
    direct, softened, owner = library.direct, library.softened, library.owner
    if subset is not None:
        direct, softened, owner = direct[subset], softened[subset], owner[subset]
    found, _ = gains(seen.counts, base, direct, softened, seen.known)
    best: dict[int, int] = {}
    for index in np.argsort(-found).tolist():
        best.setdefault(int(owner[index]), index)
        if len(best) >= count:
            break
    chosen = np.array(list(best.values()), dtype=np.intp)
    return chosen if subset is None else subset[chosen]


def fit_bent(seen: View, shapes: Floats) -> Fit:
    """Fit shapes (the background's first), then let what they add up to be bent a little."""
    plain = fit_precisely(seen.counts, shapes, seen.known)
    k = len(seen.base)
    net = plain.areas[k:] @ shapes[k:]
    per_fwhm = bins_per_fwhm(seen.library.model.resolution)
    bends = np.concatenate([seen.bends, peak_bends(seen.library.grid_kev, net, per_fwhm)])
    return fit_precisely(
        seen.counts, shapes, precise(seen.known.weight, bends, BEND_SIZE, seen.known.background)
    )


def nameable_alone(seen: View, nuclide: Nuclide) -> bool:
    """Whether a name may be given where nobody measured the background.

    Not what is seldom met, and not what the instrument holds itself.
    """
    if nuclide.name in EXOTIC:
        return False
    lines = nuclide.lines[0]
    if not seen.built_in_kev or not len(lines.energy_kev):
        return True
    main = float(lines.energy_kev[int(lines.per_decay.argmax())])
    width = float(seen.library.model.resolution.fwhm_kev(np.array([main]))[0])
    return min(abs(main - own) for own in seen.built_in_kev) > width


def candidates(
    seen: View, base: Floats, ground: float, *, neutrons: bool, count: int = REFINED
) -> list[Candidate]:
    """The best nuclides on top of `base`, best first, each with its own fit.

    `ground` is the misfit of `base` alone.
    """
    library = seen.library
    found = []
    for index in best_templates(seen, base, None, count).tolist():
        shapes = np.concatenate([base, shapes_of(library, index)])
        fitted = fit_bent(seen, shapes)
        nuclide = nuclides()[int(library.owner[index])]
        if not seen.has_background and not nameable_alone(seen, nuclide):
            continue
        gain = ground - fitted.misfit
        gain -= cost(nuclide, gain, neutrons=neutrons)
        found.append(Candidate(nuclide=nuclide, template=index, gain=gain, fit=fitted))
    return sorted(found, key=lambda candidate: -candidate.gain)


def evidence_of(seen: View, item: Candidate) -> Evidence:
    """What speaks for a candidate, everything else that its fit explains taken away."""
    own = item.fit.areas[-2:] @ shapes_of(seen.library, item.template)
    return evidence_for(item.nuclide, seen.library, seen.counts, item.fit.expected - own, own)
