"""A simulated handheld identifier whose spectra come from physics, with the truth beside each.

What a source looks like is handed in (`Shapes`), since an instrument knows no science: this module
only counts, by chance, what is expected of it, shifts the gain, and writes the file.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from devices.emulators.vehicles import ScenarioError
from devices.radiation.n42_writer import write_n42

Array = NDArray[np.float64]

CHANNELS = 1024
TOP_KEV = 3000.0
BACKGROUND_S = 300.0
GAIN_SHIFT_MAX = 0.2
SECONDS_MAX = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is measured. `gain_shift` is how far the energies are off, as a part of them."""

    nuclide: str
    shield: str
    detector: str
    seconds: float
    net_cps: float
    gain_shift: float = 0.0
    seed: int = 7

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= SECONDS_MAX or self.net_cps < 0:
            raise ScenarioError("a measurement lasts, at most a day, and a source adds counts")
        if abs(self.gain_shift) > GAIN_SHIFT_MAX:
            raise ScenarioError(f"a gain is off by {GAIN_SHIFT_MAX:.0%} at most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What to expect: parts of the counts by energy bin, of sum 1, and the background's rate.

    `edges_kev` has one more entry than `source` and `background`.
    """

    edges_kev: Array
    source: Array
    background: Array
    background_cps: float


Shapes = Callable[[str, str, str], Shape]
"""From a nuclide, a shield and a detector to a shape. Raises ScenarioError where it knows none."""


def put_measurement(folder: Path, order: Order, shapes: Shapes, at: datetime) -> tuple[Path, Path]:
    """Write one measurement as N42, and the truth of it as JSON; return both paths."""
    shape = shapes(order.nuclide, order.shield, order.detector)
    random = np.random.default_rng(order.seed)
    edges_kev = np.linspace(0.0, TOP_KEV, CHANNELS + 1)
    source_cps = order.net_cps * _rebinned(shape.source, shape.edges_kev, edges_kev, order)
    background_cps = shape.background_cps * _rebinned(
        shape.background, shape.edges_kev, edges_kev, order
    )
    spectra = (
        _spectrum(random, (source_cps + background_cps) * order.seconds, order.seconds, at, "item"),
        _spectrum(random, background_cps * BACKGROUND_S, BACKGROUND_S, at, "background"),
    )
    file = SpectrumFile(
        spectra=spectra,
        instrument=f"Simulated {order.detector}",
        instrument_kind="Radionuclide Identifier",
        simulated=True,
    )
    stem = f"{at:%Y%m%dT%H%M%S}-{order.seed:04d}"
    path, truth = folder / f"{stem}.n42", folder / f"{stem}.truth.json"
    expected = {"net_counts_expected": float(source_cps.sum() * order.seconds)}
    truth.write_text(json.dumps({"simulated": True, **asdict(order), **expected}, indent=1) + "\n")
    unfinished = folder / f"{path.name}.part"
    unfinished.write_bytes(write_n42(file))
    unfinished.rename(path)
    return path, truth


def _rebinned(parts: Array, edges_kev: Array, channels_kev: Array, order: Order) -> Array:
    """The parts of the counts in each channel, whose energies are off by the gain shift."""
    below = np.concatenate([[0.0], np.cumsum(parts)])
    seen_kev = edges_kev * (1 + order.gain_shift)
    return np.asarray(np.diff(np.interp(channels_kev, seen_kev, below)), dtype=np.float64)


def _spectrum(
    random: np.random.Generator, expected: Array, seconds: float, at: datetime, what: str
) -> Spectrum:
    is_item = what == "item"
    return Spectrum(
        counts=tuple(map(int, random.poisson(expected))),
        live_time_s=seconds,
        real_time_s=seconds,
        calibration=EnergyCalibration(coefficients=(0.0, TOP_KEV / CHANNELS, 0.0)),
        measurement=MeasurementClass.FOREGROUND if is_item else MeasurementClass.BACKGROUND,
        detector="handheld",
        started_at=at,
    )
