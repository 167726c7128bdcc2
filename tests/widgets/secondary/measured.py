"""A scan, a passage and a spectrum of the load that the tests of secondary look at."""

from datetime import UTC, datetime, timedelta

import numpy as np

from app.domain.conveyance import ContainerNumber
from app.domain.occupancy import CountProfile, Occupancy, ProfileShape, Radiation, RadiationVerdict
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.domain.spectrum import (
    EnergyCalibration,
    MeasurementClass,
    NuclideReport,
    Spectrum,
    SpectrumFile,
)
from tests.widgets.secondary.loads import HEIGHT_PX, PIXEL_MM, WIDTH_PX

NOW = datetime(2026, 11, 24, 14, 26, 8, tzinfo=UTC)
CONTAINER = ContainerNumber.parse("MSCU6603420")
GAMMA_AT_M = 8.5
SPEED_M_PER_S = 2.0
SIGN_ON_CHANNELS = 1024


def scan(scan_id: str = "scan-1") -> Scan:
    return Scan(
        scan_id=scan_id,
        site="coutts",
        lane="bay-2",
        device="VACIS P7500",
        started_at=NOW - timedelta(minutes=18),
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        pixel_mm=PIXEL_MM,
        channels=(
            ScanChannel(
                role=ChannelRole.HIGH,
                energy_mv=6.0,
                unit=PixelUnit.TRANSMISSION,
                scale=1 / 52_000,
            ),
        ),
        container_number=CONTAINER.text,
        iso_type="45G1",
        seals_read=("CA 4471820",),
    )


def gamma_profile(*, peak: bool = True) -> CountProfile:
    """9.5 s in intervals of 0.1 s: a shadow under the load, and a source at 8.5 m."""
    interval_s, background_cps = 0.1, 21_400.0
    along_m = (np.arange(95) - 2) * interval_s * SPEED_M_PER_S
    rate = background_cps * (1 - 0.16 * ((along_m > 3) & (along_m < 17)))
    if peak:
        rate = rate + 14_000 * np.exp(-(((along_m - GAMMA_AT_M) / 0.9) ** 2) / 2)
    counts = np.random.default_rng(7).poisson(rate * interval_s)
    return CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=interval_s,
        counts=tuple(int(item) for item in counts),
        background_cps=background_cps,
        lead_intervals=2,
    )


def occupancy(*, alarm: bool = True) -> Occupancy:
    neutron = CountProfile(
        radiation=Radiation.NEUTRON,
        interval_s=0.1,
        counts=(0, 1, 0, 0, 2, 0, 1, 0, 0) * 10 + (0,) * 5,
        background_cps=4.0,
        lead_intervals=2,
    )
    return Occupancy(
        lane="3",
        sequence=412,
        opened_at=NOW - timedelta(minutes=21),
        closed_at=NOW - timedelta(minutes=20, seconds=50),
        profiles=(gamma_profile(peak=alarm), neutron),
        alarms=frozenset({Radiation.GAMMA}) if alarm else frozenset(),
        speed_m_per_s=SPEED_M_PER_S,
        alarm_level_cps=25_400.0,
    )


def verdict(*, alarm: bool = True) -> RadiationVerdict:
    return RadiationVerdict(
        gamma_alarm=alarm,
        neutron_alarm=False,
        peak_sigma=8.4 if alarm else 1.2,
        shape=ProfileShape.POINT if alarm else ProfileShape.NONE,
        peak_at_s=GAMMA_AT_M / SPEED_M_PER_S + 0.2 if alarm else None,
        peak_at_m=GAMMA_AT_M if alarm else None,
        suppression=0.16,
        algorithm="scan",
        version="1",
    )


def spectrum_file(*, nuclide: bool = True) -> SpectrumFile:
    """300 s of a sodium iodide detector, with caesium where `nuclide`."""
    source = _spectrum(300.0, 12.0 if nuclide else 0.0, MeasurementClass.FOREGROUND)
    background = _spectrum(600.0, 0.0, MeasurementClass.BACKGROUND)
    return SpectrumFile(
        spectra=(source, background),
        instrument="identiFINDER",
        nuclides=(NuclideReport(name="Cs-137", confidence=9, category="Industrial"),)
        if nuclide
        else (),
        simulated=True,
    )


def _spectrum(live_s: float, source_rate: float, kind: MeasurementClass) -> Spectrum:
    energy = (np.arange(SIGN_ON_CHANNELS) + 0.5) * 3000 / SIGN_ON_CHANNELS
    rate = 30 * np.exp(-energy / 330) + 0.15 * np.exp(-energy / 1500) + 0.02
    lines = ((1460.8, 0.35), (2614.5, 0.12), (609.3, 0.3), (661.7, source_rate))
    for line, height in lines:
        width = 0.03 * np.sqrt(661 * line)
        rate += height * np.exp(-(((energy - line) / width) ** 2) / 2)
    rate += source_rate * 0.1 * (energy < 480)
    seed = int(live_s) + int(source_rate)
    counts = np.random.default_rng(seed).poisson(rate * live_s)
    return Spectrum(
        counts=tuple(int(item) for item in counts),
        live_time_s=live_s,
        real_time_s=live_s * 1.02,
        calibration=EnergyCalibration(coefficients=(0.0, 3000 / SIGN_ON_CHANNELS)),
        measurement=kind,
    )
