"""Plays a scenario: plate, portal, radiograph and spectrum of each vehicle, when they are due."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from devices.emulators.handheld import check_spectra, put_spectrum
from devices.emulators.monitor import Monitor, Passed
from devices.emulators.plate_reader import EmulatedPlateReader
from devices.emulators.portal import EmulatedPortal
from devices.emulators.sim_clock import SimClock
from devices.emulators.timetable import (
    APPROACH_S,
    SCAN_AFTER_S,
    SPECTRUM_AFTER_S,
    TAIL_S,
    gap_s,
)
from devices.emulators.vehicles import Scenario, Vehicle


class WritePackage(Protocol):
    """Makes a vehicle's radiograph and puts it into a drop folder. Must be picklable."""

    def __call__(self, folder: Path, vehicle: Vehicle, *, seed: int, at: datetime) -> object:
        """Write one package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanePlan:
    """Where the emulated lane speaks and writes. Ports of 0 are chosen by the system."""

    portal_port: int = 0
    plate_port: int = 0
    spectrum_dir: Path | None = None
    scan_dir: Path | None = None
    truth: Path | None = None
    ready_file: Path | None = None
    rate: float = 1.0
    stay: bool = False
    wait_for_listener: bool = True


class EmulatedLane:
    """One run of one scenario."""

    def __init__(
        self,
        scenario: Scenario,
        plan: LanePlan,
        write_package: WritePackage | None = None,
        imaging: Executor | None = None,
    ) -> None:
        check_spectra(scenario)
        self._scenario = scenario
        self._plan = plan
        self._write_package = write_package
        self._imaging = imaging
        self._clock = SimClock(scenario.start, plan.rate)
        self._portal = EmulatedPortal(plan.portal_port, Monitor(scenario.seed), self._clock)
        self._reader = EmulatedPlateReader(plan.plate_port, scenario.seed, self._clock)

    async def run(self, say: Callable[[dict[str, Any]], None]) -> None:
        """Listen, say that everything is ready, and play to the end."""
        async with self._portal.server, self._reader.server:
            ready = {
                "ready": True,
                "portal_port": self._portal.server.port,
                "plate_port": self._reader.server.port,
                "vehicles": len(self._scenario.vehicles),
            }
            if self._plan.ready_file is not None:
                await asyncio.to_thread(_write_whole, self._plan.ready_file, json.dumps(ready))
            say(ready)
            alive = asyncio.create_task(self._reader.stay_alive())
            try:
                await self._play()
                say({"ended": True, "vehicles": len(self._scenario.vehicles)})
                if self._plan.stay:
                    await self._portal.stand_vacant(float("inf"))
            finally:
                alive.cancel()

    async def _play(self) -> None:
        if self._plan.wait_for_listener:
            await self._portal.server.connected.wait()
        await self._portal.stand_vacant(self._clock.elapsed_s + self._scenario.warm_up_s)
        async with asyncio.TaskGroup() as later:
            for number, vehicle in enumerate(self._scenario.vehicles, start=1):
                await self._pass(number, vehicle)
                later.create_task(self._hand_in(number, vehicle))
            await self._portal.stand_vacant(self._clock.elapsed_s + TAIL_S)

    async def _pass(self, number: int, vehicle: Vehicle) -> None:
        arrives_s = self._clock.elapsed_s + gap_s(vehicle)
        self._portal.begin_fault(vehicle.fault)
        await self._portal.stand_vacant(arrives_s - APPROACH_S)
        was_read = self._reader.read(vehicle)
        await self._portal.stand_vacant(arrives_s)
        arrived_at = self._clock.now()
        passed = await self._portal.pass_vehicle(vehicle)
        self._portal.end_fault(vehicle.fault)
        truth = {
            "number": number,
            "occupancy": True,
            "arrived_at": arrived_at.isoformat(),
            "left_at": self._clock.now().isoformat(),
            "plate": vehicle.plate,
            "plate_read": was_read,
            "container": vehicle.container,
            "load": vehicle.load,
            "nuclide": vehicle.source.nuclide if vehicle.source else None,
            "notice": vehicle.notice,
            "fault": vehicle.fault,
            "scan": vehicle.scan and self._scans_are_written,
            "spectrum": vehicle.spectrum if self._plan.spectrum_dir else None,
            **_as_truth(passed),
        }
        if self._plan.truth is not None:
            await asyncio.to_thread(_append_line, self._plan.truth, json.dumps(truth))

    @property
    def _scans_are_written(self) -> bool:
        return self._plan.scan_dir is not None and self._write_package is not None

    async def _hand_in(self, number: int, vehicle: Vehicle) -> None:
        """The radiograph, then the spectrum, each after the time that such a thing takes."""
        left_s = self._clock.elapsed_s
        scan_dir, spectrum_dir = self._plan.scan_dir, self._plan.spectrum_dir
        if vehicle.scan and scan_dir is not None and self._write_package is not None:
            await self._clock.sleep_until(left_s + SCAN_AFTER_S)
            seed = self._scenario.seed * 1000 + number
            write = partial(self._write_package, scan_dir, vehicle, seed=seed, at=self._clock.now())
            await asyncio.get_running_loop().run_in_executor(self._imaging, write)
        if vehicle.spectrum is not None and spectrum_dir is not None:
            await self._clock.sleep_until(left_s + SPECTRUM_AFTER_S)
            at = self._clock.now()
            await asyncio.to_thread(put_spectrum, spectrum_dir, vehicle, number=number, at=at)


def _as_truth(passed: Passed) -> dict[str, Any]:
    return {
        "monitor_gamma": passed.gamma_alarm,
        "monitor_neutron": passed.neutron_alarm,
        "lines": passed.lines,
        "garbled": passed.garbled,
        "gx": passed.gx,
    }


def _append_line(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def _write_whole(path: Path, text: str) -> None:
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.rename(path)
