"""Transmission of two bremsstrahlung beams through what stands in their way.

Each beam is six exponentials instead of a spectrum. Weights (share of detected energy) and mass
attenuation coefficients (cm2/g) were fitted by `installer.beam_exponentials` to the 9 and 6 MeV
spectra and the detector response of plalor/semiZ (MIT) with NIST XCOM coefficients. Down to
T = 1e-4, ln T is off by 0.003 at most, and the ratio of the two beams' ln T, by which materials are
told apart, by 0.0004, in one material or a mixture. Organic is cellulose, mineral is SiO2.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ROWS_AT_ONCE = 64
"""Rows that fit into a processor's cache with all their materials."""


class Material(IntEnum):
    """What the coefficients are known for; the value is the row of the table."""

    ORGANIC = 0
    MINERAL = 1
    IRON = 2
    LEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Beam:
    """A beam of endpoint `energy_mv`; `attenuation_cm2_g` has a row per material."""

    energy_mv: float
    weights: tuple[float, ...]
    attenuation_cm2_g: tuple[tuple[float, ...], ...]


HIGH = Beam(
    energy_mv=9.0,
    weights=(0.00703, 0.04675, 0.12757, 0.24738, 0.34799, 0.22329),
    attenuation_cm2_g=(
        (0.14099, 0.11085, 0.08274, 0.05421, 0.03452, 0.02487),
        (0.13694, 0.10524, 0.07800, 0.05117, 0.03343, 0.02546),
        (0.18553, 0.10649, 0.07434, 0.04827, 0.03429, 0.03020),
        (1.62133, 0.36736, 0.11305, 0.05215, 0.04195, 0.04509),
    ),
)
LOW = Beam(
    energy_mv=6.0,
    weights=(0.00824, 0.06068, 0.16028, 0.25118, 0.32689, 0.19272),
    attenuation_cm2_g=(
        (0.14137, 0.11358, 0.08698, 0.06148, 0.04163, 0.03008),
        (0.13736, 0.10815, 0.08190, 0.05801, 0.03967, 0.02968),
        (0.18821, 0.11094, 0.07834, 0.05455, 0.03872, 0.03204),
        (1.71104, 0.41211, 0.13280, 0.06054, 0.04364, 0.04243),
    ),
)


def transmission(beam: Beam, paths_g_cm2: Floats) -> Floats:
    """The part of the beam that passes: (materials, height, width) in, (height, width) out."""
    _, height, width = paths_g_cm2.shape
    passed = np.empty((height, width), dtype=np.float32)
    coefficients = np.asarray(beam.attenuation_cm2_g, dtype=np.float32).T
    for top in range(0, height, ROWS_AT_ONCE):
        block = paths_g_cm2[:, top : top + ROWS_AT_ONCE]
        flat = block.reshape(len(Material), -1)
        powers = np.exp(-(coefficients @ flat))
        weights = np.asarray(beam.weights, dtype=np.float32)
        passed[top : top + ROWS_AT_ONCE] = (weights @ powers).reshape(block.shape[1:])
    return passed
