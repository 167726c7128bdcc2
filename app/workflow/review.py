"""Reading a radiograph and deciding on it in one act, checked on recorded facts.

The safe side is recorded before the reading: a hold stands whatever becomes of the rest. A release
is recorded after it, and only if all who have to read have read the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.clearance.random_share import Lot
from app.clearance.review_locks import WAITING_LOCKS
from app.domain.case import Case
from app.domain.decision import Disposition
from app.domain.events import RadiographAttached
from app.domain.evidence import EvidenceRef
from app.domain.finding import LockKind
from app.domain.hint import Hint
from app.domain.identifiers import CaseId, EventRef
from app.domain.place import Place
from app.domain.reading import FirstLookEnd, Reading, ThreatTest
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
from app.workflow.reading_act import ImageLook, act_locks, arbitrating, locks_of, reading_of
from app.workflow.recorder import Recorder

PASSED_OVER = WAITING_LOCKS | {LockKind.ALREADY_DECIDED}
"""Locks under which a reading stands alone, without a decision of its officer."""
VIEW_LOG_TYPE = "application/gzip"
VIEW_LOG_NAME = "view-log.json.gz"

REPORT_TYPE = "application/dicom"

Keep = Callable[[str, str, bytes], EvidenceRef | None]


@dataclass(frozen=True, slots=True)
class Reports:
    """Makes the operator report of a reading, and hands it to other systems by name."""

    write: Callable[[RadiographAttached, Reading, Acting], bytes]
    send: Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What an act came to. Without `decision` the reading stands and another officer is waited for.

    Without `reading` there was no image to be read by this officer. `revealed` says that it was a
    test image, and how it went.
    """

    reading: EventRef | None
    decision: EventRef | None
    revealed: ThreatTest | None = None


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
        reports: Reports | None = None,
        after_reading: Callable[[str], None] = lambda _name: None,
    ) -> None:
        self._place = place
        self._clock = clock
        self._casebook = casebook
        self._recorder = recorder
        self._desk = desk
        self._keep = keep
        self._lot = lot
        self._reports = reports
        self._after_reading = after_reading

    def decide(self, intent: Intent, acting: Acting, look: ImageLook | None) -> Reviewed:
        """Record an officer's reading and decision, or the reading alone.

        Raises DecisionRefusedError or RecordError. After the first, nothing happened; after the
        second, a decision for the safe side may stand without its reading.
        """
        case = self._case(intent)
        intent = arbitrating(case, intent, acting)
        now = self._clock.now()
        if refused := act_locks(case, intent, acting, look, place=self._place, now=now):
            raise DecisionRefusedError(refused)
        reading = reading_of(case, intent, acting, look, now=now, lot=self._lot)
        if intent.disposition is not Disposition.RELEASE:
            decision = self._decide(intent, acting)
            return Reviewed(reading=self._read(case, reading, look, acting), decision=decision)
        read = self._read(case, reading, look, acting)
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

    def judge_line(self, case_id: CaseId, line: int, acting: Acting, *, seen: bool | None) -> None:
        """Record whether what a line of the manifest declares is to be seen in the image."""
        badge = acting.officer.badge
        self._recorder.record(
            ManifestLineJudged(case_id=case_id, line=line, seen=seen, badge=badge)
        )

    def keep_view_log(self, case_id: CaseId, look: ImageLook, acting: Acting) -> None:
        """Keep how an officer looked at an image of which no reading came."""
        ref = self._kept(look)
        if ref is not None:
            event = ViewLogKept(
                case_id=case_id, image_id=look.image_id, badge=acting.officer.badge, evidence=ref
            )
            self._recorder.record(event)

    def _read(
        self, case: Case, reading: Reading | None, look: ImageLook | None, acting: Acting
    ) -> EventRef | None:
        if look is None:
            return None
        if reading is None:  # it is of no reading, but it was looked at
            self.keep_view_log(case.case_id, look, acting)
            return None
        name, report = "", None
        if self._reports is not None:
            report = self._reports.write(case.radiographs[-1], reading, acting)
            name = f"{reading.decided_at:%Y%m%dT%H%M%S%fZ}-{reading.badge}.dcs"
        reading = replace(
            reading,
            view_log=self._kept(look),
            report=self._keep(name, REPORT_TYPE, report) if report else None,
        )
        ref = self._recorder.record(ImageRead(case_id=case.case_id, reading=reading)).ref
        if self._reports is not None and report:
            self._reports.send(name, report)
        self._after_reading(str(ref))
        return ref

    def _decide(self, intent: Intent, acting: Acting) -> EventRef | None:
        """Record the decision unless one stands already, or others have still to read."""
        case, now = self._case(intent), self._clock.now()
        found = locks_of(case, intent, acting, None, None, place=self._place, now=now)
        if {lock.kind for lock in found} & PASSED_OVER:
            return None
        return self._desk.decide(intent, acting)

    def _kept(self, look: ImageLook) -> EvidenceRef | None:
        if look.view_log is None:
            return None
        return self._keep(VIEW_LOG_NAME, VIEW_LOG_TYPE, look.view_log)

    def _case(self, intent: Intent) -> Case:
        return self._casebook.case(intent.case_id) or Case(case_id=intent.case_id)
