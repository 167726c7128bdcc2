"""A primary screen with its keys, as the workstation gives them to it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui_tools.stage import WIDE
from widgets.common.actions import ScreenId, build_actions, specs_for
from widgets.primary.screen import PrimaryScreen


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[PrimaryScreen]:
    """The screen in an active window with its keys, as the workstation gives them to it."""
    made = PrimaryScreen()
    qtbot.addWidget(made)
    made.resize(*WIDE)
    handlers = made.handlers()
    own = [spec for spec in specs_for(ScreenId.PRIMARY) if spec.action in handlers]
    build_actions(made, own, handlers)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
