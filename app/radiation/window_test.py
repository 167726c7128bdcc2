"""Do the energies of a passage share the counts otherwise than the background does?

A vehicle's shadow takes from all windows nearly alike, while a source or a load adds mostly to
some: the share of a window tells them apart where the sum does not (Ely et al., NIM A 560 (2006)
373). Given the counts of a second in all windows, those of one window are binomial with the
background's share. No measured portal log with windows is public, so the figure is shown and calls
nothing.
"""

import math

from app.domain.occupancy import CountProfile, EnergyWindow

WINDOW_S = 1.0
SHARE_MIN = 1e-3


def strongest_share(profile: CountProfile) -> float | None:
    """How many standard deviations the most unusual share lies above the background's.

    None without windows or their background. Windows that hold all others count as the whole.
    """
    windows = [window for window in profile.windows if window.background_cps is not None]
    if len(windows) < 2:
        return None
    whole = max(windows, key=lambda window: window.high_kev - window.low_kev)
    total_cps = whole.background_cps or 0.0
    parts = [window for window in windows if window is not whole and _within(window, whole)]
    shares = [(window, (window.background_cps or 0.0) / total_cps) for window in parts if total_cps]
    sound = [(window, share) for window, share in shares if SHARE_MIN < share < 1 - SHARE_MIN]
    width = min(max(round(WINDOW_S / profile.interval_s), 1), len(profile.counts))
    deviations = [
        deviation
        for window, share in sound
        for deviation in _deviations(window.counts, whole.counts, share, width)
    ]
    return max(deviations, default=None)


def _within(window: EnergyWindow, whole: EnergyWindow) -> bool:
    return whole.low_kev <= window.low_kev and window.high_kev <= whole.high_kev


def _deviations(
    part: tuple[int, ...], whole: tuple[int, ...], share: float, width: int
) -> list[float]:
    found = []
    for first in range(len(whole) - width + 1):
        total = sum(whole[first : first + width])
        if total > 0:
            excess = sum(part[first : first + width]) - share * total
            found.append(excess / math.sqrt(total * share * (1 - share)))
    return found
