"""Where the panels say a source is, and what its energies say."""

import numpy as np
import pytest

from app.domain.occupancy import CountProfile, EnergyWindow, ProfileShape, Radiation
from app.radiation.logarithms import log_sum, normal_cdf_log
from app.radiation.panel_place import place_by_panels
from app.radiation.verdict import GAMMA_SIGMA, WINDOW_SIGMA, assess_occupancy
from app.radiation.window_test import strongest_share
from tests.radiation.calibration import quantile_95
from tests.radiation.shape_passes import shaped_pass
from tests.radiation.window_passes import Holds, windowed_pass

NAMES = ("ML", "MU", "SL", "SU")
SHARES = {"ML": 60, "MU": 45, "SL": 55, "SU": 40}


def passage(excess: dict[str, int], names: tuple[str, ...] = NAMES) -> CountProfile:
    """Ten seconds of 1,000 counts a second, and two seconds with an excess per interval."""
    panels = tuple(
        tuple(SHARES[name] + excess.get(name, 0) * (20 <= index < 30) for index in range(50))
        for name in NAMES
    )
    return CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=0.2,
        counts=tuple(map(sum, zip(*panels, strict=True))),
        background_cps=1000.0,
        panels=panels,
        panel_names=names,
        background_readings=10,
    )


@pytest.mark.parametrize(
    ("excess", "side", "height"),
    [
        ({"SL": 80}, 1.0, -1.0),
        ({"MU": 80}, -1.0, 1.0),
        ({"ML": 40, "SL": 40}, 0.0, -1.0),
        (dict.fromkeys(NAMES, 20), 0.0, 0.0),
        ({"ML": 60, "SL": 20}, -0.5, -1.0),
    ],
)
def test_the_side_and_height_are_where_the_excess_is(
    excess: dict[str, int], side: float, height: float
) -> None:
    place = place_by_panels(passage(excess), 5.0)
    assert place is not None
    assert (place.side, place.height) == pytest.approx((side, height), abs=0.02)


def test_unnamed_panels_tell_no_side() -> None:
    assert place_by_panels(passage({"SL": 80}, names=()), 5.0) is None


def test_too_weak_an_excess_tells_no_side() -> None:
    assert place_by_panels(passage({"SL": 2}), 5.0) is None


def windowed(low: tuple[int, ...], low_cps: float | None = 300.0) -> CountProfile:
    counts = tuple(180 + extra for extra in (0,) * len(low))
    return CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=0.2,
        counts=counts,
        background_cps=900.0,
        background_readings=10,
        windows=(
            EnergyWindow(low_kev=0, high_kev=400, counts=low, background_cps=low_cps),
            EnergyWindow(low_kev=0, high_kev=3000, counts=counts, background_cps=900.0),
        ),
    )


def test_energies_shared_as_in_the_background_are_no_finding_however_deep_the_shadow() -> None:
    excess = strongest_share(windowed((60,) * 20))
    assert excess is not None
    assert excess.sigma == pytest.approx(0.0, abs=1e-9)


def test_a_window_with_more_than_its_share_for_a_second_is_told_and_placed() -> None:
    excess = strongest_share(windowed((60,) * 25 + (90,) * 5 + (60,) * 25))
    assert excess is not None
    known_exactly = 150 / (900 * (1 / 3) * (2 / 3)) ** 0.5
    assert 0.75 * known_exactly < excess.sigma < known_exactly
    assert excess.centre_s == pytest.approx(5.5, abs=0.2)


def test_a_share_that_a_shadow_changes_slowly_is_no_finding() -> None:
    harder = tuple(round(60 - 4 * np.sin(np.pi * index / 60)) for index in range(60))
    softer = tuple(round(60 + 2 * np.sin(np.pi * index / 60)) for index in range(60))
    for low in (harder, softer):
        excess = strongest_share(windowed(low))
        assert excess is not None
        assert excess.sigma < WINDOW_SIGMA - 2


def test_a_soft_source_under_a_shadow_is_called_by_its_energies_alone() -> None:
    random = np.random.default_rng(8)
    verdicts = [
        assess_occupancy(windowed_pass(random, Holds.SOFT_SOURCE, 250.0, 1000.0)) for _ in range(30)
    ]
    by_energies = [verdict for verdict in verdicts if verdict.window_alarm]
    assert len(by_energies) > 20
    assert all(verdict.gamma_alarm and verdict.peak_at_s is not None for verdict in by_energies)
    assert any((verdict.peak_sigma or 0) < GAMMA_SIGMA for verdict in by_energies)


@pytest.mark.parametrize(
    ("shape", "right_min"),
    [
        (ProfileShape.POINT, 0.85),
        (ProfileShape.DISTRIBUTED, 0.7),
        (ProfileShape.PERSON, 0.9),
        (ProfileShape.TWO_SOURCES, 0.6),  # the price of one strong source staying one
    ],
)
def test_each_shape_is_told_from_the_others(shape: ProfileShape, right_min: float) -> None:
    random = np.random.default_rng(9)
    told = [assess_occupancy(shaped_pass(random, shape, 600.0)) for _ in range(60)]
    right = [verdict.shape is shape for verdict in told if verdict.gamma_alarm]
    assert sum(right) / len(right) >= right_min


def test_the_threshold_is_the_one_that_so_many_exceed() -> None:
    middle, low, high = quantile_95(np.arange(200_000.0)[::-1], 2e-4)
    assert (middle, low, high) == (199_960.0, 199_948.0, 199_972.0)


def test_windows_without_a_background_say_nothing() -> None:
    assert strongest_share(windowed((60,) * 10, None)) is None


def test_logarithms_of_sums_and_tails_are_right_where_the_numbers_vanish() -> None:
    logs = np.array([[-2000.0, 0.0], [-2000.0, 1.0]])
    assert log_sum(logs) == pytest.approx([-2000 + np.log(2), np.log(1 + np.e)])
    # Tables: Phi(-5) = 2.866516e-7, Phi(-2) = 0.0227501, Phi(2) = 0.9772499.
    found = normal_cdf_log(np.array([-5.0, -2.0, 0.0, 2.0]))
    assert np.exp(found) == pytest.approx([2.866516e-7, 0.0227501, 0.5, 0.9772499], rel=2e-3)
