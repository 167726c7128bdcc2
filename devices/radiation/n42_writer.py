"""Writes N42 files of 2012, in the order of elements that the schema demands."""

from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from app.domain.spectrum import EnergyCalibration, NuclideReport, Spectrum, SpectrumFile
from devices.radiation.n42_2012 import START_UNKNOWN
from devices.radiation.n42_parts import UNKNOWN
from devices.radiation.n42_reader import SIMULATED_REMARK

NAMESPACE = "http://physics.nist.gov/N42/2011/N42"
COEFFICIENTS = 3
"""The schema allows exactly three; a longer polynomial is written as channel edges."""

UNCALIBRATED = "the energy calibration is not known"


def write_n42(file: SpectrumFile) -> bytes:
    """The file as an N42 document of 2012. Counts and times are kept exactly."""
    root = Element("RadInstrumentData", {"xmlns": NAMESPACE})
    remarks = [remark for remark in file.remarks if remark != SIMULATED_REMARK]
    for remark in [SIMULATED_REMARK, *remarks] if file.simulated else remarks:
        add_text(root, "Remark", remark)
    add_text(root, "RadInstrumentDataCreatorName", "Parallel 49")
    instrument = SubElement(root, "RadInstrumentInformation", {"id": "instrument"})
    maker, _, model = file.instrument.partition(" ")
    add_text(instrument, "RadInstrumentManufacturerName", maker or UNKNOWN)
    add_text(instrument, "RadInstrumentModelName", model or UNKNOWN)
    add_text(instrument, "RadInstrumentClassCode", file.instrument_kind or "Other")
    version = SubElement(instrument, "RadInstrumentVersion")
    add_text(version, "RadInstrumentComponentName", "Software")
    add_text(version, "RadInstrumentComponentVersion", UNKNOWN)
    detectors = _write_detectors(root, file.spectra)
    if file.item:
        item = SubElement(root, "RadItemInformation", {"id": "item"})
        add_text(item, "RadItemDescription", file.item)
    calibrations = _write_calibrations(root, file.spectra)
    for number, spectrum in enumerate(file.spectra, start=1):
        _write_measurement(
            root,
            number,
            spectrum,
            detector=detectors[spectrum.detector],
            calibration=calibrations[spectrum.calibration],
        )
    if file.nuclides:
        _write_nuclides(root, file.nuclides)
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _write_detectors(root: Element, spectra: tuple[Spectrum, ...]) -> dict[str, str]:
    """Write the detectors and return their ids by name."""
    ids: dict[str, str] = {}
    for name in dict.fromkeys(spectrum.detector for spectrum in spectra):
        ids[name] = f"gamma{len(ids) + 1}"
        detector = SubElement(root, "RadDetectorInformation", {"id": ids[name]})
        add_text(detector, "RadDetectorName", name or UNKNOWN)
        add_text(detector, "RadDetectorCategoryCode", "Gamma")
        add_text(detector, "RadDetectorKindCode", "Other")
    if any(spectrum.neutron_counts is not None for spectrum in spectra):
        detector = SubElement(root, "RadDetectorInformation", {"id": "neutron"})
        add_text(detector, "RadDetectorCategoryCode", "Neutron")
        add_text(detector, "RadDetectorKindCode", "Other")
    return ids


def _write_calibrations(
    root: Element, spectra: tuple[Spectrum, ...]
) -> dict[EnergyCalibration | None, str]:
    """Write the calibrations and return their ids."""
    ids: dict[EnergyCalibration | None, str] = {}
    for spectrum in spectra:
        calibration = spectrum.calibration
        if calibration in ids:
            continue
        if calibration is None:
            # The schema wants one for each spectrum; one of zeros is no energy for any reader.
            ids[None] = "uncalibrated"
            element = SubElement(root, "EnergyCalibration", {"id": ids[None]})
            add_text(element, "Remark", UNCALIBRATED)
            add_text(element, "CoefficientValues", list_of((0.0,) * COEFFICIENTS))
            continue
        ids[calibration] = f"energy{len(ids) + 1}"
        element = SubElement(root, "EnergyCalibration", {"id": ids[calibration]})
        terms = calibration.coefficients
        if 0 < len(terms) <= COEFFICIENTS:
            padded = (*terms, *(0.0,) * (COEFFICIENTS - len(terms)))
            add_text(element, "CoefficientValues", list_of(padded))
        else:
            add_text(element, "EnergyBoundaryValues", list_of(spectrum.edges_kev()))
    return ids


def _write_measurement(
    root: Element, number: int, spectrum: Spectrum, *, detector: str, calibration: str
) -> None:
    measurement = SubElement(root, "RadMeasurement", {"id": f"measurement{number}"})
    if spectrum.started_at is None:
        add_text(measurement, "Remark", START_UNKNOWN)
    add_text(measurement, "MeasurementClassCode", spectrum.measurement.value)
    started_at = spectrum.started_at
    start = started_at.isoformat() if started_at is not None else "1970-01-01T00:00:00Z"
    add_text(measurement, "StartDateTime", start)
    add_text(measurement, "RealTimeDuration", duration(spectrum.real_time_s))
    references = {
        "radDetectorInformationReference": detector,
        "energyCalibrationReference": calibration,
    }
    element = SubElement(measurement, "Spectrum", {"id": f"spectrum{number}", **references})
    add_text(element, "LiveTimeDuration", duration(spectrum.live_time_s))
    add_text(element, "ChannelData", " ".join(map(str, spectrum.counts)), compressionCode="None")
    if spectrum.neutron_counts is not None:
        gross = SubElement(
            measurement,
            "GrossCounts",
            {"id": f"neutrons{number}", "radDetectorInformationReference": "neutron"},
        )
        add_text(gross, "LiveTimeDuration", duration(spectrum.live_time_s))
        add_text(gross, "CountData", str(spectrum.neutron_counts))


def _write_nuclides(root: Element, nuclides: tuple[NuclideReport, ...]) -> None:
    analysis = SubElement(root, "AnalysisResults", {"id": "analysis"})
    results = SubElement(analysis, "NuclideAnalysisResults")
    for report in nuclides:
        nuclide = SubElement(results, "Nuclide")
        add_text(nuclide, "NuclideIdentifiedIndicator", "true")
        add_text(nuclide, "NuclideName", report.name)
        if report.confidence is not None:
            add_text(nuclide, "NuclideIDConfidenceValue", f"{report.confidence!r}")
        if report.category:
            add_text(nuclide, "NuclideCategoryDescription", report.category)


def add_text(parent: Element, name: str, text: str, **attributes: str) -> None:
    """Add a child that holds a text."""
    SubElement(parent, name, attributes).text = text


def duration(seconds: float) -> str:
    """A length of time as XML Schema writes it, which knows no exponents."""
    return f"PT{Decimal(repr(seconds)):f}S"


def list_of(values: Iterable[float]) -> str:
    """Numbers as the standard lists them."""
    return " ".join(f"{value!r}" for value in values)
