"""Screens look as they did when they were last looked at: theme, language and size."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui_tools.goldens import assert_golden, changed_px, grabbed, pixels
from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import COMPACT, WIDE, dress, stage
from tests.widgets.shown import SHOWN
from widgets.common.theme import Density, ThemeName, load_theme

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
        window = stage(
            qtbot,
            shown.make,
            size=size,
            sync=shown.sync,
            title=shown.title,
            has_strip=shown.has_strip,
        )
        image = grabbed(window)
    kind = "wide" if size == WIDE else "compact"
    assert_golden(image, f"{name}-{theme}-{tongue}-{kind}", spare=tmp_path)


@pytest.mark.parametrize("theme", [DAY, NIGHT])
@pytest.mark.parametrize(
    ("name", "share_max"), [("primary-clean", 0.0), ("primary-empty", 0.0), ("primary-gamma", 0.1)]
)
def test_alarm_colours_are_kept_for_alarms(
    qapp: QApplication, qtbot: QtBot, name: str, theme: ThemeName, share_max: float
) -> None:
    """At most a tenth of a screen is in red or amber, and nothing where there is no alarm."""
    dress(qapp, theme, WIDE)
    tokens = load_theme(theme, Density.WIDE).tokens
    seen = pixels(grabbed(stage(qtbot, SHOWN[name].make, size=WIDE)))
    colours = [QColor(colour) for colour in (tokens.p1_fill, tokens.p2_fill)]
    fills = [(colour.red(), colour.green(), colour.blue()) for colour in colours]
    alarming = np.any([(seen == fill).all(axis=2) for fill in fills], axis=0)
    assert float(alarming.mean()) <= share_max
    assert bool(alarming.any()) is (share_max > 0)


def test_the_comparison_sees_one_changed_word(qapp: QApplication, qtbot: QtBot) -> None:
    window = stage(qtbot, SHOWN["primary-clean"].make, size=COMPACT)
    before = pixels(grabbed(window))
    assert changed_px(before, pixels(grabbed(window))) == 0
    window.strip.clock.setText("14:26:09")
    assert changed_px(before, pixels(grabbed(window))) > 50
