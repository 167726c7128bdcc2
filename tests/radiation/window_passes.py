"""Simulated passages through a portal with energy windows, on which the window test was set.

The geometry is that of `road_pass`. The background has shares of its own in each passage; a shadow
takes more of the soft windows than of the hard ones, or seldom less. A low-energy source lies in
the softest window mostly; a NORM load shares its counts much as the background does. The
validation is another generator (`devices.emulators.windowed_passages`). All is simulated.
"""

from enum import Enum, auto
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.occupancy import CountProfile, EnergyWindow, Occupancy, Radiation
from tests.radiation.passes import INTERVAL_S, LEAD, READINGS, driven, gamma_occupancy

Array = NDArray[np.floating[Any]]
EDGES_KEV = (20.0, 120.0, 500.0, 3000.0)
BACKGROUND_SHARES = np.array([0.33, 0.45, 0.22])
SOFTNESS = np.array([1.0, 0.0, -1.0])
SOFT_SOURCE = np.array([0.85, 0.14, 0.01])
DRIFT = 0.006
"""How far the background wanders between its average and the passage; its shares half as far."""


class Holds(Enum):
    """What a vehicle carries."""

    NOTHING = auto()
    SOFT_SOURCE = auto()
    NORM = auto()


def windowed_pass(
    random: np.random.Generator, holds: Holds, net_cps: float = 0.0, background: float | None = None
) -> Occupancy:
    """A vehicle that drives through; its load is behind the first quarter, a source anywhere."""
    background = background or float(np.exp(random.uniform(np.log(300), np.log(3000))))
    length_m = random.uniform(14, 23) if random.random() < 0.6 else random.uniform(4, 8)
    speed = random.uniform(1.2, 4.0)
    front_m, shadow = driven(random, length_m, speed)
    shares = BACKGROUND_SHARES * np.exp(random.normal(0, 0.1, size=3))
    shares /= shares.sum()
    hardening = random.uniform(-0.15, 0.5)
    held = np.clip(shadow[:, None] * (1 + hardening * SOFTNESS), 0, 1)
    drift = random.normal(0, DRIFT) + random.normal(0, DRIFT / 2, size=3)
    rates = background * (1 + drift) * shares * (1 - held)
    if holds is not Holds.NOTHING:
        first_m = 0.25 * length_m if holds is Holds.NORM else random.uniform(0.1, 0.9) * length_m
        along = np.arange(first_m, length_m, 0.5) if holds is Holds.NORM else np.array([first_m])
        seen = (2.4 / ((front_m[:, None] - along) ** 2 + 2.4**2) ** 1.5).sum(axis=1)
        energies = SOFT_SOURCE if holds is Holds.SOFT_SOURCE else shares * [0.9, 1.02, 1.1]
        rates = rates + net_cps * np.outer(seen / seen.max(), energies / energies.sum())
    known = random.poisson(background * shares * READINGS) / READINGS
    return _occupancy(random.poisson(rates * INTERVAL_S), known, speed)


def _occupancy(counts: NDArray[np.int64], known_cps: Array, speed: float) -> Occupancy:
    """Counts are (intervals, windows)."""
    windows = tuple(
        EnergyWindow(low_kev=low, high_kev=high, counts=tuple(map(int, column)), background_cps=cps)
        for low, high, column, cps in zip(
            EDGES_KEV[:-1], EDGES_KEV[1:], counts.T, map(float, known_cps), strict=True
        )
    )
    profile = CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=INTERVAL_S,
        counts=tuple(map(int, counts.sum(axis=1))),
        background_cps=float(known_cps.sum()),
        lead_intervals=LEAD,
        background_readings=READINGS,
        windows=windows,
    )
    return gamma_occupancy(profile, speed)
