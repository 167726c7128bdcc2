"""What speaks for a nuclide: which of its lines are there, and how clearly."""

from dataclasses import dataclass

import numpy as np

from app.radiation.identification.attenuation import Floats
from app.radiation.identification.grid import bins_per_fwhm
from app.radiation.identification.nuclides import Nuclide, Photons
from app.radiation.identification.peaks import peak_kernel, significances
from app.radiation.identification.templates import Library

LINES_SHOWN = 6
SEEN_SIGMA = 3.0
EXPECTED_SIGMA = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEvidence:
    """One line: how clear it should be and how clear it is, in standard deviations."""

    energy_kev: float
    expected_sigma: float
    found_sigma: float

    @property
    def verdict(self) -> str:
        """seen, missing or weak (too weak to be missed)."""
        if self.found_sigma >= SEEN_SIGMA and self.found_sigma >= 0.3 * self.expected_sigma:
            return "seen"
        return "missing" if self.expected_sigma >= EXPECTED_SIGMA else "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All lines that matter of one nuclide, and the agreement of the whole peak pattern.

    `needed` are groups of them: where a proof is asked for, one of each group must be seen.
    """

    lines: tuple[LineEvidence, ...]
    needed: tuple[tuple[LineEvidence, ...], ...]
    pattern_sigma: float
    pattern_ratio: float


def evidence_for(
    nuclide: Nuclide, library: Library, counts: Floats, others: Floats, own: Floats
) -> Evidence:
    """`others` is what everything else explains, `own` what this nuclide does, per bin."""
    kernel = peak_kernel(bins_per_fwhm(library.model.resolution))
    variance = np.maximum(others + own, 0.5)
    found = significances(counts - others, variance, kernel)
    expected = significances(own, variance, kernel)
    power = float(np.square(expected).sum())
    agreement = float((found * expected).sum())
    rows = _at(_strongest(nuclide.lines[0], library), library, expected, found)
    rows.sort(key=lambda row: -row.expected_sigma)
    return Evidence(
        lines=tuple(rows[:LINES_SHOWN]),
        needed=tuple(
            tuple(_at(np.array(group), library, expected, found)) for group in nuclide.needs
        ),
        pattern_sigma=agreement / max(power, 1e-9) ** 0.5,
        pattern_ratio=agreement / max(power, 1e-9),
    )


def _strongest(lines: Photons, library: Library) -> Floats:
    """Of each group of lines that the detector cannot tell apart, the one that shines most."""
    kept: list[float] = []
    for index in np.argsort(-lines.per_decay).tolist():
        energy = float(lines.energy_kev[index])
        width = float(library.model.resolution.fwhm_kev(np.array([energy]))[0])
        if all(abs(energy - other) > width for other in kept):
            kept.append(energy)
    return np.array(kept)


def _at(
    energy_kev: Floats, library: Library, expected: Floats, found: Floats
) -> list[LineEvidence]:
    """How clear a peak at each energy should be and is; energies off the grid are left out."""
    places = np.searchsorted(library.grid_kev, energy_kev) - 1
    inside = (places > 2) & (places < len(found) - 3)
    return [
        LineEvidence(
            energy_kev=float(energy),
            expected_sigma=float(expected[place - 1 : place + 2].max()),
            found_sigma=float(found[place - 1 : place + 2].max()),
        )
        for energy, place in zip(energy_kev[inside].tolist(), places[inside].tolist(), strict=True)
    ]
