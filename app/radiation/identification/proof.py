"""Which candidates may be named: peaks prove a nuclide, and can contradict it."""

import numpy as np

from app.radiation.identification.grid import bins_per_fwhm
from app.radiation.identification.peaks import peak_kernel, significances
from app.radiation.identification.search import Candidate, evidence_of
from app.radiation.identification.view import View

PROOF_SIGMA = 4.0
# How much worse (chi² per unit of misfit) everything else must fit before such a name is given.
RIVAL_MARGIN = 4.0
CONTRADICTED_SIGMA = 8.0
NATURAL_KEV = (351.9, 583.2, 609.3, 1460.8, 1764.5, 2614.5)
NATURAL_SHARE = 0.5
LOWEST_MAIN_LINE_KEV = 48.0
RADIUM_KEV, RADIUM_RATIO = (186.0, 351.9, 609.3), 1.5


def first_proven(seen: View, ranked: list[Candidate]) -> tuple[Candidate | None, Candidate | None]:
    """The best candidate that may be named; special nuclear material only with peaks of its own.

    The second value is such material that fitted about best and could not be proven.
    """
    unproven = None
    for item in ranked:
        if nameable(seen, item, ranked):
            return item, unproven
        special = item.nuclide.category == "SNM"
        if special and unproven is None and item.gain > 0.7 * ranked[0].gain:
            unproven = item
    return None, unproven


def nameable(seen: View, item: Candidate, ranked: list[Candidate]) -> bool:
    """Whether this name may be given, with all that might be named in its stead."""
    if item.nuclide.category == "SNM":
        return proven(seen, item) and unrivalled(item, ranked)
    return not contradicted(seen, item)


def _radium_seen(seen: View) -> bool:
    """Whether 186 keV may be Ra-226: its daughters' lines are then clearer than it."""
    own, *daughters = _sigma_at(seen, RADIUM_KEV)
    return max(daughters) > PROOF_SIGMA and own < RADIUM_RATIO * max(daughters)


def _sigma_at(seen: View, energy_kev: tuple[float, ...]) -> list[float]:
    """How clearly a peak stands at each energy."""
    kernel = peak_kernel(bins_per_fwhm(seen.library.model.resolution))
    clear = significances(seen.counts, seen.counts, kernel)
    places = (np.searchsorted(seen.library.grid_kev, energy_kev) - 1).tolist()
    return [float(clear[place - 1 : place + 2].max()) for place in places]


def contradicted(seen: View, item: Candidate) -> bool:
    """Whether its peaks, as a whole or the clearest of them, are not where they should be."""
    if seen.has_background:  # a measured background leaves nothing natural to mistake
        return False
    evidence = evidence_of(seen, item)
    if item.nuclide.category != "NORM" and evidence.lines:
        main = evidence.lines[0]
        natural = max(_sigma_at(seen, NATURAL_KEV))
        low = main.energy_kev < LOWEST_MAIN_LINE_KEV
        if low or (natural > PROOF_SIGMA and main.found_sigma < NATURAL_SHARE * natural):
            return True
    clear = [line for line in evidence.lines[:2] if line.expected_sigma > CONTRADICTED_SIGMA]
    if not clear:
        return False
    missing = sum(line.found_sigma < 0.3 * line.expected_sigma for line in clear)
    return missing > 0 or not 0.3 < evidence.pattern_ratio < 3.5


def unrivalled(item: Candidate, ranked: list[Candidate]) -> bool:
    """Whether no other material fits as well, however rare it is.

    U-238 is no rival of U-235: enriched uranium holds both.
    """
    return all(
        other.fit.misfit > item.fit.misfit + RIVAL_MARGIN * item.unit
        for other in ranked
        if other.nuclide.category != "SNM" and other.nuclide.name != "U-238"
    )


def proven(seen: View, item: Candidate) -> bool:
    """Whether the lines that nothing else has stand out as they should, one of each group."""
    evidence = evidence_of(seen, item)
    # Nothing natural is taken off without a measured background, so more is asked for.
    least = PROOF_SIGMA if seen.has_background else 2 * PROOF_SIGMA
    if not 0.4 < evidence.pattern_ratio < 2.5 or evidence.pattern_sigma < least:
        return False
    if item.nuclide.name == "U-235" and not seen.has_background and _radium_seen(seen):
        return False
    return all(
        any(line.verdict == "seen" and line.found_sigma >= least for line in group)
        for group in evidence.needed
    )
