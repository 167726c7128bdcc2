"""What a scenario says: which vehicles come through a lane, and what is wrong with each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

SCENARIO_BYTES_MAX = 4 * 2**20
VEHICLES_MAX = 10_000


class ScenarioError(ValueError):
    """A scenario file cannot be played; the message says why."""


class Load(StrEnum):
    """What the load does to the portal."""

    NONE = "none"
    NORM = "norm"


class Fault(StrEnum):
    """What goes wrong while a vehicle passes."""

    TAMPER = "tamper"
    GAMMA_LOW = "gamma-low"
    NO_GX = "no-gx"
    GARBLED = "garbled"
    DROP_LINK = "drop-link"


class VehicleKind(StrEnum):
    """What passes. `VEHICLE` is any vehicle that a scenario does not class."""

    VEHICLE = "vehicle"
    CAR = "car"
    VAN = "van"
    TRUCK = "truck"
    BUS = "bus"
    PERSON = "person"


class Notice(StrEnum):
    """What was announced of a vehicle."""

    GIVEN = "given"
    FACTS_MISSING = "facts-missing"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source on board. `net_cps` is the highest rate that it adds, all panels summed.

    `side_m` runs from the middle of the lane to the slave pillar, None is by chance; `height_m` is
    above the road.
    """

    nuclide: str
    net_cps: float
    at_m: float
    neutron_cps: float = 0.0
    side_m: float | None = None
    height_m: float = 1.4

    def __post_init__(self) -> None:
        if self.net_cps < 0 or self.neutron_cps < 0:
            raise ValueError("a source adds counts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """The vehicle stands for `seconds` when its front is `front_m` beyond the panels."""

    front_m: float
    seconds: float

    def __post_init__(self) -> None:
        if self.front_m < 0 or self.seconds <= 0:
            raise ValueError("a halt is in the portal and lasts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """Neutrons that a cosmic ray strikes out of a heavy load: `neutrons` in one interval."""

    at_s: float
    neutrons: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """A vehicle so close behind that the presence sensor never sees the gap."""

    length_m: float
    gap_m: float = 0.4
    suppression: float = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """One vehicle as it really is, which its notice may contradict.

    `net_cps` is what a NORM load adds at most. `cargo` names a row of `devices.emulators.freight`.
    `panel_shadows` deepens or thins the shadow at each of the four panels.
    """

    plate: str
    jurisdiction: str
    length_m: float
    speed_kmh: float
    gap_s: float = 30.0
    container: str | None = None
    iso_type: str | None = None
    seals_on_doors: tuple[str, ...] = ()
    seals_declared: tuple[str, ...] = ()
    load: Load = Load.NONE
    net_cps: float = 0.0
    source: Source | None = None
    suppression: float = 0.12
    spectrum: str | None = None
    scan: bool = False
    plate_read: bool = True
    fault: Fault | None = None
    cargo: str | None = None
    notice: Notice = Notice.GIVEN
    kind: VehicleKind = VehicleKind.VEHICLE
    panel_shadows: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    halts: tuple[Halt, ...] = ()
    burst: Burst | None = None
    follower: Follower | None = None

    def __post_init__(self) -> None:
        if self.length_m <= 0 or self.speed_kmh <= 0 or self.gap_s < 0:
            raise ValueError(f"{self.plate}: a vehicle has a length, a speed and a gap before it")
        if not 0 <= self.suppression < 1:
            raise ValueError(f"{self.plate}: suppression lies between 0 and 1")

    @property
    def speed_m_per_s(self) -> float:
        """Speed in metres per second."""
        return self.speed_kmh / 3.6

    @property
    def train_m(self) -> float:
        """From the front of this vehicle to the end of one that follows without a gap."""
        behind = self.follower
        return self.length_m + (behind.gap_m + behind.length_m if behind else 0.0)

    @property
    def transit_s(self) -> float:
        """How long the presence sensor sees it, halts included."""
        return self.train_m / self.speed_m_per_s + sum(halt.seconds for halt in self.halts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A lane, when its clock starts, and the vehicles in order."""

    lane: str
    seed: int
    start: datetime
    vehicles: tuple[Vehicle, ...]
    warm_up_s: float = 65.0

    def __post_init__(self) -> None:
        if self.start.tzinfo is None:
            raise ValueError("the start of a scenario carries a time zone")
        if len(self.vehicles) > VEHICLES_MAX:
            raise ValueError(f"a scenario has at most {VEHICLES_MAX} vehicles")


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file. Raises ScenarioError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ScenarioError(f"cannot read {path}: {error.strerror}") from error
    if len(data) > SCENARIO_BYTES_MAX:
        raise ScenarioError(f"{path} is larger than a scenario can be")
    try:
        return msgspec.json.decode(data, type=Scenario)
    except (msgspec.DecodeError, ValueError) as error:
        raise ScenarioError(f"{path} is not a scenario: {error}") from error


def scenario_json(scenario: Scenario) -> bytes:
    """The scenario as a JSON document that `read_scenario` reads back."""
    return msgspec.json.format(msgspec.json.encode(scenario), indent=1) + b"\n"
