"""SPE files (IAEA, Ortec): one spectrum as text, in sections that begin with ``$NAME:``.

``$MEAS_TIM`` holds live and real seconds, ``$DATA`` the first and last channel and then the counts,
``$MCA_CAL`` or ``$ENER_FIT`` the energy calibration. Start times have no time zone and are not
used. Places in ``$GPS`` are not read.
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
NO_DESCRIPTION = "No sample description was entered."
SIMULATED = "Simulated by Parallel 49: no instrument measured this."

_SECTION = re.compile(r"^\$([A-Z0-9_]{1,32}):?[ \t]*\r?$", re.MULTILINE)
_DETECTOR = re.compile(r"^DETDESC# ?(.*)$", re.MULTILINE)


def is_spe(data: bytes) -> bool:
    """Whether the bytes look like an SPE file."""
    return data.lstrip()[:1] == b"$" and b"$DATA:" in data


def read_spe(data: bytes) -> SpectrumFile:
    """Read one SPE file. Raises SpectrumUnreadableError with the reason."""
    if len(data) > BYTES_MAX:
        raise SpectrumUnreadableError(f"the file is larger than {BYTES_MAX // 2**20} MiB")
    sections = _sections(data.decode("latin-1"))
    notes: list[str] = []
    try:
        live_s, real_s = _times(sections.get("MEAS_TIM", ""))
        counts = _counts(sections.get("DATA", ""), notes)
    except UnreadableValueError as error:
        raise SpectrumUnreadableError(f"this SPE file cannot be read: {error}") from error
    if "DATE_MEA" in sections:
        notes.append("a start time without a time zone is not used")
    described = sections.get("SPEC_ID", "").strip()[:TEXT_CHARS_MAX]
    detector = _DETECTOR.search(sections.get("SPEC_REM", ""))
    spectrum = Spectrum(
        counts=counts,
        live_time_s=live_s,
        real_time_s=real_s,
        calibration=_calibration(sections, len(counts), notes),
        measurement=MeasurementClass.NOT_SPECIFIED,
        detector=detector[1].strip()[:TEXT_CHARS_MAX] if detector else "",
    )
    return SpectrumFile(
        spectra=(spectrum,),
        item="" if described == NO_DESCRIPTION else described,
        remarks=tuple(notes),
        simulated=SIMULATED in sections.get("SPEC_REM", ""),
    )


def write_spe(spectrum: Spectrum, *, item: str = "", simulated: bool = False) -> bytes:
    """One spectrum as an SPE file. Raises ValueError for a calibration that is no polynomial."""
    calibration = spectrum.calibration
    if calibration is not None and calibration.edges_kev:
        raise ValueError("an SPE file holds a polynomial calibration only")
    lines = ["$SPEC_ID:", _one_line(item) or NO_DESCRIPTION, "$SPEC_REM:"]
    lines += [f"DETDESC# {_one_line(spectrum.detector)}", *([SIMULATED] if simulated else [])]
    lines += ["$MEAS_TIM:", f"{spectrum.live_time_s!r} {spectrum.real_time_s!r}"]
    lines += ["$DATA:", f"0 {len(spectrum.counts) - 1}", *map(str, spectrum.counts)]
    if calibration is not None:
        terms = calibration.coefficients
        lines += ["$MCA_CAL:", str(len(terms)), " ".join(map(repr, terms)) + " keV"]
    return ("\r\n".join(lines) + "\r\n").encode("latin-1", errors="replace")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:TEXT_CHARS_MAX].lstrip("$")


def _sections(text: str) -> dict[str, str]:
    """Section texts by name; of several with one name the first counts."""
    parts = _SECTION.split(text)
    found: dict[str, str] = {}
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        found.setdefault(name, body.replace("\r", "").strip("\n"))
    return found


def _times(text: str) -> tuple[float, float]:
    values = numbers(text, most=2)
    if len(values) != 2 or min(values) <= 0:
        raise UnreadableValueError("live and real time are not given")
    return values[0], values[1]


def _counts(text: str, notes: list[str]) -> tuple[int, ...]:
    head, _, body = text.partition("\n")
    limits = numbers(head, most=2)
    if len(limits) != 2 or not all(limit.is_integer() for limit in limits):
        raise UnreadableValueError("the first and last channel are not given")
    first, last = int(limits[0]), int(limits[1])
    if not 0 <= first <= last < CHANNELS_MAX:
        raise UnreadableValueError(f"channels {first} to {last}")
    read = channel_counts(body, counted_zeroes=False)
    if len(read.counts) != last - first + 1:
        raise UnreadableValueError(f"{len(read.counts)} counts for channels {first} to {last}")
    if read.negative:
        notes.append(f"{read.negative} channels below zero were read as zero")
    return (0,) * first + read.counts


def _calibration(
    sections: dict[str, str], channels: int, notes: list[str]
) -> EnergyCalibration | None:
    lines = sections.get("MCA_CAL", "").split("\n")
    texts = [lines[1] if len(lines) > 1 else "", sections.get("ENER_FIT", "")]
    why = "a spectrum has no energy calibration"
    for text in texts:
        try:
            terms = numbers(re.sub(r"(?i)\s*kev\s*$", "", text))
            if any(terms):
                return rising(terms, channels)
        except UnreadableValueError as error:
            why = f"not used: {error}"
    notes.append(why)
    return None
