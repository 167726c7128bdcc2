"""What the vehicle alone would leave of the background, as it is drawn under the counts."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.occupancy import CountProfile, Occupancy, Radiation
from app.radiation.time_shapes import BINS_MAX
from app.radiation.verdict import expected_profile
from tests.builders import OPENED_AT

BACKGROUND_CPS = 20_000.0
INTERVAL_S = 0.1


def passage(
    depth: float, source_cps: float, *, seconds: float = 10.0, lead: int = 0, seed: int = 1
) -> Occupancy:
    """A vehicle from 2 s to 8 s of ten, a source in its middle."""
    intervals = np.arange(round(seconds / INTERVAL_S), dtype=np.float64)
    times_s: NDArray[np.float64] = (intervals + 0.5) * INTERVAL_S
    rates = BACKGROUND_CPS * (1 - depth * shadow(times_s, seconds))
    rates = rates + source_cps * np.exp(-(((times_s - seconds / 2) / 0.5) ** 2) / 2)
    counts = np.random.default_rng(seed).poisson(rates * INTERVAL_S)
    gamma = CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=INTERVAL_S,
        counts=(*[int(counts[0])] * lead, *counts.tolist()),
        background_cps=BACKGROUND_CPS,
        background_readings=100,
        lead_intervals=lead,
    )
    return Occupancy(
        lane="3",
        sequence=1,
        opened_at=OPENED_AT,
        closed_at=OPENED_AT,
        profiles=(gamma,),
        alarms=frozenset(),
        speed_m_per_s=2.0,
    )


def shadow(times_s: NDArray[np.float64], seconds: float) -> NDArray[np.bool_]:
    return (times_s > 0.2 * seconds) & (times_s < 0.8 * seconds)


@pytest.mark.parametrize("source_cps", [0.0, 4_000.0])
def test_the_shadow_is_found_with_or_without_a_source(source_cps: float) -> None:
    found = expected_profile(passage(0.15, source_cps))
    assert found is not None
    assert (found.start_s, found.interval_s, len(found.rates_cps)) == (0.0, INTERVAL_S, 100)
    middle, ends = found.rates_cps[35:65], (*found.rates_cps[:8], *found.rates_cps[-8:])
    assert np.mean(middle) == pytest.approx(0.85 * BACKGROUND_CPS, rel=0.04)
    assert np.mean(ends) == pytest.approx(BACKGROUND_CPS, rel=0.04)


def test_no_vehicle_alone_exceeds_the_background() -> None:
    for seed in range(5):
        found = expected_profile(passage(0.0, 2_000.0, seed=seed))
        assert found is not None
        assert max(found.rates_cps) <= BACKGROUND_CPS
        assert min(found.rates_cps) > 0.9 * BACKGROUND_CPS


def test_a_long_passage_is_told_in_fewer_bins_that_still_cover_it() -> None:
    found = expected_profile(passage(0.1, 0.0, seconds=40.0))
    assert found is not None
    assert len(found.rates_cps) <= BINS_MAX
    assert len(found.rates_cps) * found.interval_s == pytest.approx(40.0, abs=found.interval_s)


def test_a_lead_that_only_repeats_the_first_interval_is_left_out() -> None:
    found = expected_profile(passage(0.1, 3_000.0, lead=5))
    assert found is not None
    assert found.start_s == pytest.approx(5 * INTERVAL_S)
    assert len(found.rates_cps) == 100


def test_without_a_background_nothing_is_expected() -> None:
    known = passage(0.1, 0.0)
    unknown = replace(known, profiles=(replace(known.profiles[0], background_cps=None),))
    assert expected_profile(unknown) is None
    assert expected_profile(replace(known, profiles=())) is None
