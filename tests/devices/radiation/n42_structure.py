"""Checks the structure of an N42 document of 2012 that we wrote.

This is a table of what our writers use, no validation against the public schema: order and number
of children, required attributes, allowed codes, and the forms of numbers. The types of documents,
instruments, calibrations, windows, measurements and spectra were read in n42.xsd 0.0.54 (stored in
lbl-anp/becquerel, `becquerel/parsers/n42/n42.xsd`); the rest is from the standard's own examples.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

NAMESPACE = "{http://physics.nist.gov/N42/2011/N42}"
ANY_ORDER = {
    "EnergyCalibration",
    "EnergyWindows",
    "RadMeasurement",
    "RadMeasurementGroup",
    "AnalysisResults",
}
DURATION = r"PT\d+(\.\d+)?S"
NUMBERS = r"-?[\d.]+(e[-+]?\d+)?( -?[\d.]+(e[-+]?\d+)?)*"
INTEGERS = r"\d+( \d+)*"
WHEN = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)"
CLASS_CODES = (
    "Backpack|Dosimeter|Electronic Personal Emergency Radiation Detector|Mobile System|"
    "Network Area Monitor|Neutron Handheld|Personal Radiation Detector|Radionuclide Identifier|"
    "Portal Monitor|Spectroscopic Portal Monitor|Spectroscopic Personal Radiation Detector|"
    "Gamma Handheld|Transportable System|Other"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Children in order, `?` optional and `*` any number; required attributes; form of the text."""

    children: str = ""
    attributes: str = ""
    text: str | None = None


RULES: dict[str, Rule] = {
    "RadInstrumentData": Rule(
        "Remark* RadInstrumentDataCreatorName? RadInstrumentInformation "
        "RadDetectorInformation RadDetectorInformation* RadItemInformation* *"
    ),
    "RadInstrumentInformation": Rule(
        "RadInstrumentManufacturerName RadInstrumentIdentifier? RadInstrumentModelName "
        "RadInstrumentClassCode RadInstrumentVersion RadInstrumentVersion*",
        "id",
    ),
    "RadInstrumentVersion": Rule("RadInstrumentComponentName RadInstrumentComponentVersion"),
    "RadInstrumentClassCode": Rule(text=CLASS_CODES),
    "RadDetectorInformation": Rule(
        "RadDetectorName? RadDetectorCategoryCode RadDetectorKindCode", "id"
    ),
    "RadDetectorCategoryCode": Rule(text="Gamma|Neutron|Alpha|Beta|X-ray|Other"),
    "RadDetectorKindCode": Rule(text="HPGe|NaI|PVT|He3|Other"),
    "RadItemInformation": Rule("RadItemDescription?", "id"),
    "EnergyCalibration": Rule("Remark* CoefficientValues? EnergyBoundaryValues?", "id"),
    "CoefficientValues": Rule(text=rf"(?=\S+ \S+ \S+$){NUMBERS}"),
    "EnergyBoundaryValues": Rule(text=NUMBERS),
    "EnergyWindows": Rule("WindowStartEnergyValues WindowEndEnergyValues", "id"),
    "WindowStartEnergyValues": Rule(text=NUMBERS),
    "WindowEndEnergyValues": Rule(text=NUMBERS),
    "RadMeasurement": Rule(
        "Remark* MeasurementClassCode StartDateTime RealTimeDuration Spectrum* GrossCounts* "
        "RadItemState* OccupancyIndicator?",
        "id",
    ),
    "MeasurementClassCode": Rule(
        text="Foreground|Background|Calibration|IntrinsicActivity|NotSpecified"
    ),
    "StartDateTime": Rule(text=WHEN),
    "RealTimeDuration": Rule(text=DURATION),
    "LiveTimeDuration": Rule(text=DURATION),
    "Spectrum": Rule(
        "LiveTimeDuration ChannelData",
        "id radDetectorInformationReference energyCalibrationReference",
    ),
    "ChannelData": Rule("", "compressionCode", INTEGERS),
    "GrossCounts": Rule("LiveTimeDuration CountData", "id radDetectorInformationReference"),
    "CountData": Rule(text=INTEGERS),
    "RadItemState": Rule("StateVector", "radItemInformationReference"),
    "StateVector": Rule("SpeedValue"),
    "SpeedValue": Rule(text=NUMBERS),
    "OccupancyIndicator": Rule(text="true|false|0|1"),
    "AnalysisResults": Rule("RadAlarm* NuclideAnalysisResults?"),
    "RadAlarm": Rule("RadAlarmCategoryCode"),
    "RadAlarmCategoryCode": Rule(text="Neutron|Gamma|Alpha|Beta|Isotope|Other"),
    "NuclideAnalysisResults": Rule("Nuclide*"),
    "Nuclide": Rule(
        "NuclideIdentifiedIndicator NuclideName NuclideIDConfidenceValue? "
        "NuclideCategoryDescription?"
    ),
    "NuclideIdentifiedIndicator": Rule(text="true|false|0|1"),
    "NuclideIDConfidenceValue": Rule(text=NUMBERS),
}
PLAIN = {
    "Remark",
    "RadInstrumentDataCreatorName",
    "RadInstrumentManufacturerName",
    "RadInstrumentIdentifier",
    "RadInstrumentModelName",
    "RadInstrumentComponentName",
    "RadInstrumentComponentVersion",
    "RadDetectorName",
    "RadItemDescription",
    "NuclideName",
    "NuclideCategoryDescription",
}


def faults_of(document: bytes) -> list[str]:
    """What is wrong with a document; empty if nothing is."""
    root = fromstring(document)
    faults: list[str] = []
    if root.tag != f"{NAMESPACE}RadInstrumentData":
        faults.append(f"the root is {root.tag}")
    ids = [item.get("id", "") for item in root.iter() if item.get("id")]
    faults += [f"the id {name!r} stands twice" for name in set(ids) if ids.count(name) > 1]
    for item in root.iter():
        faults += _faults_of(item)
        for name, value in item.attrib.items():
            if name.endswith("Reference") and value not in ids:
                faults.append(f"{name} names {value!r}, which is not there")
    return faults


def _faults_of(item: Element) -> list[str]:
    name = item.tag.removeprefix(NAMESPACE)
    if name in PLAIN:
        return [f"{name} has children"] if len(item) else []
    rule = RULES.get(name)
    if rule is None:
        return [f"{name} is not known"]
    wrong = [f"{name} lacks {key}" for key in rule.attributes.split() if not item.get(key)]
    if not re.fullmatch(_pattern(rule), "".join(_token(child) for child in item)):
        wrong.append(f"{name} has {[_token(child) for child in item]}")
    if rule.text is not None and not re.fullmatch(rule.text, item.text or ""):
        wrong.append(f"{name} is {(item.text or '')[:60]!r}")
    return wrong


def _token(item: Element) -> str:
    return item.tag.removeprefix(NAMESPACE) + ";"


def _pattern(rule: Rule) -> str:
    parts = []
    for child in rule.children.split():
        if child == "*":
            parts.append(f"(?:(?:{'|'.join(sorted(ANY_ORDER))});)*")
        else:
            parts.append(f"(?:{child.rstrip('*?')};){child[-1] if child[-1] in '*?' else ''}")
    return "".join(parts)
