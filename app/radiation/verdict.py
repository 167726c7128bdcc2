"""This workstation's own verdict on an occupancy, beside the monitor's and never instead of it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.domain.occupancy import CountProfile, Occupancy, ProfileShape, Radiation, RadiationVerdict
from app.domain.rate_profile import RateProfile
from app.radiation.neutron_test import NeutronExcess, strongest_excess
from app.radiation.panel_place import place_by_panels
from app.radiation.shadow_test import ShadowFit, fit_shadow
from app.radiation.window_test import strongest_share

ALGORITHM = "shadow-likelihood"
VERSION = "3"
"""Version 1 took the better of two best fits, version 2 averaged over all of them, version 3 also
weighs how the two pillars divide the counts. A record keeps the version that made it."""

GAMMA_SIGMA = 4.22
"""Above it a source is called: odds of e**4 on the scale of `ShadowFit.sigma`.

Set on simulated source-free passes with shadows of 0 to 20 % (`road_pass` in
tests/radiation/passes.py), of which two in 10,000 exceed it; `parallel49 bench alarm`
measures on generators that set nothing. Deeper shadows cost more false alarms:
docs/radiation-verdict.md.
"""

NEUTRON_CHANCE = 5e-6
"""Below it neutrons are called: two of 40,000 simulated source-free passes of ten seconds."""

READING_S = 1.0


def assess_occupancy(occupancy: Occupancy) -> RadiationVerdict:
    """Judge one occupancy.

    Without a background there is no judgement: nothing is called and `peak_sigma` is None.
    """
    gamma = occupancy.profile(Radiation.GAMMA)
    neutron = occupancy.profile(Radiation.NEUTRON)
    fit = fit_passage(gamma, occupancy.speed_m_per_s) if gamma is not None else None
    excess = strongest_excess(neutron) if neutron is not None else None
    gamma_alarm = fit is not None and fit.sigma > GAMMA_SIGMA
    neutron_alarm = excess is not None and excess.chance < NEUTRON_CHANCE
    shown = gamma_alarm or Radiation.GAMMA in occupancy.alarms
    peak_at_s = _peak_at_s(gamma, fit, excess, shown=shown, neutron_alarm=neutron_alarm)
    place = place_by_panels(gamma, fit.centre_s) if gamma and fit and shown else None
    lead_s = gamma.lead_s if gamma is not None else 0.0
    speed = occupancy.speed_m_per_s
    return RadiationVerdict(
        gamma_alarm=gamma_alarm,
        neutron_alarm=neutron_alarm,
        peak_sigma=fit.sigma if fit is not None else None,
        shape=_shape(fit) if fit is not None and shown else ProfileShape.NONE,
        peak_at_s=peak_at_s,
        peak_at_m=(peak_at_s - lead_s) * speed if peak_at_s is not None and speed else None,
        suppression=fit.depth if fit is not None else None,
        algorithm=ALGORITHM,
        version=VERSION,
        side=place.side if place is not None else None,
        height=place.height if place is not None else None,
        window_sigma=strongest_share(gamma) if gamma is not None else None,
    )


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
    first = profile.lead_intervals if _lead_is_copied(profile) else 0
    counts = np.asarray(profile.counts[first:], dtype=np.float64)
    readings = profile.background_readings
    sigma = (cps * READING_S * readings) ** -0.5 if readings else 0.0
    far = _slave_pillar(profile)
    far = far[first:] if far is not None else None
    fit = fit_shadow(counts, profile.interval_s, cps, sigma, speed_m_per_s, far)
    start_s = first * profile.interval_s
    return replace(fit, centre_s=fit.centre_s + start_s, start_s=start_s)


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


def _peak_at_s(
    gamma: CountProfile | None,
    fit: ShadowFit | None,
    excess: NeutronExcess | None,
    *,
    shown: bool,
    neutron_alarm: bool,
) -> float | None:
    """Where to look. Neutron intervals begin with the vehicle, gamma intervals with their lead."""
    if fit is not None and shown:
        return fit.centre_s
    if excess is not None and neutron_alarm:
        return excess.centre_s + (gamma.lead_s if gamma is not None else 0.0)
    return None


def _shape(fit: ShadowFit) -> ProfileShape:
    """Doubt counts for the point: a source taken for a load is the worse mistake."""
    return ProfileShape.POINT if fit.point_log >= fit.wide_log else ProfileShape.DISTRIBUTED
