"""What the portal's counts say, in one sentence, and where on the plot it is seen."""

from PySide6.QtCore import QCoreApplication

from app.domain.case import Case
from app.domain.observed import ANALYSIS_RADIATION
from app.domain.occupancy import (
    CountProfile,
    Occupancy,
    ProfileShape,
    Radiation,
    RadiationVerdict,
)
from widgets.common.labels import fault_label
from widgets.common.numbers import measure
from widgets.primary.count_plot import CountTrace

translate = QCoreApplication.translate

HALF = 0.5
THIRD = 1 / 3
SUPPRESSION_SAID = 0.05


def trace_of(
    occupancy: Occupancy, verdict: RadiationVerdict | None, radiation: Radiation
) -> CountTrace | None:
    """The trace of one kind of radiation: over metres where the speed is known, else seconds."""
    profile = occupancy.profile(radiation)
    if profile is None:
        return None
    scale = occupancy.speed_m_per_s or 1.0
    lead_s = profile.lead_s if occupancy.speed_m_per_s else 0.0
    is_gamma = radiation is Radiation.GAMMA
    band_s = peak_band(profile, verdict) if is_gamma else None
    return CountTrace(
        start=-lead_s * scale,
        step=profile.interval_s * scale,
        rates_cps=tuple(count / profile.interval_s for count in profile.counts),
        background_cps=profile.background_cps,
        alarm_level_cps=occupancy.alarm_level_cps if is_gamma else None,
        band=None
        if band_s is None
        else ((band_s[0] - lead_s) * scale, (band_s[1] - lead_s) * scale),
    )


def peak_band(
    profile: CountProfile, verdict: RadiationVerdict | None
) -> tuple[float, float] | None:
    """The stretch around our peak that stays above half its height, in seconds."""
    if verdict is None or not verdict.gamma_alarm or verdict.peak_at_s is None:
        return None
    counts = profile.counts
    peak = min(max(int(verdict.peak_at_s / profile.interval_s), 0), len(counts) - 1)
    around = range(max(peak - 2, 0), min(peak + 3, len(counts)))
    peak = max(around, key=lambda index: counts[index])
    floor = (profile.background_cps or min(counts) / profile.interval_s) * profile.interval_s
    half = floor + HALF * (counts[peak] - floor)
    first = last = peak
    while first > 0 and counts[first - 1] > half:
        first -= 1
    while last < len(counts) - 1 and counts[last + 1] > half:
        last += 1
    return first * profile.interval_s, (last + 1) * profile.interval_s


def summary(case: Case) -> str:
    """One sentence about the latest passage; what is missing is said first."""
    occupancy = case.occupancy
    if occupancy is None:
        return translate("Portal", "This vehicle has not passed the portal.")
    if occupancy.faults:
        faults = ", ".join(fault_label(fault) for fault in sorted(occupancy.faults))
        return translate("Portal", "Portal fault: {faults}.").format(faults=faults)
    verdict = case.verdict
    if verdict is None:
        if any(failure.analysis == ANALYSIS_RADIATION for failure in case.failures):
            return translate("Portal", "Our analysis failed: rely on the portal's verdict alone.")
        return translate("Portal", "Our analysis is not done yet.")
    if verdict.gamma_alarm:
        return _peak_sentence(occupancy, verdict)
    if (verdict.suppression or 0.0) >= SUPPRESSION_SAID:
        text = translate("Portal", "No gamma excess; the vehicle shadows {share}.")
        return text.format(share=measure((verdict.suppression or 0.0) * 100, "%"))
    return translate("Portal", "No gamma excess above the background.")


def _peak_sentence(occupancy: Occupancy, verdict: RadiationVerdict) -> str:
    if verdict.shape is ProfileShape.DISTRIBUTED:
        return translate("Portal", "Raised all along the load.")
    if verdict.peak_at_m is not None:
        text = translate("Portal", "Narrow peak {distance} from the front.")
        return text.format(distance=measure(verdict.peak_at_m, "m", 1))
    place = _third(occupancy, verdict)
    return translate("Portal", "Narrow peak {place}.").format(place=place)


def _third(occupancy: Occupancy, verdict: RadiationVerdict) -> str:
    profile = occupancy.profile(Radiation.GAMMA)
    if profile is None or verdict.peak_at_s is None:
        return translate("Portal", "somewhere in the vehicle")
    share = (verdict.peak_at_s - profile.lead_s) / max(profile.duration_s - profile.lead_s, 0.1)
    if share < THIRD:
        return translate("Portal", "in the front third")
    if share < 2 * THIRD:
        return translate("Portal", "in the middle of the vehicle")
    return translate("Portal", "in the rear third")
