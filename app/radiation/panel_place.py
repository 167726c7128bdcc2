"""Which side and which height a source is at, from how the panels share its counts."""

from dataclasses import dataclass

import numpy as np

from app.domain.occupancy import CountProfile

HALF_WINDOW_S = 1.0
OUTSIDE_S = 1.0
"""How much of a passage must lie outside the window for the panels' own shares to be known."""

SIGMA_MIN = 3.0
"""Below this excess the panels tell nothing of a place."""


@dataclass(frozen=True, slots=True)
class PanelPlace:
    """From -1, all at the master pillar or the lower panels, to 1, all at the slave or the upper.

    A bare source midway between the pillars is at 0; what stands before it changes that.
    """

    side: float
    height: float


def place_by_panels(profile: CountProfile, centre_s: float) -> PanelPlace | None:
    """Where the excess around `centre_s` is; None where the panels cannot tell.

    Each panel's share of the background is that of the rest of the passage, in which the vehicle
    shadows all panels about alike.
    """
    names = profile.panel_names
    if sorted(names) != ["ML", "MU", "SL", "SU"] or not profile.background_cps:
        return None
    panels = np.asarray(profile.panels, dtype=np.float64)
    times_s = (np.arange(panels.shape[1]) + 0.5) * profile.interval_s
    inside = np.abs(times_s - centre_s) <= HALF_WINDOW_S
    outside = np.abs(times_s - centre_s) > 2 * HALF_WINDOW_S
    rest = panels[:, outside].sum(axis=1)
    if np.count_nonzero(outside) * profile.interval_s < OUTSIDE_S or rest.sum() == 0:
        return None
    expected = profile.background_cps * profile.interval_s * np.count_nonzero(inside)
    excess = panels[:, inside].sum(axis=1) - rest / rest.sum() * expected
    if excess.sum() < SIGMA_MIN * np.sqrt(expected):
        return None
    by_name = dict(zip(names, np.maximum(excess, 0.0), strict=True))
    slave, master = by_name["SL"] + by_name["SU"], by_name["ML"] + by_name["MU"]
    upper, lower = by_name["MU"] + by_name["SU"], by_name["ML"] + by_name["SL"]
    total = slave + master
    return PanelPlace(side=float((slave - master) / total), height=float((upper - lower) / total))
