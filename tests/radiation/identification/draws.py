"""Spectra that our own physics makes, for the tests of the identification."""

import numpy as np

from app.radiation.identification.detectors import models_of
from app.radiation.identification.nuclides import nuclides
from app.radiation.identification.prepared import Prepared
from app.radiation.identification.templates import Library, library


def template_of(of: Library, name: str, shield: str = "bare") -> int:
    """The template of a nuclide behind a shield."""
    index = [item.name for item in nuclides()].index(name)
    return next(i for i in np.flatnonzero(of.owner == index).tolist() if of.shields[i] == shield)


def mixture(
    parts: dict[str, float],
    *,
    seed: int,
    kind: str = "NaI",
    background: float = 20_000,
    seconds: float = 60.0,
    built_in_kev: tuple[float, ...] = (),
) -> Prepared:
    """A draw of nuclides ("Cs-137" or "Co-60 iron 15 g/cm2": net counts) over background."""
    of = library(models_of(kind)[0])
    expected = background * of.matrix[0]
    for text, net in parts.items():
        name, _, shield = text.partition(" ")
        expected = expected + net * of.direct[template_of(of, name, shield or "bare")]
    return Prepared(
        counts=np.random.default_rng(seed).poisson(expected).astype(float),
        edges_kev=of.grid_kev,
        live_time_s=seconds,
        kind=kind,
        neutron_counts=None,
        built_in_kev=built_in_kev,
    )
