"""A cell is true, false or unknown, and nothing turns an unknown fact into an answer."""

import itertools
from datetime import timedelta

import pytest

from app.clearance.cells import (
    FUTURE_MAX,
    OPERATORS,
    Cell,
    InputKind,
    Operand,
    Operator,
    PolicyInput,
    Truth,
    kleene_and,
    read_inputs,
)
from app.domain.facts import Fact, FactValue
from app.domain.risk import MissingWhy
from tests.builders import NOW

HOUR = timedelta(hours=1)
SEAL = PolicyInput(
    name="seal", kind=InputKind.WORD, max_age=HOUR, values=frozenset({"same", "differs"})
)
WEIGHT = PolicyInput(name="weight", kind=InputKind.NUMBER, max_age=HOUR)
KNOWN = PolicyInput(name="known", kind=InputKind.YES_NO, max_age=HOUR)
INPUTS = {item.name: item for item in (SEAL, WEIGHT, KNOWN)}

OPERATOR_EXAMPLES: dict[Operator, tuple[object, FactValue, FactValue]] = {
    Operator.IN: ((1.0, 2.0), 2.0, 3.0),
    Operator.NOT_IN: ((1.0, 2.0), 3.0, 2.0),
    Operator.EQ: (2.0, 2.0, 3.0),
    Operator.NE: (2.0, 3.0, 2.0),
    Operator.LT: (2.0, 1.9, 2.0),
    Operator.LE: (2.0, 2.0, 2.1),
    Operator.GT: (2.0, 2.1, 2.0),
    Operator.GE: (2.0, 2.0, 1.9),
    Operator.BETWEEN: ((1.0, 2.0), 2.0, 2.1),
}


def reading(asked: PolicyInput, *facts: Fact) -> FactValue | MissingWhy:
    return read_inputs(INPUTS, facts, NOW)[asked.name]


def stated(value: FactValue, *, name: str = "seal", age: timedelta = HOUR / 2) -> Fact:
    return Fact(name=name, value=value, source="test", as_of=NOW - age)


@pytest.mark.parametrize("values", list(itertools.product(Truth, repeat=3)))
def test_a_row_is_false_if_anything_is_else_unknown_if_anything_is_else_true(
    values: tuple[Truth, ...],
) -> None:
    order = [Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]
    assert kleene_and(values) is min(values, key=order.index)


@pytest.mark.parametrize("operator", Operator)
def test_every_operator_holds_and_fails_where_it_should(operator: Operator) -> None:
    operand, holds, fails = OPERATOR_EXAMPLES[operator]
    assert OPERATORS[operator].holds(holds, operand)
    assert not OPERATORS[operator].holds(fails, operand)


@pytest.mark.parametrize("why", MissingWhy)
@pytest.mark.parametrize("operator", Operator)
def test_no_operator_answers_for_a_missing_fact(operator: Operator, why: MissingWhy) -> None:
    shapes: dict[Operand, FactValue | tuple[FactValue, ...]] = {
        Operand.ONE: 1.0,
        Operand.MANY: (1.0,),
        Operand.BOUNDS: (0.0, 1.0),
    }
    cell = Cell("weight", operator, shapes[OPERATORS[operator].operand])
    assert cell.truth({"weight": why}) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("asked", "value", "is_known"),
    [
        (SEAL, "same", True),
        (SEAL, "SAME", False),
        (SEAL, "broken", False),
        (SEAL, True, False),
        (WEIGHT, 1.0, True),
        (WEIGHT, 1, True),
        (WEIGHT, True, False),
        (WEIGHT, "1", False),
        (WEIGHT, float("nan"), False),
        (WEIGHT, float("inf"), False),
        (KNOWN, False, True),
        (KNOWN, 0.0, False),
        (KNOWN, "no", False),
    ],
)
def test_a_value_that_the_policy_does_not_know_is_unusable(
    asked: PolicyInput, value: FactValue, *, is_known: bool
) -> None:
    expected = value if is_known else MissingWhy.UNUSABLE
    assert reading(asked, stated(value, name=asked.name)) is expected


def test_a_fact_that_nobody_states_is_absent() -> None:
    assert reading(SEAL) is MissingWhy.ABSENT


def test_a_fact_is_usable_up_to_its_greatest_age_and_stale_after_it() -> None:
    assert reading(SEAL, stated("same", age=HOUR)) == "same"
    assert reading(SEAL, stated("same", age=HOUR + timedelta(seconds=1))) is MissingWhy.STALE


def test_the_newest_of_agreeing_sources_counts() -> None:
    assert reading(SEAL, stated("same", age=2 * HOUR), stated("same")) == "same"


@pytest.mark.parametrize("age", [timedelta(0), 100 * HOUR])
def test_sources_that_do_not_agree_are_in_conflict_whatever_their_age(age: timedelta) -> None:
    found = reading(SEAL, stated("same"), stated("differs", age=age))
    assert found is MissingWhy.CONFLICTING


def test_true_and_one_do_not_agree() -> None:
    found = reading(WEIGHT, stated(1.0, name="weight"), stated(value=True, name="weight"))
    assert found is MissingWhy.CONFLICTING


def test_a_fact_from_the_future_is_unusable() -> None:
    assert reading(SEAL, stated("same", age=-FUTURE_MAX)) == "same"
    assert reading(SEAL, stated("same", age=-2 * FUTURE_MAX)) is MissingWhy.UNUSABLE


def test_the_trace_of_a_cell_names_input_value_and_test() -> None:
    cell = Cell("model_p", Operator.LE, 0.05)
    assert cell.satisfied_by(0.035) == 'model_p=0.035 satisfies {"le": 0.05}'
