"""Identification on a validation split, beside a plain template-library Poisson fit.

Split: a detector is judged with responses of other detectors only (leave one out); shieldings are
never in the fitted responses, so every shielded spectrum is unseen shielding. Simulated spectra
are Poisson draws of InterSpec's reference spectra; measured files are judged as they are.
Environment: PARALLEL49_DATA (the data), PARALLEL49_BENCH_QUICK=1 (every fourth spectrum).
"""

import os
from collections.abc import Callable, Iterable
from math import sqrt
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from app.cli.bench_identify_cases import (
    CORE,
    MEASURED,
    NORM_FOLDERS,
    Truth,
    same_class,
    truth_of,
)
from app.cli.bench_identify_peer import Peer
from app.cli.reference_spectra import Reference, reference_spectra
from app.radiation.identification.attenuation import Floats
from app.radiation.identification.detectors import DetectorModel, detector_models
from app.radiation.identification.identify import Identification, identify
from app.radiation.identification.prepared import Prepared

SEED, BACKGROUND_S = 49, 300.0
KINDS = {model.name: model.kind for model in detector_models()}
UNSEEN = {
    "IdentiFINDER-NG": ("2x4x16-NaI",),
    "2x4x16-NaI": ("IdentiFINDER-NG",),
    "Detective X": ("Fulcrum-40h",),
    "Fulcrum-40h": ("Detective X",),
}
SEEN_SHIELDED = ("IdentiFINDER-NG", "RadSeeker-CL-LaBr", "RadiaCode-102")


def bench_identify(*, json: bool) -> dict[str, Any]:
    """All figures of the identification, with n and 95 % Wilson intervals."""
    del json  # the command prints
    data = Path(os.environ.get("PARALLEL49_DATA", "../shared/data"))
    quick = bool(os.environ.get("PARALLEL49_BENCH_QUICK"))
    run = Run(reference_spectra(data), every=4 if quick else 1)
    nai = ("IdentiFINDER-NG", "2x4x16-NaI")
    result: dict[str, Any] = {"simulated": {}, "measured": {}, "seed": SEED}
    simulated = result["simulated"]
    for detector in UNSEEN:
        simulated[f"unseen_60s:{detector}"] = run.score(detector, UNSEEN[detector])
    for detector in nai:
        simulated[f"unseen_10s_fifth:{detector}"] = run.score(
            detector, UNSEEN[detector], seconds=10.0, strength=0.2
        )
        for gain in (-0.05, 0.05):
            simulated[f"gain{gain:+.2f}:{detector}"] = run.score(
                detector, UNSEEN[detector], gain=gain
            )
        simulated[f"no_background_file:{detector}"] = run.score(
            detector, UNSEEN[detector], with_background=False
        )
    for detector in SEEN_SHIELDED:
        simulated[f"unseen_shielding_60s:{detector}"] = run.score(
            detector, (detector,), keep=lambda truth: truth.shielded
        )
    simulated["snm_missed"] = run.snm_missed(nai)
    simulated["background_called_source"] = run.false_calls(nai, 60 if quick else 300)
    simulated["mixtures"] = run.mixtures(nai, 15 if quick else 60)
    result["measured"] = measured(data)
    return result


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
        keep: Callable[[Truth], bool] = lambda truth: True,
    ) -> dict[str, Any]:
        """Share of spectra whose first name is of the right class, ours and the peer's."""
        random = np.random.default_rng(SEED)
        known = models_named(models)
        labels = [
            label for (of, label) in self._of if of == detector and truth_of(label) is not None
        ]
        ours = category = theirs = count = 0
        times = []
        for label in labels[:: self._every]:
            truth = truth_of(label)
            if truth is None or truth.name not in CORE or not keep(truth):
                continue
            fore, back = self.draw(random, detector, [(label, strength)], seconds, gain)
            started = perf_counter()
            answer = identify(fore, back if with_background else None, models=known)
            times.append((perf_counter() - started) * 1000)
            ours += bool(answer.nuclides) and same_class(truth.name, answer.nuclides[0].name)
            category += bool(answer.nuclides) and answer.nuclides[0].category == truth.category
            peer = self._peer(models[0], leave_out="" if models[0] != detector else label)
            theirs += same_class(truth.name, peer.name(fore, back))
            count += 1
        return {
            "group_correct": proportion(ours, count),
            "category_correct": proportion(category, count),
            "peer_group_correct": proportion(theirs, count),
            "ms_median": round(float(np.median(times)), 1),
            "ms_p95": round(float(np.percentile(times, 95)), 1),
        }

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
        """Two unshielded sources, 20 to 80 % each: both named, and a third that is not there."""
        random = np.random.default_rng(SEED)
        both = spurious = count = 0
        for detector in detectors:
            labels = [
                label
                for (of, label) in self._of
                if of == detector
                and (truth := truth_of(label)) is not None
                and truth.name in CORE
                and not truth.shielded
            ]
            for _ in range(draws):
                pair = random.choice(labels, 2, replace=False).tolist()
                names = [truth.name for label in pair if (truth := truth_of(label)) is not None]
                if same_class(*names):
                    continue
                share = float(random.uniform(0.2, 0.8))
                parts = list(zip(pair, (share, 1 - share), strict=True))
                fore, back = self.draw(random, detector, parts, 60.0, 0.0)
                answer = identify(fore, back, models=models_named(UNSEEN[detector]))
                found = [item.name for item in answer.nuclides]
                both += all(any(same_class(name, other) for other in found) for name in names)
                spurious += any(not any(same_class(n, f) for n in names) for f in found)
                count += 1
        return {"both_named": proportion(both, count), "spurious": proportion(spurious, count)}

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

    def _peer(self, detector: str, *, leave_out: str) -> Peer:
        if detector not in self._peers:
            items = [item for (of, _), item in self._of.items() if of == detector]
            self._peers[detector] = Peer(items)
        return self._peers[detector].without(leave_out)


def measured(data: Path) -> dict[str, Any]:
    """Measured files: single sources named, and SNM named on natural rock (must be none)."""
    from app.cli.spectrum_identify import identify_path

    folder = data / "radiation"
    right, misses = 0, []
    for path, name in MEASURED:
        answer = identify_path(folder / path, None)
        good = bool(answer.nuclides) and same_class(name, answer.nuclides[0].name)
        right += good
        if not good:
            misses.append(f"{Path(path).name}: {_said(answer)}")
    rocks = sorted(path for part in NORM_FOLDERS for path in (folder / part).glob("*.cnf"))
    answers = [identify_path(path, None) for path in rocks]
    snm = sum(any(item.category == "SNM" for item in answer.nuclides) for answer in answers)
    named = sum(any(item.category != "NORM" for item in answer.nuclides) for answer in answers)
    return {
        "single_source_group_correct": proportion(right, len(MEASURED)),
        "misses": misses,
        "snm_named_on_norm": proportion(snm, len(rocks)),
        "other_than_norm_named_on_norm": proportion(named, len(rocks)),
    }


def _said(answer: Identification) -> str:
    return ", ".join(item.name for item in answer.nuclides) or answer.status


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
