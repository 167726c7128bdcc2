"""What counts as looking at an image, and what its place on the list may tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clearance.readings import DWELL_S
from app.shell.stations.secondary_page import as_seen
from tests.shell.booth import shown_booth
from tests.shell.test_secondary_review import FIRST, SECOND, Bay
from widgets.common.action_spec import ScreenId


@pytest.fixture
def bay(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Bay]:
    booth = shown_booth(qtbot, qapp)
    bay = Bay(qtbot, booth, tmp_path)
    bay.sit(FIRST)
    yield bay
    booth.close()


def test_an_image_behind_another_screen_is_not_looked_at(bay: Bay) -> None:
    bay.open()
    looked_s = bay.shown.review.look.dwell_s
    assert looked_s is not None
    assert looked_s == pytest.approx(DWELL_S + 1)
    bay.booth.workstation.go(ScreenId.RADIATION)
    bay.booth.clock.advance(60)
    assert bay.shown.review.look.dwell_s == pytest.approx(looked_s)
    bay.booth.workstation.go(ScreenId.SECONDARY)
    bay.qtbot.waitUntil(lambda: bay.presenter._sight._since_s is not None)
    bay.booth.clock.advance(2)
    assert bay.shown.review.look.dwell_s == pytest.approx(looked_s + 2)


def test_nobody_sees_a_case_where_nobody_is_signed_in(bay: Bay) -> None:
    bay.read(Qt.Key.Key_F5, mark=True)
    assert as_seen(bay.case, None) is None
    seen = as_seen(bay.case, SECOND)
    assert seen is not None
    assert seen.readings == ()
