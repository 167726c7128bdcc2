"""Makes resources/nuclides/references.npz: net reference spectra, on the bins of our fits.

Run once, by hand: ``python -m installer.reference_templates DATA``. DATA holds the simulated
reference spectra of InterSpec (Common_Field_Nuclides, SAND2025-05468O, LGPL-2.1 repository). What
is written is their net shape in half precision, so it carries the same licence:
resources/nuclides/LICENSE-InterSpec.txt.
"""

import argparse
from pathlib import Path

import numpy as np

from app.cli.bench_identify_cases import reference_pair, truth_of
from app.cli.reference_spectra import Reference, reference_spectra
from app.radiation.identification.attenuation import Floats
from app.radiation.identification.detectors import detector_models
from app.radiation.identification.grid import energy_grid, rebin

OUT = Path(__file__).parent.parent / "resources" / "nuclides" / "references.npz"
HIGHEST = 1e4  # half precision keeps three digits of what is not far below this


def main() -> None:
    """Read, subtract the background, rebin, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    found = reference_spectra(arguments.parse_args().data)
    spectra = {(item.detector, item.label): item for item in found}
    labels = sorted({label for _, label in spectra if truth_of(label) is not None})
    stored: dict[str, Floats] = {}
    for model in detector_models():
        grid = energy_grid(model.resolution)
        ground = _rate(spectra[model.name, "background"], grid)
        rows = [np.maximum(_rate(spectra[model.name, x], grid) - ground, 0.0) for x in labels]
        table = np.array([*rows, ground])
        table *= HIGHEST / table.max(axis=1, keepdims=True)
        stored[f"{model.name}/rows"] = table.astype(np.float16)
        stored[f"{model.name}/edges_kev"] = grid
    names = np.array(["|".join(reference_pair(label)) for label in labels])
    np.savez_compressed(OUT, allow_pickle=False, names=names, **stored)


def _rate(item: Reference, grid: Floats) -> Floats:
    return rebin(item.counts, item.edges_kev, grid) / item.live_time_s


if __name__ == "__main__":
    main()
