"""What shadows of vehicles look like, and how likely each shape is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.radiation.shadow_shapes import (
    TWO_BODIES_LOG,
    shadow_templates,
    two_body_templates,
    weighted_shadows,
)
from app.radiation.shadow_test import fit_shadow
from app.radiation.time_shapes import bells
from app.radiation.verdict import GAMMA_SIGMA

INTERVAL_S, BACKGROUND_CPS = 0.2, 1000.0


@settings(max_examples=30, deadline=None)
@given(bins=st.integers(3, 150), interval_s=st.sampled_from([0.1, 0.2, 0.4]))
def test_the_weights_of_all_shadows_are_one_and_their_depth_is_one_at_the_most(
    bins: int, interval_s: float
) -> None:
    times_s = (np.arange(bins) + 0.5) * interval_s
    shadows, weights_log = weighted_shadows(times_s)
    assert len(shadows) == len(weights_log)
    assert float(np.exp(weights_log).sum()) == pytest.approx(1)
    assert shadows.min() >= 0
    assert shadows.max() <= 1.2


def test_shadows_of_two_bodies_are_the_rarer() -> None:
    times_s = (np.arange(40) + 0.5) * INTERVAL_S
    _, weights_log = weighted_shadows(times_s)
    one = len(shadow_templates(times_s))
    assert len(weights_log) == one + len(two_body_templates(times_s))
    ratio = np.exp(weights_log[one:]).sum() / np.exp(weights_log[:one]).sum()
    assert ratio == pytest.approx(np.exp(TWO_BODIES_LOG))


@pytest.mark.parametrize("width_s", [1.4, 1.8, 2.4])
def test_the_gap_between_a_tractor_and_its_trailer_is_no_source(width_s: float) -> None:
    times_s = (np.arange(50) + 0.5) * INTERVAL_S
    bodies = bells(times_s, 2.6, width_s) + bells(times_s, 7.2, width_s)
    counts = np.round(BACKGROUND_CPS * INTERVAL_S * (1 - 0.2 * bodies))
    gap = fit_shadow(counts, INTERVAL_S, BACKGROUND_CPS, 0.01, 2.0)
    assert gap.sigma < GAMMA_SIGMA
    source = BACKGROUND_CPS * INTERVAL_S * 0.3 * bells(times_s, 4.9, 1.85)
    assert fit_shadow(counts + source, INTERVAL_S, BACKGROUND_CPS, 0.01, 2.0).sigma > GAMMA_SIGMA
