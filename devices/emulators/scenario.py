"""A shift at a land crossing: mostly innocent traffic, and what an officer must not miss in it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from random import Random
from typing import Any

from app.domain.conveyance import container_check_digit
from devices.emulators.freight import CONTAINER_OWNERS, ORDINARY
from devices.emulators.notices import notices_for
from devices.emulators.vehicles import (
    Fault,
    Load,
    Notice,
    Scenario,
    ScenarioError,
    Source,
    Vehicle,
    read_scenario,
    scenario_json,
)

__all__ = [
    "Scenario",
    "ScenarioError",
    "Vehicle",
    "demo_shift",
    "find_scenario",
    "notices_for",
    "read_scenario",
    "scenario_json",
    "write_scenario",
]

LANE = "3"
DEMO_START = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
VEHICLES_MIN = 1
FIRST_SPECIAL = 2
"""The first vehicles are ordinary, so that whoever watches sees an ordinary one first."""

CAR_PART = 0.3
PLATE_PATTERNS = (
    ("CA-AB", "LLL NNNN"),
    ("CA-AB", "L NNNNN"),
    ("CA-BC", "LL NNNN"),
    ("CA-SK", "NNN LLL"),
    ("US-MT", "NN-NNNNL"),
    ("US-MT", "LLL NNN"),
    ("US-ID", "NL NNNN"),
    ("US-WA", "LNNNNNL"),
)
PLATE_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class _Special:
    """A vehicle that is not ordinary: what it carries and what is wrong with it."""

    what: str
    cargo: str | None
    changes: dict[str, Any] = field(default_factory=dict)
    container: str | None = None
    wrong_seal: bool = False


# In the order in which a shorter shift keeps them.
SPECIALS = (
    _Special("tiles", "ceramic-tiles", {"load": Load.NORM, "net_cps": 520.0}),
    _Special(
        "cs137",
        "scrap",
        {
            "source": Source(nuclide="Cs-137", net_cps=1500.0, at_m=8.5),
            "spectrum": "cs137-radiacode",
        },
        container="MSCU660342",
    ),
    _Special("no-notice", "beverages", {"notice": Notice.NONE}),
    _Special("seal", "auto-parts", wrong_seal=True),
    _Special("unknown", "clothing", {"notice": Notice.FACTS_MISSING}),
    _Special("bananas", "bananas", {"load": Load.NORM, "net_cps": 560.0}),
    _Special("plate-not-read", "paper", {"plate_read": False}),
    _Special(
        "fertilizer",
        "fertilizer",
        {"load": Load.NORM, "net_cps": 640.0, "spectrum": "k40-radiacode"},
    ),
    _Special(
        "neutron",
        "gauges",
        {"source": Source(nuclide="Am-241/Be", net_cps=260.0, at_m=9.5, neutron_cps=70.0)},
    ),
    _Special("tamper", "lumber", {"fault": Fault.TAMPER}),
    _Special("no-gx", "machinery", {"fault": Fault.NO_GX}),
    _Special("granite", "granite", {"load": Load.NORM, "net_cps": 540.0}),
    _Special("garbled", "beef", {"fault": Fault.GARBLED}),
    _Special("unknown-too", "electronics", {"notice": Notice.FACTS_MISSING}),
    _Special("lookout", "mixed"),
    # Below the monitor's threshold: only this workstation's own test sees it.
    _Special(
        "weak-source", "furniture", {"source": Source(nuclide="Cs-137", net_cps=260.0, at_m=11.0)}
    ),
    _Special("gamma-low", "paper", {"fault": Fault.GAMMA_LOW}),
)


class _Traffic(Random):
    """Simulated chance that gives no plate twice."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._plates: set[str] = set()

    def plate(self) -> tuple[str, str]:
        """A jurisdiction and a plate of one of its patterns."""
        while True:
            jurisdiction, pattern = self.choice(PLATE_PATTERNS)
            plate = "".join(self._character(char) for char in pattern)
            if plate not in self._plates:
                self._plates.add(plate)
                return jurisdiction, plate

    def _character(self, pattern: str) -> str:
        if pattern == "N":
            return str(self.randrange(10))
        return self.choice(PLATE_LETTERS) if pattern == "L" else pattern


def demo_shift(seed: int, vehicles: int, *, start: datetime = DEMO_START) -> Scenario:
    """A shift of that many vehicles. The same seed gives the same shift."""
    if vehicles < VEHICLES_MIN:
        raise ScenarioError(f"a shift has at least {VEHICLES_MIN} vehicle")
    random = _Traffic(seed)
    specials = dict(zip(_special_places(vehicles), SPECIALS, strict=False))
    passing = [
        _special(random, specials[place]) if place in specials else _ordinary(random)
        for place in range(vehicles)
    ]
    return Scenario(lane=LANE, seed=seed, start=start, vehicles=tuple(passing))


def find_scenario(name: str) -> Scenario:
    """A scenario by its shipped name or its file. Raises ScenarioError."""
    with as_file(files("resources") / "scenarios" / f"{name}.json") as shipped:
        return read_scenario(shipped if shipped.is_file() else Path(name))


def write_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario file that `read_scenario` reads back."""
    path.write_bytes(scenario_json(scenario))


def _special_places(vehicles: int) -> list[int]:
    """Places spread over the shift, in the specials' order of importance."""
    count = min(len(SPECIALS), max(vehicles - FIRST_SPECIAL, 0))
    if not count:
        return []
    step = (vehicles - FIRST_SPECIAL) / count
    return [FIRST_SPECIAL + int(number * step) for number in range(count)]


def _special(random: _Traffic, special: _Special) -> Vehicle:
    truck = _truck(random, special.cargo, container=special.container)
    if special.wrong_seal:
        declared = truck["seals_declared"][0]
        truck["seals_on_doors"] = (declared[:-2] + declared[-1] + declared[-2],)
    return Vehicle(**{**truck, "scan": True, **special.changes})


def _ordinary(random: _Traffic) -> Vehicle:
    if random.random() < CAR_PART:
        jurisdiction, plate = random.plate()
        return Vehicle(
            plate=plate,
            jurisdiction=jurisdiction,
            length_m=round(random.uniform(4.2, 5.6), 1),
            speed_kmh=round(random.uniform(7.0, 11.0), 1),
            gap_s=round(random.uniform(18.0, 32.0), 1),
            suppression=round(random.uniform(0.02, 0.08), 3),
        )
    truck = _truck(random, random.choice(ORDINARY))
    return Vehicle(**truck, scan=random.random() < 0.25)


def _truck(random: _Traffic, cargo: str | None, *, container: str | None = None) -> dict[str, Any]:
    jurisdiction, plate = random.plate()
    digits = random.randrange(1_000_000, 9_999_999)
    # Two different last digits, so that swapping them is a different seal.
    seal = f"CA {digits}" if digits % 10 != digits // 10 % 10 else f"CA {digits + 1}"
    boxed = container is not None or random.random() < 0.6
    if boxed and container is None:
        container = f"{random.choice(CONTAINER_OWNERS)}{random.randrange(1_000_000):06d}"
    return {
        "plate": plate,
        "jurisdiction": jurisdiction,
        "length_m": 17.6 if boxed else round(random.uniform(16.5, 22.0), 1),
        "speed_kmh": round(random.uniform(6.5, 9.5), 1),
        "gap_s": round(random.uniform(20.0, 40.0), 1),
        "container": f"{container}{container_check_digit(container)}" if container else None,
        "iso_type": "45G1" if boxed else None,
        "seals_declared": (seal,),
        "seals_on_doors": (seal,),
        "suppression": round(random.uniform(0.08, 0.18), 3),
        "cargo": cargo,
    }
