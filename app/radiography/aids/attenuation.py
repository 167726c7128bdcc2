"""What a 9 and a 6 MV beam lose in matter, forwards and backwards.

Spectra (mean over angle) and detector response are those of plalor/semiZ (MIT), mass attenuation is
NIST XCOM's, both in 24 bins of equal detected energy. A scanner with other endpoints needs its own
table; results made with this one on such a scanner are estimates, and say so.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PATH_MAX_G_CM2 = 400.0
HALVINGS = 26


class Element(StrEnum):
    """What the table knows; organic is wood, and stands for paper, textiles and dry food too."""

    ORGANIC = "organic"
    POLYETHYLENE = "polyethylene"
    WATER = "water"
    ALUMINIUM = "aluminium"
    IRON = "iron"
    LEAD = "lead"


# fmt: off
WEIGHTS = {
    "high": (
        0.040696, 0.040349, 0.043134, 0.040395, 0.042319, 0.041984, 0.041484, 0.042809,
        0.040598, 0.041849, 0.041377, 0.042339, 0.041762, 0.041096, 0.041637, 0.041905,
        0.041887, 0.041534, 0.041802, 0.042275, 0.041667, 0.041657, 0.041568, 0.041876,
    ),
    "low": (
        0.0393, 0.042831, 0.04172, 0.041389, 0.042484, 0.039947, 0.043892, 0.041475, 0.041797,
        0.039397, 0.042087, 0.041934, 0.041637, 0.043235, 0.040609, 0.04175, 0.042485,
        0.041106, 0.042408, 0.041444, 0.04203, 0.040777, 0.042369, 0.041897,
    ),
}

ATTENUATION_CM2_G = {
    "high": {
      Element.POLYETHYLENE: (
        0.12548, 0.10334, 0.090853, 0.080883, 0.073075, 0.066525, 0.061098, 0.056403, 0.052402,
        0.048957, 0.045869, 0.04314, 0.040704, 0.038537, 0.036576, 0.034772, 0.033126,
        0.031611, 0.030203, 0.028885, 0.027628, 0.026428, 0.025211, 0.02379,
      ),
      Element.ORGANIC: (
        0.11698, 0.096175, 0.084535, 0.075254, 0.067988, 0.061891, 0.056844, 0.052507,
        0.048825, 0.045652, 0.042836, 0.040344, 0.03812, 0.03616, 0.034389, 0.032757, 0.031281,
        0.029925, 0.028667, 0.0275, 0.026386, 0.025335, 0.024271, 0.02304,
      ),
      Element.WATER: (
        0.12254, 0.10066, 0.08847, 0.07876, 0.071152, 0.064765, 0.05948, 0.054948, 0.051108,
        0.047789, 0.04485, 0.04225, 0.03993, 0.03789, 0.036046, 0.034347, 0.032812, 0.031401,
        0.030092, 0.028879, 0.027721, 0.026633, 0.025532, 0.024258,
      ),
      Element.ALUMINIUM: (
        0.1085, 0.087847, 0.077053, 0.068502, 0.061838, 0.056291, 0.051732, 0.047886, 0.044659,
        0.041941, 0.039584, 0.037487, 0.035614, 0.034037, 0.032621, 0.031312, 0.030183,
        0.029158, 0.028212, 0.027373, 0.026573, 0.025857, 0.025145, 0.024359,
      ),
      Element.IRON: (
        0.12228, 0.088209, 0.076072, 0.06711, 0.060339, 0.054822, 0.050425, 0.046867, 0.043941,
        0.041573, 0.039655, 0.037932, 0.036396, 0.035248, 0.034244, 0.033308, 0.032587,
        0.031957, 0.031395, 0.030978, 0.030593, 0.030319, 0.030083, 0.029927,
      ),
      Element.LEAD: (
        0.61965, 0.19037, 0.12211, 0.089727, 0.072203, 0.061241, 0.054441, 0.050273, 0.04736,
        0.045408, 0.04433, 0.043346, 0.042491, 0.042231, 0.042114, 0.04202, 0.042212, 0.042493,
        0.04283, 0.043356, 0.043924, 0.044652, 0.04552, 0.04683,
      ),
    },
    "low": {
      Element.POLYETHYLENE: (
        0.13079, 0.11175, 0.10112, 0.09308, 0.085902, 0.079896, 0.0745, 0.069639, 0.065385,
        0.061634, 0.058213, 0.054955, 0.052019, 0.049271, 0.046735, 0.044442, 0.042267,
        0.040252, 0.038344, 0.036524, 0.034782, 0.033098, 0.031373, 0.029341,
      ),
      Element.ORGANIC: (
        0.12199, 0.10404, 0.094101, 0.086609, 0.079925, 0.074336, 0.069315, 0.064786, 0.06083,
        0.057342, 0.054172, 0.051174, 0.048473, 0.045939, 0.043626, 0.041533, 0.039547,
        0.037708, 0.035986, 0.034342, 0.032765, 0.031257, 0.029713, 0.027904,
      ),
      Element.WATER: (
        0.12781, 0.1089, 0.098486, 0.09064, 0.083647, 0.077799, 0.072545, 0.067796, 0.063654,
        0.060002, 0.056686, 0.053559, 0.05074, 0.048087, 0.045674, 0.043491, 0.041419,
        0.039501, 0.037708, 0.035997, 0.034356, 0.032786, 0.03118, 0.029298,
      ),
      Element.ALUMINIUM: (
        0.11363, 0.095289, 0.085898, 0.078965, 0.072803, 0.067657, 0.063054, 0.058915, 0.05533,
        0.052181, 0.049346, 0.04672, 0.04435, 0.042181, 0.040247, 0.038489, 0.036814, 0.035274,
        0.033899, 0.032584, 0.031318, 0.030164, 0.028996, 0.027662,
      ),
      Element.IRON: (
        0.13195, 0.097552, 0.085883, 0.078104, 0.071575, 0.066233, 0.061563, 0.057414,
        0.053876, 0.050852, 0.04819, 0.045812, 0.04366, 0.041767, 0.040196, 0.038758, 0.037376,
        0.036131, 0.03515, 0.034217, 0.033313, 0.032576, 0.031856, 0.03112,
      ),
      Element.LEAD: (
        0.76007, 0.26747, 0.17337, 0.13043, 0.10438, 0.086914, 0.074942, 0.066043, 0.059541,
        0.055029, 0.051617, 0.049224, 0.04708, 0.045518, 0.044636, 0.043821, 0.043024,
        0.042378, 0.04222, 0.042111, 0.04202, 0.042217, 0.042539, 0.043169,
      ),
    },
}
# fmt: on


def alphas(paths_g_cm2: dict[Element, Floats]) -> tuple[Floats, Floats]:
    """-ln T at the high and the low energy behind paths of equal shape, in g/cm2."""
    return _alpha("high", paths_g_cm2), _alpha("low", paths_g_cm2)


def _alpha(beam: str, paths_g_cm2: dict[Element, Floats]) -> Floats:
    weights = np.asarray(WEIGHTS[beam])
    table = ATTENUATION_CM2_G[beam]
    exponent = sum(
        np.asarray(path)[..., None] * np.asarray(table[name]) for name, path in paths_g_cm2.items()
    )
    passed = (np.exp(-np.asarray(exponent)) * (weights / weights.sum())).sum(axis=-1)
    return np.asarray(-np.log(np.maximum(passed, 1e-300)))


def added_path(
    element: Element, alpha_high: Floats, behind: dict[Element, Floats] | None = None
) -> Floats:
    """g/cm2 of an element which, together with what is `behind`, gives this high-energy alpha."""
    low = np.zeros(np.shape(alpha_high))
    high = np.full(np.shape(alpha_high), PATH_MAX_G_CM2)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        paths = dict(behind or {})
        paths[element] = paths.get(element, np.zeros(())) + middle
        short = _alpha("high", paths) < alpha_high
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return np.asarray((low + high) / 2)
