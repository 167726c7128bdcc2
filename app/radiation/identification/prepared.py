"""Checks a spectrum before anything is made of it, and gives its detector a kind."""

from dataclasses import dataclass

import numpy as np

from app.domain.spectrum import Spectrum, SpectrumFile
from app.radiation.identification.attenuation import Floats

CHANNELS_MIN, CHANNELS_MAX = 64, 65_536
COUNTS_MIN = 50
DEAD_SHARE_MAX = 0.6
HIGHEST_KEV_MIN, HIGHEST_KEV_MAX = 150.0, 30_000.0
KINDS = {
    "NaI": ("nai", "sodium iodide", "identifinder", "scionix", "digibase", "radeagle"),
    "CsI": ("csi", "radiacode", "d3s"),
    "LaBr3": ("labr", "lacl", "cebr", "srI2"),
    "CZT": ("czt", "cdte", "cdzn", "m400", "h3d"),
    "HPGe": ("hpge", "germanium", "detective", "fulcrum", "falcon", "aegis"),
    "PVT": ("pvt", "plastic", "polyvinyl"),
}


# Some instruments hold a weak source that keeps their gain; it shows as a peak without continuum.
BUILT_IN_KEV = {"identifinder": (661.66,)}


class UnusableSpectrumError(ValueError):
    """The spectrum cannot be judged; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A spectrum as arrays. `kind` is "" where the file does not tell the detector's kind.

    `built_in_kev` are peaks that the instrument makes itself, from a source inside it.
    """

    counts: Floats
    edges_kev: Floats
    live_time_s: float
    kind: str
    neutron_counts: int | None
    built_in_kev: tuple[float, ...] = ()

    @property
    def total(self) -> float:
        """All counts."""
        return float(self.counts.sum())


def prepare(spectrum: Spectrum, *, hint: str = "") -> Prepared:
    """Check one spectrum. `hint` is what the instrument calls itself.

    Raises UnusableSpectrumError with the reason.
    """
    channels = len(spectrum.counts)
    if not CHANNELS_MIN <= channels <= CHANNELS_MAX:
        raise UnusableSpectrumError(f"{channels} channels; {CHANNELS_MIN} or more are needed")
    if spectrum.calibration is None:
        raise UnusableSpectrumError("no energy calibration")
    if spectrum.live_time_s < spectrum.real_time_s * (1 - DEAD_SHARE_MAX):
        raise UnusableSpectrumError("the detector was dead for most of the time")
    edges = _edges(spectrum, channels)
    counts = np.array(spectrum.counts, dtype=float)
    return Prepared(
        counts=counts,
        edges_kev=edges,
        live_time_s=spectrum.live_time_s,
        kind=detector_kind(f"{spectrum.detector} {hint}"),
        neutron_counts=spectrum.neutron_counts,
        built_in_kev=next((at for name, at in BUILT_IN_KEV.items() if name in hint.lower()), ()),
    )


def _edges(spectrum: Spectrum, channels: int) -> Floats:
    calibration = spectrum.calibration
    if calibration is None or calibration.edges_kev:
        edges = np.array(spectrum.edges_kev(), dtype=float)
    else:
        with np.errstate(over="ignore", invalid="ignore"):
            edges = np.polyval(calibration.coefficients[::-1], np.arange(channels + 1.0))
    if not np.isfinite(edges).all() or not (np.diff(edges) > 0).all():
        raise UnusableSpectrumError("the energy calibration does not rise with the channels")
    if not HIGHEST_KEV_MIN <= edges[-1] <= HIGHEST_KEV_MAX:
        raise UnusableSpectrumError(f"the energy scale ends at {edges[-1]:.0f} keV")
    return edges


def detector_kind(text: str) -> str:
    """The kind that a detector's or instrument's name gives away, or ""."""
    lowered = text.lower()
    for kind, names in KINDS.items():
        if any(name.lower() in lowered for name in names):
            return kind
    return ""


def foreground_of(file: SpectrumFile) -> Spectrum:
    """The spectrum to judge: of several equal ones their sum. Raises UnusableSpectrumError."""
    first = file.foreground() or file.background() or (file.spectra[0] if file.spectra else None)
    if first is None:
        raise UnusableSpectrumError("the file holds no spectrum")
    return first
