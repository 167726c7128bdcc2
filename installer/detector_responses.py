"""Fits the strengths of a detector model's response shapes: resources/nuclides/detectors.json.

Run once, by hand: ``python -m installer.detector_responses DATA``. DATA holds spectra of known,
unshielded nuclides as simulated by GADRAS for InterSpec (Common_Field_Nuclides, SAND2025-05468O).
What is written are about a hundred strengths per detector model, and no spectrum.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from app.cli.reference_spectra import Reference, reference_spectra
from app.radiation.identification.attenuation import Floats
from app.radiation.identification.fitting import nonnegative
from app.radiation.identification.grid import bins_per_fwhm, energy_grid, rebin
from app.radiation.identification.nuclides import Nuclide, nuclides
from app.radiation.identification.response import (
    KNOT_KEV,
    NODES_KEV,
    SHAPES,
    Resolution,
    gaussians,
    hats,
    node_weights,
    shape_table,
)

OUT = Path(__file__).parent.parent / "resources" / "nuclides" / "detectors.json"
NOT_THIN = {"U-235", "U-238", "Pu-239", "U-ore", "Cf-252", "Cm-244", "Am-Be", "Am-Li", "U-233"}
ROUNDS = 12
# Shapes are known worse where X-rays, windows and encapsulation decide.
MODEL_ERROR = ([30, 45, 70, 120, 3000], [0.5, 0.3, 0.1, 0.05, 0.05])
# FWHM read off isolated peaks of the same spectra: floor, at 662 keV (keV), power.
DETECTORS: dict[str, tuple[str, tuple[float, float, float]]] = {
    "2x4x16-NaI": ("NaI", (0.0, 48.0, 0.63)),
    "IdentiFINDER-NG": ("NaI", (0.0, 49.0, 0.63)),
    "RadSeeker-CL-LaBr": ("LaBr3", (7.0, 19.0, 0.60)),
    "RadiaCode-102": ("CsI", (0.0, 67.0, 0.56)),
    "CZT_H3D_M400": ("CZT", (1.7, 5.0, 0.65)),
    "Detective X": ("HPGe", (1.65, 1.10, 0.5)),
    "Fulcrum-40h": ("HPGe", (1.60, 1.25, 0.5)),
}
# Where the simulated identiFINDER's peaks lie off its linear scale: its NaI is not linear.
BENT = {"IdentiFINDER-NG": ((0, 60, 88, 140, 320, 480, 662, 835, 1115, 1461, 1836, 2614, 4000),
                            (-3, -3.2, -2.6, 0.5, 0.7, 3.5, 4, 7.5, 12, 17, 14, 0, 0))}  # fmt: skip


def main() -> None:
    """Fit every detector and write the strengths."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    references = reference_spectra(arguments.parse_args().data)
    models = []
    for name, (kind, fwhm) in DETECTORS.items():
        spectra = {item.label: item for item in references if item.detector == name}
        models.append(fit_detector(name, kind, fwhm, spectra))
        print(name, models[-1]["misfit"])  # noqa: T201 - a tool run by hand
    source = "fitted by installer/detector_responses.py to unshielded InterSpec reference spectra"
    document = {"source": source, "knots_kev": KNOT_KEV.tolist(), "detectors": models}
    OUT.write_text(json.dumps(document).replace('{"name"', '\n{"name"') + "\n", encoding="utf-8")


def fit_detector(
    name: str, kind: str, fwhm: tuple[float, float, float], spectra: dict[str, Reference]
) -> dict[str, Any]:
    """Strengths of one detector, by turns with the unknown activity of each spectrum."""
    resolution = Resolution(floor_kev=fwhm[0], at_662_kev=fwhm[1], power=fwhm[2])
    grid = energy_grid(resolution)
    background = spectra["background"]
    rows, measured, errors = [], [], []
    table = shape_table(kind, resolution, grid, bins_per_fwhm(resolution))
    for nuclide in nuclides():
        label = nuclide.name.replace("-", "")
        item = spectra.get(f"{label}_Unshielded")
        if item is None or nuclide.name in NOT_THIN:
            continue
        rate = _binned(item, name, grid) / item.live_time_s
        base = _binned(background, name, grid) / background.live_time_s
        rows.append(design(nuclide, resolution, grid, table))
        measured.append(rate - base)
        errors.append(np.sqrt((rate + base) / item.live_time_s))
    strengths, misfit = _alternate(
        np.array(rows), np.array(measured), np.array(errors), _error(grid)
    )
    shaped = strengths.reshape(len(SHAPES), len(KNOT_KEV))
    rate = _binned(background, name, grid) / background.live_time_s
    return {
        "name": name, "kind": kind, "fwhm": list(fwhm), "misfit": round(misfit, 4),
        "background_cps": round(float(rate.sum()), 2),
        "strengths": [[float(f"{value:.4g}") for value in row] for row in shaped.tolist()],
    }  # fmt: skip


def _binned(item: Reference, name: str, grid: Floats) -> Floats:
    edges = item.edges_kev
    if name in BENT:
        true_kev, off_kev = (np.array(part, dtype=float) for part in BENT[name])
        edges = np.interp(edges, true_kev + off_kev, true_kev)
    return rebin(item.counts, edges, grid)


def design(
    nuclide: Nuclide, resolution: Resolution, grid: Floats, table: dict[str, Floats]
) -> Floats:
    """The spectrum per strength: shape (shapes x knots, bins)."""
    lines, continuum = nuclide.lines[0], nuclide.continua[0]
    columns = []
    knots = hats(lines.energy_kev) * lines.per_decay[:, None]
    peaks = gaussians(lines.energy_kev, resolution, grid)
    node_peaks = gaussians(NODES_KEV, resolution, grid)
    photons = node_weights(lines.energy_kev, lines.per_decay)
    soft = node_weights(continuum.energy_kev, continuum.per_decay)
    node_hats = hats(NODES_KEV)
    for shape in SHAPES:
        for knot in range(len(KNOT_KEV)):
            if shape == "peak":
                columns.append(knots[:, knot] @ peaks + (soft * node_hats[:, knot]) @ node_peaks)
            else:
                columns.append(((photons + soft) * node_hats[:, knot]) @ table[shape])
    return np.array(columns)


def _error(grid: Floats) -> Floats:
    return np.interp(np.sqrt(grid[1:] * grid[:-1]), *MODEL_ERROR)


def _alternate(
    rows: Floats, measured: Floats, errors: Floats, error: Floats
) -> tuple[Floats, float]:
    """`rows` (spectra, strengths, bins); `measured` and `errors` (spectra, bins)."""
    total = np.maximum(measured.sum(axis=1), 1e-9)
    start = np.exp(-0.5 * np.log(KNOT_KEV / 120.0).clip(0) ** 2 / 2.2**2) * 0.5
    strengths = np.concatenate([start if i == 0 else start / 6 for i in range(len(SHAPES))])
    scale = np.ones(len(rows))
    for _ in range(ROUNDS):
        model = np.einsum("skb,k->sb", rows, strengths)
        shape = measured / total[:, None]
        sigma = np.sqrt((errors / total[:, None]) ** 2 + (error * shape) ** 2 + 1e-10)
        weight = 1 / np.maximum(sigma, 3e-5) ** 2
        scale = (weight * shape * model).sum(1) / np.maximum((weight * model**2).sum(1), 1e-30)
        scaled = rows * scale[:, None, None]
        gram = np.einsum("skb,sb,slb->kl", scaled, weight, scaled, optimize=True)
        right = np.einsum("skb,sb->k", scaled, weight * shape, optimize=True)
        ridge = 1e-6 * np.diag(gram).mean()
        gram = gram + ridge * np.eye(len(gram))
        strengths = nonnegative(gram, right + ridge * strengths)
    model = np.einsum("skb,k->sb", rows * scale[:, None, None], strengths)
    misfit = float(np.abs(model - shape).sum(1).mean())
    return strengths, misfit


if __name__ == "__main__":
    main()
