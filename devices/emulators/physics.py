"""Expected count rates of a lane: background, a vehicle's shadow, sources and radioactive loads.

Everything is simulated. A panel sees a point at distance r with d / r**3, the inverse square times
the cosine of the angle, d being the panel's distance from the line on which the point travels.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from devices.emulators.vehicles import Follower, Load, Vehicle

Array = NDArray[np.float64]

PANELS_Y_M = np.array([-2.4, -2.4, 2.4, 2.4])
PANELS_Z_M = np.array([0.9, 2.6, 0.9, 2.6])
PANEL_SHARES = np.array([0.262, 0.238, 0.255, 0.245])
LOAD_Z_M = 1.4
STEP_M = 0.25
CAB_M = 3.0
COUPLING_M = 1.2
SKY_M = 1.2
"""How far along the lane a panel sees the ground and sky that a vehicle hides from it."""

ARTICULATED_FROM_M = 9.0


@dataclass(frozen=True, slots=True)
class Rates:
    """Expected counts per second, per interval and panel: (intervals, 4)."""

    gamma_cps: Array
    neutron_cps: Array


def rates_of(
    vehicle: Vehicle, times_s: Array, *, background_cps: float, neutron_cps: float, side_m: float
) -> Rates:
    """Rates at `times_s`, counted from the moment when the front reaches the panels."""
    front_m = _front_m(vehicle, times_s)
    shadow = _shadow(vehicle, front_m)[:, None] * np.array(vehicle.panel_shadows)
    if vehicle.follower is not None:
        shadow = shadow + _shadow_behind(vehicle, vehicle.follower, front_m)[:, None]
    gamma = background_cps * PANEL_SHARES * np.clip(1.0 - shadow, 0.0, None)
    neutron = np.tile(neutron_cps * PANEL_SHARES, (len(times_s), 1))
    source = vehicle.source
    if source is not None:
        across_m = side_m if source.side_m is None else source.side_m
        seen = _response(front_m - source.at_m, across_m, source.height_m)
        gamma = gamma + source.net_cps * seen
        neutron = neutron + source.neutron_cps * seen
    if vehicle.load is Load.NORM:
        gamma = gamma + vehicle.net_cps * _spread(vehicle, front_m)
    return Rates(gamma, neutron)


def _front_m(vehicle: Vehicle, times_s: Array) -> Array:
    """How far the front is beyond the panels at each time; it stands still during a halt."""
    front_m = vehicle.speed_m_per_s * times_s
    for halt in sorted(vehicle.halts, key=lambda halt: halt.front_m):
        stood_m = np.clip(front_m - halt.front_m, 0.0, halt.seconds * vehicle.speed_m_per_s)
        front_m = front_m - stood_m
    return np.asarray(front_m, dtype=np.float64)


def _shadow_behind(vehicle: Vehicle, behind: Follower, front_m: Array) -> Array:
    second = replace(
        vehicle, length_m=behind.length_m, suppression=behind.suppression, follower=None
    )
    return _shadow(second, front_m - vehicle.length_m - behind.gap_m)


def _response(past_m: Array, side_m: float, height_m: float = LOAD_Z_M) -> Array:
    """Share of each panel for a point `past_m` beyond the panels, the highest sum being 1."""
    across_m = np.abs(PANELS_Y_M - side_m)
    up_m = PANELS_Z_M - height_m

    def seen(x_m: Array) -> Array:
        r_m = np.sqrt(x_m[:, None] ** 2 + across_m**2 + up_m**2)
        return np.asarray(across_m / r_m**3, dtype=np.float64)

    peak = float(seen(np.zeros(1)).sum())
    return seen(past_m) / peak


def _spread(vehicle: Vehicle, front_m: Array) -> Array:
    """Share of each panel for a load spread evenly behind the cab, the highest sum being 1."""
    first_m, last_m = _cargo_m(vehicle)
    places_m = np.arange(first_m, last_m, STEP_M)
    total = sum(_response(front_m - place_m, 0.0) for place_m in places_m)
    peak = sum(_response(np.array([(first_m + last_m) / 2 - place_m]), 0.0) for place_m in places_m)
    return np.asarray(total / float(np.sum(peak)), dtype=np.float64)


def _cargo_m(vehicle: Vehicle) -> tuple[float, float]:
    if vehicle.length_m < ARTICULATED_FROM_M:
        return vehicle.length_m * 0.4, vehicle.length_m
    return CAB_M + COUPLING_M, vehicle.length_m


def _shadow(vehicle: Vehicle, front_m: Array) -> Array:
    """The part of its background that each moment's vehicle hides from the panels."""
    places_m = np.arange(0.0, vehicle.length_m, STEP_M)
    first_m, _ = _cargo_m(vehicle)
    density = np.where(places_m < first_m, 0.75, 1.0)
    if vehicle.length_m >= ARTICULATED_FROM_M:
        density[(places_m > CAB_M) & (places_m < first_m)] = 0.35
    x_m = front_m[:, None] - places_m[None, :]
    view = np.exp(-0.5 * (x_m / SKY_M) ** 2) * STEP_M / (SKY_M * np.sqrt(2 * np.pi))
    return np.asarray(vehicle.suppression * (view * density).sum(axis=1), dtype=np.float64)
