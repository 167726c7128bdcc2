"""When a scenario's vehicles come."""

from collections.abc import Iterator

from devices.emulators.monitor import GAMMA_INTERVAL_S, HOLD_IN
from devices.emulators.vehicles import Scenario, Vehicle

GAP_MIN_S = 12.0
"""Two background readings at least separate two vehicles."""

APPROACH_S = 8.0
"""From the plate reader to the portal."""

SCAN_AFTER_S = 20.0
SPECTRUM_AFTER_S = 45.0
TAIL_S = 12.0
"""Backgrounds go on this long after the last vehicle."""


def gap_s(vehicle: Vehicle) -> float:
    """How long the lane is vacant before `vehicle`."""
    return max(vehicle.gap_s, GAP_MIN_S)


def occupied_s(vehicle: Vehicle) -> float:
    """How long `vehicle` occupies the portal."""
    return vehicle.transit_s + HOLD_IN * GAMMA_INTERVAL_S


def arrivals_s(scenario: Scenario) -> Iterator[float]:
    """When each vehicle reaches the portal, in seconds after the start, if nothing is late."""
    at_s = scenario.warm_up_s
    for vehicle in scenario.vehicles:
        at_s += gap_s(vehicle)
        yield at_s
        at_s += occupied_s(vehicle)
