"""What a case says of itself: each kind of finding from the facts that make it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clearance.findings import (
    PRIORITIES,
    findings,
)
from app.domain.events import AnalysisFailed
from app.domain.facts import FactName
from app.domain.finding import FindingKind, Priority
from app.domain.identifiers import CaseId, Country
from app.domain.occupancy import OccupancyEnd, PortalFault, Radiation
from tests.builders import NOW, consignment, fact, notice, occupant, scan, verdict
from tests.clearance.cases import (
    GOOD_FACTS,
    LATER,
    REFERRED,
    case,
    clean,
    passage,
    radiograph,
    spectrum,
)
from tests.clearance.reading import alarms, kinds, one, one_per_country

GAMMA, NEUTRON = frozenset({Radiation.GAMMA}), frozenset({Radiation.NEUTRON})
K = FindingKind
FAILED = AnalysisFailed(case_id=CaseId("c-1"), analysis="radiation", why="time limit")


def test_nothing_is_wrong_with_a_clean_case() -> None:
    assert kinds(clean()) == {
        K.LOOKOUTS_NOT_CHECKED: Priority.P3,
        K.RADIATION_CLEAR: Priority.NONE,
        K.NEUTRON_CLEAR: Priority.NONE,
        K.SEAL_SAME: Priority.NONE,
        K.RISK_LOW: Priority.NONE,
        K.IMAGE_RECEIVED: Priority.NONE,
    }


def test_every_kind_has_its_priorities() -> None:
    assert set(PRIORITIES) == set(FindingKind)


def test_the_worst_comes_first_and_no_alarm_last() -> None:
    subject = clean(occupancies=(passage(alarms=GAMMA | NEUTRON),), verdicts=(verdict(gamma=True),))
    found = findings(subject, now=LATER)
    assert [item.priority.rank for item in found] == sorted(item.priority.rank for item in found)
    assert [item.kind for item in found[:2]] == [K.GAMMA_ALARM, K.NEUTRON_ALARM]


def test_a_risk_that_is_unknown_for_another_reason_too_is_an_alarm_at_once() -> None:
    facts = tuple(item for item in GOOD_FACTS if item.name != FactName.LOOKOUT_GOODS)
    subject = clean(occupancies=(), verdicts=(), notice=notice(facts=facts))
    soon = {item.kind: item.priority for item in findings(subject, now=NOW)}
    assert (soon[K.NOT_SCREENED], soon[K.RISK_UNKNOWN]) == (Priority.NONE, Priority.P2)


@pytest.mark.parametrize(
    ("declared", "read", "kind"),
    [
        (("CA1",), ("ca-1",), K.SEAL_SAME),
        (("CA1",), ("CA2",), K.SEAL_DIFFERS),
        (("CA1",), ("CA1", "CA2"), K.SEAL_DIFFERS),
        (("CA1", "CA2"), ("CA1",), K.SEAL_NOT_READ),
        (("CA1",), (), K.SEAL_NOT_READ),
        ((), ("CA1",), K.SEAL_DIFFERS),
        ((), (), None),
    ],
)
def test_seals_are_compared_with_what_was_declared(
    declared: tuple[str, ...], read: tuple[str, ...], kind: FindingKind | None
) -> None:
    subject = clean(
        notice=notice(facts=GOOD_FACTS, goods=consignment(seals=declared)),
        radiographs=(radiograph(scan(seals=read)),),
    )
    found = [item for item in findings(subject, now=LATER) if item.kind.startswith("seal-")]
    assert [item.kind for item in found] == ([kind] if kind else [])
    if kind:
        assert found[0].details == (", ".join(read), ", ".join(declared))
        assert (found[0].priority is Priority.P2) == (kind is K.SEAL_DIFFERS)


def test_a_seal_that_differed_once_is_not_made_good_by_a_second_look() -> None:
    looks = (radiograph(scan(seals=("CA9",))), radiograph(scan()))
    assert kinds(clean(radiographs=looks))[K.SEAL_DIFFERS] is Priority.P2


def test_another_container_than_declared_is_to_be_resolved() -> None:
    other = radiograph(scan(container="TGHU3041221"))
    found = one(clean(radiographs=(other,)), K.CONTAINER_DIFFERS)
    assert found.details == ("TGHU3041221", "MSCU6603420")


def test_each_country_speaks_for_itself() -> None:
    facts = (*(item for item in GOOD_FACTS if item.name != FactName.TIER), fact("tier", "none"))
    medium = (*(item for item in facts if item.name != FactName.ORIGIN_RISK),
              fact("origin_risk", "medium"))  # fmt: skip
    subject = clean(notice=notice(facts=medium))
    assert one_per_country(subject) == {"CA": K.RISK_LOW, "US": K.RISK_UNKNOWN}


def test_a_risk_says_the_policys_reason_in_both_languages_and_what_is_missing() -> None:
    facts = tuple(item for item in GOOD_FACTS if item.name != FactName.LOOKOUT_GOODS)
    found = [
        item
        for item in findings(clean(notice=notice(facts=facts)), now=LATER)
        if item.kind is K.RISK_UNKNOWN
    ]
    assert [item.details for item in found] == [
        ("CA", "", "", "lookout_goods"),
        ("US", "", "", "lookout_goods"),
    ]
    vague = (*(item for item in GOOD_FACTS if item.name != FactName.DESCRIPTION_CLEAR),
             fact("description_clear", value=False))  # fmt: skip
    found = [
        item
        for item in findings(clean(notice=notice(facts=vague)), now=LATER)
        if item.kind is K.RISK_UNKNOWN
    ]
    assert found[0].details == ("CA", "goods not clearly described", "marchandises mal décrites")


def test_a_country_that_did_not_assess_is_unknown() -> None:
    assert one_per_country(case()) == {"CA": K.RISK_UNKNOWN, "US": K.RISK_UNKNOWN}
    only_canada = replace(clean(), assessments=clean().assessments[:1])
    assert one_per_country(only_canada) == {"CA": K.RISK_LOW, "US": K.RISK_UNKNOWN}
    assert Country(only_canada.assessments[0].country) is Country.CANADA


def test_a_vehicle_that_nobody_announced_is_to_be_resolved() -> None:
    subject = clean(notice=None)
    assert one(subject, K.NO_NOTICE).details == ("CJK 4419",)
    assert alarms(subject) == {K.NO_NOTICE, K.RISK_UNKNOWN}
    assert K.NO_NOTICE not in kinds(clean(notice=None, notice_sought=False))


def test_the_document_of_each_person_is_checked_against_the_day() -> None:
    people = (
        occupant("DUBOIS", expires=date(2026, 3, 1)),
        occupant("ROY", expires=LATER.date()),
        replace(occupant("OKAFOR"), document=None),
    )
    subject = clean(notice=replace(notice(facts=GOOD_FACTS), occupants=people))
    found = one(subject, K.DOCUMENT_EXPIRED)
    assert (found.priority, found.details) == (Priority.P2, ("DUBOIS", "2026-03-01"))


def test_that_lookouts_are_not_connected_is_said_once_however_many_people() -> None:
    people = tuple(occupant(name) for name in ("A", "B", "C"))
    subject = clean(notice=replace(notice(facts=GOOD_FACTS), occupants=people))
    assert one(subject, K.LOOKOUTS_NOT_CHECKED).priority is Priority.P3


@pytest.mark.parametrize(
    ("changes", "kind", "priority"),
    [
        ({"plate": None}, K.PLATE_NOT_READ, Priority.P3),
        ({"radiographs": ()}, K.NO_IMAGE, Priority.NONE),
        ({"not_recorded": True}, K.NOT_RECORDED, Priority.P2),
    ],
)
def test_what_is_missing_from_the_record_is_said(
    changes: dict[str, object], kind: FindingKind, priority: Priority
) -> None:
    assert kinds(clean(**changes))[kind] is priority


CHANGES: dict[str, list[object]] = {
    "plate": [None],
    "notice": [None, notice(), notice(goods=consignment(seals=()))],
    "notice_sought": [False],
    "occupancies": [
        (),
        (passage(alarms=GAMMA),),
        (passage(alarms=NEUTRON),),
        (passage(faults=frozenset({PortalFault.TAMPER})), passage()),
        (passage(ended=OccupancyEnd.SILENCE),),
    ],
    "verdicts": [(), (verdict(gamma=True, neutron=True),), (verdict(), verdict())],
    "failures": [(FAILED,)],
    "spectra": [(spectrum("Cs-137"),), (spectrum("K-40"),)],
    "radiographs": [(), (radiograph(scan(seals=("X",), container="TGHU3041221")),)],
    "decisions": [(REFERRED,)],
    "not_recorded": [True],
}


@settings(max_examples=300, deadline=None)
@given(
    changes=st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(values) for name, values in CHANGES.items()}
    ),
    after_s=st.integers(0, 600),
)
def test_whatever_the_case_its_findings_keep_to_their_priorities_and_order(
    changes: dict[str, object], after_s: int
) -> None:
    found = findings(clean(**changes), now=NOW + timedelta(seconds=after_s))
    assert all(item.priority in PRIORITIES[item.kind] for item in found)
    order = list(FindingKind)
    keys = [(item.priority.rank, order.index(item.kind)) for item in found]
    assert keys == sorted(keys)
