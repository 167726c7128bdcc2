"""This workstation's own verdict on an occupancy, beside the monitor's and never instead of it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.domain.occupancy import CountProfile, Occupancy, ProfileShape, Radiation, RadiationVerdict
from app.domain.rate_profile import RateProfile
from app.radiation.neutron_test import strongest_excess
from app.radiation.panel_place import place_by_panels
from app.radiation.shadow_test import ShadowFit, fit_shadow
from app.radiation.two_sources import GAIN_MIN, gain_of_two
from app.radiation.window_test import ShareExcess, strongest_share

ALGORITHM = "shadow-likelihood"
VERSION = "5"
"""Version 1 took the better of two best fits, version 2 averaged over all of them, version 3 also
weighs how the two pillars divide the counts, version 4 calls by energy windows, knows persons and
two sources, and has a threshold set on 200,000 passages, version 5 knows shadows of two bodies. A
record keeps the version that made it.
"""

GAMMA_SIGMA = 4.186
"""Above it a source is called, on the scale of `ShadowFit.sigma`.

Two in 10,000 of 200,000 simulated source-free passes with shadows of 0 to 20 % exceed it
(tests/radiation/calibration.py; 95 % interval 4.133 to 4.276); `parallel49 bench alarm` measures on
generators that set nothing. Deeper shadows cost more false alarms: docs/radiation-verdict.md.
"""

WINDOW_SIGMA = 4.741
"""Above it a source is called by its energies: one in 10,000 of 200,000 source-free passes through
a portal with windows exceeds it (95 % interval 4.653 to 4.855)."""

WALKING_M_PER_S = 2.2
PERSON_M = 4.0
"""What passes at a walking pace and is no longer than this, hold-in of 2 s included, is a person;
a car at that pace is longer. Where the speed is not known nothing is taken for a person."""

NEUTRON_CHANCE = 5e-6
"""Below it neutrons are called: two of 40,000 simulated source-free passes of ten seconds."""

READING_S = 1.0


def assess_occupancy(occupancy: Occupancy) -> RadiationVerdict:
    """Judge one occupancy.

    Without a background there is no judgement: nothing is called and `peak_sigma` is None.
    """
    gamma = occupancy.profile(Radiation.GAMMA)
    neutron = occupancy.profile(Radiation.NEUTRON)
    speed = occupancy.speed_m_per_s
    fit = fit_passage(gamma, speed) if gamma is not None else None
    share = strongest_share(gamma, _first(gamma)) if gamma is not None else None
    excess = strongest_excess(neutron) if neutron is not None else None
    window_alarm = share is not None and share.sigma > WINDOW_SIGMA
    gamma_alarm = window_alarm or (fit is not None and fit.sigma > GAMMA_SIGMA)
    neutron_alarm = excess is not None and excess.chance < NEUTRON_CHANCE
    shown = gamma_alarm or Radiation.GAMMA in occupancy.alarms
    gamma_at_s = _gamma_at_s(fit, share) if shown else None
    # Neutron intervals begin with the vehicle, gamma intervals with their lead.
    lead_s = gamma.lead_s if gamma is not None else 0.0
    neutron_at_s = excess.centre_s + lead_s if excess is not None and neutron_alarm else None
    peak_at_s = neutron_at_s if gamma_at_s is None else gamma_at_s
    place = place_by_panels(gamma, gamma_at_s) if gamma and gamma_at_s is not None else None
    return RadiationVerdict(
        gamma_alarm=gamma_alarm,
        neutron_alarm=neutron_alarm,
        peak_sigma=fit.sigma if fit is not None else None,
        shape=_shape(gamma, fit, speed) if gamma and fit and shown else ProfileShape.NONE,
        peak_at_s=peak_at_s,
        peak_at_m=(peak_at_s - lead_s) * speed if peak_at_s is not None and speed else None,
        suppression=fit.depth if fit is not None else None,
        algorithm=ALGORITHM,
        version=VERSION,
        side=place.side if place is not None else None,
        height=place.height if place is not None else None,
        window_sigma=share.sigma if share is not None else None,
        window_alarm=window_alarm,
    )


def _gamma_at_s(fit: ShadowFit | None, share: ShareExcess | None) -> float | None:
    """Where to look: the energies say it where they are the clearer sign."""
    if share is not None and share.sigma > max(WINDOW_SIGMA, fit.sigma if fit else 0.0):
        return share.centre_s
    return fit.centre_s if fit is not None else None


def expected_profile(occupancy: Occupancy) -> RateProfile | None:
    """What the vehicle alone would make of the gamma counts; None without a background."""
    gamma = occupancy.profile(Radiation.GAMMA)
    fit = fit_passage(gamma, occupancy.speed_m_per_s) if gamma is not None else None
    if fit is None:
        return None
    return RateProfile(start_s=fit.start_s, interval_s=fit.interval_s, rates_cps=fit.vehicle_cps)


def fit_passage(profile: CountProfile, speed_m_per_s: float | None) -> ShadowFit | None:
    """Fit a gamma profile; positions count from its first interval. None without a background."""
    cps = profile.background_cps
    if not cps:
        return None
    first = _first(profile)
    counts = np.asarray(profile.counts[first:], dtype=np.float64)
    sigma = _background_sigma(profile)
    far = _slave_pillar(profile)
    far = far[first:] if far is not None else None
    fit = fit_shadow(counts, profile.interval_s, cps, sigma, speed_m_per_s, far)
    start_s = first * profile.interval_s
    return replace(fit, centre_s=fit.centre_s + start_s, start_s=start_s)


def _background_sigma(profile: CountProfile) -> float:
    """The relative uncertainty of the background."""
    seconds = READING_S * profile.background_readings
    return ((profile.background_cps or 0.0) * seconds) ** -0.5 if seconds else 0.0


def _first(profile: CountProfile) -> int:
    """The first interval that was really counted."""
    return profile.lead_intervals if _lead_is_copied(profile) else 0


def _slave_pillar(profile: CountProfile) -> NDArray[np.float64] | None:
    """The counts of the slave pillar; None where the pillars are not told apart."""
    pillars = {name[:1] for name in profile.panel_names}
    if pillars != {"M", "S"}:
        return None
    panels = np.asarray(profile.panels, dtype=np.float64)
    slave = [name.startswith("S") for name in profile.panel_names]
    return np.asarray(panels[slave].sum(axis=0), dtype=np.float64)


def _lead_is_copied(profile: CountProfile) -> bool:
    """Whether the lead only repeats the first interval, as one simulator does."""
    lead = profile.lead_intervals
    head = profile.counts[: lead + 1]
    return lead > 0 and len(head) == lead + 1 and len(set(head)) == 1


def _shape(profile: CountProfile, fit: ShadowFit, speed_m_per_s: float | None) -> ProfileShape:
    """Doubt counts for the point: a source taken for a load is the worse mistake."""
    inside_s = profile.duration_s - profile.lead_s
    if speed_m_per_s and speed_m_per_s <= WALKING_M_PER_S and inside_s * speed_m_per_s <= PERSON_M:
        return ProfileShape.PERSON
    counts = np.asarray(profile.counts[_first(profile) :], dtype=np.float64)
    cps, sigma = profile.background_cps or 0.0, _background_sigma(profile)
    if gain_of_two(counts, profile.interval_s, cps, sigma, speed_m_per_s) > GAIN_MIN:
        return ProfileShape.TWO_SOURCES
    return ProfileShape.POINT if fit.point_log >= fit.wide_log else ProfileShape.DISTRIBUTED
