"""How a detector answers to photons: peak, Compton continuum, backscatter, escapes.

A response is a sum of shapes known from physics (Klein-Nishina, annihilation, X-ray escape), each
with a strength that depends smoothly on energy. The strengths of a detector model are fitted once
(installer/detector_responses.py) and kept in resources/nuclides/detectors.json; the shapes are
made here for any energy grid and any resolution.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from app.radiation.identification.attenuation import Floats

ELECTRON_KEV = 511.0
KNOT_KEV = np.array([20.0, 45.0, 90.0, 180.0, 360.0, 720.0, 1440.0, 2900.0])
NODES_KEV = np.geomspace(14.0, 9000.0, 200)
SHAPES = (
    "peak", "tail", "compton", "multiple", "flat", "backscatter", "forward", "low", "x_escape",
    "single_escape", "double_escape", "annihilation",
)  # fmt: skip
X_ESCAPE_KEV = {"NaI": 28.6, "CsI": 29.5, "LaBr3": 33.4, "CZT": 25.0, "HPGe": 10.0, "PVT": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """FWHM in keV: sqrt(floor² + (at_662 (E / 661.66 keV)^power)²)."""

    floor_kev: float
    at_662_kev: float
    power: float

    def fwhm_kev(self, energy_kev: Floats) -> Floats:
        """Full width at half maximum of a photopeak, at each energy."""
        grown = self.at_662_kev * (np.maximum(energy_kev, 1.0) / 661.66) ** self.power
        return np.hypot(self.floor_kev, grown)


def erf(x: Floats) -> Floats:
    """Error function, absolute error below 1.5e-7 (Abramowitz and Stegun 7.1.26)."""
    t = 1.0 / (1.0 + 0.3275911 * np.abs(x))
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    return np.sign(x) * (1.0 - series * np.exp(-x * x))


def gaussians(energy_kev: Floats, resolution: Resolution, edges_kev: Floats) -> Floats:
    """One photopeak of area 1 per energy. Shape (energies, bins)."""
    sigma = resolution.fwhm_kev(energy_kev) / 2.3548
    z = (edges_kev[None, :] - energy_kev[:, None]) / (sqrt(2) * sigma[:, None])
    cumulative: Floats = 0.5 * (1 + erf(np.clip(z, -6, 6)))
    return np.diff(cumulative, axis=1)


def hats(energy_kev: Floats) -> Floats:
    """Weights of the energy knots at each energy, linear in log energy. Shape (energies, knots)."""
    place = np.interp(np.log(energy_kev), np.log(KNOT_KEV), np.arange(len(KNOT_KEV)))
    return np.maximum(0.0, 1.0 - np.abs(place[:, None] - np.arange(len(KNOT_KEV))))


def scattered_density(energy_kev: float, to_kev: Floats) -> Floats:
    """Klein-Nishina: photons per keV scattered from one energy to others, not normalised."""
    ratio = np.clip(to_kev / energy_kev, 1e-6, None)
    cosine = 1 - ELECTRON_KEV * (1 / np.maximum(to_kev, 1e-3) - 1 / energy_kev)
    density = ratio + 1 / ratio - (1 - cosine**2)
    return np.where((cosine >= -1) & (ratio <= 1), density, 0.0)


def shape_density(name: str, energy: float, at: Floats, resolution: Resolution) -> Floats:
    """One continuum shape for one photon energy, per keV, before blurring, area about 1."""
    alpha = energy / ELECTRON_KEV
    edge = energy * 2 * alpha / (1 + 2 * alpha)
    back = energy / (1 + 2 * alpha)
    right = energy / (1 + alpha)
    if name == "compton":
        density = np.where(at <= edge, scattered_density(energy, np.maximum(energy - at, 1e-3)), 0)
    elif name == "multiple":
        density = np.where((at >= 0.55 * edge) & (at <= energy), 1.0, 0.0)
    elif name == "flat":
        density = np.where(at <= energy, 1.0, 0.0)
    elif name == "backscatter":
        density = np.where(at < back * 1.35, scattered_density(energy, at), 0.0)
    elif name == "forward":
        density = np.where(at > right * 0.85, scattered_density(energy, at), 0.0)
    elif name == "low":
        bump = np.exp(-0.5 * (np.log(np.maximum(at, 1.0) / 110.0) / 0.45) ** 2)
        density = np.where(at < energy, bump, 0.0)
    elif name == "tail":
        scale = 1.5 * float(resolution.fwhm_kev(np.array([energy]))[0])
        density = np.where(at <= energy, np.exp(-np.maximum(energy - at, 0.0) / scale), 0.0)
    else:
        raise KeyError(name)
    return density


def lines_of(name: str, energy_kev: Floats, kind: str) -> Floats:
    """Where the line shapes of photons of these energies lie; below 10 keV there is none."""
    if name == "x_escape":
        return np.where(energy_kev < 300.0, energy_kev - X_ESCAPE_KEV.get(kind, 28.6), 0.0)
    above = energy_kev > 2 * ELECTRON_KEV + 30
    if name == "annihilation":
        return np.where(above, ELECTRON_KEV, 0.0)
    back = ELECTRON_KEV * (1 if name == "single_escape" else 2)
    return np.where(above, energy_kev - back, 0.0)


def blurred(rows: Floats, bins_per_fwhm: float) -> Floats:
    """Spread by the resolution, on a grid whose bins are one share of a peak's width each."""
    sigma = bins_per_fwhm / 2.3548
    reach = int(4 * sigma) + 1
    at: Floats = (np.arange(-reach, reach + 2, dtype=np.float64) - 0.5) / (sqrt(2) * sigma)
    kernel = np.diff(erf(at) / 2)
    padded = np.pad(rows, ((0, 0), (reach, reach)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(kernel), axis=1)
    answer: Floats = windows @ kernel
    return answer


def shape_table(
    kind: str, resolution: Resolution, edges_kev: Floats, bins_per_fwhm: float
) -> dict[str, Floats]:
    """Every shape but the peak for photons at NODES_KEV. Each of shape (nodes, bins)."""
    middle, width = (edges_kev[1:] + edges_kev[:-1]) / 2, np.diff(edges_kev)
    table = {}
    for name in SHAPES[1:]:
        if name in ("x_escape", "single_escape", "double_escape", "annihilation"):
            at = lines_of(name, NODES_KEV, kind)
            rows = gaussians(np.maximum(at, 1.0), resolution, edges_kev) * (at > 10.0)[:, None]
        else:
            density = [shape_density(name, e, middle, resolution) for e in NODES_KEV.tolist()]
            rows = np.array(density) * width
            rows = rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-12)
            rows = blurred(rows, bins_per_fwhm)
        table[name] = rows
    return table


def node_weights(energy_kev: Floats, amount: Floats) -> Floats:
    """Shares photons out to the two nearest nodes. `amount` (..., energies) -> (..., nodes)."""
    place = np.interp(np.log(energy_kev), np.log(NODES_KEV), np.arange(len(NODES_KEV)))
    share = np.maximum(0.0, 1.0 - np.abs(place[:, None] - np.arange(len(NODES_KEV))))
    return amount @ share
