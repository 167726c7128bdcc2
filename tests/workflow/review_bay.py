"""A station at which images are read, without a screen."""

from datetime import timedelta
from typing import Any

from app.clearance.random_share import Lot
from app.domain.annotation import Annotation
from app.domain.case import Case
from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.events import (
    CaseOpened,
    ConsignmentAssessed,
    DecisionMade,
    Event,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    RadiographAttached,
)
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import Badge, CaseId
from app.domain.officer import Role
from app.domain.reading import FirstLookEnd
from app.domain.review_events import ImageRead
from app.workflow.casebook import CaseBook
from app.workflow.desk import Acting, Desk, Intent, shown_hash
from app.workflow.reading_act import ImageLook
from app.workflow.recorder import Recorder
from app.workflow.review import Reports, ReviewDesk, Reviewed
from tests.builders import MARK, NOW, officer, place, plate_read, scan
from tests.clearance.cases import clean
from tests.workflow.fakes import FakeClock, MemoryJournal

CASE = CaseId("c-1")
ROLES = frozenset({Role.PRIMARY, Role.SECONDARY, Role.SUPERVISOR})
REVIEWER = Acting(officer=officer("41877", roles=ROLES), role=Role.SECONDARY)
SECOND = Acting(officer=officer("40912", roles=ROLES), role=Role.SECONDARY)
CHIEF = Acting(officer=officer("50001", roles=ROLES), role=Role.SUPERVISOR)


def image(digit: str = "a") -> RadiographAttached:
    ref = EvidenceRef(sha256=digit * 64, media_type="image/tiff", size_bytes=9, name="scan.tif")
    return RadiographAttached(case_id=CASE, scan=scan(), evidence=(ref,))


def opening() -> tuple[Event, ...]:
    """A referred vehicle with which nothing is wrong, measured and imaged."""
    subject = clean()
    assert subject.notice is not None
    assert subject.occupancy is not None
    assert subject.verdict is not None
    referred = Decision(
        stage=Stage.PRIMARY,
        disposition=Disposition.REFER,
        reason=Reason.RANDOM,
        badge=Badge("1"),
        country=place().country,
        lane="3",
        decided_at=NOW,
        seconds_on_screen=4.0,
        shown_sha256="0" * 64,
        offline=False,
    )
    return (
        CaseOpened(case_id=CASE, place=place(), opened_at=NOW, plate=plate_read()),
        NoticeMatched(case_id=CASE, notice=subject.notice, notice_version=1),
        OccupancyRecorded(case_id=CASE, occupancy=subject.occupancy),
        OccupancyAssessed(case_id=CASE, verdict=subject.verdict),
        ConsignmentAssessed(case_id=CASE, assessments=subject.assessments),
        DecisionMade(case_id=CASE, decision=referred),
        image(),
    )


class Bay:
    def __init__(
        self, station: str = "bay-2", *, lot: Lot | None = None, reports: Reports | None = None
    ) -> None:
        self.clock = FakeClock(NOW + timedelta(minutes=2))
        self.journal = MemoryJournal(self.clock, station)
        self.casebook = CaseBook()
        self.recorder = Recorder(self.journal, self.casebook, lambda _update: None)
        here = place(station)
        desk = Desk(here, self.clock, self.casebook, self.recorder, lambda: False)
        self.kept: list[bytes] = []
        self.desk = ReviewDesk(
            here, self.clock, self.casebook, self.recorder, desk, self._keep, lot, reports
        )

    def record(self, *events: Event) -> None:
        for event in events:
            self.recorder.record(event)

    @property
    def case(self) -> Case:
        case = self.casebook.case(CASE)
        assert case is not None
        return case

    def look(self, *marks: Annotation, **changes: Any) -> ImageLook:
        given: dict[str, Any] = {
            "image_id": self.case.image_id,
            "started_at": self.clock.now() - timedelta(seconds=30),
            "dwell_s": 30.0,
            "coverage": 1.0,
            "opaque_share": 0.0,
            "annotations": marks,
            "first_look": FirstLookEnd.COVERED,
            "view_log": b"log",
        }
        return ImageLook(**{**given, **changes})

    def intent(self, disposition: Disposition) -> Intent:
        return Intent(
            case_id=CASE,
            stage=Stage.SECONDARY,
            disposition=disposition,
            reason=None if disposition is Disposition.RELEASE else Reason.JUDGEMENT,
            shown_sha256=shown_hash(self.case),
            shown_since=self.clock.now() - timedelta(seconds=30),
        )

    def decide(
        self,
        disposition: Disposition,
        acting: Acting = REVIEWER,
        look: ImageLook | None = None,
        *marks: Annotation,
    ) -> Reviewed:
        self.clock.advance(60)
        return self.desk.decide(self.intent(disposition), acting, look or self.look(*marks))

    def suspect(self, acting: Acting = REVIEWER) -> Reviewed:
        return self.decide(Disposition.EXAMINE, acting, None, MARK)

    def clear(self, acting: Acting = REVIEWER) -> Reviewed:
        return self.decide(Disposition.RELEASE, acting)

    def read(self) -> list[ImageRead]:
        events = (item.event for item in self.journal.written)
        return [event for event in events if isinstance(event, ImageRead)]

    def standing(self) -> Disposition | None:
        made = self.case.standing(Stage.SECONDARY)
        return made.decision.disposition if made else None

    def _keep(self, name: str, media_type: str, data: bytes) -> EvidenceRef:
        self.kept.append(data)
        return EvidenceRef(
            sha256=f"{len(self.kept):064x}", media_type=media_type, size_bytes=len(data), name=name
        )
