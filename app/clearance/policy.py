"""A country's policy as a three-valued decision table.

The determination is high if a high row holds; else unknown if a row of high or unknown holds or
could still hold, or a required fact is missing; else low if a low row holds; else unknown. So an
answer can only become less certain when facts are forgotten or grow old: it never becomes low.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.clearance.cells import Cell, PolicyInput, Truth, kleene_and, read_inputs
from app.domain.facts import Fact, FactValue
from app.domain.identifiers import Country
from app.domain.risk import (
    Action,
    Assessment,
    Determination,
    MissingFact,
    MissingWhy,
    RowTrace,
)

POLICY_EXPIRED = "policy-expired"
POLICY_NOT_YET_VALID = "policy-not-yet-valid"

_SEVERITY = {Determination.HIGH: 0, Determination.UNKNOWN: 1, Determination.LOW: 2}

Readings = Mapping[str, FactValue | MissingWhy]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """One row: if every cell holds, its determination and its actions."""

    row_id: str
    cells: tuple[Cell, ...]
    determination: Determination
    actions: tuple[Action, ...]
    reason: str
    reason_fr: str = ""

    def __post_init__(self) -> None:
        if not self.cells:
            raise ValueError(f"row {self.row_id} tests nothing, so it would always hold")

    def truth(self, readings: Readings) -> Truth:
        """Whether the row holds."""
        return kleene_and(cell.truth(readings) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyBundle:
    """One version of one country's table, as its author wrote it and its approver let it pass.

    `sha256` names the canonical bytes; `signature` is the policy key's, empty where the bundle is
    vouched for by the centre's reference feed instead.
    """

    jurisdiction: Country
    table: str
    version: int
    valid_from: datetime
    valid_to: datetime
    inputs: Mapping[str, PolicyInput]
    required: tuple[str, ...]
    rows: tuple[PolicyRow, ...]
    unknown_actions: tuple[Action, ...]
    author: str
    approver: str
    is_example: bool
    sha256: str
    signature: bytes = b""

    def __post_init__(self) -> None:
        if self.valid_from.tzinfo is None or self.valid_to.tzinfo is None:
            raise ValueError("the validity of a policy must carry a time zone")
        if self.valid_to <= self.valid_from:
            raise ValueError("a policy is valid for longer than nothing")
        if self.author.strip().casefold() == self.approver.strip().casefold():
            raise ValueError("a policy is approved by somebody other than its author")
        asked = set(self.required).union(cell.input for row in self.rows for cell in row.cells)
        if unknown := asked - set(self.inputs):
            raise ValueError(f"inputs that are not declared: {sorted(unknown)}")

    def is_valid(self, now: datetime) -> bool:
        """Whether the bundle may be applied at `now`."""
        return self.valid_from <= now < self.valid_to


@dataclass(frozen=True, slots=True, kw_only=True)
class RowResult:
    """What became of one row, cell by cell."""

    row: PolicyRow
    truth: Truth
    cells: tuple[tuple[Cell, Truth], ...]


def determine(bundle: PolicyBundle, facts: Sequence[Fact], *, now: datetime) -> Determination:
    """The determination alone, without its trace: for lists of many consignments."""
    if not bundle.is_valid(now):
        return Determination.UNKNOWN
    readings = read_inputs(bundle.inputs, facts, now)
    missing = any(isinstance(readings[name], MissingWhy) for name in bundle.required)
    truths = ((row.determination, row.truth(readings)) for row in bundle.rows)
    return _decide(truths, required_missing=missing)


def assess(bundle: PolicyBundle, facts: Sequence[Fact], *, now: datetime) -> Assessment:
    """The determination of `bundle` on `facts`, with everything needed to repeat and explain it."""
    if not bundle.is_valid(now):
        return _not_valid(bundle, now)
    readings = read_inputs(bundle.inputs, facts, now)
    missing = _missing(bundle.required, readings)
    results = evaluate(bundle, readings)
    truths = ((result.row.determination, result.truth) for result in results)
    determination = _decide(truths, required_missing=bool(missing))
    fired = [result for result in results if result.truth is Truth.TRUE]
    could_fire = [result for result in results if result.truth is Truth.UNKNOWN]
    return _assessment(
        bundle,
        now,
        determination,
        fired=tuple(_trace(result, readings) for result in _by_severity(fired)),
        could_fire=tuple(_trace(result, readings) for result in _by_severity(could_fire)),
        missing=missing,
        actions=_actions(bundle, determination, fired, could_fire),
    )


def assess_all(
    bundles: Iterable[PolicyBundle], facts: Sequence[Fact], *, now: datetime
) -> tuple[Assessment, ...]:
    """Every country's own assessment of the same facts, in the order of the bundles."""
    return tuple(assess(bundle, facts, now=now) for bundle in bundles)


def joint_determination(assessments: Sequence[Assessment]) -> Determination:
    """The more restrictive of both countries' determinations; a country not heard is unknown."""
    heard = [assessment.determination for assessment in assessments]
    if {assessment.country for assessment in assessments} != set(Country):
        heard.append(Determination.UNKNOWN)
    return min(heard, key=_SEVERITY.__getitem__)


def rests_on(assessment: Assessment, name: str) -> bool:
    """Whether nothing but the known value of the fact `name` keeps the determination from low."""
    rows = [
        row
        for row in (*assessment.fired, *assessment.could_fire)
        if row.determination is not Determination.LOW
    ]
    if not rows or assessment.missing_required:
        return False
    return all(any(cell.startswith(f"{name}=") for cell in row.cells) for row in rows)


def evaluate(bundle: PolicyBundle, readings: Readings) -> tuple[RowResult, ...]:
    """Every row and cell with its truth, in the order of the table."""
    results = []
    for row in bundle.rows:
        cells = tuple((cell, cell.truth(readings)) for cell in row.cells)
        truth = kleene_and(item for _, item in cells)
        results.append(RowResult(row=row, truth=truth, cells=cells))
    return tuple(results)


def _decide(
    truths: Iterable[tuple[Determination, Truth]], *, required_missing: bool
) -> Determination:
    could_be_worse, low = required_missing, False
    for determination, truth in truths:
        if truth is Truth.FALSE:
            continue
        if determination is Determination.LOW:
            low = low or truth is Truth.TRUE
        elif determination is Determination.HIGH and truth is Truth.TRUE:
            return Determination.HIGH
        else:
            could_be_worse = True
    return Determination.LOW if low and not could_be_worse else Determination.UNKNOWN


def _missing(names: Iterable[str], readings: Readings) -> tuple[MissingFact, ...]:
    found = ((name, readings[name]) for name in dict.fromkeys(names))
    return tuple(
        MissingFact(name=name, why=value) for name, value in found if isinstance(value, MissingWhy)
    )


def _by_severity(results: Iterable[RowResult]) -> list[RowResult]:
    return sorted(results, key=lambda result: _SEVERITY[result.row.determination])


def _trace(result: RowResult, readings: Readings) -> RowTrace:
    satisfied = []
    for cell, truth in result.cells:
        value = readings[cell.input]
        if truth is Truth.TRUE and not isinstance(value, MissingWhy):
            satisfied.append(cell.satisfied_by(value))
    return RowTrace(
        row=result.row.row_id,
        determination=result.row.determination,
        reason=result.row.reason,
        reason_fr=result.row.reason_fr,
        cells=tuple(satisfied),
        needs=_missing((cell.input for cell, _ in result.cells), readings),
    )


def _actions(
    bundle: PolicyBundle,
    determination: Determination,
    fired: Sequence[RowResult],
    could_fire: Sequence[RowResult],
) -> tuple[Action, ...]:
    """What to do next: for low what its rows say, else what the worse rows ask for."""
    if determination is Determination.LOW:
        asking = list(fired)
    else:
        asking = [
            result
            for result in (*_by_severity(fired), *_by_severity(could_fire))
            if result.row.determination is not Determination.LOW
        ]
    actions = [action for result in asking for action in result.row.actions]
    if determination is Determination.UNKNOWN:
        actions.extend(bundle.unknown_actions)
    return tuple(dict.fromkeys(actions))


def _not_valid(bundle: PolicyBundle, now: datetime) -> Assessment:
    if now < bundle.valid_from:
        row, day = POLICY_NOT_YET_VALID, bundle.valid_from.date().isoformat()
        reason, reason_fr = f"policy valid from {day}", f"politique valide à partir du {day}"
    else:
        row, day = POLICY_EXPIRED, bundle.valid_to.date().isoformat()
        reason, reason_fr = f"policy expired on {day}", f"politique expirée le {day}"
    trace = RowTrace(
        row=row, determination=Determination.UNKNOWN, reason=reason, reason_fr=reason_fr
    )
    return _assessment(
        bundle,
        now,
        Determination.UNKNOWN,
        fired=(trace,),
        could_fire=(),
        missing=(),
        actions=bundle.unknown_actions,
    )


def _assessment(
    bundle: PolicyBundle,
    now: datetime,
    determination: Determination,
    *,
    fired: tuple[RowTrace, ...],
    could_fire: tuple[RowTrace, ...],
    missing: tuple[MissingFact, ...],
    actions: tuple[Action, ...],
) -> Assessment:
    return Assessment(
        country=bundle.jurisdiction,
        policy=bundle.table,
        policy_version=bundle.version,
        policy_sha256=bundle.sha256,
        assessed_at=now,
        determination=determination,
        fired=fired,
        could_fire=could_fire,
        missing_required=missing,
        actions=actions,
    )
