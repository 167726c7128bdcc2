"""What keeps a load with a radiograph from release: who has still to read it, and what was read."""

from collections.abc import Iterator
from dataclasses import replace

from app.clearance.readings import (
    DENIED_TURNS,
    ReviewStage,
    Turn,
    is_sound,
    review_of,
    turn_of,
)
from app.domain.case import Case
from app.domain.finding import Lock, LockKind
from app.domain.identifiers import EventRef, StationId
from app.domain.officer import Officer, Role
from app.domain.reading import MadeReading, Reading, ReadingVerdict

_ABOUT_TO_BE = EventRef(station=StationId("not-recorded"), epoch=1, seq=1)
_LAST = 2**63

REVIEW_LOCKS: dict[ReviewStage, LockKind | None] = {
    ReviewStage.UNREAD: LockKind.NOT_READ,
    ReviewStage.FIRST_READ: None,
    ReviewStage.AWAITING_SECOND: LockKind.SECOND_READER,
    ReviewStage.AGREED: None,
    ReviewStage.DIFFER: LockKind.READINGS_DIFFER,
    ReviewStage.ARBITRATED: None,
}
"""What keeps a load with a radiograph from release. Where nothing does, the verdict counts."""

WAITING_LOCKS = frozenset({LockKind.SECOND_READER, LockKind.READINGS_DIFFER})
"""Locks that no act of this officer opens: the officer reads, and others have to read too."""


def review_locks(
    case: Case, officer: Officer, role: Role, reading: Reading | None
) -> Iterator[Lock]:
    """The image has to have been read as clear, by as many officers as the rules ask for."""
    if reading is not None:
        if not is_sound(reading):
            return  # too short, not all of it, a mark in it: those are locks of their own
        turn = turn_of(case, officer.badge, role)
        if turn is Turn.ROLE_MAY_NOT:
            return  # the officer's role is a lock of its own, too
        if turn in DENIED_TURNS:
            yield Lock(kind=LockKind.MAY_NOT_READ, details=(turn.value,))
        made = MadeReading(ref=_ABOUT_TO_BE, hlc=_LAST, reading=reading)
        case = replace(case, readings=(*case.readings, made))
    review = review_of(case)
    if (kind := REVIEW_LOCKS[review.stage]) is not None:
        yield Lock(kind=kind)
    elif review.joint is not ReadingVerdict.CLEAR:
        yield Lock(kind=LockKind.NOT_CLEAR)
