"""Builders of read images: cases with readings of several officers."""

from dataclasses import replace
from typing import Any

from app.clearance.blindness import names_seen
from app.clearance.readings import ReviewStage
from app.clearance.release import locks
from app.domain.case import Case
from app.domain.decision import Disposition, Stage
from app.domain.finding import LockKind
from app.domain.identifiers import Badge, EventRef, StationId
from app.domain.officer import Role
from app.domain.reading import MadeReading, Reading, ReadingVerdict
from app.domain.review_events import SecondReaderRequested
from tests.builders import place, reading
from tests.clearance.cases import LATER, REFERRED, canadian, clean

CLEAR, SUSPECT = ReadingVerdict.CLEAR, ReadingVerdict.SUSPECT
FIRST, SECOND, THIRD, CHIEF = "41877", "40912", "40913", "50001"


def of_image(subject: Case, verdict: ReadingVerdict, badge: str = FIRST, **changes: Any) -> Reading:
    assert subject.image_id is not None
    return reading(verdict, image_id=subject.image_id, badge=badge, **changes)


def after(subject: Case, *readings: Reading) -> Case:
    """`subject` with readings recorded one after the other, each at a station of its officer."""
    made = list(subject.readings)
    for item in readings:
        seq = len(made) + 1
        ref = EventRef(station=StationId(f"bay-{item.badge}"), epoch=1, seq=seq)
        made.append(MadeReading(ref=ref, hlc=100 + seq, reading=item))
    return replace(subject, readings=tuple(made))


def read(verdict: ReadingVerdict, *more: tuple[str, ReadingVerdict], **changes: Any) -> Case:
    """A clean case with the first reading, then `more` blind ones by badge."""
    subject = clean(**changes)
    given = ((FIRST, verdict), *more)
    return after(subject, *(of_image(subject, item, badge) for badge, item in given))


def arbitrated(subject: Case, verdict: ReadingVerdict, badge: str = CHIEF) -> Reading:
    saw = names_seen(subject, Badge(badge), Role.SUPERVISOR)
    return of_image(subject, verdict, badge, role=Role.SUPERVISOR, saw=saw)


def asked(subject: Case) -> Case:
    wanted = SecondReaderRequested(
        case_id=subject.case_id, image_id=subject.image_id or "", badge=Badge(FIRST)
    )
    return replace(subject, second_wanted=(wanted,))


UNREAD = clean()
ONE = read(CLEAR)
WAITING = read(SUSPECT)
SAME = read(CLEAR, (SECOND, CLEAR))
DIFFER = read(SUSPECT, (SECOND, CLEAR))
SETTLED_BY_CHIEF = after(DIFFER, arbitrated(DIFFER, SUSPECT))
STAGES = {
    ReviewStage.UNREAD: UNREAD,
    ReviewStage.FIRST_READ: ONE,
    ReviewStage.AWAITING_SECOND: WAITING,
    ReviewStage.AGREED: SAME,
    ReviewStage.DIFFER: DIFFER,
    ReviewStage.ARBITRATED: SETTLED_BY_CHIEF,
}


def release_locks(subject: Case, reading: Reading | None, badge: str = FIRST) -> set[LockKind]:
    role = reading.role if reading else Role.SECONDARY
    found = locks(
        replace(subject, decisions=(REFERRED,)),
        Stage.SECONDARY,
        Disposition.RELEASE,
        officer=canadian(Role.SECONDARY, Role.SUPERVISOR, badge=badge),
        role=role,
        place=place(),
        now=LATER,
        on_screen_s=60.0,
        reading=reading,
    )
    return {lock.kind for lock in found}
