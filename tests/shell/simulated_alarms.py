"""Alarms as emulators and reference spectra of a simulated detector make them, by fixed seeds."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.consignment import Consignment, GoodsItem
from app.domain.conveyance import normal_plate
from app.domain.events import (
    CaseOpened,
    ConsignmentAssessed,
    Event,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    SpectrumAttached,
)
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import CaseId
from app.domain.occupancy import Occupancy
from app.domain.risk import Determination
from app.domain.spectrum import MeasurementClass, Spectrum, SpectrumFile
from app.radiation.verdict import assess_occupancy
from devices.emulators.monitor import BACKGROUND_EVERY_S, SETUP, Monitor, Passed
from devices.emulators.vehicles import Load, Source, Vehicle
from devices.radiation.assembler import Assembler, Output
from devices.radiation.foreign_formats import read_spectrum_file
from devices.radiation.line_codec import Frame, parse_line
from tests.builders import NOW, consignment, notice, place, plate_read
from tests.shell.cases import assessments

DATA = Path(os.environ.get("PARALLEL49_DATA", Path(__file__).parents[3] / "shared" / "data"))
REFERENCES = DATA / (
    "radiation/sandialabs+InterSpec/data/reference_spectra/Common_Field_Nuclides/IdentiFINDER-NG"
)
BACKGROUND_S = 300.0
READINGS_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Scene:
    """A vehicle, its goods, and of which reference spectra, how strong, it is measured."""

    name: str
    vehicle: Vehicle
    parts: tuple[tuple[str, float], ...]
    seconds: float
    goods: Consignment | None
    hours_ago: float


TILES = replace(
    consignment(),
    items=(GoodsItem(line=1, hs_code="690721", description="Ceramic tiles", gross_kg=21400.0),),
)
LORRY = Vehicle(plate="CJK 4419", jurisdiction="AB", length_m=18.0, speed_kmh=8.0, suppression=0.14)
CAR = Vehicle(plate="HLX 8801", jurisdiction="AB", length_m=4.6, speed_kmh=8.0, suppression=0.05)
SCENES = (
    Scene(
        "tiles",
        replace(LORRY, load=Load.NORM, net_cps=420.0),
        (("K40_Unshielded", 0.5), ("Ra226_Unshielded", 0.3), ("Th232_Shielded", 0.5)),
        300.0,
        TILES,
        0.4,
    ),
    Scene(
        "caesium",
        replace(
            LORRY,
            plate="BRX 9014",
            source=Source(nuclide="Cs-137", net_cps=900.0, at_m=11.0, side_m=0.9, height_m=0.8),
        ),
        (("Cs137_Unshielded", 1.0),),
        60.0,
        consignment(),
        1.1,
    ),
    Scene(
        "patient",
        replace(CAR, source=Source(nuclide="Tc-99m", net_cps=1500.0, at_m=1.9, side_m=-0.4)),
        (("Tc99m_Phantom", 1.0),),
        60.0,
        None,
        2.3,
    ),
    Scene(
        "shielded",
        replace(
            LORRY,
            plate="T44 7120",
            suppression=0.2,
            source=Source(nuclide="Pu-239", net_cps=320.0, at_m=8.0, neutron_cps=40.0, side_m=-0.8),
        ),
        (("Pu239_Shielded_100g", 1.0),),
        120.0,
        consignment(),
        3.7,
    ),
)


def passage(vehicle: Vehicle, seed: int, at: datetime) -> Occupancy:
    """What the portal's decoder makes of the emulated portal's lines, heard when they are due."""
    monitor, assembler = Monitor(seed), Assembler("3")
    heard = [(at - timedelta(minutes=3), line.encode("ascii")) for line in SETUP]
    for number in range(READINGS_BEFORE, 0, -1):
        before = at - timedelta(seconds=number * BACKGROUND_EVERY_S)
        heard += [(before, line) for line in monitor.background()]
    heard += [
        (at + timedelta(seconds=timed.due_s), timed.line)
        for timed in monitor.passage(vehicle, Passed())
    ]
    outputs: list[Output] = []
    for moment, line in heard:
        frame = parse_line(line)
        assert isinstance(frame, Frame)
        outputs += assembler.feed(frame, moment)
    (found,) = [item for item in outputs if isinstance(item, Occupancy)]
    return found


def measured(scene: Scene, seed: int) -> SpectrumFile:
    """A random draw of what the identifier would count, over its background."""
    random = np.random.default_rng(seed)
    file = read_spectrum_file(REFERENCES / "background.txt")
    ground = _rate(file)
    rate = ground.copy()
    neutrons = 0.0
    for label, strength in scene.parts:
        source = read_spectrum_file(REFERENCES / f"{label}.txt")
        rate += strength * np.maximum(_rate(source) - ground, 0.0)
        neutrons += strength * _neutron_cps(source)
    like = _foreground(file)

    def drawn(cps: NDArray[np.float64], seconds: float) -> Spectrum:
        return replace(
            like,
            counts=tuple(random.poisson(cps * seconds).tolist()),
            live_time_s=seconds,
            real_time_s=seconds,
            started_at=NOW,
        )

    fore = replace(
        drawn(rate, scene.seconds),
        measurement=MeasurementClass.FOREGROUND,
        neutron_counts=int(random.poisson(neutrons * scene.seconds)) if neutrons else None,
    )
    back = replace(
        drawn(ground, BACKGROUND_S), measurement=MeasurementClass.BACKGROUND, neutron_counts=None
    )
    return replace(file, spectra=(fore, back), simulated=True, remarks=())


def events(scene: Scene, seed: int) -> Iterator[Event]:
    """The case as intake records it."""
    case_id, at = CaseId(scene.name), NOW - timedelta(hours=scene.hours_ago)
    plate = normal_plate(scene.vehicle.plate)
    yield CaseOpened(case_id=case_id, place=place(), opened_at=at, plate=plate_read(plate, at=at))
    if scene.goods is not None:
        told = notice(plate, goods=scene.goods, at=at)
        yield NoticeMatched(case_id=case_id, notice=told, notice_version=1)
        low = assessments(Determination.LOW)
        yield ConsignmentAssessed(case_id=case_id, assessments=low)
    passed = passage(scene.vehicle, seed, at)
    yield OccupancyRecorded(case_id=case_id, occupancy=passed)
    yield OccupancyAssessed(case_id=case_id, verdict=assess_occupancy(passed))
    ref = EvidenceRef(
        sha256=f"{seed:064x}", media_type="application/xml", size_bytes=1, name="spectrum.n42"
    )
    yield SpectrumAttached(case_id=case_id, file=measured(scene, seed), evidence=ref)


def _foreground(file: SpectrumFile) -> Spectrum:
    return file.foreground() or file.spectra[0]


def _rate(file: SpectrumFile) -> NDArray[np.float64]:
    spectrum = _foreground(file)
    return np.asarray(spectrum.counts, dtype=np.float64) / spectrum.live_time_s


def _neutron_cps(file: SpectrumFile) -> float:
    spectrum = _foreground(file)
    return (spectrum.neutron_counts or 0) / spectrum.real_time_s
