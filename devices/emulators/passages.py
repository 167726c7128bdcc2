"""Simulated passages with a known truth, for the alarm benchmark. Nothing was ever tuned on them.

`plain_passage` is the toy model of the literature: a shadow of plain shape and a Gaussian bump in a
passage of eight seconds, at the speed that makes the bump so wide. `lane_passage` is this
emulator's lane: four panels, vehicles of five classes at the speeds of a lane, a source anywhere in
them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from app.domain.occupancy import CountProfile, Occupancy, Radiation
from devices.emulators.physics import rates_of
from devices.emulators.vehicles import Source, Vehicle

Array = NDArray[np.float64]

INTERVAL_S = 0.2
READINGS = 10
"""What is left of a minute of background readings without the highest and the lowest."""

NEUTRON_READINGS = 118
LEAD, HOLD_IN = 5, 10
DRIFT = 0.006
PLAIN_SPEED_M_PER_S = 1.85
"""A bump of 2 s is a point between pillars 4.8 m apart that passes at this speed."""

SPEED_ERROR = 0.05
BACKGROUND_CPS = 1000.0
NEUTRON_CPS = 5.0
PANELS = ("ML", "MU", "SL", "SU")
AT = datetime(2026, 1, 1, tzinfo=UTC)

# Lengths in metres and speeds in km/h of cars, vans, lorries, articulated lorries and buses.
CLASSES = (
    ((3.8, 5.2), (8, 15)),
    ((5.0, 7.0), (8, 15)),
    ((7.0, 10.0), (6, 12)),
    ((14.0, 22.0), (5, 10)),
    ((10.0, 14.0), (5, 10)),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """An occupancy and the background reading of one second that a monitor would compare with."""

    occupancy: Occupancy
    latest_background: int


Maker = Callable[[np.random.Generator, float, float], Passage]
"""Makes a passage of a source's highest net rate and the deepest shadow."""


def plain_passage(random: np.random.Generator, net_cps: float, suppression_max: float) -> Passage:
    """Eight seconds: half an ellipse, a cosine or a trapezoid of 3 to 7 s, and 2 s of a source."""
    times_s = (np.arange(40) + 0.5) * INTERVAL_S
    width_s = random.uniform(3, 7)
    middle_s = random.uniform(width_s / 2, 8 - width_s / 2)
    u = (times_s - middle_s) / (width_s / 2)
    ellipse = np.sqrt(np.clip(1 - u**2, 0, None))
    cosine = np.where(np.abs(u) < 1, 0.5 * (1 + np.cos(np.pi * u)), 0.0)
    trapezoid = np.clip((1 - np.abs(u)) / 0.25, 0, 1)
    shape = (ellipse, cosine, trapezoid)[random.integers(3)]
    shadow = random.uniform(0, suppression_max) * shape
    seen = np.exp(-4 * np.log(2) * ((times_s - random.uniform(2, 6)) / 2) ** 2)
    rate = BACKGROUND_CPS * (1 - shadow) + net_cps * seen
    speed = float(random.normal(PLAIN_SPEED_M_PER_S, SPEED_ERROR * PLAIN_SPEED_M_PER_S))
    return _passage(random, random.poisson(rate * INTERVAL_S)[:, None], speed, lead=0)


def speedless_passage(
    random: np.random.Generator, net_cps: float, suppression_max: float
) -> Passage:
    """A plain passage whose speed line was lost."""
    passage = plain_passage(random, net_cps, suppression_max)
    return replace(passage, occupancy=replace(passage.occupancy, speed_m_per_s=None))


def lane_passage(random: np.random.Generator, net_cps: float, suppression_max: float) -> Passage:
    """A vehicle of one of five classes through the emulator's lane, counted by four panels."""
    vehicle = lane_vehicle(random, net_cps, suppression_max)
    rates = rates_of(
        vehicle,
        times_of(vehicle),
        background_cps=BACKGROUND_CPS * (1 + random.normal(0, DRIFT)),
        neutron_cps=NEUTRON_CPS,
        side_m=random.uniform(-0.9, 0.9),
    )
    counts = random.poisson(rates.gamma_cps * INTERVAL_S)
    return _passage(random, counts, vehicle.speed_m_per_s, lead=LEAD)


def lane_vehicle(random: np.random.Generator, net_cps: float, suppression_max: float) -> Vehicle:
    """A vehicle of one of five classes, with a source anywhere in it."""
    lengths, speeds = CLASSES[random.integers(len(CLASSES))]
    length_m = random.uniform(*lengths)
    at_m = float(random.uniform(0.1, 0.9)) * length_m
    return Vehicle(
        plate="simulated",
        jurisdiction="XX",
        length_m=length_m,
        speed_kmh=random.uniform(*speeds),
        suppression=random.uniform(0, suppression_max),
        source=Source(nuclide="Cs-137", net_cps=net_cps, at_m=at_m) if net_cps else None,
    )


def times_of(vehicle: Vehicle) -> Array:
    """The middles of the intervals of a passage, from before it until the hold-in ends."""
    last = int(np.ceil(vehicle.length_m / vehicle.speed_m_per_s / INTERVAL_S)) + HOLD_IN
    return np.asarray((np.arange(-LEAD, last) + 0.5) * INTERVAL_S, dtype=np.float64)


def one_panel_passage(random: np.random.Generator, rate_cps: Array, speed: float) -> Passage:
    """Counts of the sum of all panels at these rates, without a lead."""
    return _passage(random, random.poisson(rate_cps * INTERVAL_S)[:, None], speed, lead=0)


def neutron_passage(random: np.random.Generator, net_cps: float, _: float) -> Passage:
    """Ten seconds on a background of 5 neutrons a second, with a source for two of them."""
    rate_cps = np.full(10, NEUTRON_CPS)
    rate_cps[4:6] += net_cps
    profile = CountProfile(
        radiation=Radiation.NEUTRON,
        interval_s=1.0,
        counts=tuple(int(count) for count in random.poisson(rate_cps)),
        background_cps=float(random.poisson(NEUTRON_CPS * NEUTRON_READINGS) / NEUTRON_READINGS),
        background_readings=NEUTRON_READINGS,
    )
    return Passage(_occupancy(profile, None), int(random.poisson(NEUTRON_CPS)))


def _passage(
    random: np.random.Generator, counts: NDArray[np.int64], speed: float | None, *, lead: int
) -> Passage:
    """Counts are (intervals, panels)."""
    return counted_passage(counts, random.poisson(BACKGROUND_CPS, READINGS), speed, lead=lead)


def counted_passage(
    counts: NDArray[np.int64], readings: NDArray[np.int64], speed: float | None, *, lead: int
) -> Passage:
    """Counts are (intervals, panels), readings one number of background per second."""
    panels = tuple(tuple(int(count) for count in panel) for panel in counts.T)
    profile = CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=INTERVAL_S,
        counts=tuple(int(count) for count in counts.sum(axis=1)),
        background_cps=float(readings.mean()),
        panels=panels if len(panels) > 1 else (),
        panel_names=PANELS if len(panels) > 1 else (),
        lead_intervals=lead,
        background_readings=READINGS,
    )
    return Passage(_occupancy(profile, speed), int(readings[-1]))


def _occupancy(profile: CountProfile, speed: float | None) -> Occupancy:
    return Occupancy(
        lane="simulated",
        sequence=1,
        opened_at=AT,
        closed_at=AT,
        profiles=(profile,),
        alarms=frozenset(),
        speed_m_per_s=speed,
    )
