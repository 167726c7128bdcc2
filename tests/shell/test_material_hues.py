"""The hues of most consoles are there for who wants them, and end with the officer's session."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.alarms import REVIEWER
from tests.shell.booth import shown_booth
from widgets.common.actions import ScreenId


def test_a_key_changes_the_hues_and_signing_out_brings_the_safe_ones_back(
    qtbot: QtBot, qapp: QApplication
) -> None:
    booth = shown_booth(qtbot, qapp)
    booth.sit_down(REVIEWER)
    booth.workstation.go(ScreenId.SECONDARY)
    told = [booth.workstation.hues.is_safe]
    qtbot.keyClick(booth.workstation.window, Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    told.append(booth.workstation.hues.is_safe)
    booth.workstation.session.sign_out()
    told.append(booth.workstation.hues.is_safe)
    assert told == [True, False, True]
    booth.close()
