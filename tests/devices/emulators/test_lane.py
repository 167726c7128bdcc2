"""The emulated lane in its own process, heard by the real links over real sockets."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.domain.conveyance import PlateRead
from app.domain.occupancy import Occupancy, OccupancyEnd, PortalFault, Radiation
from app.domain.spectrum import SpectrumFile
from app.domain.sync_state import DeviceState, LinkState
from app.runtime.clock import FastClock
from devices.conveyance.plate_reader import PlateReaderLink
from devices.emulators.scenario import write_scenario
from devices.emulators.vehicles import Fault, Load, Scenario, Source, Vehicle
from devices.link import DeviceLink
from devices.radiation.portal import PortalLink
from devices.radiation.spectrum_folder import SpectrumFolderLink
from devices.supervisor import Supervisor

RATE = 20.0
START = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
WAIT_S = 60.0


def vehicle(number: int, **changes: Any) -> Vehicle:
    return Vehicle(
        plate=f"LANE {number}",
        jurisdiction="CA-AB",
        length_m=9.0,
        speed_kmh=11.0,
        gap_s=12.0,
        **changes,
    )


SCENARIO = Scenario(
    lane="3",
    seed=11,
    start=START,
    warm_up_s=32.0,
    vehicles=(
        vehicle(1),
        vehicle(
            2,
            source=Source(nuclide="Cs-137", net_cps=1500.0, at_m=5.0),
            spectrum="cs137-radiacode",
        ),
        vehicle(3, fault=Fault.GARBLED),
        vehicle(4, fault=Fault.NO_GX),
        vehicle(5, source=Source(nuclide="Cf-252", net_cps=50.0, at_m=5.0, neutron_cps=90.0)),
        vehicle(6, fault=Fault.TAMPER, plate_read=False),
        vehicle(7, load=Load.NORM, net_cps=800.0),
        vehicle(8, fault=Fault.DROP_LINK),
    ),
)


@dataclass(slots=True)
class Heard:
    """What one workstation heard of the whole scenario."""

    occupancies: list[Occupancy] = field(default_factory=list)
    plates: list[PlateRead] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    spectra: list[tuple[str, SpectrumFile]] = field(default_factory=list)
    states: list[DeviceState] = field(default_factory=list)
    truth: list[dict[str, Any]] = field(default_factory=list)


async def listen(
    ports: dict[str, int], folder: Path, heard: Heard, done: Callable[[], int]
) -> None:
    clock = FastClock(RATE, START)
    spectrum_came = asyncio.Event()

    async def take_spectrum(data: bytes, name: str, file: SpectrumFile) -> bool:
        heard.spectra.append((name, file))
        spectrum_came.set()
        return True

    async def refuse_spectrum(data: bytes, name: str, why: str) -> bool:
        heard.rejected.append(why)
        return True

    # A slow machine may pause a process for a while; at this rate that is many seconds of the lane.
    links: list[DeviceLink] = [
        PortalLink(
            "portal",
            "3",
            "127.0.0.1",
            ports["portal_port"],
            clock,
            heard.occupancies.append,
            lambda reading: None,
            on_rejected=lambda line, why: heard.rejected.append(why),
            silence_max_s=60.0,
        ),
        PlateReaderLink(
            "plates", "3", "127.0.0.1", ports["plate_port"], clock, heard.plates.append
        ),
        SpectrumFolderLink(
            "spectra",
            folder,
            clock,
            take_spectrum,
            refuse_spectrum,
        ),
    ]
    random = Random(1)  # noqa: S311 - it spreads pauses
    tasks = [
        asyncio.create_task(Supervisor(link, clock, heard.states.append, random).run())
        for link in links
    ]
    await asyncio.to_thread(done)
    await asyncio.wait_for(spectrum_came.wait(), 10)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    folder = tmp_path_factory.mktemp("lane")
    spectra = folder / "spectra"
    spectra.mkdir()
    write_scenario(SCENARIO, folder / "scenario.json")
    command = [sys.executable, "-m", "app", "emulate", str(folder / "scenario.json")]
    command += ["--rate", str(RATE), "--spectrum-dir", str(spectra)]
    command += ["--truth", str(folder / "truth.jsonl"), "--ready-file", str(folder / "ready")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        assert json.loads((folder / "ready").read_text()) == ready
        heard = Heard()
        asyncio.run(listen(ready, spectra, heard, lambda: process.wait(WAIT_S)))
        assert process.returncode == 0
        assert json.loads(process.stdout.readline()) == {"ended": True, "vehicles": 8}
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    rows = (folder / "truth.jsonl").read_text().splitlines()
    heard.truth = [json.loads(row) for row in rows]
    return heard


def test_every_vehicle_is_one_occupancy_and_the_truth_says_the_same(heard: Heard) -> None:
    assert len(heard.occupancies) == len(heard.truth) == len(SCENARIO.vehicles)


def test_the_monitors_verdicts_arrive_as_it_gave_them(heard: Heard) -> None:
    for occupancy, truth in zip(heard.occupancies[:-1], heard.truth, strict=False):
        assert (Radiation.GAMMA in occupancy.alarms) is truth["monitor_gamma"]
        assert (Radiation.NEUTRON in occupancy.alarms) is truth["monitor_neutron"]
    assert Radiation.GAMMA in heard.occupancies[1].alarms
    assert Radiation.NEUTRON in heard.occupancies[4].alarms
    assert Radiation.GAMMA in heard.occupancies[6].alarms


def test_each_fault_is_heard_as_what_it_was(heard: Heard) -> None:
    ended = [occupancy.ended for occupancy in heard.occupancies]
    assert ended == [
        OccupancyEnd.GX,
        OccupancyEnd.GX,
        OccupancyEnd.GX,
        OccupancyEnd.BACKGROUND_RETURNED,
        OccupancyEnd.GX,
        OccupancyEnd.GX,
        OccupancyEnd.GX,
        OccupancyEnd.LINK_LOST,
    ]
    assert PortalFault.TAMPER in heard.occupancies[5].faults
    assert PortalFault.TAMPER not in heard.occupancies[6].faults
    assert len(heard.rejected) == sum(truth["garbled"] for truth in heard.truth) == 4


def test_plates_are_read_before_their_vehicles_pass(heard: Heard) -> None:
    read = [item.plate for item in SCENARIO.vehicles if item.plate_read]
    assert [plate.plate for plate in heard.plates] == read
    assert heard.plates[0].read_at < heard.occupancies[0].opened_at


def test_the_measured_spectrum_arrives_with_its_vehicles_plate(heard: Heard) -> None:
    [(name, file)] = heard.spectra
    assert "LANE2" in name
    assert file.item == "LANE 2"
    assert any("not at this portal" in remark for remark in file.remarks)
    assert not file.simulated


def test_the_portal_was_up_said_its_faults_and_came_back_after_the_cut(heard: Heard) -> None:
    portal = [state for state in heard.states if state.name == "portal"]
    links = [state.link for state in portal]
    cut = links.index(LinkState.DOWN)
    assert LinkState.UP in links[:cut]
    assert LinkState.UP in links[cut:]
    assert any("not protecting you: tamper" in state.why for state in portal)
