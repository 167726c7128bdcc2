"""What a portal or counter wrote as N42: passages, gross counts by energy window, and its verdict.

`n42_reader` reads spectra; this reads what stands beside them (ANSI N42.42-2012 annexes D and E,
and DetectorData of 2006). A passage is a run of short measurements that say they were occupied. Its
counts are the gross counts, or the sums of the spectra where a detector gives nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from statistics import median

from app.domain.occupancy import (
    CountProfile,
    EnergyWindow,
    Occupancy,
    OccupancyEnd,
    Radiation,
)
from app.domain.spectrum import NuclideReport, SpectrumFile
from devices.radiation.n42_gross import Alarm, Gross, Interval, collect_alarms, collect_intervals
from devices.radiation.n42_reader import nuclides_of, read_tree
from devices.radiation.n42_tree import N42UnreadableError, parse_tree
from devices.radiation.passage import PANELS

PASSAGE_INTERVAL_MAX_S = 2.0
"""A longer measurement is no moment of a passage, whatever it says of being occupied."""

GAP_MAX_S = 5.0
"""Measurements further apart belong to two passages, even if none between was vacant."""

PACE_TOLERANCE = 0.1
LEAD_MAX = 5
OCCUPANCIES_MAX = 64
KINDS = {"gamma": Radiation.GAMMA, "neutron": Radiation.NEUTRON}


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFile:
    """All that one file holds. `alarms` and `nuclides` are the instrument's opinion."""

    occupancies: tuple[Occupancy, ...]
    gross: tuple[Gross, ...]
    alarms: tuple[Alarm, ...]
    nuclides: tuple[NuclideReport, ...]
    spectra: SpectrumFile | None


def read_portal_file(data: bytes, lane: str = "") -> PortalFile:
    """Read one N42 file. Raises N42UnreadableError if it holds neither counts nor spectra."""
    tree = parse_tree(data)
    spectra: SpectrumFile | None = None
    refusal: N42UnreadableError | None = None
    try:
        spectra = read_tree(tree)
    except N42UnreadableError as error:
        refusal = error
    intervals = collect_intervals(tree)
    gross = tuple(item for interval in intervals for item in interval.gross if not item.summed)
    if not gross and refusal is not None:
        raise refusal
    alarms = collect_alarms(tree)
    return PortalFile(
        occupancies=tuple(_occupancies(intervals, alarms, lane)),
        gross=gross,
        alarms=alarms,
        nuclides=nuclides_of(tree),
        spectra=spectra,
    )


def _occupancies(
    intervals: list[Interval], alarms: tuple[Alarm, ...], lane: str
) -> list[Occupancy]:
    """The passages. Each kind of radiation is counted at its own pace; gamma says when they are."""
    timed = [item for item in intervals if item.started_at is not None]
    by_kind = {
        kind: sorted((item for item in timed if item.of(kind)), key=lambda item: item.start)
        for kind in Radiation
    }
    runs = _runs(by_kind[Radiation.GAMMA]) or _runs(by_kind[Radiation.NEUTRON])
    found: list[Occupancy] = []
    for run, following in zip_longest(runs[:OCCUPANCIES_MAX], runs[1 : OCCUPANCIES_MAX + 1]):
        until = following[0].start if following else None
        passage = _Passage(run, {kind: _taken(by_kind[kind], run, until) for kind in Radiation})
        if (made := passage.occupancy(lane, len(found) + 1, alarms)) is not None:
            found.append(made)
    return found


def _runs(intervals: list[Interval]) -> list[list[Interval]]:
    """Short measurements in a row that say they were occupied."""
    runs: list[list[Interval]] = []
    last: Interval | None = None
    for item in intervals:
        if item.duration_s > PASSAGE_INTERVAL_MAX_S:
            continue
        if item.occupied:
            if (
                last is not None
                and last.occupied
                and (item.start - last.end).total_seconds() < GAP_MAX_S
            ):
                runs[-1].append(item)
            else:
                runs.append([item])
        last = item
    return runs


@dataclass(frozen=True, slots=True)
class _Counted:
    """One kind's measurements of a passage, all vacant ones before it, and if any came after."""

    members: list[Interval]
    before: list[Interval]
    has_end: bool

    @property
    def pace_s(self) -> float | None:
        """How long each lasts; None where they keep no common pace."""
        pace_s = median(item.duration_s for item in self.members)
        uneven = (abs(item.duration_s - pace_s) > PACE_TOLERANCE * pace_s for item in self.members)
        return None if any(uneven) else pace_s


def _taken(intervals: list[Interval], run: list[Interval], until: datetime | None) -> _Counted:
    """What one kind counted in the passage of `run`, which ends before the next begins.

    A slower measurement may begin a little before the passage and say that it was occupied.
    """
    members: list[Interval] = []
    before: list[Interval] = []
    has_end = False
    for item in intervals:
        is_short = item.duration_s <= PASSAGE_INTERVAL_MAX_S
        reaches = item.end > run[0].start and (until is None or item.start < until)
        if item.occupied and is_short and reaches:
            members.append(item)
        elif item.start < run[0].start and not item.occupied:
            before.append(item)
        elif is_short and item.start >= run[-1].end:
            has_end = True
    before.sort(key=lambda item: (item.duration_s <= PASSAGE_INTERVAL_MAX_S, item.start))
    return _Counted(members, before, has_end)


@dataclass(frozen=True, slots=True)
class _Passage:
    """The measurements of one passage: those that say when it was, and all of each kind."""

    run: list[Interval]
    counted: dict[Radiation, _Counted]

    def occupancy(self, lane: str, number: int, alarms: tuple[Alarm, ...]) -> Occupancy | None:
        """The passage as an occupancy; None where the measurements of a kind keep no pace."""
        profiles = []
        for kind, counted in self.counted.items():
            if not counted.members:
                continue
            if (pace_s := counted.pace_s) is None:
                return None
            profiles.append(_profile(kind, counted, pace_s))
        measured = {profile.radiation for profile in profiles}
        named = {KINDS[alarm.category] for alarm in alarms if alarm.category in KINDS}
        members = [item for counted in self.counted.values() for item in counted.members]
        speeds = [item.speed_m_per_s for item in members if item.speed_m_per_s]
        has_end = any(counted.has_end for counted in self.counted.values())
        return Occupancy(
            lane=lane,
            sequence=number,
            opened_at=self.run[0].start,
            closed_at=self.run[-1].end,
            profiles=tuple(profiles),
            alarms=frozenset(named & measured),
            ended=OccupancyEnd.BACKGROUND_RETURNED if has_end else OccupancyEnd.SILENCE,
            speed_m_per_s=median(speeds) if speeds else None,
        )


def _profile(kind: Radiation, taken: _Counted, pace_s: float) -> CountProfile:
    lead = [item for item in taken.before[-LEAD_MAX:] if abs(item.duration_s - pace_s) < 1e-6]
    # What the vehicle already shadows is no background, unless there is no other.
    vacant = taken.before[: len(taken.before) - len(lead)] or lead
    counted = [item.of(kind) for item in [*lead, *taken.members]]
    detectors = list(dict.fromkeys(gross.detector for row in counted for gross in row))
    panels = tuple(
        tuple(sum(gross.total for gross in row if gross.detector == detector) for row in counted)
        for detector in detectors
    )
    background_s = sum(item.duration_s for item in vacant)
    background = sum(gross.total for item in vacant for gross in item.of(kind))
    return CountProfile(
        radiation=kind,
        interval_s=pace_s,
        counts=tuple(sum(column) for column in zip(*panels, strict=True)),
        background_cps=background / background_s if background_s else None,
        panels=panels if len(panels) > 1 else (),
        panel_names=_panel_names(detectors),
        lead_intervals=len(lead),
        background_readings=max(round(background_s), 1) if background_s else 0,
        windows=_windows(counted, [item.of(kind) for item in vacant], background_s),
    )


def _panel_names(detectors: list[str]) -> tuple[str, ...]:
    """Which panel is which, where the detectors end in our own names of panels."""
    names = tuple(detector.rpartition("-")[2] for detector in detectors)
    return names if sorted(names) == sorted(PANELS) else ()


def _windows(
    counted: list[list[Gross]], before: list[list[Gross]], background_s: float
) -> tuple[EnergyWindow, ...]:
    """Counts by window, where all detectors agree on the windows."""
    kept = {gross.windows_kev for row in counted + before for gross in row}
    if len(kept) != 1 or not (windows_kev := kept.pop()):
        return ()

    def of(rows: list[list[Gross]], index: int) -> tuple[int, ...]:
        return tuple(sum(gross.counts[index] for gross in row) for row in rows)

    return tuple(
        EnergyWindow(
            low_kev=low,
            high_kev=high,
            counts=of(counted, index),
            background_cps=sum(of(before, index)) / background_s if background_s else None,
        )
        for index, (low, high) in enumerate(windows_kev)
    )
