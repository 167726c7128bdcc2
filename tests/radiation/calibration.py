"""Sets the verdict's thresholds: ``python -m tests.radiation.calibration gamma|windows [PASSES]``.

A threshold is the significance that the wanted rate of source-free passages of the tuning
generator exceed: `road_pass` for gamma, `windowed_pass` for the energy windows. It is chosen here
and nowhere else: the generators of `parallel49 bench alarm` are not looked at. All is simulated.
"""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.radiation.verdict import assess_occupancy
from app.radiation.window_test import strongest_share
from tests.radiation.passes import Recipe, road_pass
from tests.radiation.window_passes import Holds, windowed_pass

WANTED_RATES = {"gamma": 2e-4, "windows": 1e-4}
PASSES = 200_000
PIECE = 2_000
SEED = 4_951
WORKERS = 2


def significances(what: str, number: int, count: int) -> NDArray[np.float64]:
    """The significance of source-free passages, (passes,)."""
    random = np.random.default_rng([SEED, number])
    if what == "windows":
        windowed = (windowed_pass(random, Holds.NOTHING) for _ in range(count))
        shares = (strongest_share(passage.profiles[0]) for passage in windowed)
        found = [share.sigma if share else None for share in shares]
    else:
        made = (road_pass(random, Recipe())[0] for _ in range(count))
        found = [assess_occupancy(passage).peak_sigma for passage in made]
    return np.array([sigma or 0.0 for sigma in found])


def quantile_95(descending: NDArray[np.float64], rate: float) -> tuple[float, float, float]:
    """What `rate` of the numbers exceed, and its 95 % interval by order statistics."""
    expected = rate * len(descending)
    spread = 1.96 * np.sqrt(expected)
    ranks = (round(rank) for rank in (expected, expected + spread, expected - spread))
    middle, low, high = (
        float(descending[min(max(rank, 1), len(descending)) - 1]) for rank in ranks
    )
    return middle, low, high


def calibrate(what: str, passes: int) -> dict[str, Any]:
    """The threshold and its uncertainty."""
    pieces = max(passes // PIECE, 1)
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as workers:
        found = workers.map(
            significances, [what] * pieces, range(pieces), [min(PIECE, passes)] * pieces
        )
        sigmas = np.sort(np.concatenate(list(found)))[::-1]
    threshold, low, high = quantile_95(sigmas, WANTED_RATES[what])
    return {
        "simulated": True,
        "source_free_passes": len(sigmas),
        "wanted_rate": WANTED_RATES[what],
        "threshold": round(threshold, 3),
        "threshold_interval_95": [round(low, 3), round(high, 3)],
        "highest": [round(float(sigma), 3) for sigma in sigmas[:40]],
    }


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else PASSES
    sys.stdout.write(json.dumps(calibrate(sys.argv[1], wanted)) + "\n")
