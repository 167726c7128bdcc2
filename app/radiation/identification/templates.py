"""What each nuclide, behind each shield, would look like on one detector: the shapes of a fit.

Two shapes per nuclide and shield: `direct` (photons that arrive unscattered, with the detector's
own continuum) and `softened` (the same, with as much scatter around it as such a shield can make).
The fit is free to choose between the two, because nobody knows the shield; and no source can be
all scatter and no peak.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.radiation.identification.attenuation import (
    Floats,
    attenuation_cm2_g,
    self_absorption,
    transmission,
)
from app.radiation.identification.detectors import DetectorModel
from app.radiation.identification.fitting import Indices
from app.radiation.identification.grid import bins_per_fwhm, energy_grid, rebin
from app.radiation.identification.nuclides import Nuclide, Photons, nuclides
from app.radiation.identification.references import References, references
from app.radiation.identification.response import (
    NODES_KEV,
    SHAPES,
    gaussians,
    hats,
    node_weights,
    scattered_density,
    shape_table,
)

# Material and areal density in g/cm2 of a slab between source and detector.
Shields = tuple[tuple[str, float], ...]
SHIELDS: Shields = (
    ("water", 0.0), ("water", 6.0), ("water", 15.0), ("water", 35.0),
    ("iron", 2.0), ("iron", 6.0), ("iron", 15.0), ("iron", 35.0), ("iron", 80.0),
    ("lead", 1.0), ("lead", 3.5), ("lead", 9.0), ("lead", 20.0), ("lead", 45.0),
)  # fmt: skip
THICK: Shields = (("uranium", 1.0), ("uranium", 6.0))
MATRIX: Shields = (("water", 30.0),)
BARE_SCATTER_G_CM2 = 5.0
NATURAL_PER_DECAY_MIN = 0.01
# How much more than our slab a real shield may scatter; and, as a share, what a reference may lack.
SCATTER_MOST, SCATTER_SHARE = 4.0, 0.5
CONTINUUM_HATS = 11
NATURAL = ("K-40", "Ra-226", "Th-232")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Templates of one detector model. Arrays of shape (templates, bins), each row of sum 1.

    `owner` is the index into `nuclides()`, `shields` the shield, of each template. `natural` (bins)
    tells where the lines of K-40, Ra-226 and Th-232 lie.
    """

    model: DetectorModel
    grid_kev: Floats
    direct: Floats
    softened: Floats
    owner: Indices
    shields: tuple[str, ...]
    matrix: Floats
    natural: NDArray[np.bool_]
    error: Floats


@lru_cache(maxsize=12)
def library(model: DetectorModel) -> Library:
    """All templates of one detector model: from physics, and from reference spectra."""
    grid = energy_grid(model.resolution)
    answer = Answer(model)
    rows = _from_physics(answer)
    rows.add_references(references(model.name), model.left_out, grid)
    middle = np.sqrt(grid[1:] * grid[:-1])
    return Library(
        model=model,
        grid_kev=grid,
        direct=_normalised(np.array(rows.direct)),
        softened=_normalised(np.array(rows.softened)),
        owner=np.array(rows.owner),
        shields=tuple(rows.shields),
        matrix=_surroundings(answer, references(model.name)),
        natural=_natural(model, grid),
        error=np.interp(middle, [22, 45, 70, 120, 3000], [0.2, 0.08, 0.04, 0.03, 0.03]),
    )


def _natural(model: DetectorModel, grid: Floats) -> NDArray[np.bool_]:
    """Bins within a peak's width of a natural line worth seeing, or of 511 keV."""
    energies = [511.0]
    for nuclide in nuclides():
        if nuclide.name in NATURAL:
            lines = nuclide.lines[0]
            energies += lines.energy_kev[lines.per_decay > NATURAL_PER_DECAY_MIN].tolist()
    at = np.array(energies)[:, None]
    near = np.abs(np.sqrt(grid[1:] * grid[:-1]) - at) < model.resolution.fwhm_kev(at)
    inside: NDArray[np.bool_] = near.any(axis=0)
    return inside


def _surroundings(answer: "Answer", known: References | None) -> Floats:
    """What any background is made of: our physics, and a whole one where one was simulated."""
    matrix = answer.matrix()
    if known is None:
        return matrix
    return np.concatenate(
        [_normalised(rebin(known.background, known.edges_kev, answer.grid_kev)[None]), matrix]
    )


@dataclass(slots=True)
class _Rows:
    direct: list[Floats]
    softened: list[Floats]
    owner: list[int]
    shields: list[str]

    def add_references(
        self, known: References | None, left_out: frozenset[tuple[str, str]], grid: Floats
    ) -> None:
        """Append the reference spectra; what they may lack is scatter around a bare source."""
        if known is None:
            return
        known = known.without(left_out)
        index_of = {nuclide.name: index for index, nuclide in enumerate(nuclides())}
        for row, name, shield in zip(known.rows, known.nuclides, known.shields, strict=True):
            index = index_of[name]
            direct = rebin(row, known.edges_kev, grid)
            around = self.softened[self.owner.index(index)] - self.direct[self.owner.index(index)]
            self.direct.append(direct)
            self.softened.append(direct + SCATTER_SHARE * around / max(around.sum(), 1e-30))
            self.owner.append(index)
            self.shields.append(f"{shield.replace('_', ' ').lower()} reference")


def _from_physics(answer: "Answer") -> _Rows:
    rows = _Rows([], [], [], [])
    for index, nuclide in enumerate(nuclides()):
        for lines, continuum in zip(nuclide.lines, nuclide.continua, strict=True):
            shields = shields_for(nuclide)
            direct = answer.direct(lines, continuum, shields)
            scattered = answer.scattered(lines, continuum, shields)
            rows.direct += list(direct)
            rows.softened += list(direct + SCATTER_MOST * scattered)
            rows.owner += [index] * len(shields)
            rows.shields += [f"{of} {depth:g} g/cm2" if depth else "bare" for of, depth in shields]
    return rows


def shields_for(nuclide: Nuclide) -> Shields:
    """Which shields are worth a template: metals absorb themselves as well."""
    if nuclide.self_absorbing:
        return (*SHIELDS, *THICK)
    if nuclide.category == "NORM":
        return (*SHIELDS, *MATRIX)
    return SHIELDS


class Answer:
    """One detector's answer to photons, for all nodes at once."""

    def __init__(self, model: DetectorModel) -> None:
        self._model = model
        self._resolution = model.resolution
        self.grid_kev = energy_grid(self._resolution)
        share = bins_per_fwhm(self._resolution)
        table = shape_table(model.kind, self._resolution, self.grid_kev, share)
        strengths = hats(NODES_KEV) @ model.strengths.T
        self._continuum = np.zeros((len(NODES_KEV), len(self.grid_kev) - 1))
        for i, name in enumerate(SHAPES[1:], start=1):
            self._continuum += strengths[:, i : i + 1] * table[name]
        peaks = gaussians(NODES_KEV, self._resolution, self.grid_kev)
        self._whole = self._continuum + strengths[:, :1] * peaks
        self._scatter = _scatter_matrix()

    def peaks(self, energy_kev: Floats) -> Floats:
        """Photopeaks of lines, efficiency included. Shape (lines, bins)."""
        efficiency = hats(energy_kev) @ self._model.strengths[0]
        answer: Floats = gaussians(energy_kev, self._resolution, self.grid_kev)
        answer *= efficiency[:, None]
        return answer

    def direct(self, lines: Photons, continuum: Photons, shields: Shields) -> Floats:
        """Counts per bin from photons that come through unscattered. Shape (shields, bins)."""
        passed = lines.per_decay * np.array([_passed(s, lines.energy_kev) for s in shields])
        soft = continuum.per_decay * np.array([_passed(s, continuum.energy_kev) for s in shields])
        nodes = node_weights(lines.energy_kev, passed)
        whole: Floats = passed @ self.peaks(lines.energy_kev) + nodes @ self._continuum
        soft_counts: Floats = node_weights(continuum.energy_kev, soft) @ self._whole
        return whole + soft_counts

    def scattered(self, lines: Photons, continuum: Photons, shields: Shields) -> Floats:
        """Counts per bin from photons scattered up to three times. Shape (shields, bins)."""
        once = node_weights(lines.energy_kev, lines.per_decay)
        once = once + node_weights(continuum.energy_kev, continuum.per_decay)
        photons = np.tile(once, (len(shields), 1))
        half = np.array([_half(shield) for shield in shields])
        total = np.zeros_like(photons)
        for _ in range(3):
            photons = (photons * (1 - half**2)) @ self._scatter * half
            total = total + photons
        answer: Floats = total @ self._whole
        return answer

    def matrix(self) -> Floats:
        """What surrounds any detector: K, Ra and Th in thick matter, and a smooth photon flux."""
        rows = []
        for nuclide in nuclides():
            if nuclide.name in NATURAL:
                lines, soft = nuclide.lines[0], nuclide.continua[0]
                rows.append(self.direct(lines, soft, MATRIX)[0])
                rows.append(self.scattered(lines, soft, MATRIX)[0])
        centres = np.geomspace(25.0, 3000.0, CONTINUUM_HATS)
        place = np.interp(np.log(NODES_KEV), np.log(centres), np.arange(CONTINUUM_HATS))
        hats_at = np.maximum(0.0, 1 - np.abs(place - np.arange(CONTINUUM_HATS)[:, None]))
        rows += list((hats_at / NODES_KEV**1.5) @ self._whole)
        rows.append(self.peaks(np.array([511.0]))[0])
        return _normalised(np.array(rows))


def _passed(shield: tuple[str, float], energy_kev: Floats) -> Floats:
    material, depth = shield
    if shield in (*THICK, *MATRIX):
        return self_absorption(material, depth, energy_kev)
    return transmission(material, depth, energy_kev)


def _half(shield: tuple[str, float]) -> Floats:
    material, depth = shield
    depth = depth or BARE_SCATTER_G_CM2
    half: Floats = np.exp(-attenuation_cm2_g(material, NODES_KEV) * depth / 2)
    return half


def _scatter_matrix() -> Floats:
    """Where a photon of each node lands when it scatters once. Rows of sum 1 or less."""
    width = np.gradient(NODES_KEV)
    rows = [scattered_density(float(energy), NODES_KEV) * width for energy in NODES_KEV]
    matrix: Floats = np.array(rows)
    matrix /= np.maximum(matrix.sum(axis=1, keepdims=True), 1e-12)
    return matrix


def _normalised(rows: Floats) -> Floats:
    scaled: Floats = rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-30)
    return scaled
