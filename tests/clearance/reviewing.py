"""Builders of read images: cases with readings of several officers."""

from dataclasses import replace
from typing import Any

from app.domain.case import Case
from app.domain.identifiers import EventRef, StationId
from app.domain.reading import MadeReading, Reading, ReadingVerdict
from tests.builders import reading
from tests.clearance.cases import clean

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
