"""Reads N42 files of 2006 and of 2011/2012, as instruments write them.

ANSI N42.42 describes the format; what is forgiven here was met in real files. What is forgiven is
said in the file's remarks, what cannot be forgiven refuses one spectrum, and a file without any
spectrum left is refused with the reasons. Gross counts of neutron detectors are kept with the
spectrum beside them; those of gamma detectors, and passages, are read by `n42_portal`.
"""

from xml.etree.ElementTree import Element

from app.domain.spectrum import NuclideReport, SpectrumFile
from devices.radiation import n42_2006, n42_2012
from devices.radiation.n42_parts import REMARK_CHARS_MAX, UNKNOWN, Found
from devices.radiation.n42_tree import (
    N42UnreadableError,
    NotN42Error,
    children,
    descendants,
    local_name,
    parse_tree,
    text_of,
)

REMARKS_MAX = 16
NUCLIDES_MAX = 32
REASONS_SHOWN = 3
SIMULATED_REMARK = "Simulated by Parallel 49: no instrument measured this."

__all__ = ["SIMULATED_REMARK", "N42UnreadableError", "nuclides_of", "read_n42", "read_tree"]


def read_n42(data: bytes) -> SpectrumFile:
    """Read one N42 file. Raises N42UnreadableError with the reason in words."""
    return read_tree(parse_tree(data))


def read_tree(file: Element) -> SpectrumFile:
    """Read the spectra of a parsed file. Raises N42UnreadableError."""
    names = {local_name(root) for root in file}
    found = Found()
    if any(True for _ in descendants(file, "RadInstrumentData")):
        n42_2012.collect(file, found)
    elif names and any(True for _ in descendants(file, "ChannelData")):
        n42_2006.collect(file, found)
    elif not names & {"N42InstrumentData", "DetectorData", "Event"}:
        raise NotN42Error(f"this is not N42: its root is {', '.join(sorted(names))[:80]}")
    if not found.spectra:
        reasons = list(dict.fromkeys(found.refused)) or [_what_instead(file)]
        raise N42UnreadableError("no spectrum to read: " + "; ".join(reasons[:REASONS_SHOWN]))
    remarks = _remarks(file)
    return SpectrumFile(
        spectra=tuple(found.spectra),
        instrument=_instrument(file),
        instrument_kind=_first_text(file, "RadInstrumentClassCode", "InstrumentType"),
        item=_first_text(file, "RadItemDescription", "ItemDescription"),
        nuclides=nuclides_of(file),
        remarks=(*remarks, *dict.fromkeys(found.notes + found.refused))[:REMARKS_MAX],
        simulated=SIMULATED_REMARK in remarks,
    )


def _what_instead(file: Element) -> str:
    if any(True for _ in descendants(file, "GrossCounts")):
        return "the file holds gross counts only"
    return "the file holds no channel data"


def _remarks(file: Element) -> tuple[str, ...]:
    """What the file says of itself; remarks deeper down may name people and places."""
    remarks = (remark for root in file for remark in children(root, "Remark"))
    texts = ((remark.text or "").strip()[:REMARK_CHARS_MAX] for remark in remarks)
    return tuple(text for text in texts if text)[:REMARKS_MAX]


def nuclides_of(file: Element) -> tuple[NuclideReport, ...]:
    """The nuclides that the instrument named."""
    reports: dict[str, NuclideReport] = {}
    for nuclide in descendants(file, "Nuclide"):
        name = text_of(nuclide, "NuclideName")[:REMARK_CHARS_MAX]
        indicated = text_of(nuclide, "NuclideIdentifiedIndicator").lower()
        if name and indicated not in {"false", "0"} and len(reports) < NUCLIDES_MAX:
            reports.setdefault(
                name,
                NuclideReport(
                    name=name,
                    confidence=_confidence(nuclide),
                    category=_first_text(nuclide, "NuclideCategoryDescription", "NuclideType"),
                ),
            )
    return tuple(reports.values())


def _confidence(nuclide: Element) -> float | None:
    for name in ("NuclideIDConfidenceValue", "NuclideIDConfidence"):
        try:
            return float(text_of(nuclide, name))
        except ValueError:
            continue
    return None


def _instrument(file: Element) -> str:
    maker = _first_text(file, "RadInstrumentManufacturerName", "Manufacturer")
    model = _first_text(file, "RadInstrumentModelName", "InstrumentModel")
    return " ".join(name for name in (maker, model) if name and name.lower() != UNKNOWN)


def _first_text(element: Element, *names: str) -> str:
    """The first text that one of the named elements below holds, in the order of the names."""
    for name in names:
        for found in descendants(element, name):
            if text := (found.text or "").strip():
                return text[:REMARK_CHARS_MAX]
    return ""
