"""Fits the exponentials of devices/emulators/imaging/beam.py to spectra, and prints them.

Run once, by hand: ``python -m installer.beam_exponentials DATA`` (see `installer.cargo_spectra`).
Thin layers weigh as much as thick ones, because what tells materials apart is the ratio of two
nearly equal logarithms; mixtures are fitted too, so that each exponential stands for one energy.
"""

import argparse
from itertools import combinations
from pathlib import Path

import numpy as np

from installer.cargo_spectra import Floats, Spectra

MATERIALS = ("cellulose", "silica", "iron", "lead")
TERMS = 6
LAMBDA_G_CM2 = (0.3, 1, 2, 4, 7, 10, 15, 20, 30, 40, 60, 80, 100, 130, 160, 200, 260)
UNEVEN = ((0.8, 0, 0.2, 0), (0.9, 0, 0, 0.1), (0, 0, 0.8, 0.2))
ALPHA_MAX, RELATIVE_ERROR, ABSOLUTE_ERROR = 9.0, 1e-3, 2e-4
ROUNDS, STEP = 400, 1e-5


def main() -> None:
    """Fit both beams and print what beam.py holds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    spectra = Spectra(arguments.parse_args().data)
    coefficients = np.array([spectra.attenuation_cm2_g(name) for name in MATERIALS])
    paths = _paths()
    exact = spectra.alphas(coefficients, paths)
    fits = [
        _fitted(beam, coefficients, paths, alphas)
        for beam, alphas in zip((spectra.high, spectra.low), exact, strict=True)
    ]
    for name, (weights, powers) in zip(("HIGH", "LOW"), fits, strict=True):
        print(name, np.round(weights, 5).tolist())  # noqa: T201 - a tool run by hand
        print(np.round(powers, 5).tolist())  # noqa: T201
    ours = [_alphas(weights, powers, paths) for weights, powers in fits]
    ratio_error = np.abs(ours[1] / ours[0] - exact[1] / exact[0])[exact[1] < ALPHA_MAX].max()
    print("largest error of alpha_low / alpha_high", round(float(ratio_error), 5))  # noqa: T201


def _paths() -> Floats:
    one = np.eye(len(MATERIALS))
    halves = [(first + second) / 2 for first, second in combinations(one, 2)]
    mixtures = np.array([*one, *halves, *UNEVEN])
    return np.concatenate([thick * mixtures for thick in LAMBDA_G_CM2])


def _alphas(weights: Floats, powers: Floats, paths: Floats) -> Floats:
    return np.asarray(-np.log(np.exp(-(paths @ powers)) @ weights))


def _unpacked(vector: Floats) -> tuple[Floats, Floats]:
    weights = np.exp(vector[:TERMS])
    return weights / weights.sum(), np.exp(vector[TERMS:].reshape(len(MATERIALS), TERMS))


def _fitted(
    beam: Floats, coefficients: Floats, paths: Floats, alphas: Floats
) -> tuple[Floats, Floats]:
    """Levenberg-Marquardt from energy groups of equal share; all parameters are logarithms."""
    allowed = np.where(alphas < ALPHA_MAX, RELATIVE_ERROR * alphas + ABSOLUTE_ERROR, np.inf)

    def misfits(vector: Floats) -> Floats:
        return np.asarray((_alphas(*_unpacked(vector), paths) - alphas) / allowed)

    vector = _first_guess(beam, coefficients)
    left, damping = misfits(vector), 1.0
    for _ in range(ROUNDS):
        steps = np.eye(vector.size) * STEP
        slopes = np.array([(misfits(vector + step) - left) / STEP for step in steps]).T
        normal = slopes.T @ slopes
        damped = normal + damping * (np.diag(np.diag(normal)) + 1e-6 * np.eye(vector.size))
        tried = vector - np.clip(np.linalg.solve(damped, slopes.T @ left), -0.5, 0.5)
        new = misfits(tried)
        if new @ new < left @ left:
            vector, left, damping = tried, new, max(damping / 3, 1e-9)
        else:
            damping *= 4
    return _unpacked(vector)


def _first_guess(beam: Floats, coefficients: Floats) -> Floats:
    group = np.minimum((np.cumsum(beam) * TERMS).astype(int), TERMS - 1)
    weights = np.array([beam[group == term].sum() for term in range(TERMS)])
    means = [(coefficients * beam)[:, group == term].sum(axis=1) for term in range(TERMS)]
    return np.concatenate([np.log(weights), np.log(np.array(means).T / weights).ravel()])


if __name__ == "__main__":
    main()
