"""What an officer's act on a case with a radiograph would record, and what locks it. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.clearance.blindness import names_seen, seen_by
from app.clearance.random_share import Lot
from app.clearance.readings import READING_TURNS, Turn, turn_of
from app.clearance.release import locks
from app.clearance.review_locks import WAITING_LOCKS
from app.domain.annotation import Annotation
from app.domain.case import Case
from app.domain.decision import FINAL_DISPOSITIONS, Disposition, Stage
from app.domain.finding import Lock, LockKind
from app.domain.place import Place
from app.domain.reading import FirstLookEnd, HintSource, Reading, ReadingReason, ReadingVerdict
from app.workflow.desk import Acting, Intent

ARBITRATED = "arbitrated"
"""Why an arbitration supersedes the decision of a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageLook:
    """How an officer looked at a radiograph, as the screen measured it.

    `dwell_s` counts from the first full paint, `coverage` is the part of the vehicle seen at 1:2
    or better, `view_log` what `ViewLog.to_bytes` made of every view state.
    """

    image_id: str
    started_at: datetime
    dwell_s: float
    coverage: float
    opaque_share: float
    annotations: tuple[Annotation, ...] = ()
    reasons: tuple[ReadingReason, ...] = ()
    first_look: FirstLookEnd | None = None
    hints: tuple[HintSource, ...] = ()
    view_log: bytes | None = None


def verdict_of(disposition: Disposition, annotations: tuple[Annotation, ...]) -> ReadingVerdict:
    """What a decision says of the image: it is suspect where the officer marked something in it."""
    if disposition is Disposition.RELEASE:
        return ReadingVerdict.CLEAR
    suspect = any(mark.accuses for mark in annotations)
    if suspect and disposition is not Disposition.RESCAN:
        return ReadingVerdict.SUSPECT
    return ReadingVerdict.INCONCLUSIVE


def reading_of(
    case: Case,
    intent: Intent,
    acting: Acting,
    look: ImageLook | None,
    *,
    now: datetime,
    lot: Lot | None = None,
) -> Reading | None:
    """The reading that this act would record; None where nothing is left for this officer to read.

    A look at an image that is no longer the latest one is no reading.
    """
    badge = acting.officer.badge
    if look is None or look.image_id != case.image_id:
        return None
    if turn_of(case, badge, acting.role) not in READING_TURNS:
        return None
    verdict = verdict_of(intent.disposition, look.annotations)
    return Reading(
        image_id=look.image_id,
        badge=badge,
        role=acting.role,
        verdict=verdict,
        reasons=look.reasons or (_REASONS[verdict],),
        coverage=min(max(look.coverage, 0.0), 1.0),
        dwell_s=max(look.dwell_s, 0.0),
        opaque_share=look.opaque_share,
        started_at=min(look.started_at, now),
        decided_at=now,
        annotations=look.annotations,
        first_look=look.first_look,
        hints=look.hints if look.first_look is not None else (),
        draw=lot.draw(look.image_id) if lot else None,
        saw=names_seen(case, badge, acting.role),
        note=intent.note,
    )


def act_locks(
    case: Case,
    intent: Intent,
    acting: Acting | None,
    look: ImageLook | None,
    *,
    place: Place,
    now: datetime,
    since_alarm_s: float | None = None,
) -> tuple[Lock, ...]:
    """What locks this act, by what the officer may know of the case. Pure.

    That others have still to read locks no act: the reading is recorded, and the release waits.
    """
    if look is not None and look.image_id != case.image_id:
        look = None  # another image is on the screen than the one that counts
    if look is None and case.radiographs:
        intent = replace(intent, shown_since=now)  # what is not on the screen was not looked at
    if acting is None:
        return locks_of(case, intent, None, None, look, place=place, now=now)
    seen = seen_by(case, acting.officer.badge, acting.role)
    intent = arbitrating(case, intent, acting)
    reading = reading_of(case, intent, acting, look, now=now)
    found = locks_of(
        seen, intent, acting, reading, look, place=place, now=now, since_alarm_s=since_alarm_s
    )
    passing = set(WAITING_LOCKS)
    if reading is not None and not reading.is_blind:
        passing.add(LockKind.ALREADY_DECIDED)  # an arbitration may leave a decision as it is
    return tuple(lock for lock in found if lock.kind not in passing)


def locks_of(
    case: Case,
    intent: Intent,
    acting: Acting | None,
    reading: Reading | None,
    look: ImageLook | None,
    *,
    place: Place,
    now: datetime,
    since_alarm_s: float | None = None,
) -> tuple[Lock, ...]:
    """The locks on an act with this reading, on a case as it is given."""
    waited_s = max((now - intent.shown_since).total_seconds(), 0.0)
    return locks(
        case,
        intent.stage,
        intent.disposition,
        officer=acting.officer if acting else None,
        role=acting.role if acting else None,
        place=place,
        now=now,
        on_screen_s=look.dwell_s if look else waited_s,
        correcting=intent.supersedes is not None,
        coverage=look.coverage if look else None,
        since_alarm_s=since_alarm_s,
        reading=reading,
    )


def arbitrating(case: Case, intent: Intent, acting: Acting) -> Intent:
    """An arbitration supersedes the decision of a reader where it comes to another one."""
    if turn_of(case, acting.officer.badge, acting.role) is not Turn.ARBITRATION:
        return intent
    made = case.standing(Stage.SECONDARY)
    if made is None or intent.supersedes is not None:
        return intent
    final = made.decision.disposition in FINAL_DISPOSITIONS
    if not final or made.decision.disposition is intent.disposition:
        return intent
    return replace(intent, supersedes=made.ref, correction_reason=ARBITRATED)


_REASONS = {
    ReadingVerdict.CLEAR: ReadingReason.JUDGEMENT,
    ReadingVerdict.SUSPECT: ReadingReason.MARKED,
    ReadingVerdict.INCONCLUSIVE: ReadingReason.NOT_BY_IMAGE,
}
