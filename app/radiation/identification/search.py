"""Searches the library for the nuclides that explain a spectrum, one after the other."""

from dataclasses import dataclass

import numpy as np

from app.radiation.identification.attenuation import Floats
from app.radiation.identification.evidence import Evidence, evidence_for
from app.radiation.identification.fitting import (
    Fit,
    Indices,
    fit_precisely,
    gains,
    peak_bends,
    precise,
)
from app.radiation.identification.grid import bins_per_fwhm
from app.radiation.identification.nuclides import Nuclide, nuclides
from app.radiation.identification.templates import Library
from app.radiation.identification.view import BEND_SIZE, View

REFINED = 10
SCANNED = 6
# What it costs (chi²) to name something seldom met, where nothing else decides.
COST_SELDOM, COST_NEUTRONS = 8.0, 4.0
# And per chi² explained, because what a model gets wrong grows with the counts.
COST_SELDOM_SHARE = 0.03
COST_HARDLY, COST_HARDLY_SHARE = 14.0, 0.06


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

    @property
    def unit(self) -> float:
        """What a chi² is worth where the fit is bad everywhere."""
        return max(1.0, self.fit.misfit / len(self.fit.expected))


def cost(nuclide: Nuclide, gain: float, *, neutrons: bool) -> float:
    """What naming this nuclide costs beforehand, where it explains `gain` (chi²)."""
    if nuclide.neutrons:
        return 0.0 if neutrons else COST_NEUTRONS + COST_SELDOM_SHARE * max(gain, 0.0)
    if nuclide.met == "often" or nuclide.category == "SNM":
        return 0.0  # special nuclear material has to be proven by its peaks, not by a price
    if nuclide.met == "hardly":
        return COST_HARDLY + COST_HARDLY_SHARE * max(gain, 0.0)
    return COST_SELDOM + COST_SELDOM_SHARE * max(gain, 0.0)


def best_templates(seen: View, base: Floats, count: int) -> Indices:
    """The best template of each of the `count` best nuclides, best first."""
    library = seen.library
    found, _ = gains(seen.counts, base, library.direct, library.softened, seen.known)
    best: dict[int, int] = {}
    for index in np.argsort(-found).tolist():
        best.setdefault(int(library.owner[index]), index)
        if len(best) >= count:
            break
    return np.array(list(best.values()), dtype=np.intp)


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
    if nuclide.met == "hardly":
        return False
    lines = nuclide.lines[0]
    if not seen.built_in_kev or not len(lines.energy_kev):
        return True
    main = float(lines.energy_kev[int(lines.per_decay.argmax())])
    width = float(seen.library.model.resolution.fwhm_kev(np.array([main]))[0])
    return min(abs(main - own) for own in seen.built_in_kev) > width


def candidates(seen: View, base: Floats, ground: float, *, neutrons: bool) -> list[Candidate]:
    """The best nuclides on top of `base`, best first, each with its own fit.

    `ground` is the misfit of `base` alone.
    """
    library = seen.library
    found = []
    for index in best_templates(seen, base, REFINED).tolist():
        nuclide = nuclides()[int(library.owner[index])]
        if not seen.has_background and not nameable_alone(seen, nuclide):
            continue
        fitted = fit_bent(seen, np.concatenate([base, shapes_of(library, index)]))
        gain = ground - fitted.misfit
        gain -= cost(nuclide, gain, neutrons=neutrons)
        found.append(Candidate(nuclide=nuclide, template=index, gain=gain, fit=fitted))
    return sorted(found, key=lambda candidate: -candidate.gain)


def evidence_of(seen: View, item: Candidate) -> Evidence:
    """What speaks for a candidate, everything else that its fit explains taken away."""
    own = item.fit.areas[-2:] @ shapes_of(seen.library, item.template)
    return evidence_for(item.nuclide, seen.library, seen.counts, item.fit.expected - own, own)
