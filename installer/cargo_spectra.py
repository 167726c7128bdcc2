"""What two cargo beams leave behind a thickness of something, from first principles.

Read by `installer.beam_exponentials` and `installer.material_table`, never at run time. DATA is a
checkout of plalor/semiZ (MIT): bremsstrahlung spectra of 9 and 6 MeV, the energy that a detector
takes from a photon, and NIST XCOM mass attenuation coefficients.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WEIGHTS_G_MOL = {1: 1.008, 6: 12.011, 8: 15.999, 13: 26.982, 14: 28.086, 26: 55.845, 82: 207.2}
COMPOUNDS: Mapping[str, Mapping[int, int]] = {
    "polyethylene": {6: 1, 1: 2},
    "water": {1: 2, 8: 1},
    "cellulose": {6: 6, 1: 10, 8: 5},
    "silica": {14: 1, 8: 2},
    "aluminium": {13: 1},
    "iron": {26: 1},
    "lead": {82: 1},
}
XCOM_COLUMNS, XCOM_ENERGY, XCOM_TOTAL = 8, 0, 6


class Spectra:
    """Detected energy per bin of the high and the low beam, and coefficients on the same bins."""

    def __init__(self, data: Path) -> None:
        self._data = data
        tables = data / "tutorial" / "data"
        self._energy_mev = np.load(tables / "E.npy")
        taken = np.load(tables / "D.npy")
        self.high = _normed(np.load(tables / "phi_9MeV.npy").mean(axis=0) * taken)
        self.low = _normed(np.load(tables / "phi_6MeV.npy").mean(axis=0) * taken)

    def attenuation_cm2_g(self, compound: str) -> Floats:
        """Mass attenuation of a compound, coherent scattering included, per energy bin."""
        atoms = COMPOUNDS[compound]
        weight = sum(WEIGHTS_G_MOL[z] * count for z, count in atoms.items())
        parts = [self._element(z) * WEIGHTS_G_MOL[z] * n / weight for z, n in atoms.items()]
        return np.asarray(np.sum(parts, axis=0))

    def alphas(self, coefficients: Floats, paths_g_cm2: Floats) -> tuple[Floats, Floats]:
        """-ln T of both beams. (materials, bins) and (n, materials) in, twice (n,) out."""
        powers = np.exp(-(paths_g_cm2 @ coefficients))
        return -np.log(powers @ self.high), -np.log(powers @ self.low)

    def _element(self, z: int) -> Floats:
        text = (self._data / "XCOM" / "MassAttenCoefs" / f"{z:02d}.txt").read_text("ascii")
        words = [line.split() for line in text.splitlines()]
        rows = [row for row in words if len(row) == XCOM_COLUMNS and row[0][0].isdigit()]
        table = np.asarray(rows, dtype=float)
        table = table[np.argsort(table[:, XCOM_ENERGY], kind="stable")]
        energy, total = np.log(table[:, XCOM_ENERGY]), np.log(table[:, XCOM_TOTAL])
        return np.asarray(np.exp(np.interp(np.log(self._energy_mev), energy, total)))


def _normed(spectrum: Floats) -> Floats:
    return np.asarray(spectrum / spectrum.sum())
