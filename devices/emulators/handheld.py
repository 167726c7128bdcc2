"""A simulated officer with a handheld identifier: a measured spectrum put into the drop folder."""

from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from devices.emulators.vehicles import Scenario, ScenarioError, Vehicle
from devices.radiation.n42_reader import read_n42
from devices.radiation.n42_writer import write_n42


def put_spectrum(folder: Path, vehicle: Vehicle, *, number: int, at: datetime) -> str:
    """Write the vehicle's spectrum as an instrument would, and return the file's name.

    The counts are a real measurement from `resources.spectra`; only the item's name and the time of
    the measurement are the scenario's.
    """
    measured = read_n42(_resource(vehicle).read_bytes())
    spectra = tuple(replace(spectrum, started_at=at) for spectrum in measured.spectra)
    data = write_n42(replace(measured, spectra=spectra, item=vehicle.plate))
    name = f"{number:04d}-{vehicle.plate.replace(' ', '')}.n42"
    unfinished = folder / f"{name}.part"
    unfinished.write_bytes(data)
    unfinished.rename(folder / name)
    return name


def check_spectra(scenario: Scenario) -> None:
    """Raise ScenarioError if a vehicle names a spectrum that does not ship."""
    for vehicle in scenario.vehicles:
        if vehicle.spectrum is not None and not _resource(vehicle).is_file():
            raise ScenarioError(f"{vehicle.plate}: no spectrum is called {vehicle.spectrum!r}")


def _resource(vehicle: Vehicle) -> Traversable:
    return files("resources") / "spectra" / f"{vehicle.spectrum}.n42"
