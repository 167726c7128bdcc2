"""A lane's whole day as a log, with the truth beside it: weather, traffic, and what breaks.

Everything is simulated. No socket and no waiting: the same lines that an emulated portal would
speak, with the second of the day at which each is due.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from devices.emulators.monitor import BACKGROUND_EVERY_S, SETUP, Monitor, Passed
from devices.emulators.vehicles import Burst, Fault, Follower, Halt, Load, Source, Vehicle
from devices.emulators.vehicles import VehicleKind as Kind

RAIN_S, RAIN = 1800.0, 1.2
RAMP_S = 300.0
GAP_S = (6.0, 90.0)
CUT_S = 1.0
"""How long the line is down after it broke; what the monitor says meanwhile is lost."""

MEDICAL = ("I-131", "Tc-99m", "Tl-201", "F-18")

# Metres, km/h and shadow depth of each kind.
CLASSES: dict[Kind, tuple[tuple[float, float], tuple[float, float], tuple[float, float]]] = {
    Kind.CAR: ((3.8, 5.2), (6.0, 30.0), (0.02, 0.08)),
    Kind.VAN: ((5.0, 7.0), (5.0, 25.0), (0.05, 0.12)),
    Kind.TRUCK: ((7.0, 22.0), (3.0, 15.0), (0.08, 0.25)),
    Kind.BUS: ((10.0, 14.0), (3.0, 15.0), (0.06, 0.18)),
    Kind.PERSON: ((0.4, 0.5), (1.0, 5.0), (0.0, 0.02)),
}
SHARE = {Kind.CAR: 40, Kind.VAN: 15, Kind.TRUCK: 35, Kind.BUS: 5, Kind.PERSON: 5}


class Mishap(StrEnum):
    """What happens to one passage on its way to us, beside what is wrong with its portal."""

    LINK_CUT = "link-cut"
    LOST_GX = "lost-gx"
    TAILGATED = "tailgated"


@dataclass(frozen=True, slots=True)
class TruePass:
    """One passage as it was, in seconds after the start."""

    arrived_s: float
    left_s: float
    vehicle: Vehicle
    passed: Passed
    mishap: Mishap | None


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line and its second. `cut` is a line that the connection broke before."""

    at_s: float
    line: bytes
    cut: bool = False


@dataclass(slots=True)
class LaneDay:
    """Makes the lines. `truth` grows as they are taken."""

    seed: int
    seconds: float
    mishap_share: float = 0.1
    rain_from_s: float | None = None
    midnight_s: float | None = None
    """A vehicle stands in the portal at this second."""

    truth: list[TruePass] = field(default_factory=list)

    def lines(self) -> Iterator[LogLine]:
        """All lines in order."""
        monitor = Monitor(self.seed, panel_gains=(1.03, 0.97, 1.01, 0.99))
        random = Random(self.seed)  # noqa: S311 - simulated chance
        yield from (LogLine(0.0, line.encode("ascii")) for line in SETUP)
        now_s = 0.0
        while now_s < self.seconds:
            vacant_until_s = self._next_arrival(now_s, random)
            yield from self._vacant(monitor, now_s, vacant_until_s)
            if vacant_until_s >= self.seconds:
                return
            mishap = random.choice(list(Mishap)) if random.random() < self.mishap_share else None
            vehicle = drawn_vehicle(random, len(self.truth), mishap)
            passed, left_s = Passed(), vacant_until_s
            monitor.rain = self.rain_at(vacant_until_s)
            timed_lines = list(monitor.passage(vehicle, passed))
            cut_at = len(timed_lines) // 2 if mishap is Mishap.LINK_CUT else -1
            for number, timed in enumerate(timed_lines):
                left_s = vacant_until_s + timed.due_s
                yield LogLine(left_s, timed.line, cut=number == cut_at)
            self.truth.append(TruePass(vacant_until_s, left_s, vehicle, passed, mishap))
            now_s = left_s

    def rain_at(self, at_s: float) -> float:
        """The background's factor: twenty per cent more for half an hour, and slow at both ends."""
        if self.rain_from_s is None:
            return 1.0
        within_s = min(at_s - self.rain_from_s, self.rain_from_s + RAIN_S - at_s)
        return 1.0 + (RAIN - 1.0) * min(max(within_s / RAMP_S, 0.0), 1.0)

    def _next_arrival(self, now_s: float, random: Random) -> float:
        at_s = now_s + (65.0 if not self.truth else random.uniform(*GAP_S))
        midnight_s = self.midnight_s
        if midnight_s is not None and now_s + GAP_S[0] < midnight_s - 1.0 < at_s + 40.0:
            return midnight_s - 1.0
        return at_s

    def _vacant(self, monitor: Monitor, from_s: float, until_s: float) -> Iterator[LogLine]:
        at_s = from_s + BACKGROUND_EVERY_S / 2
        while at_s < until_s:
            monitor.rain = self.rain_at(at_s)
            for line in monitor.background():
                yield LogLine(at_s, line)
            at_s += BACKGROUND_EVERY_S


def drawn_vehicle(random: Random, number: int, mishap: Mishap | None = None) -> Vehicle:
    """A vehicle of one of five kinds; one in eight carries something that radiates."""
    kind = random.choices(list(SHARE), list(SHARE.values()))[0]
    length, speed, depth = CLASSES[kind]
    length_m = random.uniform(*length)
    halt = Halt(front_m=random.uniform(0.2, 0.9) * length_m, seconds=random.uniform(2.0, 20.0))

    def share() -> float:
        return random.uniform(0.8, 1.2)

    load, net_cps, source = _carried(random, kind, length_m)
    struck = kind is Kind.TRUCK and random.random() < 0.05
    return Vehicle(
        plate=f"SIM {number}",
        jurisdiction="XX",
        kind=kind,
        length_m=length_m,
        speed_kmh=random.uniform(*speed),
        suppression=random.uniform(*depth),
        panel_shadows=(share(), share(), share(), share()),
        halts=(halt,) if random.random() < 0.1 else (),
        burst=Burst(at_s=1.0, neutrons=random.uniform(5, 40)) if struck else None,
        follower=Follower(length_m=4.5) if mishap is Mishap.TAILGATED else None,
        load=load,
        net_cps=net_cps,
        source=source,
        fault=Fault.NO_GX if mishap is Mishap.LOST_GX else None,
    )


def _carried(random: Random, kind: Kind, length_m: float) -> tuple[Load, float, Source | None]:
    chance = random.random()
    norm = kind is Kind.TRUCK and chance < 0.2
    patient = kind is not Kind.TRUCK and chance < 0.06
    masked = norm and chance < 0.02
    nuclide = random.choice(MEDICAL) if patient else "Cs-137"
    source = Source(
        nuclide=nuclide,
        net_cps=random.uniform(200.0, 3000.0),
        at_m=random.uniform(0.1, 0.9) * length_m,
        side_m=random.uniform(-0.9, 0.9),
        height_m=random.uniform(0.6, 2.2),
    )
    there = source if patient or masked or 0.2 <= chance < 0.22 else None
    return Load.NORM if norm else Load.NONE, random.uniform(150, 900) if norm else 0.0, there


def stamped_line(line: LogLine, start: datetime, *, times: int, utc_offset_h: float = 0.0) -> bytes:
    """A line of a daily file with no, one (local) or two (local, then UTC) trailing times."""
    local = start + timedelta(seconds=line.at_s)
    moments = (local, local - timedelta(hours=utc_offset_h))[:times]
    ends = [f"{at:%H-%M-%S}.{at.microsecond // 1000:03d}".encode("ascii") for at in moments]
    return b",".join([line.line, *ends]) + b"\r\n"
