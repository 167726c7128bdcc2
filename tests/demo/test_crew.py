"""The bay's people relieve each other where an image wants another reader, and else do not."""

import pytest

from app.demo.crew import Person, who_reads
from app.demo.station import AT_THE_BAY
from app.domain.case import Case
from app.domain.identifiers import Badge
from app.domain.officer import Role
from tests.clearance.reviewing import CHIEF, DIFFER, FIRST, SAME, SECOND, UNREAD, WAITING


def person(badge: str, role: Role = Role.SECONDARY) -> Person:
    return Person(badge=Badge(badge), pin="0000", role=role)


CREW = (person(FIRST), person(SECOND), person(CHIEF, Role.SUPERVISOR))


@pytest.mark.parametrize(
    ("in_review", "badge"),
    [
        ((), None),
        ((UNREAD,), None),
        ((SAME,), None),
        ((WAITING,), SECOND),
        ((DIFFER,), CHIEF),
        ((DIFFER, WAITING), SECOND),
    ],
)
def test_who_is_waited_for_sits_down(in_review: tuple[Case, ...], badge: str | None) -> None:
    found = who_reads(CREW, in_review)
    assert (found.badge if found else None) == badge


def test_two_readers_that_differ_wait_for_a_supervisor_whom_a_crew_may_lack() -> None:
    assert who_reads(CREW[:2], (DIFFER,)) is None


def test_the_bay_has_two_readers_and_a_supervisor_beside_them() -> None:
    assert len({person.badge for person in AT_THE_BAY}) == len(AT_THE_BAY)
    assert [person.role for person in AT_THE_BAY] == [
        Role.SECONDARY,
        Role.SECONDARY,
        Role.SUPERVISOR,
    ]
