"""PRIMARY: one key decides, a locked key says why, and nothing moves under the officer's hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.case import Case, MadeDecision
from app.domain.decision import Disposition, Reason
from app.domain.finding import FindingKind, Lock, LockKind
from app.domain.identifiers import CaseId
from tests.ui_tools import scenes, views
from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import COMPACT, dress
from widgets.common.actions import ActionId
from widgets.common.theme import ThemeName
from widgets.primary.screen import PrimaryScreen

Decided = list[tuple[Disposition, Reason | None]]
REASON_KEYS = [
    Qt.Key.Key_1,
    Qt.Key.Key_2,
    Qt.Key.Key_3,
    Qt.Key.Key_4,
    Qt.Key.Key_5,
    Qt.Key.Key_6,
    Qt.Key.Key_7,
    Qt.Key.Key_8,
    Qt.Key.Key_9,
]


@pytest.fixture
def decided(screen: PrimaryScreen) -> Decided:
    """What the officer decided."""
    seen: Decided = []
    screen.decision_requested.connect(lambda what, why: seen.append((what, why)))
    return seen


def _press(qtbot: QtBot, screen: PrimaryScreen, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(screen, key)


def test_a_clean_vehicle_is_released_with_one_key(
    qtbot: QtBot, screen: PrimaryScreen, decided: Decided
) -> None:
    screen.show_view(views.primary_view(scenes.CLEAN))
    _press(qtbot, screen, Qt.Key.Key_F9)
    assert decided == [(Disposition.RELEASE, None)]


def test_an_alarm_is_referred_with_one_key_for_the_suggested_reason(
    qtbot: QtBot, screen: PrimaryScreen, decided: Decided
) -> None:
    screen.show_view(views.primary_view(scenes.GAMMA))
    _press(qtbot, screen, Qt.Key.Key_F5)
    assert decided == [(Disposition.REFER, Reason.RADIATION)]


def test_release_is_locked_while_an_alarm_is_open_and_the_key_says_why(
    qtbot: QtBot, screen: PrimaryScreen, decided: Decided
) -> None:
    screen.show_view(views.primary_view(scenes.GAMMA))
    _press(qtbot, screen, Qt.Key.Key_F9)
    qtbot.mouseClick(screen.bar.release, Qt.MouseButton.LeftButton)
    assert decided == []
    assert screen.bar.release.locked
    assert "gamma alarm open" in screen.bar.release.sub.text()


@pytest.mark.parametrize(("key", "reason"), list(zip(REASON_KEYS, Reason, strict=True)))
def test_another_reason_takes_two_keys(
    qtbot: QtBot, screen: PrimaryScreen, decided: Decided, key: Qt.Key, reason: Reason
) -> None:
    screen.show_view(views.primary_view(scenes.GAMMA))
    _press(qtbot, screen, Qt.Key.Key_F6, key)
    assert decided == [(Disposition.REFER, reason)]
    assert screen.chooser.isHidden()


def test_a_digit_alone_refers_nobody(qtbot: QtBot, screen: PrimaryScreen, decided: Decided) -> None:
    screen.show_view(views.primary_view(scenes.CLEAN))
    _press(qtbot, screen, *REASON_KEYS)
    assert decided == []


def test_escape_takes_the_reasons_away(
    qtbot: QtBot, screen: PrimaryScreen, decided: Decided
) -> None:
    screen.show_view(views.primary_view(scenes.GAMMA))
    _press(qtbot, screen, Qt.Key.Key_F6)
    assert screen.chooser.isVisible()
    _press(qtbot, screen, Qt.Key.Key_Escape, Qt.Key.Key_1)
    assert decided == []


def test_without_a_suggestion_refer_asks_for_the_reason(
    qtbot: QtBot, screen: PrimaryScreen, decided: Decided
) -> None:
    screen.show_view(views.primary_view(scenes.CLEAN))
    _press(qtbot, screen, Qt.Key.Key_F5)
    assert screen.chooser.isVisible()
    assert decided == []


def test_hold_gives_the_suggested_reason_or_the_officers_judgement(
    qtbot: QtBot, screen: PrimaryScreen, decided: Decided
) -> None:
    for case in (scenes.GAMMA, scenes.CLEAN):
        screen.show_view(views.primary_view(case))
        _press(qtbot, screen, Qt.Key.Key_F7)
    assert decided == [(Disposition.HOLD, Reason.RADIATION), (Disposition.HOLD, Reason.JUDGEMENT)]


def test_reasons_that_were_asked_for_one_vehicle_are_not_taken_for_the_next(
    qtbot: QtBot, screen: PrimaryScreen, decided: Decided
) -> None:
    screen.show_view(views.primary_view(scenes.GAMMA))
    _press(qtbot, screen, Qt.Key.Key_F6)
    screen.show_view(views.primary_view(replace(scenes.CLEAN, case_id=CaseId("c-413"))))
    _press(qtbot, screen, Qt.Key.Key_1)
    assert decided == []


def test_a_referral_that_became_locked_is_not_emitted(
    qtbot: QtBot, screen: PrimaryScreen, decided: Decided
) -> None:
    view = views.primary_view(scenes.GAMMA)
    screen.show_view(view)
    _press(qtbot, screen, Qt.Key.Key_F6)
    lock = (Lock(kind=LockKind.NOT_SIGNED_IN),)
    screen.show_view(replace(view, refer_locks=lock, hold_locks=lock, release_locks=lock))
    _press(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_F5, Qt.Key.Key_F7, Qt.Key.Key_F9)
    assert decided == []


def test_the_keys_keep_their_places_whatever_they_say(screen: PrimaryScreen) -> None:
    places = set()
    for case in (scenes.CLEAN, scenes.GAMMA, scenes.NO_NOTICE, None):
        screen.show_view(views.primary_view(case))
        QApplication.sendPostedEvents()
        bar = screen.bar
        keys = (bar.refer, bar.refer_other, bar.hold, bar.release)
        places.add(tuple(key.geometry().getRect() for key in keys))
    assert len(places) == 1


def test_up_and_down_go_through_the_occupants(qtbot: QtBot, screen: PrimaryScreen) -> None:
    chosen: list[int] = []
    screen.occupant_selected.connect(chosen.append)
    screen.show_view(views.primary_view(scenes.CLEAN))
    _press(qtbot, screen, Qt.Key.Key_Down)
    screen.show_view(replace(views.primary_view(scenes.CLEAN), selected=2))
    _press(qtbot, screen, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert chosen == [1, 2, 1]
    assert screen.vehicle.person.family_name.text() == "OKAFOR"


def test_a_card_selects_its_occupant_by_finger_and_by_enter(
    qtbot: QtBot, screen: PrimaryScreen
) -> None:
    chosen: list[int] = []
    screen.occupant_selected.connect(chosen.append)
    screen.show_view(views.primary_view(scenes.CLEAN))
    cards = screen.vehicle.occupants.cards
    qtbot.mouseClick(cards[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(cards[2], Qt.Key.Key_Return)
    assert chosen == [1, 2]


def test_of_many_occupants_those_with_a_finding_come_first(screen: PrimaryScreen) -> None:
    screen.show_view(views.primary_view(scenes.BUS))
    assert list(screen.vehicle.occupants.cards)[:3] == [7, 31, 0]
    assert len(screen.vehicle.occupants.cards) == 52


def test_pressing_the_banner_of_a_new_alarm_acknowledges_it_and_an_old_one_does_not(
    qtbot: QtBot, screen: PrimaryScreen
) -> None:
    asked: list[bool] = []
    screen.acknowledge_requested.connect(lambda: asked.append(True))
    screen.show_view(views.primary_view(scenes.GAMMA))
    qtbot.mouseClick(screen.banner, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    seen = frozenset(FindingKind)
    screen.show_view(views.primary_view(scenes.GAMMA, acknowledged=seen))
    qtbot.mouseClick(screen.banner, Qt.MouseButton.LeftButton)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("case", "sentence", "state"),
    [
        (scenes.GAMMA, "REFER — gamma alarm on this vehicle", "p1"),
        (scenes.NEUTRON, "STOP — neutron alarm on this vehicle", "p1"),
        (scenes.UNKNOWN, "REFER — seal is not the declared one", "p2"),
        (scenes.NO_NOTICE, "ASK — nothing was announced for this vehicle", "p2"),
        (scenes.ARRIVING, "WAIT — looking for the advance notice", "none"),
        (
            replace(scenes.CLEAN, occupancies=(), verdicts=()),
            "WAIT — vehicle has not passed the portal",
            "none",
        ),
        (scenes.JUST_PASSED, "WAIT — radiation is being analysed", "none"),
        (replace(scenes.CLEAN, verdicts=()), "REFER — not screened for radiation", "p2"),
        (scenes.CLEAN, "No alarms", "none"),
        (None, "No vehicle at the booth", "none"),
    ],
)
def test_the_banner_says_what_to_do_about_the_worst(
    screen: PrimaryScreen, case: Case | None, sentence: str, state: str
) -> None:
    screen.show_view(views.primary_view(case))
    assert screen.banner.sentence.text() == sentence
    assert screen.banner.property("state") == state


def test_no_alarm_never_hides_what_was_not_checked(screen: PrimaryScreen) -> None:
    screen.show_view(views.primary_view(scenes.CLEAN))
    assert screen.banner.note.text() == "lookouts not checked"


def test_a_vehicle_that_is_held_says_so(screen: PrimaryScreen) -> None:
    made = views.recent()[3].made
    standing = MadeDecision(ref=made.ref, hlc=1, decision=made.decision)
    held = replace(scenes.CLEAN, decisions=(standing,))
    screen.show_view(views.primary_view(held))
    assert screen.banner.sentence.text() == "Held in lane: officer's judgement"


def test_the_last_release_can_be_taken_back_while_it_has_not_left(
    qtbot: QtBot, screen: PrimaryScreen
) -> None:
    asked: list[bool] = []
    screen.undo_requested.connect(lambda: asked.append(True))
    view = views.primary_view(None)
    screen.show_view(view)
    assert screen.empty.recent.undo.text() == "Ctrl+Z  Undo 4 s"
    qtbot.mouseClick(screen.empty.recent.undo, Qt.MouseButton.LeftButton)
    qtbot.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 2
    gone = tuple(replace(item, undo_left_s=None) for item in view.recent)
    screen.show_view(replace(view, recent=gone))
    assert screen.empty.recent.undo.isHidden()


def test_a_change_of_language_keeps_the_case_the_selection_and_the_keys(
    qapp: QApplication, screen: PrimaryScreen
) -> None:
    screen.show_view(replace(views.primary_view(scenes.GAMMA), selected=2))
    with speaking(qapp, Tongue.FRENCH):
        QApplication.sendPostedEvents()
        assert screen.banner.sentence.text() == "RENVOYER — alarme gamma sur ce véhicule"
        assert screen.bar.release.caption.text() == "Libérer"
        assert screen.vehicle.person.family_name.text() == "OKAFOR"
        assert screen.vehicle.occupants.cards[2].property("state") == "selected"
    QApplication.sendPostedEvents()
    assert screen.bar.release.caption.text() == "Release"


def test_a_smaller_screen_leaves_out_the_drawing_and_not_the_words(
    qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, ThemeName.DAY, COMPACT)
    screen = PrimaryScreen()
    qtbot.addWidget(screen)
    screen.resize(*COMPACT)
    screen.show_view(views.primary_view(scenes.CLEAN))
    screen.show()
    assert screen.vehicle.face.icon.isHidden()
    assert "Kiosk not connected" in screen.vehicle.face.act.text()


def test_the_table_names_what_the_screen_does() -> None:
    assert {ActionId.REFER, ActionId.RELEASE, ActionId.UNDO} <= set(PrimaryScreen().handlers())
