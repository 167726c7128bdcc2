"""N42 of 2006: N42InstrumentData, and the many files that only look like it."""

from functools import partial
from xml.etree.ElementTree import Element

from app.domain.spectrum import EnergyCalibration, MeasurementClass
from devices.radiation.n42_parts import Found, RawSpectrum, add_spectrum, neutron_sum
from devices.radiation.n42_tree import child, children, descendants, text_of
from devices.radiation.n42_values import UnreadableValueError, duration_s, moment, polynomial

NEUTRON_CHANNELS_MAX = 4
"""A "spectrum" of a neutron detector is its counts."""

CLASSES = {
    "item": MeasurementClass.FOREGROUND,
    "background": MeasurementClass.BACKGROUND,
    "calibration": MeasurementClass.CALIBRATION,
    "stabilization": MeasurementClass.INTRINSIC,
    "intrinsicactivity": MeasurementClass.INTRINSIC,
}

Parents = dict[Element, Element]


def collect(file: Element, found: Found) -> None:
    """Read all spectra that have channel data, wherever they stand."""
    parents = {item: parent for parent in file.iter() for item in parent}
    spectra = [
        item for item in descendants(file, "Spectrum") if child(item, "ChannelData") is not None
    ]
    neutron = [item for item in spectra if _is_neutron(item)]
    for spectrum in spectra:
        if spectrum not in neutron:
            _collect_spectrum(spectrum, neutron, parents, found)


def _collect_spectrum(
    spectrum: Element, neutron: list[Element], parents: Parents, found: Found
) -> None:
    data = child(spectrum, "ChannelData")
    if data is None:
        return
    start = _inherited(spectrum, "StartTime", parents)
    source = text_of(spectrum, "SourceType").lower()
    add_spectrum(
        RawSpectrum(
            channel_data=data.text or "",
            counted_zeroes=(data.get("Compression") or "").lower() == "countedzeroes",
            live_time_s=_time_s(child(spectrum, "LiveTime")),
            real_time_s=_time_s(child(spectrum, "RealTime"))
            or _time_s(_inherited(spectrum, "SampleRealTime", parents)),
            calibrate=partial(_calibration, spectrum, parents),
            measurement=CLASSES.get(source, MeasurementClass.NOT_SPECIFIED),
            detector=spectrum.get("Detector", ""),
            started_at=moment(start.text or "") if start is not None else None,
            has_start=start is not None,
            neutron_counts=_neutron_counts(spectrum, neutron, parents),
        ),
        found,
    )


def _is_neutron(spectrum: Element) -> bool:
    return "neutron" in text_of(spectrum, "DetectorType").lower()


def _neutron_counts(spectrum: Element, neutron: list[Element], parents: Parents) -> int | None:
    """Counts of the neutron detector that measured beside `spectrum`."""
    sample = spectrum.get("SampleNumber")
    source = text_of(spectrum, "SourceType")
    texts = [
        text_of(item, "ChannelData")
        for item in neutron
        if item.get("SampleNumber") == sample and text_of(item, "SourceType") == source
    ]
    beside = parents[spectrum]
    texts += [
        text_of(dose, "Counts")
        for dose in children(beside, "CountDoseData")
        if "neutron" in (dose.get("DetectorType") or "").lower()
    ]
    return neutron_sum(texts)


def _inherited(element: Element, name: str, parents: Parents) -> Element | None:
    """The named child of `element` or of the nearest element around it that has one."""
    around: Element | None = element
    while around is not None:
        if (found := child(around, name)) is not None:
            return found
        around = parents.get(around)
    return None


def _time_s(element: Element | None) -> float | None:
    if element is None:
        return None
    return duration_s(element.text or "", element.get("Unit") or element.get("Units") or "")


def _calibration(spectrum: Element, parents: Parents, channels: int) -> EnergyCalibration | None:
    element = _own_calibration(spectrum)
    if element is None:
        element = _referred_calibration(spectrum, parents)
    if element is None:
        return None
    equation = child(element, "Equation")
    if equation is None:
        return None
    model = (equation.get("Model") or "Polynomial").lower()
    if model != "polynomial":
        raise UnreadableValueError(f"an energy calibration of the model {model[:40]}")
    return polynomial(text_of(equation, "Coefficients"), element.get("EnergyUnits") or "", channels)


def _own_calibration(spectrum: Element) -> Element | None:
    energy = (item for item in children(spectrum, "Calibration") if _is_energy(item))
    return next(energy, None)


def _referred_calibration(spectrum: Element, parents: Parents) -> Element | None:
    """The calibration named by id anywhere in the file, or the only one there is."""
    root = spectrum
    while root in parents:
        root = parents[root]
    ids = (spectrum.get("CalibrationIDs") or "").split()
    loose = [
        item
        for item in descendants(root, "Calibration")
        if _is_energy(item) and parents[item].tag != spectrum.tag
    ]
    named = [item for item in loose if (item.get("ID") or item.get("CalibrationID")) in ids]
    if named:
        return named[0]
    return loose[0] if len(loose) == 1 else None


def _is_energy(calibration: Element) -> bool:
    return (calibration.get("Type") or "Energy").lower() == "energy"
