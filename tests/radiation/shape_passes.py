"""Passages of which the shape is to be told, on which its numbers were set: all simulated.

Vehicles have the geometry of `road_pass`; a person walks through alone. The validation is another
generator (`app.cli.bench_shapes` in the emulator's lane).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.occupancy import Occupancy, ProfileShape
from tests.radiation.passes import (
    DRIFT,
    INTERVAL_S,
    LEAD,
    PANELS,
    Place,
    Recipe,
    _asymmetry,
    _occupancy,
    _seen,
    driven,
    road_pass,
)

Array = NDArray[np.floating[Any]]
BACKGROUND_CPS = 1000.0
APART_MIN_M = 4.5
"""Sources nearer to each other are seen as one."""


def shaped_pass(random: np.random.Generator, shape: ProfileShape, net_cps: float) -> Occupancy:
    """A passage of that shape; `net_cps` is the highest rate of the load or of either source."""
    if shape in {ProfileShape.POINT, ProfileShape.DISTRIBUTED}:
        spread = shape is ProfileShape.DISTRIBUTED
        recipe = Recipe(net_cps=net_cps, distributed=spread, background_cps=BACKGROUND_CPS)
        return road_pass(random, recipe)[0]
    if shape is ProfileShape.PERSON:
        return _walk(random, net_cps)
    return _two(random, net_cps)


def _walk(random: np.random.Generator, net_cps: float) -> Occupancy:
    length_m, speed = random.uniform(0.3, 0.6), random.uniform(0.7, 1.7)
    intervals = int(np.ceil((length_m / speed + random.choice([0.0, 2.0])) / INTERVAL_S))
    front_m = (np.arange(-LEAD, max(intervals, 1)) + 0.5) * INTERVAL_S * speed
    shadow = random.uniform(0, 0.02) * np.exp(-0.5 * (front_m / 0.8) ** 2)
    seen = _shares(front_m - length_m / 2, Place(random.uniform(-0.7, 0.7), 1.1))
    return _made(random, shadow, net_cps * seen, speed)


def _two(random: np.random.Generator, net_cps: float) -> Occupancy:
    length_m, speed = random.uniform(9, 23), random.uniform(1.2, 4.0)
    front_m, shadow = driven(random, length_m, speed)
    first_m = random.uniform(0.1 * length_m, 0.9 * length_m - APART_MIN_M)
    second_m = random.uniform(first_m + APART_MIN_M, 0.9 * length_m)
    seen = sum(
        part * _shares(front_m - at_m, Place(random.uniform(-0.9, 0.9), random.uniform(0.5, 2.6)))
        for at_m, part in ((first_m, 1.0), (second_m, random.uniform(0.5, 1.0)))
    )
    return _made(random, shadow, net_cps * np.asarray(seen), speed)


def _shares(past_m: Array, place: Place) -> Array:
    return np.asarray(_seen(past_m, place) / _seen(np.zeros(1), place).sum())


def _made(random: np.random.Generator, shadow: Array, net: Array, speed: float) -> Occupancy:
    shares = random.normal(1.0, 0.06, size=PANELS)
    shadows = shadow * (1 + _asymmetry(random))[:, None]
    level = BACKGROUND_CPS * (1 + random.normal(0, DRIFT)) / shares.sum() * shares[:, None]
    return _occupancy(random, level * (1 - shadows) + net, BACKGROUND_CPS, speed, lead=LEAD)
