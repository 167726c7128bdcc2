"""Officers' acts are checked on recorded facts, recorded, and corrected only by new events."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.decision import Disposition, Reason, Stage
from app.domain.events import (
    AlarmAcknowledged,
    CaseClaimed,
    CaseOpened,
    DecisionMade,
    Event,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    PersonalDataViewed,
)
from app.domain.finding import FindingKind, LockKind
from app.domain.identifiers import CaseId, EventRef
from app.domain.officer import Role
from app.ports import RecordError
from app.workflow.casebook import CaseBook
from app.workflow.desk import (
    Acting,
    DecisionRefusedError,
    Desk,
    Intent,
    NothingToCorrectError,
    shown_hash,
)
from app.workflow.recorder import Recorder
from tests.builders import (
    GAMMA_ALARM,
    NOW,
    notice,
    occupancy,
    officer,
    place,
    plate_read,
    verdict,
)
from tests.workflow.fakes import FakeClock, MemoryJournal

CASE = CaseId("coutts-3-1")
PRIMARY = Acting(officer=officer(), role=Role.PRIMARY)
SECONDARY = Acting(officer=officer(), role=Role.SECONDARY)


class Booth:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.journal = MemoryJournal(self.clock)
        self.casebook = CaseBook()
        self.recorder = Recorder(self.journal, self.casebook, lambda _update: None)
        self.offline = False
        self.desk = Desk(place(), self.clock, self.casebook, self.recorder, lambda: self.offline)
        read = plate_read()
        self.record_all(CaseOpened(case_id=CASE, place=place(), opened_at=NOW, plate=read))
        self.record_all(NoticeMatched(case_id=CASE, notice=notice(), notice_version=1))

    def record_all(self, *events: Event) -> None:
        for event in events:
            self.recorder.record(event)

    def intent(self, disposition: Disposition, **changes: Any) -> Intent:
        case = self.casebook.case(CASE)
        assert case is not None
        values: dict[str, Any] = {
            "case_id": CASE,
            "stage": Stage.PRIMARY,
            "disposition": disposition,
            "reason": None if disposition is Disposition.RELEASE else Reason.RADIATION,
            "shown_sha256": shown_hash(case),
            "shown_since": self.clock.now() - timedelta(seconds=7),
        }
        return Intent(**{**values, **changes})

    def decisions(self) -> list[DecisionMade]:
        events = (item.event for item in self.journal.written)
        return [event for event in events if isinstance(event, DecisionMade)]


@pytest.fixture
def booth() -> Booth:
    return Booth()


def alarmed(booth: Booth) -> None:
    booth.record_all(
        OccupancyRecorded(case_id=CASE, occupancy=occupancy(alarms=GAMMA_ALARM)),
        OccupancyAssessed(case_id=CASE, verdict=verdict(gamma=True)),
    )


def test_a_referral_is_recorded_with_what_was_on_the_screen(booth: Booth) -> None:
    alarmed(booth)
    intent = booth.intent(Disposition.REFER)
    ref = booth.desk.decide(intent, PRIMARY)
    (event,) = booth.decisions()
    assert event.decision.shown_sha256 == intent.shown_sha256
    assert event.decision.seconds_on_screen == 7.0
    assert event.decision.badge == "41877"
    assert booth.journal.written[-1].ref == ref


def test_a_release_past_an_open_alarm_is_refused_whatever_the_screen_said(booth: Booth) -> None:
    alarmed(booth)
    with pytest.raises(DecisionRefusedError) as refused:
        booth.desk.decide(booth.intent(Disposition.RELEASE), PRIMARY)
    assert LockKind.ALARM_OPEN in {lock.kind for lock in refused.value.locks}
    assert not booth.decisions()


def test_an_officer_in_another_role_cannot_decide_at_primary(booth: Booth) -> None:
    with pytest.raises(DecisionRefusedError) as refused:
        booth.desk.decide(booth.intent(Disposition.REFER), SECONDARY)
    assert {lock.kind for lock in refused.value.locks} == {LockKind.ROLE}


def test_a_case_is_decided_once(booth: Booth) -> None:
    booth.desk.decide(booth.intent(Disposition.REFER), PRIMARY)
    with pytest.raises(DecisionRefusedError):
        booth.desk.decide(booth.intent(Disposition.REFER), PRIMARY)
    assert len(booth.decisions()) == 1


def test_a_correction_is_a_new_event_and_the_old_one_stays(booth: Booth) -> None:
    ref = booth.desk.decide(booth.intent(Disposition.REFER), PRIMARY)
    correction = booth.intent(Disposition.HOLD, supersedes=ref, correction_reason="wrong vehicle")
    booth.desk.decide(correction, PRIMARY)
    case = booth.casebook.case(CASE)
    assert case is not None
    assert [made.decision.disposition for made in case.decisions] == [
        Disposition.REFER,
        Disposition.HOLD,
    ]
    assert [made.decision.disposition for made in case.standing_decisions] == [Disposition.HOLD]


def test_what_does_not_stand_cannot_be_corrected(booth: Booth) -> None:
    other = EventRef(station=place().station, epoch=1, seq=999)
    with pytest.raises(NothingToCorrectError):
        booth.desk.decide(
            booth.intent(Disposition.HOLD, supersedes=other, correction_reason="?"), PRIMARY
        )


def test_a_decision_that_cannot_be_recorded_was_not_made(booth: Booth) -> None:
    booth.journal.full = True
    with pytest.raises(RecordError):
        booth.desk.decide(booth.intent(Disposition.REFER), PRIMARY)
    case = booth.casebook.case(CASE)
    assert case is not None
    assert case.awaits_primary


def test_a_decision_says_whether_the_centre_was_reached(booth: Booth) -> None:
    booth.offline = True
    booth.desk.decide(booth.intent(Disposition.REFER), PRIMARY)
    assert booth.decisions()[0].decision.offline


def test_a_decision_on_a_case_that_nobody_opened_is_refused(booth: Booth) -> None:
    with pytest.raises(DecisionRefusedError) as refused:
        booth.desk.decide(booth.intent(Disposition.REFER, case_id=CaseId("none")), PRIMARY)
    assert [lock.kind for lock in refused.value.locks] == [LockKind.NO_CASE]


def test_seeing_claiming_and_acknowledging_are_recorded_with_the_badge(booth: Booth) -> None:
    booth.desk.acknowledge(CASE, FindingKind.GAMMA_ALARM, PRIMARY)
    booth.desk.claim(CASE, SECONDARY, claimed=True)
    booth.desk.viewed(CASE, PRIMARY, "primary inspection")
    events = [item.event for item in booth.journal.written[-3:]]
    assert [type(event) for event in events] == [
        AlarmAcknowledged,
        CaseClaimed,
        PersonalDataViewed,
    ]


def test_the_hash_of_what_was_shown_changes_with_every_event(booth: Booth) -> None:
    before = booth.casebook.case(CASE)
    alarmed(booth)
    after = booth.casebook.case(CASE)
    assert before is not None
    assert after is not None
    assert shown_hash(before) != shown_hash(after)
