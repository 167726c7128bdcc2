"""Signing in and unlocking: words for every refusal, and a PIN that does not stay."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.officer import Role
from app.domain.sync_state import LinkState
from tests.ui_tools import post, views
from tests.ui_tools.languages import Tongue, speaking
from widgets.session.lock_overlay import LockOverlay
from widgets.session.refusal_words import refusal_words
from widgets.session.sign_in_screen import SignInScreen
from widgets.session.state import Refusal, Refused, SignInView

UNTIL = post.NOW + timedelta(minutes=5)


def _refused(refusal: Refusal) -> Refused:
    return Refused(refusal=refusal, locked_until=UNTIL if refusal is Refusal.LOCKED_OUT else None)


@pytest.fixture
def screen(qtbot: QtBot) -> SignInScreen:
    made = SignInScreen()
    qtbot.addWidget(made)
    made.show_view(views.sign_in_view())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.FRENCH])
@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_has_words_of_its_own(
    qapp: QApplication, refusal: Refusal, tongue: Tongue
) -> None:
    with speaking(qapp, tongue):
        words = refusal_words(_refused(refusal))
        others = {refusal_words(_refused(item)) for item in Refusal if item is not refusal}
    assert words
    assert words not in others


def test_attempts_that_are_left_are_counted() -> None:
    assert "3 attempts" in refusal_words(Refused(refusal=Refusal.WRONG, attempts_left=3))
    assert "One attempt" in refusal_words(Refused(refusal=Refusal.WRONG, attempts_left=1))
    assert "14:31:08" in refusal_words(_refused(Refusal.LOCKED_OUT))


def test_a_lock_out_without_an_end_is_no_value() -> None:
    with pytest.raises(ValueError, match="ends at some time"):
        Refused(refusal=Refusal.LOCKED_OUT)


def test_the_badge_field_has_the_keys_first(screen: SignInScreen) -> None:
    assert screen.form.badge.hasFocus()


def test_badge_enter_pin_enter_signs_in_and_the_pin_is_gone(
    qtbot: QtBot, screen: SignInScreen
) -> None:
    asked: list[tuple[str, str, Role]] = []
    screen.sign_in_requested.connect(lambda badge, pin, role: asked.append((badge, pin, role)))
    qtbot.keyClicks(screen.form.badge, "41877")
    qtbot.keyClick(screen.form.badge, Qt.Key.Key_Return)
    assert screen.form.pin.hasFocus()
    qtbot.keyClicks(screen.form.pin, "2468")
    qtbot.keyClick(screen.form.pin, Qt.Key.Key_Return)
    assert asked == [("41877", "2468", Role.PRIMARY)]
    assert screen.form.pin.text() == ""


def test_the_chosen_role_is_asked_for(qtbot: QtBot, screen: SignInScreen) -> None:
    asked: list[Role] = []
    screen.sign_in_requested.connect(lambda _badge, _pin, role: asked.append(role))
    qtbot.mouseClick(screen.form.roles[Role.SECONDARY], Qt.MouseButton.LeftButton)
    screen.form.badge.setText("41877")
    screen.form.pin.setText("2468")
    qtbot.mouseClick(screen.form.sign_in, Qt.MouseButton.LeftButton)
    assert asked == [Role.SECONDARY]


@pytest.mark.parametrize(("badge", "pin"), [("", "2468"), ("41877", ""), ("  ", "2468")])
def test_half_a_sign_in_is_not_sent(
    qtbot: QtBot, screen: SignInScreen, badge: str, pin: str
) -> None:
    screen.form.badge.setText(badge)
    screen.form.pin.setText(pin)
    with qtbot.assertNotEmitted(screen.sign_in_requested):
        screen.form.submit()


def test_nothing_is_sent_while_a_pin_is_being_checked(qtbot: QtBot, screen: SignInScreen) -> None:
    screen.show_view(views.sign_in_view(checking=True))
    screen.form.badge.setText("41877")
    screen.form.pin.setText("2468")
    with qtbot.assertNotEmitted(screen.sign_in_requested):
        screen.form.submit()
    assert not screen.form.sign_in.isEnabled()


def test_a_pin_is_never_shown(screen: SignInScreen) -> None:
    assert screen.form.pin.echoMode() is screen.form.pin.EchoMode.Password


def test_a_refusal_stands_under_the_form_and_the_badge_stays(screen: SignInScreen) -> None:
    screen.form.badge.setText("41877")
    screen.show_view(views.sign_in_view(views.WRONG))
    assert "3 attempts" in screen.form.refusal.text()
    assert screen.form.badge.text() == "41877"
    assert screen.form.refusal.isVisible()


def test_the_station_says_what_is_owed_and_what_is_not_connected(screen: SignInScreen) -> None:
    assert screen.sync.text == "OFFLINE 00:42 · 17 to send"
    online = replace(views.sign_in_view(), sync=post.ONLINE)
    screen.show_view(online)
    assert screen.sync.text == "ONLINE · 0 to send"
    never = replace(post.ONLINE, link=LinkState.CONNECTING, last_good_at=None, notices_as_of=None)
    screen.show_view(replace(online, sync=never))
    assert screen.sync.text == "OFFLINE · 0 to send"
    assert screen.lists.text == "no notices received"


def test_a_station_without_roles_is_no_value() -> None:
    with pytest.raises(ValueError, match="at least one role"):
        replace(views.sign_in_view(), roles=())
    assert isinstance(views.sign_in_view(), SignInView)


def test_the_lock_shows_who_locked_and_lets_go_of_the_pin(qtbot: QtBot) -> None:
    lock = LockOverlay()
    qtbot.addWidget(lock)
    lock.show_view(views.lock_view())
    asked: list[str] = []
    lock.unlock_requested.connect(asked.append)
    with qtbot.waitActive(lock):
        lock.show()
        lock.activateWindow()
    assert lock.pin.hasFocus()
    assert "41877 Tremblay" in lock.who.text()
    assert lock.since.text() == "since 14:14"
    qtbot.keyClick(lock.pin, Qt.Key.Key_Return)
    qtbot.keyClicks(lock.pin, "2468")
    qtbot.keyClick(lock.pin, Qt.Key.Key_Return)
    assert asked == ["2468"]
    assert lock.pin.text() == ""
    with qtbot.waitSignal(lock.sign_out_requested):
        qtbot.mouseClick(lock.sign_out, Qt.MouseButton.LeftButton)


def test_the_lock_does_not_ask_twice_at_once(qtbot: QtBot) -> None:
    lock = LockOverlay()
    qtbot.addWidget(lock)
    lock.show_view(replace(views.lock_view(), checking=True))
    lock.pin.setText("2468")
    with qtbot.assertNotEmitted(lock.unlock_requested):
        lock.submit()
