"""The cells of a policy table: one test of one input, true, false or unknown (Kleene).

A fact that is missing, stale, in conflict or of a kind that the policy does not know makes its
cells unknown. No operator turns an unknown fact into an answer, "not in" least of all.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import Any

from app.domain.facts import Fact, FactValue
from app.domain.risk import MissingWhy

FUTURE_MAX = timedelta(minutes=5)
"""How far ahead of our clock the time of a fact may be."""


class Truth(Enum):
    """A truth value of Kleene's strong three-valued logic."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


def kleene_and(values: Iterable[Truth]) -> Truth:
    """False if anything is false, else unknown if anything is unknown, else true."""
    found = Truth.TRUE
    for value in values:
        if value is Truth.FALSE:
            return Truth.FALSE
        if value is Truth.UNKNOWN:
            found = Truth.UNKNOWN
    return found


class InputKind(StrEnum):
    """What values an input can have."""

    WORD = "word"
    NUMBER = "number"
    YES_NO = "yes-no"


class Operator(StrEnum):
    """How a cell compares a fact with what the policy wrote."""

    IN = "in"
    NOT_IN = "not_in"
    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    BETWEEN = "between"


class Operand(StrEnum):
    """The shape of what stands behind an operator."""

    ONE = "one"
    MANY = "many"
    BOUNDS = "bounds"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row of the table of operators."""

    holds: Callable[[Any, Any], bool]
    operand: Operand
    kinds: frozenset[InputKind]


_ALL = frozenset(InputKind)
_NUMBER = frozenset({InputKind.NUMBER})

OPERATORS: Mapping[Operator, Comparison] = {
    Operator.IN: Comparison(lambda value, many: value in many, Operand.MANY, _ALL),
    Operator.NOT_IN: Comparison(lambda value, many: value not in many, Operand.MANY, _ALL),
    Operator.EQ: Comparison(lambda value, one: value == one, Operand.ONE, _ALL),
    Operator.NE: Comparison(lambda value, one: value != one, Operand.ONE, _ALL),
    Operator.LT: Comparison(lambda value, one: value < one, Operand.ONE, _NUMBER),
    Operator.LE: Comparison(lambda value, one: value <= one, Operand.ONE, _NUMBER),
    Operator.GT: Comparison(lambda value, one: value > one, Operand.ONE, _NUMBER),
    Operator.GE: Comparison(lambda value, one: value >= one, Operand.ONE, _NUMBER),
    Operator.BETWEEN: Comparison(
        lambda value, ends: ends[0] <= value <= ends[1], Operand.BOUNDS, _NUMBER
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyInput:
    """What a policy asks for: its kind, the words it knows, and how old a fact may be."""

    name: str
    kind: InputKind
    max_age: timedelta
    values: frozenset[str] = frozenset()

    def knows(self, value: FactValue) -> bool:
        """Whether `value` is one that this input can have. A boolean is not a number."""
        match self.kind:
            case InputKind.YES_NO:
                return isinstance(value, bool)
            case InputKind.WORD:
                return isinstance(value, str) and value in self.values
            case InputKind.NUMBER:
                is_number = isinstance(value, int | float) and not isinstance(value, bool)
                return is_number and math.isfinite(float(value))


@dataclass(frozen=True, slots=True)
class Cell:
    """One test: `input` compared by `operator` with `operand`."""

    input: str
    operator: Operator
    operand: FactValue | tuple[FactValue, ...]

    def truth(self, readings: Mapping[str, FactValue | MissingWhy]) -> Truth:
        """Whether the test holds; unknown where the reading is missing."""
        value = readings[self.input]
        if isinstance(value, MissingWhy):
            return Truth.UNKNOWN
        return Truth.TRUE if OPERATORS[self.operator].holds(value, self.operand) else Truth.FALSE

    def satisfied_by(self, value: FactValue) -> str:
        """The trace of a test that holds, such as ``model_p=0.035 satisfies {"le": 0.05}``."""
        test = json.dumps({self.operator.value: self.operand}, ensure_ascii=False)
        return f"{self.input}={json.dumps(value, ensure_ascii=False)} satisfies {test}"


def read_inputs(
    inputs: Mapping[str, PolicyInput], facts: Sequence[Fact], now: datetime
) -> dict[str, FactValue | MissingWhy]:
    """The usable value of every input, or why there is none.

    Facts of one name that do not agree are in conflict whatever their age: a stale contradiction
    is still one, so that ageing a fact can never settle a dispute.
    """
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.name in inputs:
            by_name.setdefault(fact.name, []).append(fact)
    return {name: _reading(asked, by_name.get(name, ()), now) for name, asked in inputs.items()}


def _reading(asked: PolicyInput, facts: Sequence[Fact], now: datetime) -> FactValue | MissingWhy:
    if not facts:
        return MissingWhy.ABSENT
    value = facts[0].value
    if not all(_agree(value, other.value) for other in facts[1:]):
        return MissingWhy.CONFLICTING
    newest = max(fact.as_of for fact in facts)
    if not asked.knows(value) or newest - now > FUTURE_MAX:
        return MissingWhy.UNUSABLE
    return MissingWhy.STALE if now - newest > asked.max_age else value


def _agree(one: FactValue, other: FactValue) -> bool:
    # Python takes True for 1, a policy does not.
    return one == other and isinstance(one, bool) == isinstance(other, bool)
