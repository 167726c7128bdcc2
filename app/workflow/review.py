"""Reading a radiograph and deciding on it in one act, checked on recorded facts.

The safe side is recorded before the reading: a hold stands whatever becomes of the rest. A release
is recorded after it, and only if all who have to read have read the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from app.clearance.blindness import names_seen, seen_by
from app.clearance.random_share import Lot
from app.clearance.readings import READING_TURNS, Turn, turn_of
from app.clearance.release import locks
from app.clearance.review_locks import WAITING_LOCKS
from app.domain.annotation import Annotation, AssessmentFlag
from app.domain.case import Case
from app.domain.decision import FINAL_DISPOSITIONS, Disposition, Stage
from app.domain.evidence import EvidenceRef
from app.domain.finding import Lock, LockKind
from app.domain.hint import Hint
from app.domain.identifiers import CaseId, EventRef
from app.domain.place import Place
from app.domain.reading import (
    FirstLookEnd,
    HintSource,
    Reading,
    ReadingReason,
    ReadingVerdict,
)
from app.domain.review_events import (
    HintsShown,
    ImageRead,
    ManifestLineJudged,
    SecondReaderRequested,
    ViewLogKept,
)
from app.ports import Clock
from app.workflow.casebook import CaseBook
from app.workflow.desk import Acting, DecisionRefusedError, Desk, Intent
from app.workflow.recorder import Recorder

ARBITRATED = "arbitrated"
"""Why an arbitration supersedes the decision of a reader."""
PASSED_OVER = WAITING_LOCKS | {LockKind.ALREADY_DECIDED}
"""Locks under which a reading stands alone, without a decision of its officer."""
VIEW_LOG_TYPE = "application/gzip"
VIEW_LOG_NAME = "view-log.json.gz"

Keep = Callable[[str, str, bytes], EvidenceRef | None]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What an act came to. Without `decision` the reading stands and another officer is waited for.

    Without `reading` there was no image to be read by this officer.
    """

    reading: EventRef | None
    decision: EventRef | None


def verdict_of(disposition: Disposition, annotations: tuple[Annotation, ...]) -> ReadingVerdict:
    """What a decision says of the image: it is suspect where the officer marked something in it."""
    if disposition is Disposition.RELEASE:
        return ReadingVerdict.CLEAR
    suspect = any(mark.flag is not AssessmentFlag.NO_THREAT for mark in annotations)
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


class ReviewDesk:
    """Records readings and what follows from them. Lives on the writer thread."""

    def __init__(
        self,
        place: Place,
        clock: Clock,
        casebook: CaseBook,
        recorder: Recorder,
        desk: Desk,
        keep: Keep,
        lot: Lot | None = None,
    ) -> None:
        self._place = place
        self._clock = clock
        self._casebook = casebook
        self._recorder = recorder
        self._desk = desk
        self._keep = keep
        self._lot = lot

    def decide(self, intent: Intent, acting: Acting, look: ImageLook | None) -> Reviewed:
        """Record an officer's reading and decision, or the reading alone.

        Raises DecisionRefusedError or RecordError. After the first, nothing happened; after the
        second, a decision for the safe side may stand without its reading.
        """
        case = self._case(intent)
        intent = _arbitrating(case, intent, acting)
        now = self._clock.now()
        reading = reading_of(case, intent, acting, look, now=now, lot=self._lot)
        if refused := self._refused(case, intent, acting, reading):
            raise DecisionRefusedError(refused)
        if reading is not None and look is not None:
            kept = self._kept(look)
            reading = replace(reading, view_log=kept)
        if intent.disposition is not Disposition.RELEASE:
            decision = self._decide(intent, acting)
            return Reviewed(reading=self._read(case, reading), decision=decision)
        read = self._read(case, reading)
        return Reviewed(reading=read, decision=self._decide(intent, acting))

    def hints_shown(
        self,
        case_id: CaseId,
        image_id: str,
        hints: tuple[Hint, ...],
        first_look: FirstLookEnd,
        acting: Acting,
    ) -> None:
        """Record that a machine's hints came on the screen."""
        event = HintsShown(
            case_id=case_id,
            image_id=image_id,
            badge=acting.officer.badge,
            first_look=first_look,
            hints=hints,
            shown_at=self._clock.now(),
        )
        self._recorder.record(event)

    def request_second(self, case_id: CaseId, image_id: str, acting: Acting) -> None:
        """Record that the officer wants another one to read the image, too."""
        badge = acting.officer.badge
        self._recorder.record(
            SecondReaderRequested(case_id=case_id, image_id=image_id, badge=badge)
        )

    def judge_line(self, case_id: CaseId, line: int, acting: Acting, *, seen: bool) -> None:
        """Record whether what a line of the manifest declares is to be seen in the image."""
        badge = acting.officer.badge
        self._recorder.record(
            ManifestLineJudged(case_id=case_id, line=line, seen=seen, badge=badge)
        )

    def keep_view_log(self, case_id: CaseId, look: ImageLook, acting: Acting) -> None:
        """Keep how an officer looked at an image that was given back unread."""
        ref = self._kept(look)
        if ref is not None:
            event = ViewLogKept(
                case_id=case_id, image_id=look.image_id, badge=acting.officer.badge, evidence=ref
            )
            self._recorder.record(event)

    def _refused(
        self, case: Case, intent: Intent, acting: Acting, reading: Reading | None
    ) -> tuple[Lock, ...]:
        """What locks the act, by what the officer may know. Who has still to read locks nothing."""
        seen = seen_by(case, acting.officer.badge, acting.role)
        found = self._locks(seen, intent, acting, reading)
        passing = set(WAITING_LOCKS)
        if reading is not None and not reading.is_blind:
            passing.add(LockKind.ALREADY_DECIDED)  # an arbitration may leave a decision as it is
        return tuple(lock for lock in found if lock.kind not in passing)

    def _read(self, case: Case, reading: Reading | None) -> EventRef | None:
        if reading is None:
            return None
        return self._recorder.record(ImageRead(case_id=case.case_id, reading=reading)).ref

    def _decide(self, intent: Intent, acting: Acting) -> EventRef | None:
        """Record the decision unless one stands already, or others have still to read."""
        kinds = {lock.kind for lock in self._locks(self._case(intent), intent, acting, None)}
        if kinds & PASSED_OVER:
            return None
        return self._desk.decide(intent, acting)

    def _locks(
        self, case: Case, intent: Intent, acting: Acting, reading: Reading | None
    ) -> tuple[Lock, ...]:
        now = self._clock.now()
        return locks(
            case,
            intent.stage,
            intent.disposition,
            officer=acting.officer,
            role=acting.role,
            place=self._place,
            now=now,
            on_screen_s=max((now - intent.shown_since).total_seconds(), 0.0),
            correcting=intent.supersedes is not None,
            reading=reading,
        )

    def _kept(self, look: ImageLook) -> EvidenceRef | None:
        if look.view_log is None:
            return None
        return self._keep(VIEW_LOG_NAME, VIEW_LOG_TYPE, look.view_log)

    def _case(self, intent: Intent) -> Case:
        return self._casebook.case(intent.case_id) or Case(case_id=intent.case_id)


def _arbitrating(case: Case, intent: Intent, acting: Acting) -> Intent:
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
