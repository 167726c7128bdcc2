"""Fits resources/nuclides/confidence.json: how often a first name is right, by logistic regression.

Run once, by hand: ``python -m installer.identification_confidence DATA``. Every detector is judged
with the responses of another one (the split of `bench identify`), at three strengths.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from app.cli.bench_identify_cases import CORE, same_class, truth_of
from app.cli.bench_identify_run import UNSEEN, Run, models_named
from app.cli.reference_spectra import reference_spectra
from app.radiation.identification.analysis import analyse
from app.radiation.identification.confidence import features

OUT = Path(__file__).parent.parent / "resources" / "nuclides" / "confidence.json"
SEED, RIDGE, ROUNDS = 94, 1.0, 40
STRENGTHS = ((60.0, 1.0), (10.0, 0.2), (30.0, 0.05))


def main() -> None:
    """Fit and write the coefficients."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    references = reference_spectra(arguments.parse_args().data)
    run, random = Run(references, every=1), np.random.default_rng(SEED)
    rows, hits = [], []
    for item in references:
        truth = truth_of(item.label)
        if truth is None or truth.name not in CORE or item.detector not in list(UNSEEN)[:2]:
            continue
        for seconds, strength in STRENGTHS:
            parts = [(item.label, strength)]
            fore, back = run.draw(random, item.detector, parts, seconds, 0.0)
            found = analyse(fore, back, models=models_named(UNSEEN[item.detector])).explanation
            if found.found:
                first = found.found[0]
                sigma = first.evidence.pattern_sigma
                rows.append(features(first.candidate.gain, first.margin, found.misfit, sigma))
                hits.append(same_class(truth.name, first.candidate.nuclide.name))
    x, y = np.array(rows), np.array(hits, dtype=float)
    beta = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(beta))
        beta = beta + np.linalg.solve(hessian, x.T @ (y - p) - RIDGE * beta)
    p = 1 / (1 + np.exp(-x @ beta))
    place = np.minimum((p * 10).astype(int), 9)
    gaps = [abs(p[place == i].sum() - y[place == i].sum()) for i in range(10)]
    document = {
        "source": "installer/identification_confidence.py, leave-one-detector-out draws",
        "seed": SEED, "n": len(y), "right": int(y.sum()),
        "calibration_error_on_fit": round(float(sum(gaps) / len(y)), 4),
        "coefficients": [round(float(value), 4) for value in beta],
    }  # fmt: skip
    OUT.write_text(json.dumps(document) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
