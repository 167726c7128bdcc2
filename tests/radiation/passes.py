"""Simulated passages with a known truth, made in two ways that know nothing of each other.

`road_passes` is the variant on which the verdict's numbers were set: vehicles with cab, coupling
and trailer, whose shadow is what they hide along the lane. `lab_passes` is the variant on which
the figures are reported: shadows and bumps of plain shapes in a passage of eight seconds, as in the
literature's toy model. Everything here is simulated.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.occupancy import CountProfile, Occupancy, Radiation
from tests.builders import OPENED_AT

Array = NDArray[np.floating[Any]]
INTERVAL_S = 0.2
READINGS = 10
LEAD = 5
DRIFT = 0.006
PANEL_NAMES = ("ML", "MU", "SL", "SU")
PANELS = len(PANEL_NAMES)
SIDES = np.array([-1.0, -1.0, 1.0, 1.0])
HEIGHTS = np.array([-1.0, 1.0, -1.0, 1.0])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source is in the cross-section: from the middle to the slave pillar, and up."""

    side_m: float
    up_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a passage is made of."""

    net_cps: float = 0.0
    distributed: bool = False
    suppression_max: float = 0.2
    background_cps: float | None = None


Maker = Callable[[np.random.Generator, Recipe], tuple[Occupancy, float | None]]


def road_pass(random: np.random.Generator, recipe: Recipe) -> tuple[Occupancy, float | None]:
    """A vehicle that drives through, and the metre at which its source is."""
    background = recipe.background_cps or float(np.exp(random.uniform(np.log(300), np.log(3000))))
    articulated = random.random() < 0.7
    length_m = random.uniform(14, 23) if articulated else random.uniform(4, 8)
    speed = random.uniform(1.2, 4.0)
    hold_s = random.choice([0.0, 2.0])
    intervals = int(np.ceil((length_m / speed + hold_s) / INTERVAL_S))
    times_s = (np.arange(-LEAD, intervals) + 0.5) * INTERVAL_S
    front_m = times_s * speed
    places_m = np.arange(0, length_m, 0.25)
    density = random.uniform(0.5, 1.0, size=3)[np.digitize(places_m, [3.0, 4.3])]
    if not articulated:
        density = random.uniform(0.5, 1.0) * np.ones_like(places_m)
    reach_m = random.uniform(0.7, 1.8)
    apart_m = front_m[:, None] - places_m
    view = np.exp(-0.5 * (apart_m / reach_m) ** 2) * 0.25 / (reach_m * np.sqrt(2 * np.pi))
    shadow = random.uniform(0, recipe.suppression_max) * (view * density).sum(axis=1)
    place = Place(random.uniform(-0.9, 0.9), random.uniform(0.5, 2.6))
    at_m = random.uniform(0.15, 0.9) * length_m
    if recipe.distributed:
        first_m = 4.5 if articulated else 0.3 * length_m
        seen = sum(_seen(front_m - m, place) for m in np.arange(first_m, length_m, 0.5))
        seen = np.asarray(seen) / np.max(np.sum(seen, axis=0))
    else:
        seen = _seen(front_m - at_m, place) / _seen(np.zeros(1), place).sum()
    shares = random.normal(1.0, 0.06, size=PANELS)
    shadows = shadow * (1 + _asymmetry(random))[:, None]
    level = background * (1 + random.normal(0, DRIFT)) / shares.sum() * shares[:, None]
    rates = level * (1 - shadows) + recipe.net_cps * seen
    return _occupancy(random, rates, background, speed, lead=LEAD), at_m


def _asymmetry(random: np.random.Generator) -> Array:
    """How much deeper each panel's shadow is than the mean of all, as a part of it."""
    side, height = random.normal(0, 0.15), random.normal(0, 0.15)
    return np.asarray(side * SIDES + height * HEIGHTS)


def lab_pass(random: np.random.Generator, recipe: Recipe) -> tuple[Occupancy, float | None]:
    """Eight seconds with a plain shadow, and a Gaussian bump of 2 s; no speed is known."""
    background = recipe.background_cps or 1000.0
    times_s = (np.arange(40) + 0.5) * INTERVAL_S
    width_s = random.uniform(3, 7)
    middle_s = random.uniform(width_s / 2, 8 - width_s / 2)
    u = (times_s - middle_s) / (width_s / 2)
    ellipse = np.sqrt(np.clip(1 - u**2, 0, None))
    cosine = np.where(np.abs(u) < 1, 0.5 * (1 + np.cos(np.pi * u)), 0.0)
    trapezoid = np.clip((1 - np.abs(u)) / 0.25, 0, 1)
    shape = (ellipse, cosine, trapezoid)[random.integers(3)]
    shadow = random.uniform(0, recipe.suppression_max) * shape
    at_s = random.uniform(2, 6)
    if recipe.distributed:
        seen = np.clip((1 - np.abs(u)) / 0.35, 0, 1)
    else:
        seen = np.exp(-4 * np.log(2) * ((times_s - at_s) / 2) ** 2)
    rate = background * (1 - shadow) + recipe.net_cps * seen
    return _occupancy(random, rate[None, :], background, None, lead=0), at_s


def _seen(past_m: Array, place: Place) -> Array:
    """What each panel sees of a point, (panels, times), in any unit."""
    across_m = 2.4 - SIDES[:, None] * place.side_m
    up_m = np.where(HEIGHTS > 0, 2.6, 0.9)[:, None] - place.up_m
    return np.asarray(across_m / (past_m**2 + across_m**2 + up_m**2) ** 1.5)


def _occupancy(
    random: np.random.Generator,
    rates_cps: Array,
    background_cps: float,
    speed: float | None,
    *,
    lead: int,
) -> Occupancy:
    """Rates are (panels, intervals); the rates of one row are those of all panels together."""
    measured = random.poisson(background_cps * READINGS) / READINGS
    panels = random.poisson(rates_cps * INTERVAL_S)
    profile = CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=INTERVAL_S,
        counts=tuple(int(count) for count in panels.sum(axis=0)),
        panels=tuple(tuple(map(int, panel)) for panel in panels) if len(panels) > 1 else (),
        panel_names=PANEL_NAMES if len(panels) > 1 else (),
        background_cps=float(measured),
        lead_intervals=lead,
        background_readings=READINGS,
    )
    return gamma_occupancy(profile, speed)


def gamma_occupancy(profile: CountProfile, speed: float | None) -> Occupancy:
    """A passage of which only gamma was counted."""
    return Occupancy(
        lane="L03",
        sequence=1,
        opened_at=OPENED_AT,
        closed_at=OPENED_AT,
        profiles=(profile,),
        alarms=frozenset(),
        speed_m_per_s=speed,
    )


def driven(random: np.random.Generator, length_m: float, speed: float) -> tuple[Array, Array]:
    """Where the front of a vehicle with cab, coupling and trailer is, and how much it shadows."""
    intervals = int(np.ceil((length_m / speed + random.choice([0.0, 2.0])) / INTERVAL_S))
    front_m = (np.arange(-LEAD, intervals) + 0.5) * INTERVAL_S * speed
    places_m = np.arange(0, length_m, 0.25)
    reach_m = random.uniform(0.7, 1.8)
    view = np.exp(-0.5 * ((front_m[:, None] - places_m) / reach_m) ** 2)
    view *= 0.25 / (reach_m * np.sqrt(2 * np.pi))
    density = random.uniform(0.5, 1.0, size=3)[np.digitize(places_m, [3.0, 4.3])]
    return front_m, random.uniform(0, 0.2) * (view * density).sum(axis=1)


def neutron_pass(random: np.random.Generator, net_cps: float) -> Occupancy:
    """Ten seconds on a background of 5 neutrons a second, with a source for two of them."""
    rate_cps = np.full(10, 5.0)
    rate_cps[4:6] += net_cps
    measured = random.poisson(5.0 * READINGS) / READINGS
    profile = CountProfile(
        radiation=Radiation.NEUTRON,
        interval_s=1.0,
        counts=tuple(int(count) for count in random.poisson(rate_cps)),
        background_cps=float(measured),
        background_readings=READINGS,
    )
    return Occupancy(
        lane="L03",
        sequence=1,
        opened_at=OPENED_AT,
        closed_at=OPENED_AT,
        profiles=(profile,),
        alarms=frozenset(),
    )
