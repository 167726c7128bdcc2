"""What is drawn on and under a radiograph, as frozen values.

Positions along the vehicle are in metres from the front bumper.
"""

import math
from dataclasses import dataclass

from app.domain.occupancy import CountProfile, Occupancy, Radiation, RadiationVerdict
from app.domain.rate_profile import RateProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A box that somebody drew on the image; heights are in metres from the image's top."""

    label: str
    left_m: float
    right_m: float
    top_m: float
    bottom_m: float
    text: str = ""

    def __post_init__(self) -> None:
        if self.right_m <= self.left_m or self.bottom_m <= self.top_m:
            raise ValueError("a mark has an extent")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileState:
    """The portal's count profiles of one passage, laid along the vehicle.

    Without a speed they are laid along the time. `band_s` is where the peak is, in seconds from
    the first interval. `alarm_level_cps` is the monitor's own gamma threshold, None if unknown.
    `expected` is what the vehicle alone would leave of the background, `peak_s` where the source is
    taken to be, and `pillars` are the rates of the master and the slave pillar, twofold so that
    they can be compared with the sum; all empty where they are not to be drawn.
    """

    gamma: CountProfile | None
    neutron: CountProfile | None = None
    alarm_level_cps: float | None = None
    speed_m_per_s: float | None = None
    band_s: tuple[float, float] | None = None
    expected: RateProfile | None = None
    peak_s: float | None = None
    pillars: tuple[RateProfile, ...] = ()

    @property
    def band_m(self) -> tuple[float, float] | None:
        """Where the peak is along the vehicle, None without a speed or without a peak."""
        if self.band_s is None or self.speed_m_per_s is None:
            return None
        first, last = self.band_s
        return self.along(first), self.along(last)

    def along(self, time_s: float) -> float:
        """Metres from the front bumper at a time of the profile; seconds where no speed is."""
        if self.speed_m_per_s is None:
            return time_s
        profile = self.gamma or self.neutron
        lead_s = 0.0 if profile is None else profile.lead_s
        return (time_s - lead_s) * self.speed_m_per_s


def profile_state(occupancy: Occupancy, verdict: RadiationVerdict | None) -> ProfileState:
    """What the strip shows of an occupancy. The peak is the verdict's; without one there is none.

    The band reaches from the peak to where the counts have fallen by half towards the background.
    """
    gamma = occupancy.profile(Radiation.GAMMA)
    peak_s = None if verdict is None else verdict.peak_at_s
    band_s = None if gamma is None or peak_s is None else half_height_band(gamma, peak_s)
    return ProfileState(
        gamma=gamma,
        neutron=occupancy.profile(Radiation.NEUTRON),
        alarm_level_cps=occupancy.alarm_level_cps,
        speed_m_per_s=occupancy.speed_m_per_s,
        band_s=band_s,
    )


def half_height_band(profile: CountProfile, peak_s: float) -> tuple[float, float]:
    """The intervals around a peak that keep at least half of its height, in seconds.

    Height is counted from the background, or from the lowest interval where none is known.
    """
    counts = profile.counts
    at = min(max(int(peak_s / profile.interval_s), 0), len(counts) - 1)
    ground = min(counts)
    if profile.background_cps is not None:
        ground = round(profile.background_cps * profile.interval_s)
    half = ground + (counts[at] - ground) / 2
    first = last = at
    if counts[at] <= ground:  # nothing stands out, so nothing belongs to it
        half = math.inf
    while first > 0 and counts[first - 1] >= half:
        first -= 1
    while last < len(counts) - 1 and counts[last + 1] >= half:
        last += 1
    return first * profile.interval_s, (last + 1) * profile.interval_s
