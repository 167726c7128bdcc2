"""What a portal measures of a truck, and our opinion of it, drawn with fixed seeds."""

from datetime import timedelta

import numpy as np

from app.domain.occupancy import (
    CountProfile,
    Occupancy,
    ProfileShape,
    Radiation,
    RadiationVerdict,
)
from tests.ui_tools.post import NOW

INTERVAL_S = 0.2
BACKGROUND_CPS = 2100.0


def gamma_profile(*, source_cps: float, shadow: float = 0.17, seed: int = 3) -> CountProfile:
    """17 s of counts: background, a truck that shadows it, and a source at 48 % of the way."""
    rates = []
    for index in range(85):
        at_s = index * INTERVAL_S
        rate = BACKGROUND_CPS * (1 - shadow if 3.2 < at_s < 15.4 and not 5 < at_s < 7 else 1)
        rate += source_cps / (1 + ((at_s - 8.4) / 0.55) ** 2) ** 1.5
        rates.append(rate)
    counts = np.random.RandomState(seed).poisson(np.array(rates) * INTERVAL_S)
    return CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=INTERVAL_S,
        counts=tuple(int(count) for count in counts),
        background_cps=BACKGROUND_CPS,
        lead_intervals=12,
        background_readings=300,
    )


def neutron_profile(*, source_cps: float = 0.0) -> CountProfile:
    """One second counts of a handful of neutrons."""
    rates = [1.2 + (source_cps if 7 <= index <= 9 else 0.0) for index in range(17)]
    counts = np.random.RandomState(5).poisson(rates)
    return CountProfile(
        radiation=Radiation.NEUTRON,
        interval_s=1.0,
        counts=tuple(int(count) for count in counts),
        background_cps=1.2,
        lead_intervals=2,
    )


def occupancy(*, source_cps: float = 0.0, neutron_cps: float = 0.0) -> Occupancy:
    """A passage of 17 s that ended 12 s ago."""
    alarms = set()
    if source_cps:
        alarms.add(Radiation.GAMMA)
    if neutron_cps:
        alarms.add(Radiation.NEUTRON)
    return Occupancy(
        lane="3",
        sequence=412,
        opened_at=NOW - timedelta(seconds=29),
        closed_at=NOW - timedelta(seconds=12),
        profiles=(gamma_profile(source_cps=source_cps), neutron_profile(source_cps=neutron_cps)),
        alarms=frozenset(alarms),
        speed_m_per_s=1.35,
        alarm_level_cps=2540.0,
    )


def verdict(*, alarm: bool = False, neutron: bool = False) -> RadiationVerdict:
    """Our opinion of such a passage."""
    return RadiationVerdict(
        gamma_alarm=alarm,
        neutron_alarm=neutron,
        peak_sigma=8.4 if alarm else 1.1,
        shape=ProfileShape.POINT if alarm else ProfileShape.NONE,
        peak_at_s=8.4 if alarm else None,
        peak_at_m=8.1 if alarm else None,
        suppression=0.17,
        algorithm="shadow-and-bump",
        version="1",
    )
