"""Whoever cannot see the screen hears what is on it, and every key is reached without a mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import COMPACT, WIDE, dress, stage
from tests.widgets.shown import SHOWN
from widgets.common.chip import PriorityChip
from widgets.common.key_button import KeyButton
from widgets.common.theme import Density, ThemeName, load_theme
from widgets.primary.count_plot import CountPlot

MM_PER_PX = {WIDE: 531.0 / 1920, COMPACT: 344.0 / 1366}  # 24 inch and 15.6 inch screens
BOOTH_KEY_MM_MIN = 20.0
TARGET_PX_MIN = 24


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.FRENCH])
@pytest.mark.parametrize("name", SHOWN)
def test_everything_that_takes_the_focus_or_means_something_has_a_name(
    qapp: QApplication, qtbot: QtBot, name: str, tongue: Tongue
) -> None:
    with speaking(qapp, tongue):
        window = stage(qtbot, SHOWN[name].make, size=WIDE, sync=SHOWN[name].sync)
        nameless = [
            f"{type(widget).__name__} {widget.objectName()}"
            for widget in window.screen_shown.findChildren(QWidget)
            if widget.isVisible() and _must_be_named(widget) and not _name(widget).strip()
        ]
    assert nameless == []


def _must_be_named(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab or isinstance(widget, PriorityChip | CountPlot | KeyButton)


@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
def test_a_gloved_finger_hits_the_decision_keys(
    qapp: QApplication, qtbot: QtBot, size: tuple[int, int]
) -> None:
    dress(qapp, ThemeName.DAY, size)
    for name in ("primary-gamma", "primary-reasons"):
        window = stage(qtbot, SHOWN[name].make, size=size)
        for key in window.findChildren(KeyButton):
            if key.isVisible():
                least_px = min(key.width(), key.height())
                assert least_px * MM_PER_PX[size] >= BOOTH_KEY_MM_MIN, key.accessibleName()


def test_key_heights_are_those_of_the_tokens(qapp: QApplication, qtbot: QtBot) -> None:
    for size in (WIDE, COMPACT):
        dress(qapp, ThemeName.DAY, size)
        sizes = load_theme(ThemeName.DAY, Density.of_width(size[0])).sizes_px
        window = stage(qtbot, SHOWN["primary-clean"].make, size=size)
        heights = {key.height() for key in window.findChildren(KeyButton) if key.isVisible()}
        assert min(heights) >= sizes["key_height"]


@pytest.mark.parametrize("name", SHOWN)
def test_no_button_is_smaller_than_a_fingertip(qtbot: QtBot, name: str) -> None:
    window = stage(qtbot, SHOWN[name].make, size=COMPACT)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            assert min(button.width(), button.height()) >= TARGET_PX_MIN, button.text()


def _reached_by_arrows(widget: QWidget) -> bool:
    """One of several choices: Tab stops at the chosen one, the arrows go to the others."""
    return isinstance(widget, QAbstractButton) and widget.isCheckable() and not widget.isChecked()


@pytest.mark.parametrize("name", ["primary-gamma", "sign-in", "status", "lock"])
def test_tab_goes_round_to_every_control(qtbot: QtBot, name: str) -> None:
    window = stage(qtbot, SHOWN[name].make, size=WIDE)
    with qtbot.waitActive(window):
        window.activateWindow()
    wanted = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not _reached_by_arrows(widget)
    }
    reached: set[QWidget] = set()
    for _ in range(len(wanted) + 10):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None:
            reached.add(focused)
    assert [_name(widget) for widget in wanted - reached] == []
