"""Low-energy alpha that iron and that lead would show, alone or on what lies behind them."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.radiography.aids.attenuation import Element, Floats, added_path, alphas

CURVE_STEP, CURVE_END = 0.05, 12.0


def expected_low(background: tuple[float, float], alpha_high: float) -> tuple[float, float]:
    """Low-energy alpha if iron, and if lead, lay on this background and gave `alpha_high`.

    The background is taken as organic and iron in the parts that give its two alphas.
    """
    behind = _mixture(*background)
    answers = []
    for element in (Element.IRON, Element.LEAD):
        path = added_path(element, np.asarray(alpha_high), behind)
        paths = dict(behind)
        paths[element] = paths.get(element, np.zeros(())) + path
        answers.append(float(alphas(paths)[1]))
    return answers[0], answers[1]


def iron_and_lead(alpha_high: NDArray[np.float32] | float) -> tuple[Floats, Floats]:
    """Low-energy alpha of iron alone and of lead alone at a high-energy alpha."""
    places, iron, lead = _curves()
    return (
        np.asarray(np.interp(alpha_high, places, iron)),
        np.asarray(np.interp(alpha_high, places, lead)),
    )


@cache
def _curves() -> tuple[Floats, Floats, Floats]:
    places = np.arange(0, CURVE_END + CURVE_STEP, CURVE_STEP)
    iron, lead = (
        alphas({element: added_path(element, places)})[1]
        for element in (Element.IRON, Element.LEAD)
    )
    return places, iron, lead


def _mixture(alpha_high: float, alpha_low: float) -> dict[Element, Floats]:
    """Organic and iron that give these alphas; only one of them outside the two."""
    shares = np.linspace(0, 1, 9)
    wanted = max(alpha_high, 0.0)
    iron = shares * float(added_path(Element.IRON, np.asarray(wanted)))
    organic = added_path(Element.ORGANIC, np.full(len(shares), wanted), {Element.IRON: iron})
    _, low = alphas({Element.ORGANIC: organic, Element.IRON: iron})
    at = float(np.interp(-alpha_low, -low, np.arange(len(shares))))
    index = np.arange(len(shares))
    return {
        Element.ORGANIC: np.asarray(np.interp(at, index, organic)),
        Element.IRON: np.asarray(np.interp(at, index, iron)),
    }
