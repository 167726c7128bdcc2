"""Makes the reference curves that materials are told apart by: resources/material/beams-9-6.json.

Run once, by hand: ``python -m installer.material_table DATA`` (see `installer.cargo_spectra`).
"""

import argparse
import json
from pathlib import Path

import numpy as np

from installer.cargo_spectra import Floats, Spectra

OUT = Path(__file__).parent.parent / "resources" / "material" / "beams-9-6.json"
CLASSES = {"organic": "cellulose", "mineral": "aluminium", "metal": "iron", "heavy": "lead"}
ALPHA = np.arange(0.05, 7.01, 0.05)
LAMBDA_G_CM2 = np.linspace(0.05, 260, 5200)
QUANTA, ELECTRONIC_NOISE = 20_000.0, 2.0e-4
PIXELS_IN_MEAN = 4 * np.pi * 2.0**2
"""How many pixels a Gaussian of 2 pixels takes its mean of."""


def main() -> None:
    """Write the curves."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    spectra = Spectra(arguments.parse_args().data)
    ratios = {name: _ratio(spectra, compound) for name, compound in CLASSES.items()}
    document = {
        "source": "installer/material_table.py from plalor/semiZ (MIT) and NIST XCOM",
        "energies_mv": [9.0, 6.0],
        "compounds": CLASSES,
        "quanta_per_pixel": QUANTA,
        "smoothing_sigma_px": 2.0,
        "alpha": ALPHA.round(2).tolist(),
        "ratios": {name: curve.round(5).tolist() for name, curve in ratios.items()},
        "sigma": _sigma(ratios["metal"]).round(6).tolist(),
    }
    OUT.write_text(json.dumps(document).replace('"], "', '"],\n"') + "\n", encoding="utf-8")


def _ratio(spectra: Spectra, compound: str) -> Floats:
    coefficients = spectra.attenuation_cm2_g(compound)[None]
    high, low = spectra.alphas(coefficients, LAMBDA_G_CM2[:, None])
    return np.asarray(np.interp(ALPHA, high, low / high))


def _sigma(ratio: Floats) -> Floats:
    """Standard deviation of a smoothed ratio by quantum and electronic noise."""
    variances = []
    for alpha in (ALPHA, ALPHA * ratio):
        passed = np.exp(-alpha)
        variances.append((passed / QUANTA + ELECTRONIC_NOISE**2) / passed**2 / PIXELS_IN_MEAN)
    return np.asarray(np.sqrt(variances[1] + ratio**2 * variances[0]) / ALPHA)


if __name__ == "__main__":
    main()
