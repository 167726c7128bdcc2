"""Small policy tables for the tests of the rule."""

from datetime import timedelta

from app.clearance.cells import Cell, InputKind, PolicyInput
from app.clearance.policy import PolicyBundle, PolicyRow
from app.domain.identifiers import Country
from app.domain.risk import Action, Determination
from tests.builders import NOW

HIGH, LOW, UNKNOWN = Determination.HIGH, Determination.LOW, Determination.UNKNOWN
DAY = timedelta(days=1)
WORDS = ("a", "b", "c")
INPUTS = {
    "word": PolicyInput(name="word", kind=InputKind.WORD, max_age=DAY, values=frozenset(WORDS)),
    "other": PolicyInput(name="other", kind=InputKind.WORD, max_age=DAY, values=frozenset(WORDS)),
    "number": PolicyInput(name="number", kind=InputKind.NUMBER, max_age=DAY),
    "flag": PolicyInput(name="flag", kind=InputKind.YES_NO, max_age=DAY),
}


def row(name: str, determination: Determination, *cells: Cell) -> PolicyRow:
    return PolicyRow(
        row_id=name,
        cells=cells,
        determination=determination,
        actions=(Action.IMAGE,) if determination is HIGH else (),
        reason=f"because of {name}",
    )


def bundle(*rows: PolicyRow, required: tuple[str, ...] = ()) -> PolicyBundle:
    return PolicyBundle(
        jurisdiction=Country.CANADA,
        table="test",
        version=1,
        valid_from=NOW - DAY,
        valid_to=NOW + DAY,
        inputs=INPUTS,
        required=required,
        rows=rows,
        unknown_actions=(Action.REQUEST_INFORMATION,),
        author="one",
        approver="another",
        is_example=True,
        sha256="0" * 64,
    )
