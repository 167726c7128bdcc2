"""The detector models whose responses are known, and which of them stands for an unknown one."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from app.radiation.identification.attenuation import Floats
from app.radiation.identification.response import Resolution


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DetectorModel:
    """One fitted response: `strengths` has shape (shapes, knots).

    `left_out` are (nuclide, shield) of reference spectra that a validation keeps from the library.
    """

    name: str
    kind: str
    resolution: Resolution
    strengths: Floats
    background: tuple[float, ...]
    background_cps: float
    left_out: frozenset[tuple[str, str]] = frozenset()


@cache
def detector_models() -> tuple[DetectorModel, ...]:
    """All fitted models."""
    text = (files("resources") / "nuclides" / "detectors.json").read_text(encoding="utf-8")
    return tuple(
        DetectorModel(
            name=row["name"],
            kind=row["kind"],
            resolution=Resolution(
                floor_kev=row["fwhm"][0], at_662_kev=row["fwhm"][1], power=row["fwhm"][2]
            ),
            strengths=np.array(row["strengths"]),
            background=tuple(row.get("background", ())),
            background_cps=row["background_cps"],
        )
        for row in json.loads(text)["detectors"]
    )


def models_of(kind: str) -> tuple[DetectorModel, ...]:
    """The models of one kind; never empty: the nearest kind stands in for an unknown one."""
    found = tuple(model for model in detector_models() if model.kind == kind)
    return found or tuple(model for model in detector_models() if model.kind == "NaI")
