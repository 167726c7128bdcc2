"""The peer: a plain Poisson fit of background + one template of another detector's library.

It is the usual template method: every reference spectrum of one detector is a template, the
answer is the label of the template with the largest likelihood (160 square-root energy bins, 20
rounds of expectation maximisation).
"""

from collections.abc import Sequence

import numpy as np

from app.cli.bench_identify_cases import truth_of
from app.cli.reference_spectra import Reference
from app.radiation.identification.attenuation import Floats
from app.radiation.identification.grid import rebin
from app.radiation.identification.prepared import Prepared

GRID_KEV = np.linspace(np.sqrt(30.0), np.sqrt(2900.0), 161) ** 2
ROUNDS = 20


class Peer:
    """A library of templates of one detector."""

    def __init__(self, items: Sequence[Reference]) -> None:
        self._left_out: frozenset[str] = frozenset()
        ground = next(item for item in items if item.label == "background")
        base = _rate(ground)
        kept = [i for i in items if truth_of(i.label) is not None]
        self._labels = [item.label for item in kept]
        nets = np.maximum(np.array([_rate(item) for item in kept]) - base, 1e-9)
        self._templates: Floats = nets / nets.sum(axis=1, keepdims=True)

    def without(self, labels: frozenset[str]) -> "Peer":
        """The same library where some spectra may not be chosen."""
        twin = object.__new__(Peer)
        twin._left_out = labels
        twin._labels, twin._templates = self._labels, self._templates
        return twin

    def name(self, fore: Prepared, back: Prepared) -> str:
        """The nuclide of the likeliest template."""
        counts = rebin(fore.counts, fore.edges_kev, GRID_KEV)
        ground = np.maximum(rebin(back.counts, back.edges_kev, GRID_KEV), 0.3)
        ground = ground / ground.sum()
        share = np.full((len(self._templates), 1), 0.5)
        for _ in range(ROUNDS):
            source = share * self._templates
            part = source / np.maximum(source + (1 - share) * ground, 1e-12)
            share = (part @ counts / max(counts.sum(), 1.0))[:, None]
        model = share * self._templates + (1 - share) * ground
        likelihood = np.log(np.maximum(model, 1e-12)) @ counts
        for index in np.argsort(-likelihood).tolist():
            truth = truth_of(self._labels[index])
            if truth is not None and self._labels[index] not in self._left_out:
                return truth.name
        return ""


def _rate(item: Reference) -> Floats:
    return rebin(item.counts, item.edges_kev, GRID_KEV) / item.live_time_s
