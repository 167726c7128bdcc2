"""Simulated spectra, long measurements and passages with fixed seeds."""

from dataclasses import replace

import numpy as np

from app.domain.occupancy import CountProfile, Occupancy, Radiation
from app.domain.rate_profile import RateProfile
from app.domain.spectrum import (
    EnergyCalibration,
    MeasurementClass,
    NuclideReport,
    Spectrum,
    SpectrumFile,
)
from app.domain.time_history import TimeHistory
from tests.widgets.secondary import measured

PANELS = ("ML", "MU", "SL", "SU")
CHANNELS = 1024
NORM_LINES = (
    (238.6, 0.9), (351.9, 0.7), (583.2, 0.5), (609.3, 0.8), (911.2, 0.4), (1120.3, 0.2),
    (1460.8, 1.1), (1764.5, 0.3), (2614.5, 0.35),
)  # fmt: skip


def spectrum_file(
    lines: tuple[tuple[float, float], ...], *nuclides: NuclideReport, live_s: float = 300.0
) -> SpectrumFile:
    """A sodium iodide detector's foreground with `lines` (keV, counts/s) and its background."""
    return SpectrumFile(
        spectra=(
            _spectrum(lines, live_s, MeasurementClass.FOREGROUND),
            _spectrum((), 600.0, MeasurementClass.BACKGROUND),
        ),
        instrument="identiFINDER",
        nuclides=nuclides,
        simulated=True,
    )


def _spectrum(
    lines: tuple[tuple[float, float], ...], live_s: float, kind: MeasurementClass
) -> Spectrum:
    energy = (np.arange(CHANNELS) + 0.5) * 3000 / CHANNELS
    rate = 3 * np.exp(-energy / 330) + 0.05 * np.exp(-energy / 1500) + 0.002
    for line, height in ((1460.8, 0.08), (2614.5, 0.03), *lines):
        width = 0.03 * np.sqrt(661 * line)
        rate += height * np.exp(-(((energy - line) / width) ** 2) / 2)
        rate += height * 0.3 * (energy < line * 0.7)
    counts = np.random.default_rng(round(live_s)).poisson(rate * live_s)
    return Spectrum(
        counts=tuple(int(item) for item in counts),
        live_time_s=live_s,
        real_time_s=live_s * 1.02,
        calibration=EnergyCalibration(coefficients=(0.0, 3000 / CHANNELS)),
        measurement=kind,
    )


def wide_occupancy() -> Occupancy:
    """A load that raises the counts along its whole length."""
    along_m = (np.arange(95) - 2) * 0.1 * measured.SPEED_M_PER_S
    rate = 21_400.0 * (1 - 0.10 * ((along_m > 3) & (along_m < 17)))
    rate = rate + 6500 / (1 + np.exp(-(along_m - 5.5) * 1.6)) / (1 + np.exp((along_m - 15) * 1.6))
    counts = np.random.default_rng(11).poisson(rate * 0.1)
    gamma = CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=0.1,
        counts=tuple(int(item) for item in counts),
        background_cps=21_400.0,
        lead_intervals=2,
    )
    return replace(measured.occupancy(), profiles=(gamma, measured.occupancy().profiles[1]))


def in_panels(passage: Occupancy, *, side: float, height: float) -> Occupancy:
    """The same counts by panel: what is above the background leans to a side and to a height.

    -1 is all in the master pillar, or all in the lower panels.
    """
    gamma = passage.profiles[0]
    random = np.random.default_rng(17)
    background = round((gamma.background_cps or 0.0) * gamma.interval_s)
    leaning = [(1 - side) * (1 - height), (1 - side) * (1 + height)]
    leaning += [(1 + side) * (1 - height), (1 + side) * (1 + height)]
    shared = [
        random.multinomial(min(count, background), [0.25] * 4)
        + random.multinomial(max(count - background, 0), np.array(leaning) / 4)
        for count in gamma.counts
    ]
    panels = tuple(tuple(int(count) for count in panel) for panel in np.transpose(shared))
    told = replace(gamma, panels=panels, panel_names=PANELS)
    return replace(passage, profiles=(told, *passage.profiles[1:]))


def vehicle_alone(passage: Occupancy, depth: float) -> RateProfile:
    """A shadow of `depth` with soft ends under the load."""
    gamma = passage.profiles[0]
    times_s = (np.arange(len(gamma.counts)) + 0.5) * gamma.interval_s
    along_m = (times_s - gamma.lead_s) * measured.SPEED_M_PER_S
    shadow = 0.5 * (np.tanh(along_m - 3.2) - np.tanh(along_m - 16.8))
    rates = (gamma.background_cps or 0.0) * (1 - depth * shadow)
    return RateProfile(start_s=0.0, interval_s=gamma.interval_s, rates_cps=tuple(rates.tolist()))


def drive_by() -> TimeHistory:
    """Eighty seconds in records of one second; the source goes by within ten."""
    seconds = np.arange(80)
    rates = 310 + 900 * np.exp(-(((seconds - 44) / 3.0) ** 2) / 2)
    counts = np.random.default_rng(3).poisson(rates)
    return TimeHistory(
        starts_s=tuple(float(second) for second in seconds),
        lengths_s=(1.0,) * len(seconds),
        rates_cps=tuple(float(count) for count in counts),
    )
