"""Screens look as they did when they were last looked at: theme, language and size."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui_tools.goldens import assert_golden, changed_px, grabbed, pixels
from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import COMPACT, WIDE, dress, stage
from tests.widgets.shown import SHOWN
from widgets.common.theme import ThemeName

DAY, NIGHT = ThemeName.DAY, ThemeName.NIGHT
EN, FR = Tongue.ENGLISH, Tongue.FRENCH

GOLDENS = [
    ("primary-clean", DAY, EN, WIDE),
    ("primary-clean", NIGHT, FR, COMPACT),
    ("primary-gamma", DAY, EN, WIDE),
    ("primary-gamma", NIGHT, EN, WIDE),
    ("primary-gamma", DAY, FR, COMPACT),
    ("primary-gamma", NIGHT, EN, COMPACT),
    ("primary-gamma-seen", DAY, EN, COMPACT),
    ("primary-neutron", NIGHT, EN, WIDE),
    ("primary-unknown-seal", DAY, EN, COMPACT),
    ("primary-unknown-seal", NIGHT, FR, WIDE),
    ("primary-no-notice", DAY, FR, WIDE),
    ("primary-no-notice", NIGHT, EN, COMPACT),
    ("primary-arriving", DAY, EN, COMPACT),
    ("primary-bus", DAY, EN, WIDE),
    ("primary-empty", DAY, EN, WIDE),
    ("primary-empty", NIGHT, FR, COMPACT),
    ("primary-reasons", DAY, EN, COMPACT),
    ("sign-in", DAY, EN, WIDE),
    ("sign-in", NIGHT, FR, COMPACT),
    ("lock", DAY, FR, COMPACT),
    ("status", DAY, EN, WIDE),
    ("status", NIGHT, FR, COMPACT),
]


@pytest.mark.parametrize(("name", "theme", "tongue", "size"), GOLDENS)
def test_screen_looks_as_it_did(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    name: str,
    theme: ThemeName,
    tongue: Tongue,
    size: tuple[int, int],
) -> None:
    shown = SHOWN[name]
    dress(qapp, theme, size)
    with speaking(qapp, tongue):
        window = stage(qtbot, shown.make, size=size, sync=shown.sync, title=shown.title)
        image = grabbed(window)
    kind = "wide" if size == WIDE else "compact"
    assert_golden(image, f"{name}-{theme}-{tongue}-{kind}", spare=tmp_path)


def test_the_comparison_sees_one_changed_word(qapp: QApplication, qtbot: QtBot) -> None:
    window = stage(qtbot, SHOWN["primary-clean"].make, size=COMPACT)
    before = pixels(grabbed(window))
    assert changed_px(before, pixels(grabbed(window))) == 0
    window.strip.clock.setText("14:26:09")
    assert changed_px(before, pixels(grabbed(window))) > 50
