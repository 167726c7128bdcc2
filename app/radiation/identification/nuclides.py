"""The nuclides that can be named, what they emit and what they are used for.

Read from resources/nuclides: `nuclides.json` is ours, `lines.json` is made by
installer/nuclide_lines.py from actigamma (Apache-2.0).
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from app.radiation.identification.attenuation import Floats

Json = dict[str, Any]

ELECTRON_KEV = 511.0
CONTINUUM_POINTS = 40
# Radiative share of beta energy: 3.5e-4 x Z x E_MeV (Evans); the stopping material is unknown.
BREMSSTRAHLUNG_PER_MEV = 3.5e-4 * 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Photons:
    """Energies in keV, and how many photons of each are emitted per decay."""

    energy_kev: Floats
    per_decay: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Nuclide:
    """One name that an answer can hold. `lines` differ in the age or blend of the source.

    `met` tells how often a border meets it: often, seldom or hardly.
    """

    name: str
    category: str
    met: str
    group: str
    lines: tuple[Photons, ...]
    continua: tuple[Photons, ...]
    needs: tuple[tuple[float, ...], ...]
    self_absorbing: bool
    neutrons: bool


@cache
def nuclides() -> tuple[Nuclide, ...]:
    """All nuclides of the table, in its order."""
    folder = files("resources") / "nuclides"
    table = json.loads((folder / "nuclides.json").read_text(encoding="utf-8"))
    made = json.loads((folder / "lines.json").read_text(encoding="utf-8"))["components"]
    return tuple(_nuclide(row, made) for row in table["nuclides"])


def _nuclide(row: Json, made: Json) -> Nuclide:
    blends = [row["components"], *({**row["components"], **v} for v in row.get("variants", []))]
    return Nuclide(
        name=row["name"],
        category=row["category"],
        met=row.get("met", "seldom"),
        group=str(row.get("group", row["name"])),
        lines=tuple(_lines(blend, made) for blend in blends),
        continua=tuple(_continuum(blend, made) for blend in blends),
        needs=tuple(tuple(map(float, lines)) for lines in row.get("need", ())),
        self_absorbing=row.get("self_absorbing", False),
        neutrons=row.get("neutrons", False),
    )


def _lines(blend: dict[str, float], made: Json) -> Photons:
    rows = [
        (energy, share * activity)
        for name, activity in blend.items()
        if name in made
        for energy, share in made[name]["lines"]
    ]
    single = {"capture-h": 2223.2, "carbon-4439": 4438.9, "lithium-478": 477.6}
    rows += [(single[name], activity) for name, activity in blend.items() if name in single]
    rows.sort()
    array = np.array(rows, dtype=float).reshape(-1, 2)
    return Photons(energy_kev=array[:, 0], per_decay=array[:, 1])


def _continuum(blend: dict[str, float], made: Json) -> Photons:
    edges = np.geomspace(20.0, 9000.0, CONTINUUM_POINTS + 1)
    middle, width = np.sqrt(edges[1:] * edges[:-1]), np.diff(edges)
    total = np.zeros(CONTINUUM_POINTS)
    for name, activity in blend.items():
        if name == "fission-gammas":
            total += activity * np.exp(-middle / 900.0) * width / 900.0 * 8.0
        for end_point, share in made.get(name, {}).get("beta", ()):
            total += activity * share * bremsstrahlung(middle, end_point) * width
    return Photons(energy_kev=middle, per_decay=total)


def bremsstrahlung(energy_kev: Floats, end_point_kev: float) -> Floats:
    """Photons per keV and beta: Kramers' thick target, summed over an allowed beta spectrum."""
    beta = (np.arange(60) + 0.5) / 60 * end_point_kev
    shape = np.sqrt(beta * (beta + 2 * ELECTRON_KEV)) * (beta + ELECTRON_KEV)
    shape = shape * (end_point_kev - beta) ** 2
    shape /= shape.sum()
    over = np.maximum(beta[None, :] - energy_kev[:, None], 0.0) @ shape
    return 2 * BREMSSTRAHLUNG_PER_MEV * 1e-3 * over / energy_kev
