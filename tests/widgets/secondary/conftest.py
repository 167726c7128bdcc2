"""A secondary screen with the keys of the action table, as the workstation gives them to it."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui_tools.keyed import give_keys
from tests.widgets.secondary.loads import plain_lut
from widgets.common.actions import ScreenId
from widgets.secondary.screen import SecondaryScreen


@pytest.fixture
def screen(qtbot: QtBot) -> SecondaryScreen:
    """The screen without a window: what it shows and says can be asked."""
    screen = SecondaryScreen(plain_lut)
    qtbot.addWidget(screen)
    screen.resize(1920, 1019)
    return screen


@pytest.fixture
def keyed(screen: SecondaryScreen, qtbot: QtBot) -> SecondaryScreen:
    """The screen in an active window, with its own actions; the others are the workstation's."""
    give_keys(qtbot, screen, ScreenId.SECONDARY)
    screen.setFocus()
    return screen
