"""Spectra of known sources behind known shields, as one detector model would measure them.

Read from resources/nuclides/references.npz, which installer/reference_templates.py makes once
from InterSpec's simulated reference spectra (LGPL-2.1, SAND2025-05468O). They know what no
formula of ours does: how a whole box of shielding scatters. See docs/decisions/0008.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from app.radiation.identification.attenuation import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Net spectra of one detector: `rows` (spectra, bins) of sum 1 over the bins of `edges_kev`.

    `nuclides` and `shields` name what each row holds; `background` is (bins), of sum 1.
    """

    edges_kev: Floats
    rows: Floats
    nuclides: tuple[str, ...]
    shields: tuple[str, ...]
    background: Floats

    def without(self, left_out: frozenset[tuple[str, str]]) -> "References":
        """The same without some (nuclide, shield): to see what an unknown shield costs."""
        pairs = list(zip(self.nuclides, self.shields, strict=True))
        kept = [i for i, pair in enumerate(pairs) if pair not in left_out]
        return References(
            edges_kev=self.edges_kev,
            rows=self.rows[kept],
            nuclides=tuple(self.nuclides[i] for i in kept),
            shields=tuple(self.shields[i] for i in kept),
            background=self.background,
        )


@cache
def references(detector: str) -> References | None:
    """All references of a detector model, or None if nobody simulated it."""
    with as_file(files("resources") / "nuclides" / "references.npz") as path:
        stored = np.load(path, allow_pickle=False)
        if f"{detector}/rows" not in stored:
            return None
        names = [text.split("|") for text in stored["names"].tolist()]
        rows = stored[f"{detector}/rows"].astype(float)
        edges = stored[f"{detector}/edges_kev"].astype(float)
    rows /= np.maximum(rows.sum(axis=1, keepdims=True), 1e-30)
    return References(
        edges_kev=edges,
        rows=rows[:-1],
        nuclides=tuple(nuclide for nuclide, _ in names),
        shields=tuple(shield for _, shield in names),
        background=rows[-1],
    )
