"""Occupancies of a radiation portal monitor.

An occupancy is one passage of one conveyance between the pillars. It opens when the presence
sensor trips and closes when it clears; while it is open the portal reports one gross count per
interval. How the counts arrived, and who will look at them, is not this module's business.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Radiation(StrEnum):
    """The kinds of radiation a portal counts."""

    GAMMA = "gamma"
    NEUTRON = "neutron"


class OccupancyEnd(StrEnum):
    """How the end of an occupancy was known."""

    GX = "gx"
    BACKGROUND_RETURNED = "background-returned"
    SILENCE = "silence"
    LINK_LOST = "link-lost"


class PortalFault(StrEnum):
    """What a portal says of itself, or fails to say, that makes its verdict doubtful."""

    GAMMA_HIGH = "gamma-high"
    GAMMA_LOW = "gamma-low"
    NEUTRON_HIGH = "neutron-high"
    NEUTRON_LOW = "neutron-low"
    TAMPER = "tamper"
    LINK_LOST = "link-lost"
    NO_BACKGROUND = "no-background"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyWindow:
    """Counts of one window of energies, one number per interval, all panels summed."""

    low_kev: float
    high_kev: float
    counts: tuple[int, ...]
    background_cps: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.low_kev < self.high_kev:
            raise ValueError("a window of energies ends above where it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountProfile:
    """Gross counts of one kind of radiation, one number per interval, all panels summed.

    `panels` holds the same counts per panel (panel, interval) where the portal reports them.
    `background_cps` was taken before the occupancy began and frozen; None where none was heard.
    It is the average of `background_readings` readings of one second, 0 where that is not known.
    The first `lead_intervals` were counted before the presence sensor tripped.
    `windows` holds counts by energy where the portal has them; windows may overlap.
    `panel_names` says which panel is which, where that is known: M or S for the master or slave
    pillar, then L or U for lower or upper.
    """

    radiation: Radiation
    interval_s: float
    counts: tuple[int, ...]
    background_cps: float | None
    panels: tuple[tuple[int, ...], ...] = ()
    lead_intervals: int = 0
    background_readings: int = 0
    windows: tuple[EnergyWindow, ...] = ()
    panel_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.counts:
            raise ValueError("a count profile needs at least one interval")
        if min(self.counts) < 0:
            raise ValueError("counts cannot be negative")
        if self.interval_s <= 0:
            raise ValueError("an interval lasts longer than nothing")
        if self.background_cps is not None and self.background_cps < 0:
            raise ValueError("a background cannot be negative")
        if any(len(panel) != len(self.counts) for panel in self.panels):
            raise ValueError("each panel has as many intervals as the sum")
        if self.panel_names and len(self.panel_names) != len(self.panels):
            raise ValueError("each panel has one name")
        if any(len(window.counts) != len(self.counts) for window in self.windows):
            raise ValueError("each window has as many intervals as the sum")
        if not 0 <= self.lead_intervals <= len(self.counts) or self.background_readings < 0:
            raise ValueError("the lead lies within the profile, and readings are not negative")

    @property
    def duration_s(self) -> float:
        """How long the profile lasts."""
        return self.interval_s * len(self.counts)

    @property
    def lead_s(self) -> float:
        """How much of the profile lies before the vehicle reached the presence sensor."""
        return self.interval_s * self.lead_intervals

    @property
    def peak_sigma(self) -> float | None:
        """Significance of the highest interval above a background taken as known exactly.

        This is the signed root of the Poisson likelihood ratio. Unlike ``(n - b) / sqrt(b)`` it
        stays honest at the handful of counts that a neutron panel sees. None without a background.
        """
        if not self.background_cps:
            return None
        peak, expected = max(self.counts), self.background_cps * self.interval_s
        deviance = expected - peak + (peak * math.log(peak / expected) if peak else 0.0)
        return math.copysign(math.sqrt(2 * max(deviance, 0.0)), peak - expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupancy:
    """What the portal measured during one passage, exactly as recorded.

    `alarms` is the monitor's own verdict (GA/NA), never ours, and is never hidden.
    `alarm_level_cps` is the monitor's gamma threshold where its settings are known.
    """

    lane: str
    sequence: int
    opened_at: datetime
    closed_at: datetime
    profiles: tuple[CountProfile, ...]
    alarms: frozenset[Radiation]
    ended: OccupancyEnd = OccupancyEnd.GX
    faults: frozenset[PortalFault] = frozenset()
    speed_m_per_s: float | None = None
    alarm_level_cps: float | None = None

    def __post_init__(self) -> None:
        if self.opened_at.tzinfo is None or self.closed_at.tzinfo is None:
            raise ValueError("occupancy times must carry a time zone")
        if self.closed_at < self.opened_at:
            raise ValueError("an occupancy cannot close before it opens")
        if unmeasured := self.alarms - {profile.radiation for profile in self.profiles}:
            raise ValueError(f"alarm without a count profile: {sorted(unmeasured)}")
        if self.speed_m_per_s is not None and self.speed_m_per_s <= 0:
            raise ValueError("a vehicle that passes has a speed above zero")

    def profile(self, radiation: Radiation) -> CountProfile | None:
        """The profile of one kind of radiation, if the portal measured it."""
        return next((item for item in self.profiles if item.radiation is radiation), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalReading:
    """One line of counts as it arrives, for the live trace. It is shown and never recorded."""

    lane: str
    heard_at: datetime
    radiation: Radiation
    counts: int
    interval_s: float
    occupied: bool
    in_alarm: bool


class ProfileShape(StrEnum):
    """What the count profile looks like along the vehicle."""

    NONE = "none"
    POINT = "point"
    DISTRIBUTED = "distributed"
    PERSON = "person"
    TWO_SOURCES = "two-sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class RadiationVerdict:
    """This workstation's own opinion of an occupancy; it stands beside the monitor's.

    `peak_sigma` is the significance of the best source bump over a vehicle that only shadows.
    `peak_at_s` counts from the first interval of the profile, `peak_at_m` from the front of the
    vehicle; that is None without a speed.
    `suppression` is the fraction of background that the vehicle shadowed.
    `side` runs from -1, all excess at the master pillar, to 1, all at the slave; `height` from -1,
    all in the lower panels, to 1. Both are None where nothing is called or panels are not told.
    `window_sigma` is how far energies are shared unlike in the background, and `window_alarm` is
    set where that alone calls a source; `gamma_alarm` is set then too.
    """

    gamma_alarm: bool
    neutron_alarm: bool
    peak_sigma: float | None
    shape: ProfileShape
    peak_at_s: float | None
    peak_at_m: float | None
    suppression: float | None
    algorithm: str
    version: str
    side: float | None = None
    height: float | None = None
    window_sigma: float | None = None
    window_alarm: bool = False
