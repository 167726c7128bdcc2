"""The people of a bay: an image that wants a second reader is read by another one of them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.clearance.readings import Turn, turn_of
from app.domain.case import Case
from app.domain.identifiers import Badge
from app.domain.officer import Role

BY_OTHERS = frozenset({Turn.SECOND, Turn.ARBITRATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can sign in."""

    badge: Badge
    pin: str = field(repr=False)
    role: Role


def who_reads(crew: Sequence[Person], in_review: Iterable[Case]) -> Person | None:
    """The first of the crew who is waited for as second reader or arbiter; None where nobody is."""
    waiting = tuple(in_review)
    for person in crew:
        if any(turn_of(case, person.badge, person.role) in BY_OTHERS for case in waiting):
            return person
    return None
