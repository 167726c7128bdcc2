"""Who may decide what: the whole table, and where an officer's powers end."""

import itertools
from dataclasses import replace

import pytest

from app.clearance.authority import AUTHORITY, Denial, denials, may_decide, misplaced
from app.domain.case import Case
from app.domain.decision import STAGE_DISPOSITIONS, Disposition, Stage
from app.domain.identifiers import Country
from app.domain.officer import Officer, Role
from app.domain.place import Place
from tests.builders import place
from tests.clearance.cases import canadian, clean

WHOLE = list(itertools.product(Role, Stage, Disposition))
MAY = {
    *itertools.product(
        (Role.PRIMARY, Role.SUPERVISOR), (Stage.PRIMARY,), STAGE_DISPOSITIONS[Stage.PRIMARY]
    ),
    *itertools.product(
        (Role.SECONDARY, Role.SUPERVISOR), (Stage.SECONDARY,), STAGE_DISPOSITIONS[Stage.SECONDARY]
    ),
}


def test_every_role_and_stage_has_its_row() -> None:
    assert set(AUTHORITY) == set(itertools.product(Role, Stage))


@pytest.mark.parametrize(("role", "stage", "disposition"), WHOLE)
def test_a_role_may_decide_what_the_design_says(
    role: Role, stage: Stage, disposition: Disposition
) -> None:
    assert may_decide(role, stage, disposition) is ((role, stage, disposition) in MAY)


@pytest.mark.parametrize(
    ("officer", "expected"),
    [
        (canadian(), ()),
        (replace(canadian(), port="CA-0813"), (Denial.OTHER_PORT,)),
        (replace(canadian(), country=Country.UNITED_STATES), (Denial.OTHER_COUNTRY,)),
        (
            replace(canadian(), country=Country.UNITED_STATES, port="US-3310"),
            (Denial.OTHER_COUNTRY, Denial.OTHER_PORT),
        ),
    ],
)
def test_powers_end_at_the_country_and_the_port(
    officer: Officer, expected: tuple[Denial, ...]
) -> None:
    assert misplaced(officer, place()) == expected


def at_primary(officer: Officer, role: Role, at: Place, subject: Case) -> tuple[Denial, ...]:
    return denials(officer, role, at, subject, Stage.PRIMARY, Disposition.RELEASE)


def test_an_officer_in_place_may_decide() -> None:
    assert at_primary(canadian(), Role.PRIMARY, place(), clean()) == ()


def test_a_role_must_be_held_and_must_fit_the_stage() -> None:
    clerk = canadian(Role.ADMINISTRATOR)
    assert at_primary(clerk, Role.PRIMARY, place(), clean()) == (Denial.ROLE_NOT_HELD,)
    assert at_primary(clerk, Role.ADMINISTRATOR, place(), clean()) == (Denial.ROLE_MAY_NOT,)


def test_a_case_of_another_country_or_port_is_not_ours_to_decide() -> None:
    theirs = replace(place(), country=Country.UNITED_STATES)
    elsewhere = place(port="CA-0813")
    assert at_primary(canadian(), Role.PRIMARY, place(), clean(place=theirs)) == (
        Denial.CASE_OF_OTHER_COUNTRY,
    )
    assert at_primary(canadian(), Role.PRIMARY, place(), clean(place=elsewhere)) == (
        Denial.CASE_OF_OTHER_PORT,
    )


def test_a_case_of_the_ports_other_lane_is_ours() -> None:
    assert at_primary(canadian(), Role.PRIMARY, place("coutts-2", lane="2"), clean()) == ()
