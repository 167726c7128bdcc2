"""Whether a source is told from a load, two or a person, and where it is said to be, in the lane.

All simulated; no number of the verdict was set on this lane. Only passages that were called count.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.cli.binomial import interval_95

NET_CPS = 500.0
SUPPRESSION_MAX = 0.2
SIDE_MAX_M, SIDE_CLEAR_M = 0.9, 0.3
LORRY_LENGTHS_M, LORRY_KMH = (7.0, 22.0), (5.0, 12.0)
SEED = 49_314
POINT, LOAD, PERSON, TWO = SHAPES = ("point", "distributed", "person", "two-sources")
PERSON_LENGTHS_M, PERSON_KMH, PERSON_SUPPRESSION_MAX = (0.3, 0.7), (2.5, 6.0), 0.03
LONG_LENGTHS_M, APART_MIN_M, SECOND_PARTS = (13.0, 22.0), 5.0, (0.5, 1.0)
"""Two sources are in a vehicle long enough for them, and the second is this part of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a passage is, and how far a source is from the front and from the middle."""

    shape: str
    at_m: float
    side_m: float


def shapes_report(passages: int) -> dict[str, Any]:
    """Shapes of half as many passages of each kind as `passages`; place and side of the points."""
    random = np.random.default_rng(SEED)
    told: dict[str, list[str]] = {shape: [] for shape in SHAPES}
    misplaced_m, sides = [], []
    for number in range(passages * len(SHAPES) // 2):
        truth, verdict = _judged(random, SHAPES[number % len(SHAPES)])
        if not verdict.gamma_alarm:
            continue
        told[truth.shape].append(verdict.shape.value)
        if truth.shape != POINT:
            continue
        misplaced_m.append(abs((verdict.peak_at_m or 0.0) - truth.at_m))
        if verdict.side is not None and abs(truth.side_m) >= SIDE_CLEAR_M:
            sides.append(verdict.side * truth.side_m > 0)
    right = {shape: [said == shape for said in told[shape]] for shape in SHAPES}
    # A source taken for two is no load, and a load taken for two is no point.
    of_two = [[said == shape for said in told[shape]] for shape in (POINT, LOAD)]
    return {
        "seed": SEED,
        "net_cps": NET_CPS,
        "right": {shape: _part(right[shape]) for shape in SHAPES},
        "said": {shape: dict(Counter(told[shape])) for shape in SHAPES},
        "balanced_accuracy": _balanced(list(right.values())),
        "balanced_accuracy_point_or_load": _balanced(of_two),
        "misplaced_m": {
            name: round(float(np.quantile(misplaced_m, part)), 2)
            for name, part in (("median", 0.5), ("p95", 0.95))
        },
        f"side_right_from_{SIDE_CLEAR_M}_m": _part(sides),
    }


def _balanced(right: list[list[bool]]) -> float:
    return round(float(np.mean([np.mean(each) for each in right])), 4)


def _judged(random: np.random.Generator, shape: str) -> tuple[Truth, Any]:
    from app.radiation.verdict import assess_occupancy
    from devices.emulators.passages import (
        BACKGROUND_CPS,
        INTERVAL_S,
        LEAD,
        READINGS,
        counted_passage,
        times_of,
    )
    from devices.emulators.physics import rates_of
    from devices.emulators.vehicles import Load, Source, Vehicle

    lengths_m, kmh = LORRY_LENGTHS_M, LORRY_KMH
    suppression_max = SUPPRESSION_MAX
    if shape == PERSON:
        lengths_m, kmh, suppression_max = PERSON_LENGTHS_M, PERSON_KMH, PERSON_SUPPRESSION_MAX
    if shape == TWO:
        lengths_m = LONG_LENGTHS_M
    length_m = float(random.uniform(*lengths_m))
    at_m = float(random.uniform(0.1, 0.9)) * length_m
    side_m = float(random.uniform(-SIDE_MAX_M, SIDE_MAX_M))
    vehicle = Vehicle(
        plate="simulated",
        jurisdiction="XX",
        length_m=length_m,
        speed_kmh=float(random.uniform(*kmh)),
        suppression=float(random.uniform(0, suppression_max)),
        load=Load.NORM if shape == LOAD else Load.NONE,
        source=None if shape == LOAD else Source(nuclide="Cs-137", net_cps=NET_CPS, at_m=at_m),
        net_cps=NET_CPS if shape == LOAD else 0.0,
    )
    times_s = times_of(vehicle)

    def gamma_cps(of: Vehicle, side_m: float, background_cps: float = BACKGROUND_CPS) -> Any:
        rates = rates_of(of, times_s, background_cps=background_cps, neutron_cps=5.0, side_m=side_m)
        return rates.gamma_cps

    rate_cps = gamma_cps(vehicle, side_m)
    if shape == TWO:
        second = _second(random, vehicle)
        rate_cps = rate_cps + gamma_cps(second, float(random.uniform(-SIDE_MAX_M, SIDE_MAX_M)), 0.0)
    counts = random.poisson(rate_cps * INTERVAL_S)
    readings = random.poisson(BACKGROUND_CPS, READINGS)
    passage = counted_passage(counts, readings, vehicle.speed_m_per_s, lead=LEAD)
    truth = Truth(shape=shape, at_m=at_m, side_m=side_m)
    return truth, assess_occupancy(passage.occupancy)


def _second(random: np.random.Generator, vehicle: Any) -> Any:
    """The same vehicle with only another source, at least APART_MIN_M from its own."""
    at_m = vehicle.source.at_m
    while abs(at_m - vehicle.source.at_m) < APART_MIN_M:
        at_m = float(random.uniform(0.1, 0.9)) * vehicle.length_m
    net_cps = NET_CPS * float(random.uniform(*SECOND_PARTS))
    return replace(vehicle, source=replace(vehicle.source, at_m=at_m, net_cps=net_cps))


def _part(right: list[bool]) -> dict[str, Any]:
    return {
        "part": round(sum(right) / max(len(right), 1), 4),
        "interval_95": interval_95(sum(right), len(right)),
        "of": len(right),
    }
