"""Synthetic exposures for the tests of radiography: the emulator's physics, kept between tests."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from devices.emulators.imaging.beam import HIGH, LOW, Beam, transmission
from devices.emulators.imaging.exposure import read_out
from devices.emulators.imaging.scene import draw_scene

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Source:
    at_m: float = 9.0


@dataclass(frozen=True)
class Vehicle:
    plate: str = "CJK 4419"
    container: str | None = "MSCU6603420"
    iso_type: str | None = "22G1"
    seals_on_doors: tuple[str, ...] = ("CA 4471820",)
    length_m: float = 12.0
    load: str = "none"
    cargo: str | None = "clothing"
    source: Source | None = None


@cache
def passed(cargo: str, seed: int, beam: Beam = HIGH, *, source: bool = False) -> Floats:
    """Noise-free transmission of a truck with a 20-foot container. Not to be written to."""
    vehicle = replace(Vehicle(cargo=cargo), source=Source() if source else None)
    paths = draw_scene(vehicle, np.random.default_rng(seed)).paths_g_cm2
    result = transmission(beam, paths)
    result.flags.writeable = False
    return result


@cache
def exposed(cargo: str, seed: int, beam: Beam = HIGH) -> NDArray[np.uint16]:
    """The same, read out. Not to be written to."""
    result = read_out(passed(cargo, seed, beam), np.random.default_rng(seed + 1))
    result.flags.writeable = False
    return result


def quiet(transmitted: Floats, seed: int) -> NDArray[np.uint16]:
    """A detector without any fault but the noise of 20 000 quanta."""
    random = np.random.default_rng(seed)
    noise = np.sqrt(transmitted / 2e4) * random.standard_normal(transmitted.shape)
    counts = np.clip(np.rint(60_000 * (transmitted + noise)), 0, 65_535)
    return np.asarray(counts, dtype=np.uint16)


__all__ = ["HIGH", "LOW", "Vehicle", "exposed", "passed", "quiet"]
