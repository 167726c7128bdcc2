"""Who sits at the station: signed in by PIN, locked with nothing lost, refused in words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.events import SessionChange, SessionChanged
from app.domain.identifiers import CaseId
from app.domain.officer import Role
from app.workflow.desk import Acting
from tests.builders import officer
from tests.shell.booth import PIN, Booth, shown_booth
from tests.shell.cases import opening, screened
from widgets.common.actions import ScreenId

PRIMARY = Acting(officer=officer(), role=Role.PRIMARY)
ARRIVED = (*opening(CaseId("a")), *screened("a"))
LOCK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def booth(qtbot: QtBot, qapp: QApplication) -> Iterator[Booth]:
    booth = shown_booth(qtbot, qapp)
    booth.know(PRIMARY)
    booth.workstation.refresh()
    yield booth
    booth.close()


def type_in(booth: Booth, pin: str) -> None:
    form = booth.workstation.sign_in_screen.form
    form.badge.setFocus()
    QTest.keyClicks(form.badge, PRIMARY.officer.badge)
    QTest.keyClick(form.badge, Qt.Key.Key_Return)
    QTest.keyClicks(form.pin, pin)
    QTest.keyClick(form.pin, Qt.Key.Key_Return)


def screen(booth: Booth) -> ScreenId | None:
    return booth.workstation.window.screen_id


def changes(booth: Booth) -> list[SessionChange]:
    events = (item.event for item in booth.journal.written)
    return [event.change for event in events if isinstance(event, SessionChanged)]


def test_badge_and_pin_lead_to_the_officers_screen(qtbot: QtBot, booth: Booth) -> None:
    type_in(booth, PIN)
    qtbot.waitUntil(lambda: screen(booth) is ScreenId.PRIMARY)
    assert changes(booth) == [SessionChange.SIGNED_IN]


def test_a_wrong_pin_is_refused_in_words_and_kept_nowhere(qtbot: QtBot, booth: Booth) -> None:
    type_in(booth, "1234")
    form = booth.workstation.sign_in_screen.form
    qtbot.waitUntil(lambda: bool(form.refusal.text()))
    assert screen(booth) is ScreenId.SIGN_IN
    assert form.pin.text() == ""
    assert "1234" not in repr(booth.journal.written)
    assert changes(booth) == [SessionChange.REFUSED]


def test_a_locked_station_shows_nothing_and_returns_to_the_same_case(
    qtbot: QtBot, booth: Booth
) -> None:
    booth.sit_down(PRIMARY)
    booth.record(*ARRIVED)
    booth.workstation.refresh()
    qtbot.keyClick(booth.workstation.window, Qt.Key.Key_L, LOCK)
    assert screen(booth) is ScreenId.LOCK
    presenter = booth.workstation.primary
    assert presenter is not None
    lock = booth.workstation.lock_screen
    QTest.keyClicks(lock.pin, PIN)
    QTest.keyClick(lock.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen(booth) is ScreenId.PRIMARY)
    assert presenter.view is not None
    assert presenter.view.case is not None
    assert changes(booth)[-2:] == [SessionChange.LOCKED, SessionChange.UNLOCKED]


def test_nothing_can_be_decided_while_the_station_is_locked(qtbot: QtBot, booth: Booth) -> None:
    booth.sit_down(PRIMARY)
    booth.record(*ARRIVED)
    booth.workstation.refresh()
    booth.workstation.session.lock()
    qtbot.keyClick(booth.workstation.window, Qt.Key.Key_F9)
    presenter = booth.workstation.primary
    assert presenter is not None
    presenter.refresh()
    assert presenter.view is not None
    assert presenter.view.release_locks


def test_a_station_that_nobody_touches_locks_itself(qtbot: QtBot, booth: Booth) -> None:
    booth.sit_down(PRIMARY)
    booth.reaction_s += 301
    booth.workstation.lock_if_idle()
    assert screen(booth) is ScreenId.LOCK


def test_any_key_keeps_the_station_open(qtbot: QtBot, booth: Booth) -> None:
    booth.sit_down(PRIMARY)
    booth.reaction_s += 200
    QTest.keyClick(booth.workstation.window.windowHandle(), Qt.Key.Key_Down)
    booth.reaction_s += 200
    booth.workstation.lock_if_idle()
    assert screen(booth) is ScreenId.PRIMARY


def test_the_next_officer_begins_with_an_empty_form(qtbot: QtBot, booth: Booth) -> None:
    form = booth.workstation.sign_in_screen.form
    type_in(booth, PIN)
    qtbot.waitUntil(lambda: screen(booth) is ScreenId.PRIMARY)
    QTest.keyClick(booth.workstation.window, Qt.Key.Key_Q, LOCK)
    assert screen(booth) is ScreenId.SIGN_IN
    assert (form.badge.text(), form.pin.text()) == ("", "")
    type_in(booth, PIN)
    qtbot.waitUntil(lambda: screen(booth) is ScreenId.PRIMARY)


def test_signing_out_leads_back_to_the_first_screen(qtbot: QtBot, booth: Booth) -> None:
    booth.sit_down(PRIMARY)
    qtbot.keyClick(booth.workstation.window, Qt.Key.Key_Q, LOCK)
    assert screen(booth) is ScreenId.SIGN_IN
    assert changes(booth)[-1] is SessionChange.SIGNED_OUT
