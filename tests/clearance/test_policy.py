"""The determination rule, its trace, and the one promise: forgetting never makes anything low."""

import itertools
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from app.clearance.cells import Cell, Operator
from app.clearance.policy import (
    POLICY_EXPIRED,
    POLICY_NOT_YET_VALID,
    PolicyRow,
    assess,
    determine,
    joint_determination,
    rests_on,
)
from app.domain.facts import Fact
from app.domain.identifiers import Country
from app.domain.risk import Action, Assessment, Determination, MissingFact, MissingWhy
from tests.builders import NOW, fact
from tests.clearance.tables import DAY, bundle, row

HIGH, LOW, UNKNOWN = Determination.HIGH, Determination.LOW, Determination.UNKNOWN
IF_A = Cell("word", Operator.EQ, "a")
IF_FLAG = Cell("flag", Operator.EQ, operand=True)
IF_OTHER = Cell("other", Operator.EQ, "a")
WORD_A, WORD_B = fact("word", "a"), fact("word", "b")
FLAG, NO_FLAG = fact("flag", value=True), fact("flag", value=False)


@pytest.mark.parametrize(
    ("rows", "facts", "required", "expected"),
    [
        ([row("h", HIGH, IF_A), row("l", LOW, IF_FLAG)], [WORD_A, FLAG], (), HIGH),
        ([row("h", HIGH, IF_A)], [WORD_A], ("flag",), HIGH),
        ([row("h", HIGH, IF_A), row("l", LOW, IF_FLAG)], [FLAG], (), UNKNOWN),
        ([row("h", HIGH, IF_A, IF_OTHER), row("l", LOW, IF_FLAG)], [WORD_B, FLAG], (), LOW),
        ([row("u", UNKNOWN, IF_A), row("l", LOW, IF_FLAG)], [WORD_A, FLAG], (), UNKNOWN),
        ([row("u", UNKNOWN, IF_A), row("l", LOW, IF_FLAG)], [FLAG], (), UNKNOWN),
        ([row("l", LOW, IF_FLAG)], [FLAG], ("word",), UNKNOWN),
        ([row("l", LOW, IF_FLAG)], [FLAG, WORD_A], ("word",), LOW),
        ([row("l", LOW, IF_FLAG)], [NO_FLAG], (), UNKNOWN),
        ([row("l", LOW, IF_FLAG)], [], (), UNKNOWN),
    ],
    ids=[
        "a high row holds",
        "a high row holds although a required fact is missing",
        "a high row could hold",
        "a high row is false whatever the missing fact is",
        "an unknown row holds",
        "an unknown row could hold",
        "a required fact is missing",
        "a low row holds and nothing is against it",
        "no row holds",
        "nothing is known",
    ],
)
def test_the_determination_rule(
    rows: list[PolicyRow],
    facts: list[Fact],
    required: tuple[str, ...],
    expected: Determination,
) -> None:
    assert assess(bundle(*rows, required=required), facts, now=NOW).determination is expected


def test_the_trace_names_what_held_what_could_hold_and_what_it_needs() -> None:
    table = bundle(row("h", HIGH, IF_A, IF_OTHER), row("l", LOW, IF_A), required=("flag",))
    assessment = assess(table, [WORD_A], now=NOW)
    (fired,), (could,) = assessment.fired, assessment.could_fire
    assert (fired.row, fired.cells, fired.needs) == (
        "l",
        ('word="a" satisfies {"eq": "a"}',),
        (),
    )
    assert could.row == "h"
    assert could.cells == ('word="a" satisfies {"eq": "a"}',)
    assert could.needs == (MissingFact(name="other", why=MissingWhy.ABSENT),)
    assert assessment.missing_required == (MissingFact(name="flag", why=MissingWhy.ABSENT),)
    assert assessment.actions == (Action.IMAGE, Action.REQUEST_INFORMATION)


def test_high_rows_come_first_in_the_trace() -> None:
    table = bundle(row("l", LOW, IF_A), row("u", UNKNOWN, IF_A), row("h", HIGH, IF_A))
    assert [item.row for item in assess(table, [WORD_A], now=NOW).fired] == ["h", "u", "l"]


@pytest.mark.parametrize(
    ("now", "why"),
    [(NOW + DAY, POLICY_EXPIRED), (NOW - DAY - timedelta(seconds=1), POLICY_NOT_YET_VALID)],
)
def test_a_bundle_outside_its_validity_says_unknown_and_why(now: datetime, why: str) -> None:
    table = bundle(row("l", LOW, IF_FLAG), row("h", HIGH, IF_A))
    assessment = assess(table, [replace(FLAG, as_of=now), replace(WORD_A, as_of=now)], now=now)
    assert assessment.determination is UNKNOWN
    assert [item.row for item in assessment.fired] == [why]
    assert assessment.fired[0].reason
    assert assessment.fired[0].reason_fr
    assert determine(table, [], now=now) is UNKNOWN


def test_a_policy_is_approved_by_somebody_other_than_its_author() -> None:
    with pytest.raises(ValueError, match="approved by somebody other"):
        replace(bundle(row("l", LOW, IF_A)), author="Roy", approver=" roy ")


def test_a_row_that_tests_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="tests nothing"):
        row("l", LOW)


def opinion(country: Country, determination: Determination) -> Assessment:
    base = assess(bundle(row("l", LOW, IF_A)), [], now=NOW)
    return replace(base, country=country, determination=determination)


@pytest.mark.parametrize(("canada", "states"), list(itertools.product(Determination, repeat=2)))
def test_the_joint_determination_is_the_more_restrictive(
    canada: Determination, states: Determination
) -> None:
    both = [opinion(Country.CANADA, canada), opinion(Country.UNITED_STATES, states)]
    order = [HIGH, UNKNOWN, LOW]
    expected = min(canada, states, key=order.index)
    assert joint_determination(both) is expected
    assert joint_determination(both[::-1]) is expected


@pytest.mark.parametrize("heard", [[], [opinion(Country.CANADA, LOW)]])
def test_a_country_that_was_not_heard_is_unknown(heard: list[Assessment]) -> None:
    assert joint_determination(heard) is UNKNOWN


def test_an_assessment_rests_on_a_fact_only_if_nothing_else_is_in_its_way() -> None:
    table = bundle(row("u", UNKNOWN, IF_A), row("h", HIGH, IF_FLAG), row("l", LOW, IF_OTHER))
    other = fact("other", "a")
    assert rests_on(assess(table, [WORD_A, NO_FLAG, other], now=NOW), "word")
    assert not rests_on(assess(table, [WORD_A, FLAG, other], now=NOW), "word")
    assert not rests_on(assess(table, [WORD_A, other], now=NOW), "word")
    assert not rests_on(assess(table, [WORD_B, NO_FLAG], now=NOW), "word")


def test_times_are_compared_across_time_zones() -> None:
    table = bundle(row("l", LOW, IF_A))
    mountain = timezone(timedelta(hours=-7))
    elsewhere = replace(WORD_A, as_of=datetime(2026, 3, 1, 3, 0, tzinfo=mountain))
    assert assess(table, [elsewhere], now=NOW).determination is LOW
    older = replace(elsewhere, as_of=elsewhere.as_of - timedelta(hours=1))
    assert assess(table, [older], now=NOW).determination is UNKNOWN
