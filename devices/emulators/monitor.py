"""A simulated portal monitor: counts by chance, and the vendor's own alarm rule on them.

Lines are made here without any socket, so that a log can be written as well as spoken.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from devices.emulators.physics import PANEL_SHARES, rates_of
from devices.emulators.vehicles import Fault, Vehicle

GAMMA_INTERVAL_S = 0.2
NEUTRON_EVERY = 5
BACKGROUND_EVERY_S = 5.0
INTERVALS, HOLD_IN, N_SIGMA = 5, 10, 7.0
LEAD_INTERVALS = 5
LOW_LIMIT, HIGH_LIMIT = 90, 660
NEUTRON_CHANCE = 1e-6
BEAMS_M = 0.3048
MPH_IN_M_PER_S = 0.44704
GARBLED_LINES = 4

Counts = NDArray[np.int64]

SETUP = (
    f"SG1,{HIGH_LIMIT:06d},{LOW_LIMIT:06d},{INTERVALS:02d},{HOLD_IN:02d},{N_SIGMA:04.1f},P",
    "SG2,4,0.073,5.000,0,SUM,EMULATED",
    "SG3,0.073,5.000,120,05.0,EMULATED",
    "SN1,000040,000030,000001,04.0,000002,000120",
    "SN2,0.500,5.000,0.500,5.000",
)


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A line and when it is due, in seconds after the presence sensor trips."""

    due_s: float
    line: bytes


@dataclass(slots=True)
class Passed:
    """What really happened while a vehicle passed, for the truth file."""

    gamma_alarm: bool = False
    neutron_alarm: bool = False
    lines: int = 0
    garbled: int = 0
    gx: bool = False


class Monitor:
    """Counts at one lane. The same seed counts the same."""

    def __init__(
        self,
        seed: int,
        *,
        background_cps: float = 1000.0,
        neutron_cps: float = 8.0,
        panel_gains: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0),
    ) -> None:
        self._random = np.random.default_rng(seed)
        self._mean_cps = background_cps
        self._background_cps = background_cps
        self._neutron_cps = neutron_cps
        self._latest_gamma = round(background_cps)
        self._neutron_sum, self._neutron_readings = neutron_cps, 1
        self._occupancies = 0
        self._gains = np.array(panel_gains)
        self.gamma_low = False
        self.gamma_high = self.neutron_high = False
        self.rain = 1.0
        """Rain washes radon's daughters out of the air: the background times this."""

    def background(self) -> list[bytes]:
        """The two lines of a vacant lane; call every five seconds."""
        pull = 0.01 * (self._mean_cps - self._background_cps)
        self._background_cps += pull + self._random.normal(0.0, 0.002 * self._mean_cps)
        rates = self._background_cps * self.rain * PANEL_SHARES * self._gains
        if self.gamma_low or self.gamma_high:
            rates = rates * np.array([0.08 if self.gamma_low else 4.0, 1.0, 1.0, 1.0])
        gamma = self._random.poisson(rates)
        neutron = self._random.poisson(self._neutron_cps * PANEL_SHARES)
        self._neutron_sum += int(neutron.sum())
        self._neutron_readings += 1
        tag = "GL" if self.gamma_low else "GH" if self.gamma_high else "GB"
        if tag == "GB":
            self._latest_gamma = int(gamma.sum())
        return [_counts("NH" if self.neutron_high else "NB", neutron), _counts(tag, gamma)]

    def passage(self, vehicle: Vehicle, passed: Passed) -> Iterator[TimedLine]:
        """All lines of one occupancy in order; what is true of it is noted in `passed`."""
        lines = list(self._lines(vehicle, passed))
        if vehicle.fault is Fault.GARBLED:
            lines = self._garbled(lines, passed)
        passed.lines = len(lines)
        return iter(lines)

    def _lines(self, vehicle: Vehicle, passed: Passed) -> Iterator[TimedLine]:
        intervals = math.ceil(vehicle.transit_s / GAMMA_INTERVAL_S) + HOLD_IN
        numbers = np.arange(-LEAD_INTERVALS, intervals, dtype=np.float64)
        middles_s = np.asarray((numbers + 0.5) * GAMMA_INTERVAL_S, dtype=np.float64)
        rates = rates_of(
            vehicle,
            middles_s,
            background_cps=self._background_cps * self.rain,
            neutron_cps=self._neutron_cps,
            side_m=float(self._random.uniform(-0.9, 0.9)),
        )
        gamma = self._random.poisson(rates.gamma_cps * self._gains * GAMMA_INTERVAL_S)
        neutron = self._random.poisson(rates.neutron_cps * GAMMA_INTERVAL_S)
        if vehicle.burst is not None:
            at = LEAD_INTERVALS + int(vehicle.burst.at_s / GAMMA_INTERVAL_S)
            struck = self._random.poisson(vehicle.burst.neutrons * PANEL_SHARES)
            neutron[min(at, len(neutron) - 1)] += struck
        speed_due_s = BEAMS_M / vehicle.speed_m_per_s
        for index in range(len(gamma)):
            number = index - LEAD_INTERVALS
            due_s = max(number + 1, 0) * GAMMA_INTERVAL_S
            if number >= 0 and 0 <= due_s - speed_due_s < GAMMA_INTERVAL_S:
                yield TimedLine(due_s, _speed(vehicle.speed_m_per_s))
            alarm = self._gamma_alarm(gamma[: index + 1])
            passed.gamma_alarm |= alarm
            yield TimedLine(due_s, _counts("GA" if alarm else "GS", gamma[index]))
            if number >= 0 and (number + 1) % NEUTRON_EVERY == 0:
                counted = neutron[index - NEUTRON_EVERY + 1 : index + 1].sum(axis=0)
                alarm = _tail(int(counted.sum()), self._neutron_mean()) < NEUTRON_CHANCE
                passed.neutron_alarm |= alarm
                yield TimedLine(due_s, _counts("NA" if alarm else "NS", counted))
        self._occupancies += 1
        if vehicle.fault is not Fault.NO_GX:
            passed.gx = True
            neutron_milli = round(self._neutron_mean() * 1000)
            line = f"GX,{self._occupancies:06d},{neutron_milli:06d},000000,000000"
            yield TimedLine(intervals * GAMMA_INTERVAL_S, line.encode("ascii"))

    def _gamma_alarm(self, so_far: Counts) -> bool:
        """The vendor's rule: the latest background against the sum of the last intervals."""
        if len(so_far) < INTERVALS:
            return False
        excess = float(so_far[-INTERVALS:].sum()) - self._latest_gamma
        return excess > N_SIGMA * math.sqrt(self._latest_gamma)

    def _neutron_mean(self) -> float:
        return self._neutron_sum / self._neutron_readings

    def _garbled(self, lines: list[TimedLine], passed: Passed) -> list[TimedLine]:
        """Damage a few scan lines in the ways of a bad cable; never the last line."""
        chosen = self._random.choice(len(lines) - 1, size=GARBLED_LINES, replace=False)
        for way, index in enumerate(int(index) for index in chosen):
            line = lines[index]
            damaged = (
                b"\xf3\x1b" + line.line[2:],
                line.line[:-1],
                line.line.replace(b",0", b",x", 1),
                line.line[: len(line.line) // 2],
            )[way % GARBLED_LINES]
            lines[index] = TimedLine(line.due_s, damaged)
            passed.garbled += 1
        return lines


def _counts(tag: str, counts: Counts) -> bytes:
    fields = (f"{min(int(count), 999_999):06d}" for count in counts)
    return f"{tag},{','.join(fields)}".encode("ascii")


def _speed(m_per_s: float) -> bytes:
    mph, km_h = m_per_s / MPH_IN_M_PER_S, m_per_s * 3.6
    return f"SP,{BEAMS_M / m_per_s:.4f},{mph:06.3f},{km_h:06.2f},000000".encode("ascii")


def _tail(counts: int, mean: float) -> float:
    """The chance of at least `counts` where `mean` are expected."""
    below = math.fsum(
        math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(counts)
    )
    return max(1.0 - below, 0.0)
