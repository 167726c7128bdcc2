"""What both versions of N42 share: making one spectrum of what was found for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum
from devices.radiation.n42_tree import N42UnreadableError
from devices.radiation.n42_values import UnreadableValueError, channel_counts, numbers

SPECTRA_MAX = 4096
CHANNELS_TOTAL_MAX = 2_000_000
REMARK_CHARS_MAX = 200
UNKNOWN = "unknown"
"""What many instruments write, and we too, where the schema wants a name."""

Calibrate = Callable[[int], EnergyCalibration | None]
"""Makes the calibration for a number of channels. Raises UnreadableValueError."""


@dataclass(slots=True)
class Found:
    """What was read of a file so far: spectra, what was forgiven, and what was refused."""

    spectra: list[Spectrum] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    channels: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSpectrum:
    """The parts of one spectrum as they stand in the file."""

    channel_data: str
    counted_zeroes: bool
    live_time_s: float | None
    real_time_s: float | None
    calibrate: Calibrate
    measurement: MeasurementClass
    detector: str
    started_at: datetime | None
    has_start: bool
    neutron_counts: int | None


def add_spectrum(raw: RawSpectrum, found: Found) -> None:
    """Make a spectrum of `raw`, or say in `found` why not. Raises N42UnreadableError at a limit."""
    try:
        read = channel_counts(raw.channel_data, counted_zeroes=raw.counted_zeroes)
    except UnreadableValueError as error:
        found.refused.append(f"channel data: {error}")
        return
    if not read.counts:
        found.refused.append("channel data is empty")
        return
    times = _times(raw, found)
    if times is None:
        found.refused.append("neither live nor real time is given")
        return
    found.channels += len(read.counts)
    if len(found.spectra) >= SPECTRA_MAX or found.channels > CHANNELS_TOTAL_MAX:
        raise N42UnreadableError(
            f"more than {SPECTRA_MAX} spectra or {CHANNELS_TOTAL_MAX} channels"
        )
    if read.negative:
        found.notes.append(f"{read.negative} channels below zero were read as zero")
    if raw.has_start and raw.started_at is None:
        found.notes.append("a start time without a time zone is not used")
    found.spectra.append(
        Spectrum(
            counts=read.counts,
            live_time_s=times[0],
            real_time_s=times[1],
            calibration=_calibration(raw, len(read.counts), found),
            measurement=raw.measurement,
            detector="" if raw.detector == UNKNOWN else raw.detector[:REMARK_CHARS_MAX],
            started_at=raw.started_at,
            neutron_counts=raw.neutron_counts,
        )
    )


def _times(raw: RawSpectrum, found: Found) -> tuple[float, float] | None:
    live_s, real_s = raw.live_time_s, raw.real_time_s
    if live_s is None and real_s is not None:
        found.notes.append("live time is missing; the real time stands for it")
        return real_s, real_s
    if live_s is not None and real_s is None:
        found.notes.append("real time is missing; the live time stands for it")
        return live_s, live_s
    if live_s is None or real_s is None:
        return None
    if live_s > real_s:
        found.notes.append("live time is longer than real time")
    return live_s, real_s


def _calibration(raw: RawSpectrum, channels: int, found: Found) -> EnergyCalibration | None:
    try:
        calibration = raw.calibrate(channels)
    except UnreadableValueError as error:
        found.notes.append(f"not used: {error}")
        return None
    if calibration is None:
        found.notes.append("a spectrum has no energy calibration")
    return calibration


def neutron_sum(texts: list[str]) -> int | None:
    """The sum of neutron counts, None where none of them can be read."""
    total: float | None = None
    for text in texts:
        try:
            total = (total or 0.0) + sum(numbers(text))
        except UnreadableValueError:
            continue
    return None if total is None else max(round(total), 0)
