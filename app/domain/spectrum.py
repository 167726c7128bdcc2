"""Gamma spectra: counts per channel, and what turns a channel into an energy."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import pairwise


class UncalibratedError(ValueError):
    """An energy was asked of a spectrum that has no energy calibration."""


class MeasurementClass(StrEnum):
    """N42.42 MeasurementClassCode."""

    FOREGROUND = "Foreground"
    BACKGROUND = "Background"
    CALIBRATION = "Calibration"
    INTRINSIC = "IntrinsicActivity"
    NOT_SPECIFIED = "NotSpecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyCalibration:
    """Either a polynomial of the channel number or the edges of the channels, in keV.

    Exactly one of `coefficients` (keV, keV/channel, ...) and `edges_kev` (channels + 1) is given.
    """

    coefficients: tuple[float, ...] = ()
    edges_kev: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.coefficients) == bool(self.edges_kev):
            raise ValueError("a calibration has coefficients or edges, and not both")
        if any(high <= low for low, high in pairwise(self.edges_kev)):
            raise ValueError("channel edges must rise")

    def edge_kev(self, channel: float) -> float:
        """Energy at the lower edge of `channel` (fractions allowed for polynomials)."""
        if self.edges_kev:
            index = min(max(int(channel), 0), len(self.edges_kev) - 1)
            return self.edges_kev[index]
        return sum(term * channel**power for power, term in enumerate(self.coefficients))


@dataclass(frozen=True, slots=True, kw_only=True)
class NuclideReport:
    """A nuclide that the instrument itself named; its opinion, not ours."""

    name: str
    confidence: float | None = None
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spectrum:
    """One measured spectrum. `counts` has one number per channel."""

    counts: tuple[int, ...]
    live_time_s: float
    real_time_s: float
    calibration: EnergyCalibration | None
    measurement: MeasurementClass = MeasurementClass.NOT_SPECIFIED
    detector: str = ""
    started_at: datetime | None = None
    neutron_counts: int | None = None

    def __post_init__(self) -> None:
        if not self.counts:
            raise ValueError("a spectrum has at least one channel")
        if min(self.counts) < 0:
            raise ValueError("counts cannot be negative")
        if self.live_time_s <= 0 or self.real_time_s <= 0:
            raise ValueError("a spectrum was measured for longer than nothing")
        if self.started_at is not None and self.started_at.tzinfo is None:
            raise ValueError("a start time must carry a time zone")
        if (
            self.calibration is not None
            and self.calibration.edges_kev
            and len(self.calibration.edges_kev) != len(self.counts) + 1
        ):
            raise ValueError("a spectrum has one more channel edge than channels")

    def edges_kev(self) -> tuple[float, ...]:
        """Lower edges of all channels and the upper edge of the last, in keV."""
        if self.calibration is None:
            raise UncalibratedError("this spectrum has no energy calibration")
        if self.calibration.edges_kev:
            return self.calibration.edges_kev
        edge = self.calibration.edge_kev
        return tuple(edge(channel) for channel in range(len(self.counts) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpectrumFile:
    """What an instrument wrote in one file: its spectra and what it made of them.

    `item` is the instrument's own name of what it measured, such as a plate or container number.
    """

    spectra: tuple[Spectrum, ...]
    instrument: str = ""
    instrument_kind: str = ""
    item: str = ""
    nuclides: tuple[NuclideReport, ...] = ()
    remarks: tuple[str, ...] = field(default=())
    simulated: bool = False

    def foreground(self) -> Spectrum | None:
        """The spectrum of the item: the first foreground, else the first not a background."""
        for wanted in (MeasurementClass.FOREGROUND, MeasurementClass.NOT_SPECIFIED):
            for spectrum in self.spectra:
                if spectrum.measurement is wanted:
                    return spectrum
        return None

    def background(self) -> Spectrum | None:
        """The first background, if the instrument wrote one."""
        wanted = MeasurementClass.BACKGROUND
        return next((item for item in self.spectra if item.measurement is wanted), None)
