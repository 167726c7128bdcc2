"""Results on test images say how many they are of, and no more than so many can say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.clearance.threat_results import DETECTABILITY_MIN, results_of, wilson
from app.domain.annotation import PixelBox
from app.domain.identifiers import Badge
from app.domain.reading import ReadingVerdict, ThreatTest
from tests.builders import NOW

MINE = Badge("41877")
FOUND = ThreatTest(
    test_id="t-1",
    image_id="a",
    object_name="bottle",
    box=PixelBox(left=1, top=1, right=9, bottom=9),
    badge=MINE,
    verdict=ReadingVerdict.SUSPECT,
    marked=True,
    dwell_s=12.0,
    shown_at=NOW,
    decided_at=NOW + timedelta(seconds=12),
)
MISSED = replace(FOUND, verdict=ReadingVerdict.CLEAR, marked=False)
CONTROL = replace(MISSED, object_name=None, box=None)
FALSE_ALARM = replace(CONTROL, verdict=ReadingVerdict.SUSPECT)


def many(test: ThreatTest, count: int, name: str) -> list[ThreatTest]:
    return [replace(test, test_id=f"{name}-{number}") for number in range(count)]


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (0, 10, 0.0, 0.277533),
        (5, 10, 0.236593, 0.763407),
        (9, 10, 0.595850, 0.982124),
        (1, 1, 0.206543, 1.0),
    ],
)
def test_the_interval_is_wilsons(hits: int, trials: int, low: float, high: float) -> None:
    share = wilson(hits, trials)
    assert share.low == pytest.approx(low, abs=1e-5)
    assert share.high == pytest.approx(high, abs=1e-5)


def test_nothing_counted_says_nothing() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)
    assert results_of(MINE, []).median_s is None


def test_an_object_is_found_only_where_it_was_marked_and_not_let_through() -> None:
    assert FOUND.is_hit
    assert not replace(FOUND, marked=False).is_hit
    assert not replace(FOUND, verdict=ReadingVerdict.CLEAR).is_hit
    assert FALSE_ALARM.is_false_alarm
    assert not CONTROL.is_false_alarm
    assert not FOUND.is_false_alarm


def test_each_test_of_this_officer_counts_once() -> None:
    other = replace(FOUND, test_id="t-2", badge=Badge("40912"))
    results = results_of(MINE, [FOUND, FOUND, other, replace(MISSED, test_id="t-3")])
    assert (results.found.hits, results.found.trials) == (1, 2)
    assert results.median_s == 12.0


def test_detectability_is_said_only_of_enough_tests() -> None:
    enough = DETECTABILITY_MIN
    few = many(FOUND, enough - 1, "h") + many(CONTROL, enough, "c")
    assert results_of(MINE, few).detectability is None
    half = many(FOUND, enough, "h") + many(MISSED, enough, "m")
    half += many(FALSE_ALARM, enough, "f") + many(CONTROL, enough, "c")
    assert results_of(MINE, half).detectability == pytest.approx(0.0, abs=1e-9)
    good = many(FOUND, enough, "h") + many(CONTROL, enough, "c")
    found = results_of(MINE, good).detectability
    assert found is not None
    assert found > 3
