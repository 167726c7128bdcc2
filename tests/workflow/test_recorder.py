"""Nothing is shown as done before it is recorded, and a full disk loses no measurement."""

import pytest

from app.domain.case import fold_all
from app.domain.events import AlarmAcknowledged, CaseOpened, OccupancyRecorded
from app.domain.finding import FindingKind
from app.domain.identifiers import Badge, CaseId
from app.ports import RecordError
from app.workflow.casebook import CaseBook
from app.workflow.recorder import Recorder
from app.workflow.updates import CaseChanged, NotRecorded, Update
from tests.builders import GAMMA_ALARM, NOW, occupancy, place, plate_read
from tests.workflow.fakes import FakeClock, MemoryJournal

CASE = CaseId("c1")
OPENED = CaseOpened(case_id=CASE, place=place(), opened_at=NOW, plate=plate_read())
MEASURED = OccupancyRecorded(case_id=CASE, occupancy=occupancy(alarms=GAMMA_ALARM))


class Desk:
    def __init__(self) -> None:
        self.journal = MemoryJournal(FakeClock())
        self.casebook = CaseBook()
        self.updates: list[Update] = []
        self.recorder = Recorder(self.journal, self.casebook, self.updates.append)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_recorded_event_is_shown_after_it_is_in_the_journal(desk: Desk) -> None:
    desk.recorder.record(OPENED)
    case = desk.casebook.case(CASE)
    assert case is not None
    assert desk.updates == [CaseChanged(case)]
    assert case.refs == (desk.journal.written[0].ref,)


def test_an_officers_act_that_cannot_be_recorded_did_not_happen(desk: Desk) -> None:
    desk.journal.full = True
    with pytest.raises(RecordError):
        desk.recorder.record(OPENED)
    assert not desk.updates
    assert desk.casebook.case(CASE) is None


def test_a_measurement_that_cannot_be_recorded_is_shown_as_not_recorded_and_waits(
    desk: Desk,
) -> None:
    desk.recorder.record(OPENED)
    desk.journal.full = True
    assert not desk.recorder.record_or_keep(MEASURED)
    assert desk.updates[-1] == NotRecorded(MEASURED, "the disk is full")
    case = desk.casebook.case(CASE)
    assert case is not None
    assert case.not_recorded
    assert desk.recorder.waiting == 1


def test_what_waits_is_recorded_in_order_once_there_is_room(desk: Desk) -> None:
    desk.journal.full = True
    desk.recorder.record_or_keep(OPENED)
    desk.recorder.record_or_keep(MEASURED)
    assert not desk.recorder.retry()
    desk.journal.full = False
    assert desk.recorder.retry()
    assert [item.event for item in desk.journal.written] == [OPENED, MEASURED]
    case = desk.casebook.case(CASE)
    assert case is not None
    assert not case.not_recorded
    assert case.occupancies == (MEASURED.occupancy,)


def test_a_later_measurement_never_overtakes_one_that_waits(desk: Desk) -> None:
    desk.journal.full = True
    desk.recorder.record_or_keep(OPENED)
    desk.journal.full = False
    assert not desk.recorder.record_or_keep(MEASURED)
    desk.recorder.retry()
    assert [item.event for item in desk.journal.written] == [OPENED, MEASURED]


def test_an_alarm_is_shown_though_the_journal_was_full_from_its_first_event_on(desk: Desk) -> None:
    desk.journal.full = True
    desk.recorder.record_or_keep(OPENED)
    desk.recorder.record_or_keep(MEASURED)
    shown = [update.case for update in desk.updates if isinstance(update, CaseChanged)][-1]
    assert shown.plate == OPENED.plate
    assert shown.occupancies == (MEASURED.occupancy,)
    assert shown.not_recorded
    assert shown.refs == ()
    assert desk.casebook.cases() == [shown]


def test_a_case_is_what_it_would_have_been_once_all_that_waited_is_recorded(desk: Desk) -> None:
    desk.journal.full = True
    desk.recorder.record_or_keep(OPENED)
    desk.recorder.record_or_keep(MEASURED)
    desk.journal.full = False
    assert desk.recorder.retry()
    expected = fold_all(CASE, desk.journal.written)
    assert desk.casebook.case(CASE) == expected
    assert desk.updates[-1] == CaseChanged(expected)


def test_a_decision_never_stands_before_what_it_was_made_on(desk: Desk) -> None:
    seen = AlarmAcknowledged(case_id=CASE, finding=FindingKind.GAMMA_ALARM, badge=Badge("41877"))
    desk.journal.full = True
    desk.recorder.record_or_keep(OPENED)
    with pytest.raises(RecordError, match="the disk is full"):
        desk.recorder.record(seen)
    assert desk.recorder.waiting == 1
    desk.journal.full = False
    desk.recorder.record(seen)
    assert [item.event for item in desk.journal.written] == [OPENED, seen]


def test_another_stations_event_does_not_hide_that_a_case_waits_for_the_record(desk: Desk) -> None:
    desk.recorder.record(OPENED)
    desk.journal.full = True
    desk.recorder.record_or_keep(MEASURED)
    seen = AlarmAcknowledged(case_id=CASE, finding=FindingKind.GAMMA_ALARM, badge=Badge("41877"))
    elsewhere = MemoryJournal(FakeClock(), station="coutts-bay")
    desk.recorder.take_remote([elsewhere.append(seen)])
    case = desk.casebook.case(CASE)
    assert case is not None
    assert case.not_recorded
    assert case.occupancies == (MEASURED.occupancy,)
