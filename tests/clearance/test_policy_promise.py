"""The one promise of a policy table, on random tables: forgetting never makes anything low."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.clearance.cells import OPERATORS, Cell, InputKind, Operand, Operator
from app.clearance.policy import PolicyBundle, PolicyRow, assess, determine
from app.domain.facts import Fact, FactValue
from app.domain.risk import Determination
from tests.builders import NOW
from tests.clearance.tables import INPUTS, WORDS, bundle, row

HIGH, LOW, UNKNOWN = Determination.HIGH, Determination.LOW, Determination.UNKNOWN

VALUES: dict[InputKind, st.SearchStrategy[FactValue]] = {
    InputKind.WORD: st.sampled_from(WORDS),
    InputKind.NUMBER: st.integers(0, 4).map(float),
    InputKind.YES_NO: st.booleans(),
}


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    asked = draw(st.sampled_from(sorted(INPUTS.values(), key=lambda item: item.name)))
    fitting = [item for item in Operator if asked.kind in OPERATORS[item].kinds]
    operator = draw(st.sampled_from(fitting))
    value = VALUES[asked.kind]
    match OPERATORS[operator].operand:
        case Operand.ONE:
            return Cell(asked.name, operator, draw(value))
        case Operand.MANY:
            return Cell(asked.name, operator, tuple(draw(st.lists(value, min_size=1, max_size=3))))
        case Operand.BOUNDS:
            low, high = sorted(draw(st.tuples(st.integers(0, 4), st.integers(0, 4))))
            return Cell(asked.name, operator, (float(low), float(high)))


@st.composite
def bundles(draw: st.DrawFn) -> PolicyBundle:
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from([LOW, LOW, HIGH, UNKNOWN]),
                st.lists(cells(), min_size=1, max_size=3),
            ),
            min_size=1,
            max_size=6,
        )
    )
    required = draw(st.sets(st.sampled_from(sorted(INPUTS)), max_size=1))
    made = [row(f"R{index}", kind, *tests) for index, (kind, tests) in enumerate(rows)]
    return bundle(*made, required=tuple(sorted(required)))


@st.composite
def fact_sets(draw: st.DrawFn) -> list[Fact]:
    """Mostly one good fact per input; sometimes none, a second source, or a strange value."""
    found = []
    for asked in INPUTS.values():
        for source in draw(st.sampled_from([["s"], ["s"], ["s"], ["s"], [], ["s", "t"]])):
            strange: st.SearchStrategy[FactValue] = st.sampled_from(["?", -1.0, True])
            value = draw(st.one_of(*[VALUES[asked.kind]] * 5, strange))
            age = draw(st.sampled_from([0, 0, 0, 23, 25]))
            as_of = NOW - timedelta(hours=age)
            found.append(Fact(name=asked.name, value=value, source=source, as_of=as_of))
    return found


def degraded(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """`facts` in every way in which each input can be kept, grow old or be forgotten."""
    names = sorted({item.name for item in facts})
    for fates in itertools.product((None, 0, 23, 500), repeat=len(names)):
        hours = dict(zip(names, fates, strict=True))
        yield [
            replace(item, as_of=item.as_of - timedelta(hours=older))
            for item in facts
            if (older := hours[item.name]) is not None
        ]


def naive(table: PolicyBundle, facts: Sequence[Fact]) -> Determination:
    """The rule of the reference read aloud, over all the values that a missing fact could have."""
    usable: dict[str, FactValue] = {}
    for name, asked in table.inputs.items():
        stated = [item for item in facts if item.name == name]
        agree = len({(item.value, isinstance(item.value, bool)) for item in stated}) == 1
        fresh = any(NOW - item.as_of <= asked.max_age for item in stated)
        if agree and fresh and asked.knows(stated[0].value):
            usable[name] = stated[0].value

    def holds(tested: PolicyRow) -> bool | None:
        results: list[bool | None] = []
        for cell in tested.cells:
            if cell.input not in usable:
                results.append(None)
            else:
                results.append(OPERATORS[cell.operator].holds(usable[cell.input], cell.operand))
        if False in results:
            return False
        return None if None in results else True

    outcomes = [(item.determination, holds(item)) for item in table.rows]
    if (HIGH, True) in outcomes:
        return HIGH
    if any(kind in (HIGH, UNKNOWN) and truth is not False for kind, truth in outcomes):
        return UNKNOWN
    if any(name not in usable for name in table.required):
        return UNKNOWN
    return LOW if (LOW, True) in outcomes else UNKNOWN


@settings(max_examples=800, deadline=None)
@given(table=bundles(), facts=fact_sets())
def test_forgetting_or_ageing_facts_never_makes_anything_low_that_was_not(
    table: PolicyBundle, facts: list[Fact]
) -> None:
    before = determine(table, facts, now=NOW)
    after = {determine(table, fewer, now=NOW) for fewer in degraded(facts)}
    assert LOW not in after or before is LOW


@settings(max_examples=1000, deadline=None)
@given(table=bundles(), facts=fact_sets())
def test_the_table_agrees_with_the_rule_read_aloud_and_with_its_own_short_form(
    table: PolicyBundle, facts: list[Fact]
) -> None:
    assessment = assess(table, facts, now=NOW)
    assert assessment.determination is naive(table, facts)
    assert determine(table, facts, now=NOW) is assessment.determination


@settings(max_examples=200, deadline=None)
@given(table=bundles(), facts=fact_sets())
def test_an_assessment_repeats_to_the_letter_and_in_any_order_of_facts(
    table: PolicyBundle, facts: list[Fact]
) -> None:
    first = assess(table, facts, now=NOW)
    assert assess(table, facts, now=NOW) == first
    reversed_facts = assess(table, facts[::-1], now=NOW)
    assert reversed_facts == first
