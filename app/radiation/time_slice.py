"""Long measurements of many records: their count rate in time, and the spectrum of any part.

Portals that take spectra, and instruments that are carried or driven past, write one record a
second or minute. Neither the first record nor the sum of all is what an officer wants to look at
when the source went by within ten seconds.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from app.domain.adjudication import OwnIdentification
from app.domain.spectrum import MeasurementClass, Spectrum, SpectrumFile
from app.domain.time_history import Measured, TimeHistory, TimePart

RECORDS_MIN = 5
"""Fewer spectra are single measurements and no history."""

TOTAL_SHARE = 0.5
"""A record this long beside all others together is their sum and none of them."""

_MEASURED = (MeasurementClass.FOREGROUND, MeasurementClass.NOT_SPECIFIED)


def identify_part(
    identify: Callable[[SpectrumFile], OwnIdentification],
    file: SpectrumFile,
    part: TimePart | None = None,
) -> Measured:
    """Sum a part, all of it where `part` is None, and name its nuclides. Runs in a worker."""
    records = time_records(file)
    if not records:
        return Measured(own=identify(file))
    summed = _summed_file(file, records, part)
    return Measured(own=identify(summed), file=summed, history=history_of(records))


def sliced(file: SpectrumFile, part: TimePart | None = None) -> SpectrumFile:
    """The file with the records of a part, or all of them, summed to one foreground.

    The background is the rest of the records if `part.outside` and there is a rest, else the one
    that the instrument wrote. A file without records in time comes back as it is.
    """
    records = time_records(file)
    return _summed_file(file, records, part) if records else file


def time_records(file: SpectrumFile) -> tuple[Spectrum, ...]:
    """The records in time in their order; detectors read at one moment are added up.

    Empty where there are fewer than RECORDS_MIN with the channels and energies of the first.
    """
    found = [item for item in file.spectra if item.measurement in _MEASURED and item.started_at]
    if not found:
        return ()
    first = found[0]
    alike = [
        item
        for item in found
        if len(item.counts) == len(first.counts) and item.calibration == first.calibration
    ]
    moments: dict[datetime, list[Spectrum]] = {}
    for item in _without_total(alike):
        if item.started_at is not None:
            moments.setdefault(item.started_at, []).append(item)
    if len(moments) < RECORDS_MIN:
        return ()
    return tuple(_at_once(moments[moment]) for moment in sorted(moments))


def _without_total(records: Sequence[Spectrum]) -> list[Spectrum]:
    total_s = sum(item.real_time_s for item in records)
    return [
        item for item in records if item.real_time_s < TOTAL_SHARE * (total_s - item.real_time_s)
    ]


def _at_once(spectra: Sequence[Spectrum]) -> Spectrum:
    """Several detectors at one moment: counts add up, time does not."""
    if len(spectra) == 1:
        return spectra[0]
    live_s = sum(item.live_time_s for item in spectra) / len(spectra)
    real_s = max(item.real_time_s for item in spectra)
    return replace(
        spectra[0],
        counts=_added(spectra),
        live_time_s=live_s,
        real_time_s=real_s,
        neutron_counts=_neutrons(spectra),
        detector="",
    )


def _summed_file(
    file: SpectrumFile, records: Sequence[Spectrum], part: TimePart | None
) -> SpectrumFile:
    part = part or TimePart(first=0, last=len(records) - 1)
    last = min(part.last, len(records) - 1)
    first = min(part.first, last)
    inside = records[first : last + 1]
    outside = (*records[:first], *records[last + 1 :])
    background = file.background()
    if part.outside and outside:
        background = _sum(outside, MeasurementClass.BACKGROUND)
    spectra = (_sum(inside, MeasurementClass.FOREGROUND), *((background,) if background else ()))
    return replace(file, spectra=spectra)


def _sum(records: Sequence[Spectrum], measurement: MeasurementClass) -> Spectrum:
    return replace(
        records[0],
        counts=_added(records),
        live_time_s=sum(item.live_time_s for item in records),
        real_time_s=sum(item.real_time_s for item in records),
        neutron_counts=_neutrons(records),
        measurement=measurement,
    )


def _added(spectra: Sequence[Spectrum]) -> tuple[int, ...]:
    total = np.zeros(len(spectra[0].counts), dtype=np.int64)
    for item in spectra:
        total += np.asarray(item.counts, dtype=np.int64)
    return tuple(total.tolist())


def _neutrons(spectra: Sequence[Spectrum]) -> int | None:
    counted = [item.neutron_counts for item in spectra if item.neutron_counts is not None]
    return sum(counted) if counted else None


def history_of(records: Sequence[Spectrum]) -> TimeHistory:
    """The count rate in time of records in their order."""
    began = [item.started_at for item in records if item.started_at is not None]
    return TimeHistory(
        starts_s=tuple((moment - began[0]).total_seconds() for moment in began),
        lengths_s=tuple(item.real_time_s for item in records),
        rates_cps=tuple(sum(item.counts) / item.live_time_s for item in records),
    )
