"""The image-quality page: what it says, its keys, and how it looks."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui_tools.clipping import clipped
from tests.ui_tools.goldens import assert_golden, grabbed
from tests.ui_tools.keyed import give_keys
from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import COMPACT, WIDE, Stage, dress, stage
from tests.widgets.quality import views
from widgets.common.actions import ScreenId
from widgets.common.theme import ThemeName
from widgets.quality.screen import QualityScreen
from widgets.quality.state import Figure, ImagerQuality, QualityView, figure_of
from widgets.quality.words import figure_words

VIEWS = {"full": views.full_view, "empty": views.empty_view}
GOLDENS = [
    ("full", ThemeName.NIGHT, Tongue.ENGLISH, WIDE),
    ("full", ThemeName.DAY, Tongue.FRENCH, WIDE),
    ("full", ThemeName.DAY, Tongue.ENGLISH, COMPACT),
    ("full", ThemeName.NIGHT, Tongue.FRENCH, COMPACT),
    ("empty", ThemeName.DAY, Tongue.FRENCH, COMPACT),
]


def on_stage(qtbot: QtBot, name: str, size: tuple[int, int]) -> Stage:
    def make() -> QualityScreen:
        screen = QualityScreen()
        screen.show_view(VIEWS[name]())
        return screen

    return stage(qtbot, make, size=size, title="IMAGE QUALITY")


@pytest.mark.parametrize(("name", "theme", "tongue", "size"), GOLDENS)
def test_the_page_looks_as_it_was_approved(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    name: str,
    theme: ThemeName,
    tongue: Tongue,
    size: tuple[int, int],
) -> None:
    dress(qapp, theme, size)
    with speaking(qapp, tongue):
        image = grabbed(on_stage(qtbot, name, size))
    kind = "wide" if size == WIDE else "compact"
    assert_golden(image, f"quality-{name}-{theme}-{tongue}-{kind}", spare=tmp_path)


@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
@pytest.mark.parametrize("tongue", list(Tongue))
@pytest.mark.parametrize("name", list(VIEWS))
def test_no_text_is_cut_or_covered(
    qtbot: QtBot, qapp: QApplication, name: str, tongue: Tongue, size: tuple[int, int]
) -> None:
    dress(qapp, ThemeName.DAY, size)
    with speaking(qapp, tongue):
        assert clipped(on_stage(qtbot, name, size).screen_shown) == []


@pytest.fixture
def keyed(qtbot: QtBot) -> QualityScreen:
    screen = QualityScreen()
    qtbot.addWidget(screen)
    screen.show_view(views.full_view())
    give_keys(qtbot, screen, ScreenId.QUALITY)
    screen.setFocus()
    return screen


def test_j_and_k_go_through_the_imagers_and_stop_at_both_ends(
    keyed: QualityScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(keyed.imager_selected) as moved:
        qtbot.keyClick(keyed, Qt.Key.Key_J)
    assert moved.args == [1]
    with qtbot.assertNotEmitted(keyed.imager_selected):
        qtbot.keyClick(keyed, Qt.Key.Key_J)
    with qtbot.waitSignal(keyed.imager_selected) as moved:
        qtbot.keyClick(keyed, Qt.Key.Key_K)
    assert moved.args == [0]


@pytest.mark.parametrize(("number", "figure"), list(enumerate(Figure, start=1)))
def test_a_digit_chooses_the_figure_that_is_followed(
    keyed: QualityScreen, qtbot: QtBot, number: int, figure: Figure
) -> None:
    qtbot.keyClick(keyed, Qt.Key(Qt.Key.Key_0 + number))
    down = [item for item, button in keyed.trend.buttons.items() if button.isChecked()]
    assert down == [figure]


def test_where_nothing_was_seen_it_is_said(qtbot: QtBot) -> None:
    screen = QualityScreen()
    qtbot.addWidget(screen)
    blind = replace(views.quality(), penetration_mm=None)
    imager = ImagerQuality(device="VACIS P7500", energy_mv=9.0, measured=(blind,))
    screen.show_view(QualityView(imagers=(imager,)))
    shown = [part.text() for part in screen.figures.findChildren(QLabel)]
    assert "none seen" in shown
    assert "simulated" in screen.figures.aside.text()


def test_resolution_is_that_of_the_worse_direction() -> None:
    assert figure_of(views.quality(), Figure.RESOLUTION) == 0.081
    half = replace(views.quality(), mtf10_upright_per_mm=None)
    assert figure_of(half, Figure.RESOLUTION) is None
    assert figure_words(Figure.RESOLUTION, None) == "none seen"


def test_measurements_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order of time"):
        ImagerQuality(device="x", energy_mv=None, measured=(views.quality(0), views.quality(1)))
