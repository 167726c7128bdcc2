"""What the load of `bench_ui` is made of: synthetic, seeded, and labelled so."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.finding import Finding, FindingKind, Priority
from app.domain.identifiers import CaseId, Country, StationId
from app.domain.occupancy import PortalReading, Radiation
from app.domain.place import Place
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.domain.spectrum import (
    EnergyCalibration,
    MeasurementClass,
    NuclideReport,
    Spectrum,
    SpectrumFile,
)
from app.domain.sync_state import DeviceState, LinkState
from app.radiography.image_cache import decode_to_cache
from devices.radiation.n42_writer import write_n42
from widgets.primary.state import PrimaryView
from widgets.secondary.state import (
    DECISION_KEYS,
    CaseView,
    FindingRow,
    ImageState,
    ImageStatus,
    KeyState,
    SecondaryView,
    WorkRow,
)

NOW = datetime(2026, 11, 24, 14, 26, 8, tzinfo=UTC)
IMAGE_WIDTH_PX, IMAGE_HEIGHT_PX = 4096, 1024
PIXEL_MM = (4.5, 4.5)
AIR = 52_000
CHANNELS = 1024
VARIANTS = 8
READING_INTERVAL_S = 0.2
BACKGROUND_CPS = 2100


@dataclass(frozen=True, slots=True)
class Scene:
    """N42 files as bytes, decoded radiographs as folders of the cache, and what they are of."""

    scan: Scan
    spectra: tuple[bytes, ...]
    images: tuple[Path, ...]


def make_scene(folder: Path) -> Scene:
    """Make everything beforehand, so that only showing it is measured."""
    scan = _scan()
    return Scene(
        scan=scan,
        spectra=tuple(write_n42(_spectrum_file(seed)) for seed in range(VARIANTS)),
        images=tuple(_cached(folder, scan, seed) for seed in range(VARIANTS // 2)),
    )


def secondary_view(scene: Scene) -> SecondaryView:
    """A referred case with a gamma alarm, on a work list of six."""
    gamma = FindingRow(finding=Finding(kind=FindingKind.GAMMA_ALARM, priority=Priority.P1))
    case = CaseView(
        case_id=CaseId("bench-0"),
        title="MSCU 660342 0",
        plate="T4471",
        iso_type="45G1",
        image=ImageState(status=ImageStatus.READY, scan=scene.scan),
        findings=(gamma,),
        keys=tuple(KeyState(disposition=disposition) for _, disposition in DECISION_KEYS),
        simulated=True,
    )
    rows = tuple(
        WorkRow(case_id=CaseId(f"bench-{index}"), title="MSCU 660342 0", worst=gamma, waiting_min=9)
        for index in range(6)
    )
    return SecondaryView(work=rows, case=case)


def primary_view() -> PrimaryView:
    """A lane in whose portal a vehicle is."""
    place = Place(
        station=StationId("bench-1"),
        country=Country.CANADA,
        port="CA-0000",
        port_name="Bench",
        lane="1",
    )
    portal = DeviceState(name="portal 1", family="portal", link=LinkState.UP, since=NOW)
    return PrimaryView(now=NOW, place=place, occupied=True, portal=portal)


def portal_reading(index: int) -> PortalReading:
    """The `index`th reading of a lane, with a bump every now and then."""
    rate = BACKGROUND_CPS * (1.4 if index % 85 in range(40, 48) else 1.0)
    return PortalReading(
        lane="1",
        heard_at=NOW + timedelta(seconds=index * READING_INTERVAL_S),
        radiation=Radiation.GAMMA,
        counts=round(rate * READING_INTERVAL_S) + index % 17,
        interval_s=READING_INTERVAL_S,
        occupied=True,
        in_alarm=False,
    )


def _scan() -> Scan:
    return Scan(
        scan_id="bench-0",
        site="bench",
        lane="1",
        device="synthetic",
        started_at=NOW,
        width_px=IMAGE_WIDTH_PX,
        height_px=IMAGE_HEIGHT_PX,
        pixel_mm=PIXEL_MM,
        channels=(
            ScanChannel(
                role=ChannelRole.HIGH,
                energy_mv=6.0,
                unit=PixelUnit.TRANSMISSION,
                scale=1 / AIR,
            ),
        ),
        simulated=True,
    )


def _cached(folder: Path, scan: Scan, seed: int) -> Path:
    named = replace(scan, scan_id=f"bench-{seed}")
    files = ((f"{seed}.tif", "image/tiff", bytes([seed])),)
    return decode_to_cache(files, folder, decode=lambda _files: (named, [_pixels(seed)]))


def _pixels(seed: int) -> NDArray[np.uint16]:
    """Four megapixels of a smooth load with quantum noise."""
    random = np.random.default_rng(seed)
    across = np.linspace(0, 40 + seed, IMAGE_WIDTH_PX)[None, :]
    down = np.linspace(0, 9, IMAGE_HEIGHT_PX)[:, None]
    passed = np.exp(-(2 + np.sin(across) + np.cos(down)))
    noise = random.standard_normal(passed.shape) * np.sqrt(passed / 20_000)
    pixels: NDArray[np.uint16] = np.clip((passed + noise) * AIR, 0, 65_535).astype(np.uint16)
    return pixels


def _spectrum_file(seed: int) -> SpectrumFile:
    energy_kev = (np.arange(CHANNELS) + 0.5) * 3000 / CHANNELS
    rate = 30 * np.exp(-energy_kev / 330) + 4 * np.exp(-(((energy_kev - 662) / 20) ** 2))
    random = np.random.default_rng(seed)
    measured = ((MeasurementClass.FOREGROUND, 300.0), (MeasurementClass.BACKGROUND, 600.0))
    return SpectrumFile(
        spectra=tuple(
            Spectrum(
                counts=tuple(int(item) for item in random.poisson(rate * live_s)),
                live_time_s=live_s,
                real_time_s=live_s,
                calibration=EnergyCalibration(coefficients=(0.0, 3000 / CHANNELS)),
                measurement=kind,
            )
            for kind, live_s in measured
        ),
        instrument="synthetic",
        nuclides=(NuclideReport(name="Cs-137", confidence=9),),
        simulated=True,
    )
