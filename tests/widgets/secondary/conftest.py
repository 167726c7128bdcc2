"""A secondary screen with the keys of the action table, as the workstation gives them to it."""

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.secondary.loads import plain_lut
from widgets.common.actions import ActionId, ScreenId, build_actions, specs_for
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
    handlers = screen.handlers()
    own = [spec for spec in specs_for(ScreenId.SECONDARY) if spec.action in handlers]
    build_actions(screen, own, {ActionId(name): handler for name, handler in handlers.items()})
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.setFocus()
    return screen
