"""Facts of a case: what was stated passes through, what was observed is added."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import Case
from app.domain.events import AnalysisFailed
from app.domain.facts import Fact, FactName, FactValue
from app.domain.identifiers import CaseId
from app.domain.occupancy import OccupancyEnd, PortalFault, Radiation
from app.prescreening.facts import facts_of, gross_deviation
from tests.builders import NOW, consignment, notice, plate_read, scan, verdict
from tests.clearance.cases import GOOD_FACTS, LATER, case, passage, radiograph

GAMMA = frozenset({Radiation.GAMMA})
FAILED = AnalysisFailed(case_id=CaseId("c-1"), analysis="radiation", why="time limit")


def fact_named(subject: Case, name: FactName) -> Fact | None:
    found = [item for item in facts_of(subject, LATER) if item.name == name]
    assert len(found) <= 1
    return found[0] if found else None


def value(subject: Case, name: FactName) -> FactValue | None:
    found = fact_named(subject, name)
    return found.value if found else None


def test_what_the_notice_states_passes_through_as_it_came() -> None:
    assert facts_of(case(), LATER)[: len(GOOD_FACTS)] == GOOD_FACTS


def test_of_a_vehicle_that_nobody_announced_only_the_screening_is_known() -> None:
    known = facts_of(case(notice=None), LATER)
    assert [(item.name, item.value) for item in known] == [("rad", "clear")]


def test_nothing_is_made_up_for_a_case_of_which_nothing_is_known() -> None:
    known = facts_of(Case(case_id=CaseId("c-1")), LATER)
    assert [(item.name, item.value) for item in known] == [("rad", "not-screened")]


def test_every_fact_of_the_clean_case_has_a_name_of_ours_a_source_and_a_time() -> None:
    known = facts_of(case(), LATER)
    assert {item.name for item in known} == set(FactName)
    assert all(item.source and item.as_of <= LATER for item in known)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "clear"),
        ({"occupancies": (passage(alarms=GAMMA),)}, "alarm"),
        ({"verdicts": (verdict(gamma=True),)}, "alarm"),
        ({"verdicts": (verdict(neutron=True),)}, "alarm"),
        (
            {"occupancies": (passage(alarms=GAMMA), passage()), "verdicts": (verdict(), verdict())},
            "alarm",
        ),
        ({"occupancies": (passage(alarms=GAMMA),), "verdicts": ()}, "alarm"),
        ({"occupancies": (), "verdicts": ()}, "not-screened"),
        ({"verdicts": ()}, "not-screened"),
        ({"verdicts": (), "failures": (FAILED,)}, "not-screened"),
        ({"occupancies": (passage(faults=frozenset({PortalFault.TAMPER})),)}, "not-screened"),
        ({"occupancies": (passage(ended=OccupancyEnd.LINK_LOST),)}, "not-screened"),
        ({"occupancies": (passage(profiles=()),)}, "not-screened"),
        ({"occupancies": (passage(), passage())}, "not-screened"),
    ],
)
def test_the_worst_of_monitor_and_own_opinion_over_all_passages_counts(
    changes: dict[str, object], expected: str
) -> None:
    assert value(case(**changes), FactName.RAD) == expected


def test_a_screening_is_as_old_as_the_passage_and_its_absence_is_of_now() -> None:
    screened = fact_named(case(), FactName.RAD)
    assert screened is not None
    assert (screened.source, screened.as_of) == ("portal", NOW + timedelta(seconds=6))
    not_screened = fact_named(case(occupancies=(), verdicts=()), FactName.RAD)
    assert not_screened is not None
    assert (not_screened.source, not_screened.as_of) == ("station", LATER)


@pytest.mark.parametrize(
    ("declared", "read", "expected"),
    [
        (("CA1",), ("CA 1",), "same"),
        (("CA1",), ("CA2",), "differs"),
        (("CA1",), (), "not-read"),
        ((), (), "none-declared"),
        ((), ("CA1",), "differs"),
    ],
)
def test_the_seal_that_was_read_is_set_against_the_declared_one(
    declared: tuple[str, ...], read: tuple[str, ...], expected: str
) -> None:
    subject = case(
        notice=notice(goods=consignment(seals=declared)),
        radiographs=(radiograph(scan(seals=read)),),
    )
    assert value(subject, FactName.SEAL) == expected


def test_a_seal_that_nobody_read_yet_is_not_read() -> None:
    subject = case(radiographs=())
    found = fact_named(subject, FactName.SEAL)
    assert found is not None
    assert (found.value, found.source, found.as_of) == ("not-read", "station", LATER)
    assert value(subject, FactName.CONTAINER) == "not-read"


@pytest.mark.parametrize(
    ("container", "expected"), [("MSCU6603420", "same"), ("TGHU3041221", "differs")]
)
def test_the_container_that_was_read_is_set_against_the_declared_one(
    container: str, expected: str
) -> None:
    subject = case(radiographs=(radiograph(scan(container=container)),))
    assert value(subject, FactName.CONTAINER) == expected


def test_goods_without_a_container_have_none_declared() -> None:
    loose = notice(goods=replace(consignment(), container=None))
    blind = replace(scan(), container_number=None)
    subject = case(notice=loose, radiographs=(radiograph(blind),))
    assert value(subject, FactName.CONTAINER) == "none-declared"
    assert value(case(notice=loose), FactName.CONTAINER) == "differs"


def test_a_notice_without_goods_says_so_and_nothing_about_seals() -> None:
    subject = case(notice=replace(notice(), consignment=None))
    assert value(subject, FactName.GOODS_DECLARED) is False
    for name in (FactName.SEAL, FactName.CONTAINER, FactName.GROSS_DEVIATION):
        assert fact_named(subject, name) is None


@pytest.mark.parametrize(
    ("plate", "expected"), [("CJK-4419", True), ("cjk 4419", True), ("CJK 4410", False)]
)
def test_the_plate_is_set_against_the_announced_one(plate: str, *, expected: bool) -> None:
    assert value(case(plate=plate_read(plate)), FactName.PLATE_MATCH) is expected


def test_a_plate_that_nobody_read_is_not_known() -> None:
    unseen = replace(scan(), plate=None)
    subject = case(plate=None, radiographs=(radiograph(unseen),))
    assert fact_named(subject, FactName.PLATE_MATCH) is None
    assert value(case(plate=None), FactName.PLATE_MATCH) is True


def test_weights_are_compared_with_the_gross_weight() -> None:
    goods = consignment()
    assert gross_deviation(goods) == pytest.approx(0.0)
    assert gross_deviation(replace(goods, gross_kg=44960.0)) == pytest.approx(0.5)
    assert gross_deviation(replace(goods, gross_kg=11240.0)) == pytest.approx(1.0)
    assert gross_deviation(replace(goods, items=())) is None
    assert gross_deviation(replace(goods, gross_kg=0.0)) is None
