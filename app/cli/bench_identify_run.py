"""Draws spectra from the reference spectra of a validation split, and scores the answers."""

from collections.abc import Iterable
from dataclasses import replace
from math import sqrt
from time import perf_counter
from typing import Any

import numpy as np

from app.cli.bench_identify_cases import CORE, Truth, reference_pair, same_class, truth_of
from app.cli.bench_identify_peer import Peer
from app.cli.reference_spectra import Reference
from app.radiation.identification.attenuation import Floats
from app.radiation.identification.detectors import DetectorModel, detector_models
from app.radiation.identification.identify import identify
from app.radiation.identification.prepared import Prepared

SEED, BACKGROUND_S, TURNS = 49, 300.0, 5
KINDS = {model.name: model.kind for model in detector_models()}
UNSEEN = {
    "IdentiFINDER-NG": ("2x4x16-NaI",),
    "2x4x16-NaI": ("IdentiFINDER-NG",),
    "Detective X": ("Fulcrum-40h",),
    "Fulcrum-40h": ("Detective X",),
}


class Run:
    """The reference spectra and everything that is drawn from them."""

    def __init__(self, references: Iterable[Reference], *, every: int) -> None:
        self._of = {(item.detector, item.label): item for item in references}
        self._every = every
        self._peers: dict[str, Peer] = {}

    def score(
        self,
        detector: str,
        models: tuple[str, ...],
        *,
        seconds: float = 60.0,
        strength: float = 1.0,
        gain: float = 0.0,
        with_background: bool = True,
    ) -> dict[str, Any]:
        """Share of spectra whose first name is of the right class, ours and the peer's."""
        random = np.random.default_rng(SEED)
        known = models_named(models)
        ours = category = theirs = special = others = count = 0
        times = []
        for label, truth in self._core(detector)[:: self._every]:
            fore, back = self.draw(random, detector, [(label, strength)], seconds, gain)
            started = perf_counter()
            answer = identify(fore, back if with_background else None, models=known)
            times.append((perf_counter() - started) * 1000)
            ours += bool(answer.nuclides) and same_class(truth.name, answer.nuclides[0].name)
            category += bool(answer.nuclides) and answer.nuclides[0].category == truth.category
            theirs += same_class(truth.name, self._peer(models[0]).name(fore, back))
            count += 1
            if truth.category != "SNM":
                others += 1
                special += any(item.category == "SNM" for item in answer.nuclides)
        return {
            "group_correct": proportion(ours, count),
            "category_correct": proportion(category, count),
            "peer_group_correct": proportion(theirs, count),
            "snm_named_on_others": proportion(special, others),
            "ms_median": round(float(np.median(times)), 1),
            "ms_p95": round(float(np.percentile(times, 95)), 1),
        }

    def left_out(self, detector: str) -> dict[str, Any]:
        """A known detector, a fifth of its reference spectra left out by turns: unseen shields."""
        random = np.random.default_rng(SEED)
        cases = self._core(detector)
        ours = theirs = count = 0
        for turn in range(TURNS):
            judged = cases[turn::TURNS]
            pairs = frozenset(reference_pair(label) for label, _ in judged)
            known = tuple(replace(model, left_out=pairs) for model in models_named((detector,)))
            peer = self._peer(detector).without(frozenset(label for label, _ in judged))
            for label, truth in judged[:: self._every]:
                fore, back = self.draw(random, detector, [(label, 1.0)], 60.0, 0.0)
                answer = identify(fore, back, models=known)
                ours += bool(answer.nuclides) and same_class(truth.name, answer.nuclides[0].name)
                theirs += same_class(truth.name, peer.name(fore, back))
                count += 1
        return {
            "group_correct": proportion(ours, count),
            "peer_group_correct": proportion(theirs, count),
        }

    def _core(self, detector: str) -> list[tuple[str, Truth]]:
        found = [(label, truth_of(label)) for of, label in self._of if of == detector]
        return [(label, truth) for label, truth in found if truth and truth.name in CORE]

    def snm_missed(self, detectors: tuple[str, ...]) -> dict[str, Any]:
        """SNM neither named nor called possible; and how often it was only called possible."""
        random = np.random.default_rng(SEED)
        missed = possible = count = 0
        for (detector, label), _ in self._of.items():
            truth = truth_of(label)
            if detector in detectors and truth is not None and truth.category == "SNM":
                fore, back = self.draw(random, detector, [(label, 1.0)], 60.0, 0.0)
                answer = identify(fore, back, models=models_named(UNSEEN[detector]))
                named = any(item.category == "SNM" for item in answer.nuclides)
                missed += not named and not answer.possible_snm
                possible += not named and answer.possible_snm
                count += 1
        return {"missed": proportion(missed, count), "only_possible": proportion(possible, count)}

    def false_calls(self, detectors: tuple[str, ...], draws: int) -> dict[str, Any]:
        """Background alone, 60 s: how often anything is named."""
        random = np.random.default_rng(SEED)
        named = count = 0
        for detector in detectors:
            for _ in range(draws):
                fore, back = self.draw(random, detector, [], 60.0, 0.0)
                answer = identify(fore, back, models=models_named(UNSEEN[detector]))
                named += bool(answer.nuclides)
                count += 1
        return {"named": proportion(named, count)}

    def mixtures(self, detectors: tuple[str, ...], draws: int) -> dict[str, Any]:
        """Two unshielded sources, each 20 to 80 % of the net counts.

        How often both are named, and how often a third that is not there.
        """
        random = np.random.default_rng(SEED)
        both = spurious = count = 0
        for detector in detectors:
            labels = [(x, truth) for x, truth in self._core(detector) if not truth.shielded]
            names = sorted({truth.name for _, truth in labels})
            for _ in range(draws):
                pair = random.choice(names, 2, replace=False).tolist()
                if same_class(*pair):
                    continue
                chosen = [
                    str(random.choice([x for x, truth in labels if truth.name == name]))
                    for name in pair
                ]
                parts = self._shared(detector, chosen, float(random.uniform(0.2, 0.8)))
                fore, back = self.draw(random, detector, parts, 60.0, 0.0)
                answer = identify(fore, back, models=models_named(UNSEEN[detector]))
                found = [item.name for item in answer.nuclides]
                both += all(any(same_class(name, other) for other in found) for name in pair)
                spurious += any(not any(same_class(n, f) for n in pair) for f in found)
                count += 1
        return {"both_named": proportion(both, count), "spurious": proportion(spurious, count)}

    def _shared(self, detector: str, pair: list[str], share: float) -> list[tuple[str, float]]:
        """Strengths that give the first of a pair `share` of the stronger one's net counts."""
        nets = [self._net_cps(detector, label) for label in pair]
        return [
            (label, part * max(nets) / net)
            for label, part, net in zip(pair, (share, 1 - share), nets, strict=True)
        ]

    def _net_cps(self, detector: str, label: str) -> float:
        item, ground = self._of[detector, label], self._of[detector, "background"]
        return float(
            item.counts.sum() / item.live_time_s - ground.counts.sum() / ground.live_time_s
        )

    def draw(
        self,
        random: np.random.Generator,
        detector: str,
        parts: list[tuple[str, float]],
        seconds: float,
        gain: float,
    ) -> tuple[Prepared, Prepared]:
        """A Poisson draw of some spectra over the background, and one of the background."""
        background = self._of[detector, "background"]
        ground = background.counts / background.live_time_s
        rate = ground.copy()
        for label, strength in parts:
            item = self._of[detector, label]
            rate += strength * np.maximum(item.counts / item.live_time_s - ground, 0.0)
        edges = background.edges_kev * (1 + gain)

        def prepared(counts_per_s: Floats, time_s: float) -> Prepared:
            return Prepared(
                counts=random.poisson(counts_per_s * time_s).astype(float),
                edges_kev=edges,
                live_time_s=time_s,
                kind=KINDS[detector],
                neutron_counts=None,
                built_in_kev=(661.66,) if detector.startswith("IdentiFINDER") else (),
            )

        return prepared(rate, seconds), prepared(ground, BACKGROUND_S)

    def _peer(self, detector: str) -> Peer:
        if detector not in self._peers:
            items = [item for (of, _), item in self._of.items() if of == detector]
            self._peers[detector] = Peer(items)
        return self._peers[detector]


def models_named(names: tuple[str, ...]) -> tuple[DetectorModel, ...]:
    """The detector models with these names."""
    return tuple(model for model in detector_models() if model.name in names)


def proportion(hits: int, count: int) -> dict[str, Any]:
    """A share with its 95 % Wilson interval."""
    if not count:
        return {"share": None, "n": 0}
    z, p = 1.96, hits / count
    middle = (p + z * z / (2 * count)) / (1 + z * z / count)
    half = z * sqrt(p * (1 - p) / count + z * z / (4 * count**2)) / (1 + z * z / count)
    interval = [round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)]
    return {"share": round(p, 4), "n": count, "ci95": interval}
