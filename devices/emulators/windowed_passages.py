"""Simulated passages through a portal with energy windows, to validate the window test.

The vehicles are those of the emulator's lane. A shadow holds rays back by a depth of matter, so
that each window keeps its own power of what the sum keeps; now and then scatter makes up for it.
Windows are those of annex D of ANSI N42.42: two that touch, and the whole. Nothing was ever tuned
on them.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.domain.occupancy import EnergyWindow
from devices.emulators.passages import (
    BACKGROUND_CPS,
    DRIFT,
    INTERVAL_S,
    LEAD,
    READINGS,
    Passage,
    counted_passage,
    lane_vehicle,
    times_of,
)
from devices.emulators.physics import rates_of
from devices.emulators.vehicles import Load, Vehicle

Array = NDArray[np.float64]

PARTS_KEV = ((0.0, 100.0), (100.0, 400.0), (400.0, 3000.0))
WHOLE_KEV = (0.0, 3000.0)
BACKGROUND_SHARES = np.array([0.26, 0.47, 0.27])
HELD_BACK = np.array([1.25, 1.0, 0.75])
"""How much matter seems to lie before each window, beside the mean of all."""

SOFT_SOURCES = (np.array([0.93, 0.07, 0.0]), np.array([0.6, 0.4, 0.0]), np.array([0.3, 0.69, 0.01]))
"""As 60 keV, as 122 to 140 keV behind some matter, as 186 keV."""

HARD_SOURCE = np.array([0.16, 0.52, 0.32])
"""As 662 keV in plastic: nearly as the background, so windows hardly help."""

NORM = np.array([0.23, 0.47, 0.30])
SHARE_DRIFT = 0.004


def soft_passage(random: np.random.Generator, net_cps: float, suppression_max: float) -> Passage:
    """A vehicle with a low-energy source of one of three kinds."""
    energies = SOFT_SOURCES[random.integers(len(SOFT_SOURCES))]
    return _passage(random, lane_vehicle(random, net_cps, suppression_max), energies)


def hard_passage(random: np.random.Generator, net_cps: float, suppression_max: float) -> Passage:
    """A vehicle with a source whose energies are much as the background's."""
    return _passage(random, lane_vehicle(random, net_cps, suppression_max), HARD_SOURCE)


def norm_passage(random: np.random.Generator, net_cps: float, suppression_max: float) -> Passage:
    """A vehicle with a load of tiles, fertiliser or the like."""
    vehicle = lane_vehicle(random, 0.0, suppression_max)
    return _passage(random, replace(vehicle, load=Load.NORM, net_cps=net_cps), NORM)


def _passage(random: np.random.Generator, vehicle: Vehicle, energies: Array) -> Passage:
    times_s = times_of(vehicle)
    side_m = random.uniform(-0.9, 0.9)

    def sum_cps(of: Vehicle) -> Array:
        rates = rates_of(of, times_s, background_cps=1.0, neutron_cps=0.0, side_m=side_m)
        return np.asarray(rates.gamma_cps.sum(axis=1), dtype=np.float64)

    kept = np.clip(sum_cps(replace(vehicle, source=None, load=Load.NONE)), 1e-3, None)
    net_cps = sum_cps(vehicle) - kept
    scatter = random.uniform(0.0, 1.2)
    powers = 1 + scatter * (HELD_BACK - 1)
    wander = (1 + random.normal(0, DRIFT)) * (1 + random.normal(0, SHARE_DRIFT, size=3))
    background = BACKGROUND_CPS * BACKGROUND_SHARES * wander * kept[:, None] ** powers
    rates = background + np.outer(net_cps, energies / energies.sum())
    counts = random.poisson(rates * INTERVAL_S)
    readings = random.poisson(BACKGROUND_CPS * BACKGROUND_SHARES, size=(READINGS, 3))
    total, speed = counts.sum(axis=1)[:, None], vehicle.speed_m_per_s
    passage = counted_passage(total, readings.sum(axis=1), speed, lead=LEAD)
    columns = [*counts.T, counts.sum(axis=1)]
    known_cps = [*readings.mean(axis=0), readings.sum(axis=1).mean()]
    windows = tuple(
        EnergyWindow(
            low_kev=low,
            high_kev=high,
            counts=tuple(map(int, column)),
            background_cps=float(cps),
        )
        for (low, high), column, cps in zip(
            (*PARTS_KEV, WHOLE_KEV), columns, known_cps, strict=True
        )
    )
    [profile] = passage.occupancy.profiles
    return replace(
        passage,
        occupancy=replace(passage.occupancy, profiles=(replace(profile, windows=windows),)),
    )
