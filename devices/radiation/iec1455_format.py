"""IEC 1455 files: one spectrum as text, in records of 70 characters that begin with ``A004``.

Record 2 holds live and real seconds and the number of channels, record 4 the energy polynomial in
keV, records 6 to 9 a description, and those from 59 on a channel's number and five counts. Pairs of
energies and channels are not read, and start times have no time zone and are not used.

Source: the record table in becquerel's `parsers/iec1455.py` (BSD-3-Clause-LBNL).
"""

import re

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from devices.radiation.n42_values import (
    CHANNELS_MAX,
    UnreadableValueError,
    channel_counts,
    numbers,
    rising,
)
from devices.radiation.unreadable import SpectrumUnreadableError

BYTES_MAX = 4 * 2**20
TEXT_CHARS_MAX = 200
PREFIX = "A004"
FIRST_COUNTS = 58
COUNTS_PER_RECORD = 5
TERMS = 4
TERM_CHARS = 15


def is_iec1455(data: bytes) -> bool:
    """Whether the bytes look like an IEC 1455 file."""
    return data.startswith(PREFIX.encode("ascii"))


def read_iec1455(data: bytes) -> SpectrumFile:
    """Read one IEC 1455 file. Raises SpectrumUnreadableError with the reason."""
    if len(data) > BYTES_MAX:
        raise SpectrumUnreadableError(f"the file is larger than {BYTES_MAX // 2**20} MiB")
    notes = ["a start time without a time zone is not used"]
    try:
        records = _records(data.decode("latin-1"))
        live_s, real_s, channels = _measured(records[1])
        counts = _counts(records[FIRST_COUNTS:], channels, notes)
    except UnreadableValueError as error:
        raise SpectrumUnreadableError(f"this IEC 1455 file cannot be read: {error}") from error
    spectrum = Spectrum(
        counts=counts,
        live_time_s=live_s,
        real_time_s=real_s,
        calibration=_calibration(records[3], channels, notes),
        measurement=MeasurementClass.NOT_SPECIFIED,
    )
    described = " ".join(" ".join(records[5:9]).split())[:TEXT_CHARS_MAX]
    return SpectrumFile(spectra=(spectrum,), item=described, remarks=tuple(notes))


def _records(text: str) -> list[str]:
    lines = text.splitlines()
    if not all(line.startswith(PREFIX) for line in lines):
        raise UnreadableValueError(f"a record does not begin with {PREFIX}")
    if len(lines) <= FIRST_COUNTS:
        raise UnreadableValueError("it ends before the first count")
    return [line.removeprefix(PREFIX) for line in lines]


def _measured(record: str) -> tuple[float, float, int]:
    values = numbers(record, most=3)
    if len(values) != 3 or min(values) <= 0 or not values[2].is_integer():
        raise UnreadableValueError("live and real time and the number of channels are not given")
    if values[2] > CHANNELS_MAX:
        raise UnreadableValueError(f"more than {CHANNELS_MAX} channels")
    return values[0], values[1], int(values[2])


def _counts(records: list[str], channels: int, notes: list[str]) -> tuple[int, ...]:
    """The counts in order of their channels, of which none may be left out or come twice."""
    counts: list[int] = []
    negative = 0
    for record in records:
        first, _, body = record.strip().partition(" ")
        if first != str(len(counts)):
            raise UnreadableValueError(f"channel {first[:12]} where {len(counts)} should be")
        read = channel_counts(body, counted_zeroes=False)
        if len(read.counts) > COUNTS_PER_RECORD:
            raise UnreadableValueError(f"more than {COUNTS_PER_RECORD} counts in a record")
        counts += read.counts
        negative += read.negative
    if not channels <= len(counts) < channels + COUNTS_PER_RECORD:
        raise UnreadableValueError(f"{len(counts)} counts for {channels} channels")
    if negative:
        notes.append(f"{negative} channels below zero were read as zero")
    return tuple(counts[:channels])


def _calibration(record: str, channels: int, notes: list[str]) -> EnergyCalibration | None:
    """Four numbers of 15 characters each, which may touch: a minus sign takes the blank's place."""
    places = range(0, TERMS * TERM_CHARS, TERM_CHARS)
    fields = [record[place : place + TERM_CHARS] for place in places]
    try:
        terms = numbers(re.sub(r"\s+", " ", " ".join(fields)), most=TERMS)
        if any(terms):
            return rising(terms, channels)
        notes.append("a spectrum has no energy calibration")
    except UnreadableValueError as error:
        notes.append(f"not used: {error}")
    return None
