"""Two keys decide, nothing locked can be armed, and every intent leaves as exactly one signal."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.decision import Disposition
from app.domain.finding import FindingKind
from app.domain.identifiers import CaseId
from tests.widgets.secondary import views
from tests.widgets.secondary.views import open_case, with_case
from widgets.common.theme import Density
from widgets.secondary.screen import SecondaryScreen
from widgets.secondary.state import DECISION_KEYS, SecondaryView

KEYS = {
    Disposition.EXAMINE: Qt.Key.Key_F5,
    Disposition.HOLD_FOR_SPECIALIST: Qt.Key.Key_F6,
    Disposition.RESCAN: Qt.Key.Key_F7,
    Disposition.RELEASE: Qt.Key.Key_F9,
}


@pytest.mark.parametrize("disposition", list(KEYS))
def test_one_key_arms_its_act(
    keyed: SecondaryScreen, qtbot: QtBot, disposition: Disposition
) -> None:
    keyed.show_view(with_case(open_case()))
    with (
        qtbot.waitSignal(keyed.arm_requested) as armed,
        qtbot.assertNotEmitted(keyed.commit_requested),
    ):
        qtbot.keyClick(keyed, KEYS[disposition])
    assert armed.args == [disposition]


def test_enter_commits_what_is_armed(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    keyed.show_view(with_case(open_case(armed=Disposition.RESCAN)))
    with qtbot.waitSignal(keyed.commit_requested):
        qtbot.keyClick(keyed, Qt.Key.Key_Return)


def test_enter_without_anything_armed_commits_nothing(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    keyed.show_view(with_case(open_case()))
    with qtbot.assertNotEmitted(keyed.commit_requested):
        qtbot.keyClick(keyed, Qt.Key.Key_Return)


def test_a_locked_key_arms_nothing_and_says_why(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    keyed.show_view(with_case(open_case(keys=views.KEYS)))
    with qtbot.assertNotEmitted(keyed.arm_requested):
        qtbot.keyClick(keyed, Qt.Key.Key_F9)
        qtbot.mouseClick(keyed.decision.keys[Disposition.RELEASE], Qt.MouseButton.LeftButton)
    assert keyed.decision.keys[Disposition.RELEASE].locked
    assert keyed.decision.reasons.text().startswith("F9 locked: gamma alarm open, seal differs")
    assert "gamma alarm open" in keyed.decision.keys[Disposition.RELEASE].accessibleDescription()


def test_without_a_case_no_key_does_anything(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    keyed.show_view(views.empty_view())
    with (
        qtbot.assertNotEmitted(keyed.arm_requested),
        qtbot.assertNotEmitted(keyed.commit_requested),
        qtbot.assertNotEmitted(keyed.case_selected),
    ):
        for key in (*KEYS.values(), Qt.Key.Key_Return, Qt.Key.Key_J, Qt.Key.Key_T, Qt.Key.Key_I):
            qtbot.keyClick(keyed, key)


def test_a_press_arms_and_a_later_press_commits(
    keyed: SecondaryScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QElapsedTimer, "elapsed", lambda _timer: 10_000)
    key = keyed.decision.keys[Disposition.EXAMINE]
    keyed.show_view(with_case(open_case()))
    with qtbot.waitSignal(keyed.arm_requested):
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    keyed.show_view(with_case(open_case(armed=Disposition.EXAMINE)))
    with qtbot.waitSignal(keyed.commit_requested):
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)


def test_a_double_click_arms_but_does_not_commit(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    key = keyed.decision.keys[Disposition.EXAMINE]
    keyed.arm_requested.connect(
        lambda disposition: keyed.show_view(with_case(open_case(armed=disposition)))
    )
    keyed.show_view(with_case(open_case()))
    with qtbot.assertNotEmitted(keyed.commit_requested):
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
        qtbot.mouseDClick(key, Qt.MouseButton.LeftButton)


def test_an_armed_key_says_that_enter_confirms(screen: SecondaryScreen) -> None:
    screen.show_view(with_case(open_case(armed=Disposition.EXAMINE)))
    key = screen.decision.keys[Disposition.EXAMINE]
    assert key.property("state") == "armed"
    assert key.sub.text() == "Enter"
    assert key.toolTip() == "Enter confirms, Esc takes it back"


def test_enter_in_the_note_ends_the_note_and_commits_nothing(
    keyed: SecondaryScreen, qtbot: QtBot
) -> None:
    keyed.show_view(with_case(open_case(armed=Disposition.EXAMINE)))
    note = keyed.decision.note
    qtbot.keyClick(keyed, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert note.hasFocus()
    with (
        qtbot.assertNotEmitted(keyed.commit_requested),
        qtbot.waitSignal(keyed.note_changed) as noted,
    ):
        qtbot.keyClick(note, "i")
        qtbot.keyClick(note, Qt.Key.Key_Return)
    assert noted.args == ["i"]
    assert not note.hasFocus()


def test_the_note_belongs_to_its_case(screen: SecondaryScreen) -> None:
    screen.show_view(with_case(open_case(note="door stuck")))
    screen.decision.note.setText("door stuck, opened")
    screen.show_view(with_case(open_case(note="door stuck", on_screen_min=15)))
    assert screen.decision.note.text() == "door stuck, opened"
    screen.show_view(with_case(open_case(case_id=CaseId("case-2"))))
    assert screen.decision.note.text() == ""


def test_j_and_k_go_down_and_up_the_work_list(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    keyed.show_view(with_case(open_case(case_id=CaseId("case-2"))))
    for key, wanted in ((Qt.Key.Key_J, "case-3"), (Qt.Key.Key_K, "case-1")):
        with qtbot.waitSignal(keyed.case_selected) as selected:
            qtbot.keyClick(keyed, key)
        assert selected.args == [wanted]


def test_j_opens_the_first_case_when_none_is_open(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    keyed.show_view(SecondaryView(work=views.work_rows()))
    with qtbot.waitSignal(keyed.case_selected) as selected:
        qtbot.keyClick(keyed, Qt.Key.Key_J)
    assert selected.args == ["case-1"]


def test_a_card_opens_its_case_whatever_the_order(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    keyed.show_view(SecondaryView(work=views.work_rows()))
    keyed.show_view(SecondaryView(work=tuple(reversed(views.work_rows()))))
    with qtbot.waitSignal(keyed.case_selected) as selected:
        qtbot.mouseClick(keyed.work.cards[0], Qt.MouseButton.LeftButton)
    assert selected.args == ["case-6"]


def test_a_case_that_stays_keeps_its_card_and_one_that_goes_takes_it_along(
    screen: SecondaryScreen,
) -> None:
    rows = views.work_rows()
    screen.show_view(SecondaryView(work=rows))
    kept = screen.work.cards[2]
    screen.show_view(SecondaryView(work=rows[2:]))
    assert screen.work.cards[0] is kept
    assert len(screen.work.cards) == len(rows) - 2


def test_pressing_a_new_alarm_acknowledges_it_once(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    keyed.show_view(views.gamma_view())
    with qtbot.waitSignal(keyed.acknowledge_requested) as acknowledged:
        qtbot.mouseClick(keyed.referral.chips[0], Qt.MouseButton.LeftButton)
    assert acknowledged.args == [FindingKind.GAMMA_ALARM]
    seen = replace(views.GAMMA, acknowledged=True)
    keyed.show_view(with_case(replace(views.gamma_case(), findings=(seen,))))
    with qtbot.assertNotEmitted(keyed.acknowledge_requested):
        qtbot.mouseClick(keyed.referral.chips[0], Qt.MouseButton.LeftButton)


def test_the_first_unacknowledged_alarm_is_the_most_urgent_one(screen: SecondaryScreen) -> None:
    fresh_seal = replace(views.SEAL_DIFFERS, acknowledged=False)
    case = replace(views.gamma_case(), findings=(views.NEUTRON_CLEAR, fresh_seal, views.GAMMA))
    screen.show_view(with_case(case))
    assert screen.first_unacknowledged() == views.GAMMA
    screen.show_view(views.empty_view())


def test_t_asks_for_the_next_spectrum_and_after_the_last_for_the_first(
    keyed: SecondaryScreen, qtbot: QtBot
) -> None:
    keyed.show_view(views.seal_view())
    with qtbot.waitSignal(keyed.spectrum_selected) as asked:
        qtbot.keyClick(keyed, Qt.Key.Key_T)
    assert asked.args == [1]


def test_a_change_of_width_changes_the_arrangement_and_loses_nothing(
    screen: SecondaryScreen, qtbot: QtBot
) -> None:
    screen.show_view(views.gamma_view())
    for width, density in ((1366, Density.COMPACT), (1920, Density.WIDE), (1366, Density.COMPACT)):
        screen.resize(width, 721)
        with qtbot.waitExposed(screen):
            screen.show()
        rail = density is Density.COMPACT
        assert (screen.work.shift.isVisible(), screen.panels.manifest.isVisible()) == (
            not rail,
            True,
        )
        assert screen.spectrum.plot.accessibleDescription() != "No spectrum."
        assert screen.panels.risk.isVisible() is not rail
        screen.hide()


def test_the_same_view_again_touches_nothing(
    screen: SecondaryScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.show_view(views.gamma_view())
    monkeypatch.setattr(screen.decision, "show_case", lambda *_: pytest.fail("touched"))
    screen.show_view(views.gamma_view())


def test_the_keys_are_in_the_order_of_the_keyboard(screen: SecondaryScreen) -> None:
    assert [name for name, _ in DECISION_KEYS] == ["F5", "F6", "F7", "F9"]
    tops = [screen.decision.body.indexOf(key) for key in screen.decision.keys.values()]
    assert tops == sorted(tops)


def test_a_problem_stands_beside_the_keys(screen: SecondaryScreen) -> None:
    screen.show_view(views.offline_view())
    assert screen.decision.problem.text == "Not recorded since 14:24: disk full"
    screen.show_view(views.gamma_view())
    assert not screen.decision.problem.isVisibleTo(screen)


def test_a_letter_typed_in_the_note_is_no_command(keyed: SecondaryScreen, qtbot: QtBot) -> None:
    keyed.show_view(views.gamma_view())
    keyed.decision.note.setFocus()
    with qtbot.assertNotEmitted(keyed.case_selected):
        qtbot.keyClicks(keyed.decision.note, "jk")
    assert keyed.decision.note.text() == "jk"
    assert QApplication.focusWidget() is keyed.decision.note
