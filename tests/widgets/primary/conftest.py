"""A primary screen with its keys, as the workstation gives them to it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui_tools.keyed import give_keys
from tests.ui_tools.stage import WIDE
from widgets.common.actions import ScreenId
from widgets.primary.screen import PrimaryScreen


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[PrimaryScreen]:
    """The screen in an active window with its keys, as the workstation gives them to it."""
    made = PrimaryScreen()
    qtbot.addWidget(made)
    made.resize(*WIDE)
    give_keys(qtbot, made, ScreenId.PRIMARY)
    yield made
    made.close()
