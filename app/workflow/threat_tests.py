"""Released images shown again with an object laid in, as work like any other.

A test is no traffic by construction: its events go to a log in memory, through a case book and
desks of its own, so the journal, the outbox and the lists of vehicles never hear of it. What is
recorded is one fact that belongs to no case, after the decision: that it was a test, and how it
went.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.annotation import Annotation, PixelBox
from app.domain.case import Case
from app.domain.consignment import AdvanceNotice
from app.domain.decision import Disposition, Stage
from app.domain.events import (
    CaseOpened,
    ConsignmentAssessed,
    DecisionMade,
    Event,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    RadiographAttached,
    RecordedEvent,
)
from app.domain.finding import Lock, LockKind
from app.domain.identifiers import CaseId, EventRef, StationId
from app.domain.observed import monitor_alarms, own_alarms
from app.domain.place import Place
from app.domain.radiograph import Scan
from app.domain.reading import ThreatTest
from app.domain.review_events import TestThreatRevealed
from app.ports import Clock
from app.workflow.casebook import CaseBook
from app.workflow.desk import Acting, DecisionRefusedError, Desk, Intent
from app.workflow.invented_people import invented
from app.workflow.reading_act import ImageLook, verdict_of
from app.workflow.recorder import Recorder
from app.workflow.review import ReviewDesk, Reviewed
from app.workflow.updates import CaseChanged, ImageReady, Update

AGE_MIN = timedelta(days=7)
"""An officer may remember an image of this week."""
STATION = StationId("test-images")
MARK_SHARE_MAX = 0.1
"""A mark over more of the image than this has found nothing, whatever lies in it."""
OPEN_MAX = 3
"""Tests that wait on the list at one time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidIn:
    """An image that was made for a test: its pixels in `folder`, and what was laid in where.

    Without an object it is the image as it was, and the test asks whether it is left alone.
    """

    folder: str
    object_name: str | None
    box: PixelBox | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    image_id: str
    attached: RadiographAttached
    laid_in: LaidIn
    placed_at: datetime


class ThreatTests:
    """The tests that wait at this station. Lives on the writer thread."""

    def __init__(
        self,
        place: Place,
        clock: Clock,
        recorder: Recorder,
        new_id: Callable[[], str],
        publish: Callable[[Update], None],
    ) -> None:
        self._clock = clock
        self._recorder = recorder
        self._station = place.station
        self._new_id = new_id
        self._publish = publish
        self._open: dict[CaseId, _Open] = {}
        self._casebook = CaseBook()
        self._is_placing = False
        self._aside = Recorder(_Aside(clock), self._casebook, self._tell)
        self.desk = Desk(place, clock, self._casebook, self._aside, lambda: False)
        self.review = ReviewDesk(
            place, clock, self._casebook, self._aside, self.desk, lambda _name, _type, _data: None
        )

    def holds(self, case_id: CaseId) -> bool:
        """Whether a case is a test, open or just revealed."""
        return self._casebook.case(case_id) is not None

    @property
    def waiting(self) -> int:
        """Tests on the list."""
        return len(self._open)

    def place(self, source: Case, laid_in: LaidIn) -> CaseId:
        """Put a released case on the work list again, with the image that was made of its own."""
        case_id = CaseId(f"{self._station}-{self._new_id()}")  # as every case is named
        now = self._clock.now()
        shown = source.radiographs[-1]
        name = _name_of(case_id)
        ref = replace(shown.evidence[0], sha256=name)
        attached = replace(shown, case_id=case_id, evidence=(ref,))
        self._open[case_id] = _Open(
            image_id=shown.image_id, attached=attached, laid_in=laid_in, placed_at=now
        )
        self._is_placing = True
        for event in _retold(source, case_id, attached, now):
            self._aside.record(event)
        self._is_placing = False
        if (case := self._casebook.case(case_id)) is not None:
            self._publish(CaseChanged(case))
        return case_id

    def request_image(self, attached: RadiographAttached) -> None:
        """The image of a test is ready from the start."""
        test = self._open.get(attached.case_id)
        if test is not None:
            self._publish(ImageReady(attached.case_id, attached.image_id, test.laid_in.folder))

    def decide(self, intent: Intent, acting: Acting, look: ImageLook | None) -> Reviewed:
        """Take a decision on a test as on any case, then record and reveal how it went.

        Raises DecisionRefusedError, like any decision, or RecordError.
        """
        test = self._open.get(intent.case_id)
        if test is None:  # a key that was struck twice
            raise DecisionRefusedError((Lock(kind=LockKind.ALREADY_DECIDED),))
        made = self.review.decide(intent, acting, look)
        marks = look.annotations if look else ()
        revealed = ThreatTest(
            test_id=str(intent.case_id),
            image_id=test.image_id,
            object_name=test.laid_in.object_name,
            box=test.laid_in.box,
            badge=acting.officer.badge,
            verdict=verdict_of(intent.disposition, marks),
            marked=is_marked(test.laid_in.box, marks, image=test.attached.scan),
            dwell_s=look.dwell_s if look else 0.0,
            shown_at=look.started_at if look else intent.shown_since,
            decided_at=self._clock.now(),
        )
        self._recorder.record(TestThreatRevealed(test=revealed))
        del self._open[intent.case_id]
        return replace(made, revealed=revealed)

    def _tell(self, update: Update) -> None:
        """A test is told of once it waits at secondary: on its way there it passes no lane."""
        if not self._is_placing:
            self._publish(update)


def candidates(
    cases: Sequence[Case], now: datetime, *, age_min: timedelta = AGE_MIN
) -> tuple[Case, ...]:
    """Released cases with an image that is old enough to be shown again, oldest first.

    None with an alarm: the list of alarms is no place for a test, and its adjudication no fact.
    """
    return tuple(case for case in cases if _is_old_release(case, now - age_min))


def is_marked(box: PixelBox | None, marks: Sequence[Annotation], *, image: Scan) -> bool:
    """Whether the middle of a mark lies in the object's box, or the object's middle in a mark.

    A mark over a great part of the image points at nothing.
    """
    if box is None:
        return False
    area_max = MARK_SHARE_MAX * image.width_px * image.height_px
    pointing = [mark for mark in marks if _area(mark.box) <= max(area_max, 4 * _area(box))]
    return any(_has(box, _middle(mark.box)) or _has(mark.box, _middle(box)) for mark in pointing)


def results(events: Iterable[RecordedEvent]) -> tuple[ThreatTest, ...]:
    """The tests that are told among recorded events."""
    return tuple(item.event.test for item in events if isinstance(item.event, TestThreatRevealed))


class _Aside:
    """A journal in memory, for what must not be in the journal."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._written: list[RecordedEvent] = []

    def append(self, event: Event) -> RecordedEvent:
        now, seq = self._clock.now(), len(self._written) + 1
        recorded = RecordedEvent(
            ref=EventRef(station=STATION, epoch=1, seq=seq),
            hlc=(int(now.timestamp() * 1000) << 16) + (seq & 0xFFFF),
            recorded_at=now,
            event=event,
        )
        self._written.append(recorded)
        return recorded

    def events(self, *, after_seq: int = 0) -> Iterator[RecordedEvent]:
        return iter(self._written[after_seq:])


def _retold(
    source: Case, case_id: CaseId, attached: RadiographAttached, now: datetime
) -> Iterator[Event]:
    """The events of a case as if it had been referred just now; nothing of what was decided."""
    if source.place is None:
        raise ValueError("a case without a place was never opened")
    yield CaseOpened(
        case_id=case_id,
        place=source.place,
        opened_at=now,
        plate=source.plate,
        simulated=source.simulated,
    )
    yield NoticeMatched(
        case_id=case_id, notice=_with_nobody(source.notice, case_id), notice_version=1
    )
    for occupancy, verdict in zip(source.occupancies, source.verdicts, strict=False):
        moved = now - occupancy.closed_at
        occupancy = replace(
            occupancy, opened_at=occupancy.opened_at + moved, closed_at=occupancy.closed_at + moved
        )
        yield OccupancyRecorded(case_id=case_id, occupancy=occupancy)
        yield OccupancyAssessed(case_id=case_id, verdict=verdict)
    yield from (replace(item, case_id=case_id) for item in source.spectra)
    yield ConsignmentAssessed(case_id=case_id, assessments=source.assessments)
    yield replace(attached, scan=replace(attached.scan, started_at=now))
    primary = source.standing(Stage.PRIMARY)
    if primary is not None:
        referred = replace(primary.decision, decided_at=now, supersedes=None, correction_reason="")
        yield DecisionMade(case_id=case_id, decision=referred)


def _is_old_release(case: Case, before: datetime) -> bool:
    made, primary = case.standing(Stage.SECONDARY), case.standing(Stage.PRIMARY)
    return (
        made is not None
        and primary is not None
        and primary.decision.disposition is Disposition.REFER
        and made.decision.disposition is Disposition.RELEASE
        and made.decision.decided_at < before
        and bool(case.radiographs)
        and case.place is not None
        and not (monitor_alarms(case) or own_alarms(case))
    )


def _with_nobody(notice: AdvanceNotice | None, case_id: CaseId) -> AdvanceNotice | None:
    """What was announced, but of people who do not exist."""
    if notice is None:
        return None
    return replace(notice, occupants=invented(notice.occupants, case_id))


def _name_of(case_id: CaseId) -> str:
    """A name for the bytes of a test image, like any digest."""
    return hashlib.sha256(case_id.encode()).hexdigest()


def _area(box: PixelBox) -> int:
    return (box.right - box.left) * (box.bottom - box.top)


def _middle(box: PixelBox) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _has(box: PixelBox, at: tuple[float, float]) -> bool:
    return box.left <= at[0] < box.right and box.top <= at[1] < box.bottom
