"""Whether a source is told from a load, and where it is said to be, in the emulator's lane.

All simulated; no number of the verdict was set on this lane. Only passages that were called count.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.cli.binomial import interval_95

NET_CPS = 500.0
BACKGROUND_CPS = 1000.0
INTERVAL_S, LEAD, HOLD_IN = 0.2, 5, 10
SUPPRESSION_MAX = 0.2
SIDE_MAX_M, SIDE_CLEAR_M = 0.9, 0.3
LORRY_LENGTHS_M, LORRY_KMH = (7.0, 22.0), (5.0, 12.0)
SEED = 49_314


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a passage holds: a load, or a source this far from the front and from the middle."""

    is_load: bool
    at_m: float
    side_m: float


def shapes_report(passages: int) -> dict[str, Any]:
    """Shape, position and side of half as many sources as `passages`, and as many loads."""
    random = np.random.default_rng(SEED)
    right: dict[bool, list[bool]] = {False: [], True: []}
    misplaced_m, sides = [], []
    for number in range(passages):
        truth, verdict = _judged(random, is_load=number % 2 == 1)
        if not verdict.gamma_alarm:
            continue
        right[truth.is_load].append((verdict.shape.value == "distributed") is truth.is_load)
        if truth.is_load:
            continue
        misplaced_m.append(abs((verdict.peak_at_m or 0.0) - truth.at_m))
        if verdict.side is not None and abs(truth.side_m) >= SIDE_CLEAR_M:
            sides.append(verdict.side * truth.side_m > 0)
    point, load = (float(np.mean(right[is_load])) for is_load in (False, True))
    return {
        "seed": SEED,
        "net_cps": NET_CPS,
        "point_right": _part(right[False]),
        "load_right": _part(right[True]),
        "balanced_accuracy": round((point + load) / 2, 4),
        "misplaced_m": {
            name: round(float(np.quantile(misplaced_m, part)), 2)
            for name, part in (("median", 0.5), ("p95", 0.95))
        },
        f"side_right_from_{SIDE_CLEAR_M}_m": _part(sides),
    }


def _judged(random: np.random.Generator, *, is_load: bool) -> tuple[Truth, Any]:
    from app.radiation.verdict import assess_occupancy
    from devices.emulators.physics import rates_of
    from devices.emulators.vehicles import Load, Source, Vehicle

    length_m = float(random.uniform(*LORRY_LENGTHS_M))
    at_m = float(random.uniform(0.1, 0.9)) * length_m
    side_m = float(random.uniform(-SIDE_MAX_M, SIDE_MAX_M))
    vehicle = Vehicle(
        plate="simulated",
        jurisdiction="XX",
        length_m=length_m,
        speed_kmh=float(random.uniform(*LORRY_KMH)),
        suppression=float(random.uniform(0, SUPPRESSION_MAX)),
        load=Load.NORM if is_load else Load.NONE,
        source=None if is_load else Source(nuclide="Cs-137", net_cps=NET_CPS, at_m=at_m),
        net_cps=NET_CPS if is_load else 0.0,
    )
    last = int(np.ceil(length_m / vehicle.speed_m_per_s / INTERVAL_S)) + HOLD_IN
    rates = rates_of(
        vehicle,
        np.asarray((np.arange(-LEAD, last) + 0.5) * INTERVAL_S, dtype=np.float64),
        background_cps=BACKGROUND_CPS,
        neutron_cps=5.0,
        side_m=side_m,
    )
    counts = random.poisson(rates.gamma_cps * INTERVAL_S)
    truth = Truth(is_load=is_load, at_m=at_m, side_m=side_m)
    return truth, assess_occupancy(_occupancy(random, counts, vehicle.speed_m_per_s))


def _occupancy(random: np.random.Generator, counts: Any, speed_m_per_s: float) -> Any:
    from app.domain.occupancy import CountProfile, Occupancy, Radiation
    from devices.emulators.passages import AT, PANELS, READINGS

    profile = CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=INTERVAL_S,
        counts=tuple(map(int, counts.sum(axis=1))),
        background_cps=float(random.poisson(BACKGROUND_CPS, READINGS).mean()),
        panels=tuple(tuple(map(int, panel)) for panel in counts.T),
        panel_names=PANELS,
        lead_intervals=LEAD,
        background_readings=READINGS,
    )
    return Occupancy(
        lane="simulated",
        sequence=1,
        opened_at=AT,
        closed_at=AT,
        profiles=(profile,),
        alarms=frozenset(),
        speed_m_per_s=speed_m_per_s,
    )


def _part(right: list[bool]) -> dict[str, Any]:
    return {
        "part": round(sum(right) / max(len(right), 1), 4),
        "interval_95": interval_95(sum(right), len(right)),
        "of": len(right),
    }
