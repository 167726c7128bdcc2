"""What a portal or counter wrote as N42: passages, gross counts by energy window, and its verdict.

`n42_reader` reads spectra; this reads what stands beside them (ANSI N42.42-2012 annexes D and E,
and DetectorData of 2006). A passage is a run of short measurements that say they were occupied. Its
counts are the gross counts, or the sums of the spectra where a detector gives nothing else.
"""

from dataclasses import dataclass
from itertools import groupby
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

PASSAGE_INTERVAL_MAX_S = 2.0
"""A longer measurement is no moment of a passage, whatever it says of being occupied."""

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
    timed = [item for item in intervals if item.started_at is not None and item.gross]
    short = [item for item in timed if item.duration_s <= PASSAGE_INTERVAL_MAX_S]
    short.sort(key=lambda item: item.start)
    long = [item for item in timed if item.duration_s > PASSAGE_INTERVAL_MAX_S]
    found: list[Occupancy] = []
    at = 0
    for occupied, run in groupby(short, key=lambda item: item.occupied is True):
        members = list(run)
        if occupied and len(found) < OCCUPANCIES_MAX:
            earlier = [item for item in long if item.start < members[0].start]
            before = [item for item in (*earlier, *short[:at]) if not item.occupied]
            passage = _Passage(members, before, has_end=at + len(members) < len(short))
            if (made := passage.occupancy(lane, len(found) + 1, alarms)) is not None:
                found.append(made)
        at += len(members)
    return found


@dataclass(frozen=True, slots=True)
class _Passage:
    """The measurements of one passage, and all vacant ones before it, the longest first."""

    members: list[Interval]
    before: list[Interval]
    has_end: bool

    def occupancy(self, lane: str, number: int, alarms: tuple[Alarm, ...]) -> Occupancy | None:
        """The passage as an occupancy; None where its measurements keep no common pace."""
        pace_s = median(item.duration_s for item in self.members)
        if any(abs(item.duration_s - pace_s) > PACE_TOLERANCE * pace_s for item in self.members):
            return None
        lead = [item for item in self.before[-LEAD_MAX:] if abs(item.duration_s - pace_s) < 1e-6]
        # What the vehicle already shadows is no background, unless there is no other.
        vacant = self.before[: len(self.before) - len(lead)] or lead
        profiles = [
            profile for kind in Radiation if (profile := self._profile(kind, lead, vacant, pace_s))
        ]
        if not profiles:
            return None
        measured = {profile.radiation for profile in profiles}
        named = {KINDS[alarm.category] for alarm in alarms if alarm.category in KINDS}
        first, last = self.members[0], self.members[-1]
        speeds = [item.speed_m_per_s for item in self.members if item.speed_m_per_s]
        return Occupancy(
            lane=lane,
            sequence=number,
            opened_at=first.start,
            closed_at=last.end,
            profiles=tuple(profiles),
            alarms=frozenset(named & measured),
            ended=OccupancyEnd.BACKGROUND_RETURNED if self.has_end else OccupancyEnd.SILENCE,
            speed_m_per_s=median(speeds) if speeds else None,
        )

    def _profile(
        self, kind: Radiation, lead: list[Interval], vacant: list[Interval], pace_s: float
    ) -> CountProfile | None:
        intervals = [*lead, *self.members]
        counted = [item.of(kind) for item in intervals]
        if not any(counted):
            return None
        detectors = list(dict.fromkeys(gross.detector for row in counted for gross in row))
        panels = tuple(
            tuple(
                sum(gross.total for gross in row if gross.detector == detector) for row in counted
            )
            for detector in detectors
        )
        background_s = sum(item.duration_s for item in vacant if item.of(kind))
        background = sum(gross.total for item in vacant for gross in item.of(kind))
        return CountProfile(
            radiation=kind,
            interval_s=pace_s,
            counts=tuple(sum(column) for column in zip(*panels, strict=True)),
            background_cps=background / background_s if background_s else None,
            panels=panels if len(panels) > 1 else (),
            lead_intervals=len(lead),
            background_readings=max(round(background_s), 1) if background_s else 0,
            windows=_windows(counted, [item.of(kind) for item in vacant], background_s),
        )


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
