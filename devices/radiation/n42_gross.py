"""Gross counts, occupancy, speed and alarms of N42 files of both versions, as they stand there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from app.domain.occupancy import Radiation
from devices.radiation.n42_tree import (
    N42UnreadableError,
    child,
    children,
    descendants,
    local_name,
    text_of,
)
from devices.radiation.n42_values import (
    COUNT_MAX,
    UnreadableValueError,
    channel_counts,
    duration_s,
    moment,
    numbers,
)

GROSS_MAX = 50_000
WINDOWS_MAX = 64
ALARMS_MAX = 64
TEXT_CHARS_MAX = 200
SPEEDS_M_PER_S = {"": 1.0, "m/s": 1.0, "mph": 0.44704, "km/h": 1 / 3.6, "kph": 1 / 3.6}
KINDS = {"gamma": Radiation.GAMMA, "neutron": Radiation.NEUTRON}

Windows = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gross:
    """Counts of one detector in one measurement: one number per window, or one for all.

    `total` counts nothing twice where windows overlap. `summed` counts are sums of a spectrum.
    """

    detector: str
    kind: Radiation | None
    counts: tuple[int, ...]
    windows_kev: Windows = ()
    live_time_s: float | None = None
    summed: bool = False

    @property
    def total(self) -> int:
        """The count of the window that holds all others, else the sum of all windows."""
        if len(self.windows_kev) == len(self.counts) > 1:
            whole = (
                min(low for low, _ in self.windows_kev),
                max(high for _, high in self.windows_kev),
            )
            if whole in self.windows_kev:
                return self.counts[self.windows_kev.index(whole)]
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One measurement of all detectors."""

    started_at: datetime | None
    duration_s: float
    occupied: bool | None
    speed_m_per_s: float | None
    gross: tuple[Gross, ...]

    @property
    def start(self) -> datetime:
        """When it began. Raises ValueError where that is not known."""
        if self.started_at is None:
            raise ValueError("this measurement has no start")
        return self.started_at

    @property
    def end(self) -> datetime:
        """When it ended."""
        return self.start + timedelta(seconds=self.duration_s)

    def of(self, kind: Radiation) -> list[Gross]:
        """Counts of one kind: gross counts, and sums of spectra only of detectors without them."""
        mine = [item for item in self.gross if item.kind is kind]
        counted = {item.detector for item in mine if not item.summed}
        return [item for item in mine if not (item.summed and item.detector in counted)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """An alarm that the instrument raised. `category` is in lower case."""

    category: str
    description: str = ""
    light: str = ""


def collect_alarms(tree: Element) -> tuple[Alarm, ...]:
    """All alarms of the file's analysis results, at most ALARMS_MAX."""
    alarms = [
        Alarm(
            category=text_of(item, "RadAlarmCategoryCode").lower()[:TEXT_CHARS_MAX],
            description=text_of(item, "RadAlarmDescription")[:TEXT_CHARS_MAX],
            light=text_of(item, "RadAlarmLightColor")[:TEXT_CHARS_MAX],
        )
        for item, _ in zip(descendants(tree, "RadAlarm"), range(ALARMS_MAX), strict=False)
    ]
    return tuple(alarms)


def collect_intervals(tree: Element) -> list[Interval]:
    """All measurements of a file. Raises N42UnreadableError at a limit."""
    if any(True for _ in descendants(tree, "RadInstrumentData")):
        return _merged(_of_2012(tree))
    return _merged(_of_2006(tree))


def _merged(intervals: Iterator[Interval]) -> list[Interval]:
    """Measurements that began together and last as long are one: some write one per detector."""
    merged: dict[object, Interval] = {}
    total = 0
    for number, interval in enumerate(intervals):
        total += len(interval.gross)
        if total > GROSS_MAX:
            raise N42UnreadableError(f"the file has more than {GROSS_MAX} gross counts")
        key = (interval.started_at or number, interval.duration_s)
        if (known := merged.get(key)) is None:
            merged[key] = interval
            continue
        merged[key] = replace(
            known,
            gross=known.gross + interval.gross,
            occupied=interval.occupied if known.occupied is None else known.occupied,
            speed_m_per_s=known.speed_m_per_s or interval.speed_m_per_s,
        )
    return list(merged.values())


def _of_2012(tree: Element) -> Iterator[Interval]:
    detectors = {
        item.get("id", ""): KINDS.get(text_of(item, "RadDetectorCategoryCode").lower())
        for item in descendants(tree, "RadDetectorInformation")
    }
    windows = {item.get("id", ""): _windows(item) for item in descendants(tree, "EnergyWindows")}
    for measurement in descendants(tree, "RadMeasurement"):
        real_s = duration_s(text_of(measurement, "RealTimeDuration"))
        if real_s is None:
            continue
        gross: list[Gross] = []
        for item in measurement:
            name = item.get("radDetectorInformationReference", "")
            kept = windows.get(item.get("energyWindowsReference", ""), ())
            live_s = duration_s(text_of(item, "LiveTimeDuration"))
            gross += _read(item, name, detectors.get(name), kept, live_s)
        yield Interval(
            started_at=moment(text_of(measurement, "StartDateTime")),
            duration_s=real_s,
            occupied=_truth(text_of(measurement, "OccupancyIndicator")),
            speed_m_per_s=_item_speed(measurement),
            gross=tuple(gross),
        )


def _of_2006(tree: Element) -> Iterator[Interval]:
    for data in descendants(tree, "DetectorData"):
        real_s = _time_2006(data, "SampleRealTime")
        gross: list[Gross] = []
        for item in data.iter():
            kind_name = (item.get("DetectorType") or text_of(item, "DetectorType")).lower()
            kind = next((kind for word, kind in KINDS.items() if word in kind_name), None)
            if kind is None and local_name(item) == "Spectrum":
                kind = Radiation.GAMMA
            read = _read(item, item.get("Detector", ""), kind, (), _time_2006(item, "LiveTime"))
            if real_s is None and read:
                real_s = _time_2006(item, "RealTime")
            gross += read
        if real_s is None:
            continue
        yield Interval(
            started_at=moment(text_of(data, "StartTime")),
            duration_s=real_s,
            occupied=_truth(text_of(data, "Occupied")),
            speed_m_per_s=_speed(child(data, "Speed")),
            gross=tuple(gross),
        )


def _time_2006(element: Element, name: str) -> float | None:
    found = child(element, name)
    if found is None:
        return None
    return duration_s(found.text or "", found.get("Unit") or found.get("Units") or "")


def _read(
    item: Element, detector: str, kind: Radiation | None, windows: Windows, live_s: float | None
) -> list[Gross]:
    """The counts of one element, if it is one that holds counts and they can be read."""
    name = local_name(item)
    try:
        if name == "Spectrum":
            data = child(item, "ChannelData")
            mode = "" if data is None else data.get("compressionCode") or data.get("Compression")
            text = "" if data is None else data.text or ""
            packed = (mode or "").lower() == "countedzeroes"
            counts: tuple[int, ...] = (sum(channel_counts(text, counted_zeroes=packed).counts),)
        elif name in {"GrossCounts", "CountDoseData"}:
            text = text_of(item, "CountData") or text_of(item, "Counts")
            values = numbers(text, most=WINDOWS_MAX)
            if not values or min(values) < 0 or max(values) > COUNT_MAX:
                return []
            counts = tuple(round(value) for value in values)
        else:
            return []
    except UnreadableValueError:
        return []
    return [
        Gross(
            detector=detector,
            kind=kind,
            counts=counts,
            windows_kev=windows if len(windows) == len(counts) else (),
            live_time_s=live_s,
            summed=name == "Spectrum",
        )
    ]


def _windows(element: Element) -> Windows:
    try:
        low = numbers(text_of(element, "WindowStartEnergyValues"), most=WINDOWS_MAX)
        high = numbers(text_of(element, "WindowEndEnergyValues"), most=WINDOWS_MAX)
    except UnreadableValueError:
        return ()
    pairs = tuple(zip(low, high, strict=False))
    sound = len(low) == len(high) and all(0 <= start < end for start, end in pairs)
    return pairs if sound else ()


def _truth(text: str) -> bool | None:
    return {"1": True, "true": True, "0": False, "false": False}.get(text.lower())


def _item_speed(measurement: Element) -> float | None:
    """The item's own speed; a mobile instrument's speed stands elsewhere and is not it."""
    for state in children(measurement, "RadItemState"):
        for vector in children(state, "StateVector"):
            return _speed(child(vector, "SpeedValue"))
    return None


def _speed(element: Element | None) -> float | None:
    if element is None:
        return None
    unit = (element.get("Units") or element.get("units") or "").strip().lower()
    try:
        [value] = numbers(element.text or "", most=1)
    except ValueError:
        return None
    scale = SPEEDS_M_PER_S.get(unit)
    return value * scale if scale is not None and value > 0 else None
