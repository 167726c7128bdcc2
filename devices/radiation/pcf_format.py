"""PCF files (GADRAS): many spectra of one length, as records of 256 bytes.

A file header says how many records each spectrum takes. Each spectrum has a header record (three
texts, a date without a time zone, times, calibration, neutron counts, channels) and its counts as
32-bit floats. Energies are a polynomial of the fraction of the full range, with a term for the low
end. Layout: sandialabs/PyRIID riid/gadras/pcf.py (BSD-3) and OSTI 1378172.
"""

import math
import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from devices.radiation.n42_values import (
    CHANNELS_MAX,
    COUNT_MAX,
    UnreadableValueError,
    rising,
)
from devices.radiation.unreadable import SpectrumUnreadableError

BYTES_MAX = 32 * 2**20
SPECTRA_MAX = 4096
CHANNELS_TOTAL_MAX = 2_000_000
RECORD_BYTES = 256
CHANNELS_PER_RECORD = RECORD_BYTES // 4
MARK = b"DHS"
DEVIATIONS = b"DeviationPairsInFile"
DEVIATION_BYTES = 4 * 8 * 8 * 20 * 2 * 2
TEXTS_BYTES = 180
TERMS_MAX = 4
LOW_END_SCALE = 60.0
UNKNOWN_DATE = b"01-Jan-1900 00:00:00.00"

_HEADER = struct.Struct("<h3s")
_SPECTRUM = struct.Struct("<180s23sc2f3f5fifi")
_DETECTOR = re.compile(r"Det(?:ector)?[=:]\s*([A-Za-z0-9]{1,16})")
_CLASSES = {
    MeasurementClass.FOREGROUND: "Foreground",
    MeasurementClass.BACKGROUND: "Background",
    MeasurementClass.CALIBRATION: "Calibration",
    MeasurementClass.INTRINSIC: "IntrinsicActivity",
}


def is_pcf(data: bytes) -> bool:
    """Whether the bytes look like a PCF file."""
    return len(data) >= 2 * RECORD_BYTES and data[2:5] == MARK


def read_pcf(data: bytes) -> SpectrumFile:
    """Read one PCF file. Raises SpectrumUnreadableError with the reason."""
    if len(data) > BYTES_MAX:
        raise SpectrumUnreadableError(f"the file is larger than {BYTES_MAX // 2**20} MiB")
    if not is_pcf(data):
        raise SpectrumUnreadableError("this is not a PCF file")
    records, _ = _HEADER.unpack_from(data)
    if records < 2:
        raise SpectrumUnreadableError(f"a spectrum of {records} records")
    spectra: list[Spectrum] = []
    notes: list[str] = []
    refused: list[str] = []
    total = 0
    for number, record in enumerate(_records(data, records)):
        try:
            spectrum = _spectrum(record, notes)
        except UnreadableValueError as error:
            refused.append(f"spectrum {number + 1}: {error}")
            continue
        total += len(spectrum.counts)
        if number >= SPECTRA_MAX or total > CHANNELS_TOTAL_MAX:
            raise SpectrumUnreadableError(
                f"more than {SPECTRA_MAX} spectra or {CHANNELS_TOTAL_MAX} channels"
            )
        spectra.append(spectrum)
    if not spectra:
        raise SpectrumUnreadableError("no spectrum to read: " + "; ".join(refused[:3] or ["none"]))
    return SpectrumFile(spectra=tuple(spectra), remarks=tuple(dict.fromkeys(notes + refused[:3])))


def _records(data: bytes, records: int) -> Iterator[bytes]:
    """The bytes of each spectrum; a last one cut short is left out."""
    first = RECORD_BYTES
    if data[first : first + len(DEVIATIONS)] == DEVIATIONS:
        first += RECORD_BYTES + DEVIATION_BYTES
    elif data[first : first + 14] == b"DeviationPairs":
        raise SpectrumUnreadableError("deviation pairs in a layout that is not known")
    size = records * RECORD_BYTES
    for offset in range(first, len(data) - RECORD_BYTES + 1, size):
        yield data[offset : offset + size]


def _spectrum(record: bytes, notes: list[str]) -> Spectrum:
    texts, date, _tag, live_s, real_s, *rest = _SPECTRUM.unpack_from(record)
    terms, (_occupancy, neutrons, channels) = rest[3:8], rest[8:]
    if not 0 < channels <= CHANNELS_MAX:
        raise UnreadableValueError(f"{channels} channels")
    if len(record) < RECORD_BYTES + 4 * channels:
        raise UnreadableValueError("the file ends within its counts")
    if not all(math.isfinite(value) and value > 0 for value in (live_s, real_s)):
        raise UnreadableValueError("live and real time are not given")
    title = " ".join(_texts(texts))
    if date.strip(b" \0") and date != UNKNOWN_DATE:
        notes.append("a start time without a time zone is not used")
    detector = _DETECTOR.search(title)
    return Spectrum(
        counts=_counts(struct.unpack_from(f"<{channels}f", record, RECORD_BYTES), notes),
        live_time_s=live_s,
        real_time_s=real_s,
        calibration=_calibration(terms, channels, notes),
        measurement=next(
            (kind for kind, word in _CLASSES.items() if word.lower() in title.lower()),
            MeasurementClass.NOT_SPECIFIED,
        ),
        detector=detector[1] if detector else "",
        neutron_counts=round(neutrons) if 0 < neutrons < COUNT_MAX else None,
    )


def _texts(texts: bytes) -> list[str]:
    """Title, description and source: 60 bytes each, or marked off by 0xFF where one is longer."""
    if texts[:1] == b"\xff":
        parts = texts[1:].split(b"\xff")[:3]
    else:
        parts = [texts[:60], texts[60:120], texts[120:]]
    return [part.split(b"\0")[0].decode("latin-1").strip() for part in parts]


def _counts(values: tuple[float, ...], notes: list[str]) -> tuple[int, ...]:
    if not all(map(math.isfinite, values)):
        raise UnreadableValueError("a count is not finite")
    if max(values) > COUNT_MAX:
        raise UnreadableValueError("a channel holds more counts than any instrument can count")
    if min(values) < 0:
        notes.append("channels below zero were read as zero")
    if any(value != int(value) for value in values):
        notes.append("fractions of counts were rounded")
    return tuple(max(round(value), 0) for value in values)


def _calibration(terms: list[float], channels: int, notes: list[str]) -> EnergyCalibration | None:
    try:
        return _ranged(terms, channels)
    except UnreadableValueError as error:
        notes.append(f"not used: {error}")
        return None


def _ranged(terms: list[float], channels: int) -> EnergyCalibration:
    """Energy = sum(term * x**power) + low / (1 + 60 x), x being the fraction of the full range."""
    *powers, low = terms
    if not all(map(math.isfinite, terms)):
        raise UnreadableValueError("an energy calibration that is not finite")
    if low == 0:
        return rising([term / channels**power for power, term in enumerate(powers)], channels)
    edges = tuple(_energy(powers, low, edge / channels) for edge in range(channels + 1))
    if any(high <= lower for lower, high in pairwise(edges)):
        raise UnreadableValueError("an energy calibration that does not rise with the channel")
    return EnergyCalibration(edges_kev=edges)


def _energy(powers: list[float], low: float, x: float) -> float:
    return sum(term * x**power for power, term in enumerate(powers)) + low / (1 + LOW_END_SCALE * x)


def write_pcf(file: SpectrumFile) -> bytes:
    """The spectra of a file as PCF. Times, calibrations and counts become 32-bit floats.

    Raises ValueError for a calibration that is no polynomial of at most four terms.
    """
    most = max(len(spectrum.counts) for spectrum in file.spectra)
    records = 1 + -(-most // CHANNELS_PER_RECORD)
    written = [_HEADER.pack(records, MARK).ljust(RECORD_BYTES, b"\0")]
    for spectrum in file.spectra:
        written.append(_header(spectrum))
        counts = struct.pack(f"<{len(spectrum.counts)}f", *spectrum.counts)
        written.append(counts.ljust((records - 1) * RECORD_BYTES, b"\0"))
    return b"".join(written)


def _header(spectrum: Spectrum) -> bytes:
    terms = spectrum.calibration.coefficients if spectrum.calibration is not None else ()
    if (spectrum.calibration is not None and not terms) or len(terms) > TERMS_MAX:
        raise ValueError("a PCF file holds a polynomial of at most four terms")
    channels = len(spectrum.counts)
    ranged = [term * channels**power for power, term in enumerate(terms)]
    ranged += [0.0] * (TERMS_MAX - len(ranged))
    detector = f"Det={spectrum.detector}" if spectrum.detector else ""
    title = f"{_CLASSES.get(spectrum.measurement, '')} {detector}".strip()
    return _SPECTRUM.pack(
        title.encode("latin-1", errors="replace")[:60].ljust(TEXTS_BYTES, b" "),
        UNKNOWN_DATE,
        b" ",
        spectrum.live_time_s,
        spectrum.real_time_s,
        *(0.0,) * 3,
        *ranged,
        0.0,
        -1,
        float(spectrum.neutron_counts or 0),
        channels,
    )
