"""What is known of a case as facts that policies can judge.

What the notice states is passed on as it came. What instruments and readers add is set against
what was declared (`app.domain.observed`). What is not known is left out: nothing is made up, and
"not read" or "not screened" says that this place has not done it yet.
"""

from collections.abc import Iterator
from datetime import datetime

from app.domain.case import Case
from app.domain.consignment import Consignment
from app.domain.facts import Fact, FactName, FactValue
from app.domain.observed import (
    Comparison,
    Screening,
    container_comparison,
    containers_read,
    plate_is_announced,
    screening,
    seal_comparison,
    seals_read,
)

SOURCE_NOTICE = "notice"
SOURCE_PORTAL = "portal"
SOURCE_IMAGER = "imager"
SOURCE_READER = "plate-reader"
SOURCE_STATION = "station"


def facts_of(case: Case, now: datetime) -> tuple[Fact, ...]:
    """Every fact of `case`; `now` dates what is stated about the present, such as "not read"."""
    stated = case.notice.facts if case.notice else ()
    return (*stated, *_declared(case, now), *_observed(case, now))


def gross_deviation(consignment: Consignment) -> float | None:
    """How far the goods' weights are from the declared gross weight, as a fraction of it.

    None where either is not declared.
    """
    if not consignment.items or consignment.gross_kg <= 0:
        return None
    goods_kg = sum(item.gross_kg for item in consignment.items)
    return abs(goods_kg - consignment.gross_kg) / consignment.gross_kg


def _declared(case: Case, now: datetime) -> Iterator[Fact]:
    if case.notice is None:
        return
    consignment = case.notice.consignment
    yield _fact(FactName.GOODS_DECLARED, consignment is not None, SOURCE_NOTICE, now)
    if consignment is not None and (deviation := gross_deviation(consignment)) is not None:
        yield _fact(FactName.GROSS_DEVIATION, deviation, SOURCE_NOTICE, now)


def _observed(case: Case, now: datetime) -> Iterator[Fact]:
    yield _radiation(case, now)
    if (seal := seal_comparison(case)) is not None:
        yield _compared(FactName.SEAL, seal, case, now, was_read=bool(seals_read(case)))
    if (container := container_comparison(case)) is not None:
        was_read = bool(containers_read(case))
        yield _compared(FactName.CONTAINER, container, case, now, was_read=was_read)
    if (announced := plate_is_announced(case)) is not None:
        seen = [item.scan.started_at for item in case.radiographs if item.scan.plate]
        if case.plate is not None:
            seen.append(case.plate.read_at)
        yield _fact(FactName.PLATE_MATCH, announced, SOURCE_READER, max(seen))


def _radiation(case: Case, now: datetime) -> Fact:
    outcome = screening(case)
    if case.occupancy is None or outcome is Screening.NOT_SCREENED:
        return _fact(FactName.RAD, outcome.value, SOURCE_STATION, now)
    return _fact(FactName.RAD, outcome.value, SOURCE_PORTAL, case.occupancy.closed_at)


def _compared(
    name: FactName, found: Comparison, case: Case, now: datetime, *, was_read: bool
) -> Fact:
    if not was_read:
        return _fact(name, found.value, SOURCE_STATION, now)
    newest = max(item.scan.started_at for item in case.radiographs)
    return _fact(name, found.value, SOURCE_IMAGER, newest)


def _fact(name: FactName, value: FactValue, source: str, as_of: datetime) -> Fact:
    return Fact(name=name.value, value=value, source=source, as_of=as_of)
