"""Writes a passage as N42 of 2012, in the manner of annex D of the standard.

Every interval is a measurement with the counts of each panel, by energy window where there are
windows. The background before the passage is one measurement of the sum of the panels, since that
is all that was kept. What has no place in the standard, such as who ended the passage, is left out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from app.domain.occupancy import CountProfile, Occupancy, Radiation
from devices.radiation.n42_parts import UNKNOWN
from devices.radiation.n42_reader import SIMULATED_REMARK
from devices.radiation.n42_writer import NAMESPACE, add_text, duration, list_of

KINDS = {Radiation.GAMMA: ("Gamma", "PVT"), Radiation.NEUTRON: ("Neutron", "He3")}


@dataclass(frozen=True, slots=True)
class _Written:
    """One profile, and the ids under which its detectors and windows are written."""

    profile: CountProfile
    panels: tuple[str, ...]
    whole: str
    windows: str | None


def write_passage(occupancy: Occupancy, *, simulated: bool = False) -> bytes:
    """The passage as an N42 document. Counts are kept exactly, times to the microsecond.

    Panels share the counts of energy windows by nobody's record, so a passage with windows is
    written as one detector.
    """
    root = Element("RadInstrumentData", {"xmlns": NAMESPACE})
    if simulated:
        add_text(root, "Remark", SIMULATED_REMARK)
    add_text(root, "RadInstrumentDataCreatorName", "Parallel 49")
    instrument = SubElement(root, "RadInstrumentInformation", {"id": "instrument"})
    add_text(instrument, "RadInstrumentManufacturerName", UNKNOWN)
    add_text(instrument, "RadInstrumentIdentifier", occupancy.lane or UNKNOWN)
    add_text(instrument, "RadInstrumentModelName", UNKNOWN)
    add_text(instrument, "RadInstrumentClassCode", "Portal Monitor")
    version = SubElement(instrument, "RadInstrumentVersion")
    add_text(version, "RadInstrumentComponentName", "Software")
    add_text(version, "RadInstrumentComponentVersion", UNKNOWN)
    written = [_write_detectors(root, profile) for profile in occupancy.profiles]
    SubElement(root, "RadItemInformation", {"id": "item"})
    for one in written:
        _write_windows(root, one)
    _write_background(root, occupancy.opened_at, written)
    for one in written:
        _write_intervals(root, occupancy, one)
    _write_alarms(root, occupancy)
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _write_detectors(root: Element, profile: CountProfile) -> _Written:
    kind = profile.radiation.value
    panels: tuple[str, ...] = ()
    if not profile.windows:
        names = profile.panel_names or tuple(
            str(number + 1) for number in range(len(profile.panels))
        )
        panels = tuple(f"{kind}-{name}" for name in names)
    whole = f"{kind}-sum"
    category, material = KINDS[profile.radiation]
    for name in (*panels, whole):
        detector = SubElement(root, "RadDetectorInformation", {"id": name})
        add_text(detector, "RadDetectorName", name)
        add_text(detector, "RadDetectorCategoryCode", category)
        add_text(detector, "RadDetectorKindCode", material)
    return _Written(profile, panels, whole, f"{kind}-windows" if profile.windows else None)


def _write_windows(root: Element, one: _Written) -> None:
    if one.windows is None:
        return
    element = SubElement(root, "EnergyWindows", {"id": one.windows})
    windows = one.profile.windows
    add_text(element, "WindowStartEnergyValues", list_of(window.low_kev for window in windows))
    add_text(element, "WindowEndEnergyValues", list_of(window.high_kev for window in windows))


def _write_background(root: Element, before: datetime, written: list[_Written]) -> None:
    for one in written:
        profile = one.profile
        seconds = float(profile.background_readings)
        if profile.background_cps is None or seconds == 0:
            continue
        lead_s = timedelta(seconds=profile.lead_s)
        start = before - lead_s - timedelta(seconds=seconds)
        measurement = _measurement(root, f"background-{one.whole}", "Background", start, seconds)
        rates = [window.background_cps or 0.0 for window in profile.windows]
        counts = [round(rate * seconds) for rate in rates or [profile.background_cps]]
        _gross(measurement, one.whole, seconds, counts, one.windows)
        add_text(measurement, "OccupancyIndicator", "false")


def _write_intervals(root: Element, occupancy: Occupancy, one: _Written) -> None:
    profile = one.profile
    for index, whole in enumerate(profile.counts):
        past_s = (index - profile.lead_intervals) * profile.interval_s
        occupied = index >= profile.lead_intervals
        measurement = _measurement(
            root,
            f"{profile.radiation.value}-{index + 1}",
            "Foreground" if occupied else "Background",
            occupancy.opened_at + timedelta(seconds=past_s),
            profile.interval_s,
        )
        if one.windows is not None:
            counts = [window.counts[index] for window in profile.windows]
            _gross(measurement, one.whole, profile.interval_s, counts, one.windows)
        elif one.panels:
            for name, panel in zip(one.panels, profile.panels, strict=True):
                _gross(measurement, name, profile.interval_s, [panel[index]], None)
        else:
            _gross(measurement, one.whole, profile.interval_s, [whole], None)
        if occupied and occupancy.speed_m_per_s is not None:
            state = SubElement(measurement, "RadItemState", {"radItemInformationReference": "item"})
            vector = SubElement(state, "StateVector")
            add_text(vector, "SpeedValue", repr(occupancy.speed_m_per_s))
        add_text(measurement, "OccupancyIndicator", "true" if occupied else "false")


def _measurement(root: Element, name: str, kind: str, start: datetime, seconds: float) -> Element:
    measurement = SubElement(root, "RadMeasurement", {"id": name})
    add_text(measurement, "MeasurementClassCode", kind)
    add_text(measurement, "StartDateTime", start.isoformat())
    add_text(measurement, "RealTimeDuration", duration(seconds))
    return measurement


def _gross(
    measurement: Element, detector: str, seconds: float, counts: list[int], windows: str | None
) -> None:
    name = measurement.get("id", "")
    references = {"radDetectorInformationReference": detector}
    if windows is not None:
        references["energyWindowsReference"] = windows
    gross = SubElement(measurement, "GrossCounts", {"id": f"{name}-{detector}", **references})
    add_text(gross, "LiveTimeDuration", duration(seconds))
    add_text(gross, "CountData", " ".join(map(str, counts)))


def _write_alarms(root: Element, occupancy: Occupancy) -> None:
    if not occupancy.alarms:
        return
    analysis = SubElement(root, "AnalysisResults", {"id": "analysis"})
    for radiation in sorted(occupancy.alarms):
        alarm = SubElement(analysis, "RadAlarm", {"id": f"alarm-{radiation.value}"})
        add_text(alarm, "RadAlarmCategoryCode", KINDS[radiation][0])
