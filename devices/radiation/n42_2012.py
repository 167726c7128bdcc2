"""N42 of 2011 and 2012: RadInstrumentData."""

from dataclasses import dataclass
from functools import partial
from xml.etree.ElementTree import Element

from app.domain.spectrum import EnergyCalibration, MeasurementClass
from devices.radiation.n42_parts import Found, RawSpectrum, add_spectrum, neutron_sum
from devices.radiation.n42_tree import child, children, descendants, text_of
from devices.radiation.n42_values import boundaries, duration_s, moment, polynomial

START_UNKNOWN = "The start time is not known."
"""Stands in files that we write, because the schema demands a time."""

NEUTRON_KINDS = {"He3", "He4", "BF3", "LiFiber", "LiGlass", "LiI", "LiCAF", "LiZnS"}
CLASSES = {measurement.value.lower(): measurement for measurement in MeasurementClass}


def collect(file: Element, found: Found) -> None:
    """Read all spectra. What was derived is read only where nothing measured is there."""
    parts = _Referred(
        calibrations=_by_id(file, "EnergyCalibration"),
        detectors=_by_id(file, "RadDetectorInformation"),
    )
    for name in ("RadMeasurement", "DerivedData"):
        for measurement in descendants(file, name):
            _collect_measurement(measurement, parts, found)
        if found.spectra:
            return


@dataclass(frozen=True, slots=True)
class _Referred:
    """What measurements refer to by id."""

    calibrations: dict[str, Element]
    detectors: dict[str, Element]

    def is_neutron(self, detector: str) -> bool:
        element = self.detectors.get(detector)
        if element is None:
            return False
        category = text_of(element, "RadDetectorCategoryCode").lower()
        kind = text_of(element, "RadDetectorKindCode")
        return category == "neutron" or (category != "gamma" and kind in NEUTRON_KINDS)

    def detector_name(self, detector: str) -> str:
        element = self.detectors.get(detector)
        named = text_of(element, "RadDetectorName") if element is not None else ""
        return named or detector


def _by_id(file: Element, name: str) -> dict[str, Element]:
    return {item.get("id", ""): item for item in descendants(file, name)}


def _collect_measurement(measurement: Element, parts: _Referred, found: Found) -> None:
    start = text_of(measurement, "StartDateTime")
    if any(remark.text == START_UNKNOWN for remark in children(measurement, "Remark")):
        start = ""
    real_time_s = duration_s(text_of(measurement, "RealTimeDuration"))
    neutron_counts = _neutron_counts(measurement, parts)
    code = text_of(measurement, "MeasurementClassCode").lower()
    for spectrum in children(measurement, "Spectrum"):
        detector = spectrum.get("radDetectorInformationReference", "")
        data = child(spectrum, "ChannelData")
        if data is None or parts.is_neutron(detector):
            continue
        compression = data.get("compressionCode") or data.get("Compression") or ""
        before = len(found.spectra)
        add_spectrum(
            RawSpectrum(
                channel_data=data.text or "",
                counted_zeroes=compression.lower() == "countedzeroes",
                live_time_s=duration_s(text_of(spectrum, "LiveTimeDuration")),
                real_time_s=real_time_s,
                calibrate=partial(
                    _calibration, parts.calibrations, spectrum.get("energyCalibrationReference", "")
                ),
                measurement=CLASSES.get(code, MeasurementClass.NOT_SPECIFIED),
                detector=parts.detector_name(detector),
                started_at=moment(start),
                has_start=bool(start),
                neutron_counts=neutron_counts,
            ),
            found,
        )
        if len(found.spectra) > before:
            neutron_counts = None  # they belong to the measurement, and are counted once


def _neutron_counts(measurement: Element, parts: _Referred) -> int | None:
    texts = [
        text_of(gross, "CountData")
        for gross in children(measurement, "GrossCounts")
        if parts.is_neutron(gross.get("radDetectorInformationReference", ""))
    ]
    return neutron_sum(texts)


def _calibration(
    calibrations: dict[str, Element], reference: str, channels: int
) -> EnergyCalibration | None:
    """The calibration that is referred to; where its name is wrong, the only one there is."""
    element = calibrations.get(reference)
    if element is None and reference and len(calibrations) == 1:
        element = next(iter(calibrations.values()))
    if element is None:
        return None
    if text := text_of(element, "EnergyBoundaryValues"):
        return boundaries(text, "", channels)
    return polynomial(text_of(element, "CoefficientValues"), "", channels)
