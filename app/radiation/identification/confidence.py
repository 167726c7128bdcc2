"""How often a name like this one is right: a logistic curve fitted on the validation split.

The coefficients and where they come from are data: resources/nuclides/confidence.json.
"""

import json
from functools import cache
from importlib.resources import files
from math import exp, log1p

from app.radiation.identification.explain import Found

FEATURES = 4
HIGHEST, LOWEST = 0.995, 0.05


@cache
def _coefficients() -> tuple[float, ...]:
    text = (files("resources") / "nuclides" / "confidence.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["coefficients"])


def features(gain: float, margin: float, misfit: float, pattern_sigma: float) -> tuple[float, ...]:
    """What a confidence is made of, each about 0 to 5, after a constant."""
    return (
        1.0,
        log1p(max(margin, 0.0)),
        log1p(max(gain, 0.0)),
        log1p(max(misfit - 1.0, 0.0)),
        log1p(max(pattern_sigma, 0.0)),
    )


def confidence(found: Found, misfit: float) -> float:
    """Probability that the name's class is right, between LOWEST and HIGHEST."""
    values = features(found.candidate.gain, found.margin, misfit, found.evidence.pattern_sigma)
    score = sum(c * v for c, v in zip(_coefficients(), values, strict=True))
    return min(max(1 / (1 + exp(-max(min(score, 40.0), -40.0))), LOWEST), HIGHEST)
