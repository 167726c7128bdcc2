"""Which nuclides together explain a spectrum: a beam search over small sets of candidates."""

from dataclasses import dataclass, replace

import numpy as np

from app.radiation.identification.attenuation import Floats
from app.radiation.identification.evidence import Evidence, evidence_for
from app.radiation.identification.fitting import deviance, fit_precisely
from app.radiation.identification.grid import NARROW_KEV
from app.radiation.identification.proof import first_proven, nameable
from app.radiation.identification.search import (
    Candidate,
    candidates,
    fit_bent,
    shapes_of,
)
from app.radiation.identification.view import View

SOURCES_MAX = 3
BEAM = 3
FIRST_GAIN_MIN, SUSPECT_GAIN_MIN = 18.0, 14.0
# Narrow peaks give chance more places to look like one.
NARROW_PRICE = 6.0
UNPROVEN_GAIN = 3.0
NEXT_GAIN_MIN = 20.0
NEXT_GAIN_SHARE = 0.02
NEXT_SHARE_MIN = 0.03
NEXT_PATTERN_SIGMA_MIN = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One nuclide of the answer, with the runner-up that it beat by `margin` (chi²)."""

    candidate: Candidate
    evidence: Evidence
    margin: float
    runner_up: str
    share: float
    shield: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The best set, its clearest nuclide first.

    `misfit` is chi² per bin of its fit, `first_gain` what the best single nuclide explains.
    `unproven` names special nuclear material that alone fits clearly better than what may be named.
    """

    found: tuple[Found, ...]
    first_gain: float
    possible_snm: bool
    unproven: str
    misfit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    """Some candidates, each with those that it beat, and the price of their fit (chi²)."""

    chosen: tuple[tuple[Candidate, list[Candidate]], ...]
    shapes: Floats
    misfit: float
    price: float

    def member(self, seen: View, areas: Floats, place: int) -> tuple[Evidence, float]:
        """What speaks for one of them in a fit of all, and its share of the net counts."""
        ground = len(seen.base)
        column = slice(ground + 2 * place, ground + 2 * place + 2)
        own = areas[column] @ self.shapes[column]
        others = areas @ self.shapes - own
        nuclide = self.chosen[place][0].nuclide
        evidence = evidence_for(nuclide, seen.library, seen.counts, others, own)
        return evidence, float(areas[column].sum() / max(areas[ground:].sum(), 1e-9))


def explain(seen: View, *, neutrons: bool) -> Explanation:
    """Search for the set of at most SOURCES_MAX nuclides that explains most at the least price."""
    start = fit_precisely(seen.counts, seen.base, seen.known)
    empty = _Set(chosen=(), shapes=seen.base, misfit=start.misfit, price=start.misfit)
    singles, suspect = _grown(seen, empty, neutrons=neutrons)
    if not singles:
        return _explanation(seen, empty, 0.0, suspect)
    first = singles[0].chosen[0][0]
    unit = first.unit
    first_gain = first.gain / unit
    if seen.has_background:
        # Where bins hold few counts chi² flatters; the likelihood itself does not.
        plain = fit_precisely(seen.counts, singles[0].shapes, seen.known)
        likelier = deviance(seen.counts, start.expected) - deviance(seen.counts, plain.expected)
        first_gain = min(first_gain, likelier / (1 + seen.noise_share))
    if seen.library.model.resolution.at_662_kev < NARROW_KEV:
        first_gain -= NARROW_PRICE
    if first_gain < SUSPECT_GAIN_MIN:
        suspect = None
    if first_gain < FIRST_GAIN_MIN:
        return _explanation(seen, empty, first_gain, suspect)
    best, beam = singles[0], singles
    least = NEXT_GAIN_MIN * unit + NEXT_GAIN_SHARE * first.gain
    for _ in range(SOURCES_MAX - 1):
        grown = []
        for of in beam:
            more, unproven = _grown(seen, of, neutrons=neutrons)
            suspect = suspect or (unproven if of is best else None)
            grown += [replace(item, price=item.price + least) for item in more]
        beam = sorted(grown, key=lambda item: item.price)[:BEAM]
        better = next((item for item in beam if item.price < best.price), None)
        if better is None:
            break
        best = better
    clearly = suspect is not None and suspect.gain > first.gain + UNPROVEN_GAIN * unit
    return _explanation(seen, best, first_gain, suspect, clearly=clearly)


def _grown(seen: View, of: _Set, *, neutrons: bool) -> tuple[list[_Set], Candidate | None]:
    """The set with one nuclide more, the BEAM best ways, and SNM that fitted best, unproven."""
    ranked = candidates(seen, of.shapes, of.misfit, neutrons=neutrons)
    named = {item.nuclide.group for item, _ in of.chosen}
    ranked = [item for item in ranked if item.nuclide.group not in named]
    best, unproven = first_proven(seen, ranked)
    if best is None:
        return [], unproven
    sets: list[_Set] = []
    for item in [best, *(other for other in ranked if other is not best)]:
        if len(sets) == BEAM:
            break
        if item is not best and not nameable(seen, item, ranked):
            continue
        rivals = [other for other in ranked if other is not item]
        larger = _Set(
            chosen=(*of.chosen, (item, rivals)),
            shapes=np.concatenate([of.shapes, shapes_of(seen.library, item.template)]),
            misfit=item.fit.misfit,
            price=of.price - item.gain,
        )
        if not of.chosen or _each_stands_alone(seen, larger, item.fit.areas):
            sets.append(larger)
    return sets, unproven


def _each_stands_alone(seen: View, larger: _Set, areas: Floats) -> bool:
    """Of several nuclides each needs peaks of its own and a share worth naming."""
    for place in range(len(larger.chosen)):
        evidence, share = larger.member(seen, areas, place)
        clear = evidence.pattern_sigma >= NEXT_PATTERN_SIGMA_MIN
        if not clear or not 0.5 < evidence.pattern_ratio < 2.0 or share < NEXT_SHARE_MIN:
            return False
    return True


def _explanation(
    seen: View,
    best: _Set,
    first_gain: float,
    suspect: Candidate | None,
    *,
    clearly: bool = False,
) -> Explanation:
    final = fit_bent(seen, best.shapes)
    bins = len(seen.counts)
    unit = max(1.0, final.misfit / bins)
    found = [_found(seen, best, final.areas, i, unit) for i in range(len(best.chosen))]
    return Explanation(
        found=tuple(sorted(found, key=lambda item: -item.evidence.pattern_sigma)),
        first_gain=first_gain,
        possible_snm=suspect is not None,
        unproven=suspect.nuclide.name if suspect and clearly else "",
        misfit=final.misfit / bins,
    )


def _found(seen: View, best: _Set, areas: Floats, place: int, unit: float) -> Found:
    candidate, others = best.chosen[place]
    evidence, share = best.member(seen, areas, place)
    rivals = [item for item in others if item.nuclide.group != candidate.nuclide.group]
    margin = (candidate.gain - rivals[0].gain) / unit if rivals else candidate.gain / unit
    return Found(
        candidate=replace(candidate, gain=candidate.gain / unit),
        evidence=evidence,
        margin=margin,
        runner_up=rivals[0].nuclide.name if rivals else "",
        share=share,
        shield=seen.library.shields[candidate.template],
    )
