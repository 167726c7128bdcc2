"""What the portal's counts are said to mean, and where on the plot."""

from dataclasses import replace

import pytest

from app.domain.case import Case
from app.domain.occupancy import PortalFault, ProfileShape, Radiation
from tests.ui_tools import measured, scenes
from widgets.primary.count_plot import CountTrace
from widgets.primary.portal_words import peak_band, summary, trace_of

POINT = measured.verdict(alarm=True)


def _case(**changed: object) -> Case:
    return replace(scenes.GAMMA, **changed)  # type: ignore[arg-type]  # fields by name


def test_a_trace_is_in_metres_from_the_front_where_the_speed_is_known() -> None:
    occupancy = measured.occupancy(source_cps=1700.0)
    trace = trace_of(occupancy, POINT, Radiation.GAMMA)
    profile = occupancy.profile(Radiation.GAMMA)
    assert trace is not None
    assert profile is not None
    assert trace.start == pytest.approx(-profile.lead_s * 1.35)
    assert trace.step == pytest.approx(0.2 * 1.35)
    assert trace.rates_cps[0] == pytest.approx(profile.counts[0] / 0.2)
    assert trace.alarm_level_cps == 2540.0


def test_a_trace_is_in_seconds_where_the_speed_is_not_known() -> None:
    trace = trace_of(replace(measured.occupancy(), speed_m_per_s=None), None, Radiation.GAMMA)
    assert trace is not None
    assert trace.start == 0.0
    assert trace.end == pytest.approx(17.0)
    assert trace.band is None


def test_the_band_lies_around_our_peak_and_nowhere_without_our_alarm() -> None:
    profile = measured.gamma_profile(source_cps=1700.0)
    band = peak_band(profile, POINT)
    assert band is not None
    assert band[0] < 8.4 < band[1]
    assert 0.4 <= band[1] - band[0] <= 2.0
    assert peak_band(profile, measured.verdict()) is None
    assert peak_band(profile, None) is None


def test_a_trace_needs_readings() -> None:
    with pytest.raises(ValueError, match="at least one reading"):
        CountTrace(start=0.0, step=0.2, rates_cps=())


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (replace(scenes.CLEAN, occupancies=(), verdicts=()), "has not passed the portal"),
        (replace(scenes.CLEAN, verdicts=()), "analysis is not done yet"),
        (scenes.UNANALYSED, "rely on the portal's verdict alone"),
        (scenes.CLEAN, "the vehicle shadows 17\u00a0%"),
        (
            replace(scenes.CLEAN, verdicts=(replace(measured.verdict(), suppression=None),)),
            "No gamma excess above the background",
        ),
        (scenes.GAMMA, "Narrow peak 8.1\u00a0m from the front"),
        (_case(verdicts=(replace(POINT, peak_at_m=None),)), "in the middle of the vehicle"),
        (_case(verdicts=(replace(POINT, peak_at_m=None, peak_at_s=4.0),)), "in the front third"),
        (_case(verdicts=(replace(POINT, peak_at_m=None, peak_at_s=16.0),)), "in the rear third"),
        (_case(verdicts=(replace(POINT, peak_at_m=None, peak_at_s=None),)), "somewhere"),
        (
            _case(verdicts=(replace(POINT, shape=ProfileShape.DISTRIBUTED),)),
            "Raised all along the load",
        ),
        (
            _case(
                occupancies=(replace(measured.occupancy(), faults=frozenset({PortalFault.TAMPER})),)
            ),
            "Portal fault: cabinet opened",
        ),
    ],
)
def test_the_summary_says_what_is_known_and_what_is_missing(case: Case, words: str) -> None:
    assert words in summary(case)
