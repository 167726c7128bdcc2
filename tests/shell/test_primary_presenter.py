"""At the booth: one key for a clean vehicle, one for a referral, and no key past an open alarm."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.decision import Disposition, Reason, Stage
from app.domain.events import AlarmAcknowledged, DecisionMade, Event, PersonalDataViewed
from app.domain.identifiers import CaseId
from app.domain.officer import Role
from app.workflow.desk import Acting
from tests.builders import officer
from tests.shell.booth import Booth, shown_booth
from tests.shell.cases import alarmed, opening, screened
from widgets.common.actions import ScreenId

CASE = CaseId("a")
PRIMARY = Acting(officer=officer(), role=Role.PRIMARY)


@pytest.fixture
def booth(qtbot: QtBot, qapp: QApplication) -> Iterator[Booth]:
    booth = shown_booth(qtbot, qapp)
    booth.sit_down(PRIMARY)
    yield booth
    booth.close()


def arrive(booth: Booth, *events: Event) -> None:
    booth.record(*opening(CASE), *events)
    booth.workstation.refresh()
    booth.clock.advance(5)
    booth.workstation.refresh()


def press(qtbot: QtBot, booth: Booth, key: Qt.Key) -> None:
    qtbot.keyClick(booth.workstation.window, key)


def at_booth(booth: Booth) -> str | None:
    presenter = booth.workstation.primary
    case = presenter.view.case if presenter and presenter.view else None
    return case.case_id if case else None


def screen(booth: Booth) -> ScreenId | None:
    return booth.workstation.window.screen_id


def decisions(booth: Booth) -> list[DecisionMade]:
    events = (item.event for item in booth.journal.written)
    return [event for event in events if isinstance(event, DecisionMade)]


def test_a_clean_vehicle_is_released_with_one_key(qtbot: QtBot, booth: Booth) -> None:
    arrive(booth, *screened(CASE))
    press(qtbot, booth, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(decisions(booth)))
    (made,) = decisions(booth)
    assert made.decision.disposition is Disposition.RELEASE
    assert made.decision.seconds_on_screen == 5.0


def test_a_referral_takes_one_key_and_gives_the_suggested_reason(
    qtbot: QtBot, booth: Booth
) -> None:
    arrive(booth, *alarmed(CASE))
    press(qtbot, booth, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(decisions(booth)))
    (made,) = decisions(booth)
    assert made.decision.reason is Reason.RADIATION


def test_a_referral_for_another_reason_takes_two_keys(qtbot: QtBot, booth: Booth) -> None:
    arrive(booth, *screened(CASE))
    press(qtbot, booth, Qt.Key.Key_F6)
    press(qtbot, booth, Qt.Key.Key_7)
    qtbot.waitUntil(lambda: bool(decisions(booth)))
    assert decisions(booth)[0].decision.reason is Reason.AGRICULTURE


def test_the_release_key_does_nothing_while_an_alarm_is_open(qtbot: QtBot, booth: Booth) -> None:
    arrive(booth, *alarmed(CASE))
    press(qtbot, booth, Qt.Key.Key_F9)
    press(qtbot, booth, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(decisions(booth)))
    assert [made.decision.disposition for made in decisions(booth)] == [Disposition.REFER]


def test_a_release_can_be_taken_back_within_five_seconds(qtbot: QtBot, booth: Booth) -> None:
    arrive(booth, *screened(CASE))
    press(qtbot, booth, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: at_booth(booth) is None)
    booth.clock.advance(4)
    qtbot.keyClick(booth.workstation.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(decisions(booth)) == 2)
    released, corrected = decisions(booth)
    assert corrected.decision.disposition is Disposition.HOLD
    assert corrected.decision.supersedes is not None
    qtbot.waitUntil(lambda: len(booth.workstation.board.at_primary()) == 1)
    assert released.decision.disposition is Disposition.RELEASE


def test_a_release_cannot_be_taken_back_later(qtbot: QtBot, booth: Booth) -> None:
    arrive(booth, *screened(CASE))
    press(qtbot, booth, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(decisions(booth)) == 1)
    booth.clock.advance(6)
    presenter = booth.workstation.primary
    assert presenter is not None
    presenter.undo()
    assert len(decisions(booth)) == 1


def test_an_alarm_is_acknowledged_with_one_key(qtbot: QtBot, booth: Booth) -> None:
    arrive(booth, *alarmed(CASE))
    press(qtbot, booth, Qt.Key.Key_F10)
    events = [item.event for item in booth.journal.written]
    assert [type(event) for event in events].count(AlarmAcknowledged) == 1


def test_seeing_a_persons_data_is_recorded_once_for_each_vehicle(booth: Booth) -> None:
    arrive(booth, *screened(CASE))
    for _ in range(3):
        booth.workstation.refresh()
    events = [item.event for item in booth.journal.written]
    assert [type(event) for event in events].count(PersonalDataViewed) == 1


def test_nothing_can_be_decided_at_an_empty_lane(qtbot: QtBot, booth: Booth) -> None:
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F7, Qt.Key.Key_F9):
        press(qtbot, booth, key)
    assert not decisions(booth)
    presenter = booth.workstation.primary
    assert presenter is not None
    view = presenter.view
    assert view is not None
    assert view.release_locks


def test_a_full_disk_is_said_and_the_vehicle_stays(qtbot: QtBot, booth: Booth) -> None:
    arrive(booth, *screened(CASE))
    booth.journal.full = True
    press(qtbot, booth, Qt.Key.Key_F9)
    messages = booth.workstation.window.messages
    qtbot.waitUntil(lambda: not messages.isHidden())
    assert "the disk is full" in messages.words.text()
    assert len(booth.workstation.board.at_primary()) == 1


def test_a_primary_officer_does_not_get_to_secondary(qtbot: QtBot, booth: Booth) -> None:
    press(qtbot, booth, Qt.Key.Key_F3)
    assert screen(booth) is ScreenId.PRIMARY


def test_the_page_of_links_and_devices_is_one_key_away_and_back(qtbot: QtBot, booth: Booth) -> None:
    qtbot.keyClick(booth.workstation.window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert screen(booth) is ScreenId.STATUS
    press(qtbot, booth, Qt.Key.Key_Escape)
    assert screen(booth) is ScreenId.PRIMARY


def test_the_next_vehicle_comes_up_by_itself(qtbot: QtBot, booth: Booth) -> None:
    arrive(booth, *screened(CASE))
    booth.record(*opening(CaseId("b")), *screened("b"))
    press(qtbot, booth, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: at_booth(booth) == "b")
    assert booth.casebook.case(CASE) is not None
    decided = booth.workstation.board.decided_here(Stage.PRIMARY, 3)
    assert [case.case_id for case in decided] == [CASE]
