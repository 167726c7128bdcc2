"""Mass attenuation of photons in the materials that shields and loads are made of.

Values in cm2/g from the NIST X-ray mass attenuation tables (NISTIR 5632, public domain), without
coherent detail between the listed energies: interpolated in log-log.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# fmt: off
_ENERGY_KEV = (10, 15, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 400, 500, 600, 800, 1000,
               1250, 1500, 2000, 3000, 10000)
_WATER = (5.329, 1.673, .8096, .3756, .2683, .2269, .2059, .1837, .1707, .1505, .1370, .1186,
          .1061, .09687, .08956, .07865, .07072, .06323, .05754, .04942, .03969, .02219)
_IRON = (170.6, 57.08, 25.68, 8.176, 3.629, 1.958, 1.205, .5952, .3717, .1964, .1460, .1099,
         .0940, .08414, .07704, .06699, .05995, .05350, .04883, .04265, .03621, .02994)
_LEAD_KEV = (10, 15, 20, 30, 40, 50, 60, 80, 88.0, 88.01, 100, 150, 200, 300, 400, 500, 600, 800,
             1000, 1250, 1500, 2000, 3000, 10000)
_LEAD = (130.6, 111.6, 86.36, 30.32, 14.36, 8.041, 5.021, 2.419, 1.910, 7.683, 5.549, 2.014,
         .9985, .4031, .2323, .1614, .1248, .08870, .07102, .05876, .05222, .04606, .04234, .04972)
_URANIUM_KEV = (10, 20, 30, 40, 50, 60, 80, 100, 115.6, 115.61, 150, 200, 300, 400, 500, 600, 800,
                1000, 1250, 1500, 2000, 3000, 10000)
_URANIUM = (179.1, 71.06, 41.28, 19.83, 11.21, 7.035, 3.395, 1.954, 1.378, 4.893, 2.591, 1.298,
            .5192, .2922, .1976, .1490, .1016, .07896, .06370, .05587, .04878, .04447, .05195)
# fmt: on
TABLES = {
    "water": (_ENERGY_KEV, _WATER),
    "iron": (_ENERGY_KEV, _IRON),
    "lead": (_LEAD_KEV, _LEAD),
    "uranium": (_URANIUM_KEV, _URANIUM),
}


def attenuation_cm2_g(material: str, energy_kev: Floats) -> Floats:
    """Mass attenuation coefficient at each energy. Raises KeyError for an unknown material."""
    table_kev, table = TABLES[material]
    energy = np.log(np.clip(energy_kev, table_kev[0], table_kev[-1]))
    return np.exp(np.interp(energy, np.log(table_kev), np.log(table)))


def transmission(material: str, areal_density_g_cm2: float, energy_kev: Floats) -> Floats:
    """Share of photons that pass a slab unscattered."""
    return np.exp(-attenuation_cm2_g(material, energy_kev) * areal_density_g_cm2)


def self_absorption(material: str, areal_density_g_cm2: float, energy_kev: Floats) -> Floats:
    """Share of photons that leave a slab of evenly spread emitters unscattered."""
    depth = attenuation_cm2_g(material, energy_kev) * areal_density_g_cm2
    return -np.expm1(-depth) / np.maximum(depth, 1e-9)
