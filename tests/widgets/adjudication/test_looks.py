"""The screen as an officer sees it: golden images, no text cut or covered, names for readers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui_tools.clipping import clipped
from tests.ui_tools.goldens import assert_golden, grabbed
from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import COMPACT, WIDE, Stage, dress, stage
from tests.widgets.adjudication import page, views
from widgets.adjudication.screen import AdjudicationScreen
from widgets.adjudication.state import AdjudicationView
from widgets.common.chip import PriorityChip
from widgets.common.key_button import KeyButton
from widgets.common.theme import ThemeName
from widgets.radiation.spectrum_plot import SpectrumPlot

DAY, NIGHT = ThemeName.DAY, ThemeName.NIGHT
EN, FR = Tongue.ENGLISH, Tongue.FRENCH
SETTLING_ROUNDS = 4
VIEWS: dict[str, Callable[[], AdjudicationView]] = {
    "tiles": lambda: page.on_screen(views.tiles()),
    "caesium": lambda: page.on_screen(views.caesium()),
    "patient": lambda: page.on_screen(views.patient()),
    "shielded": lambda: page.on_screen(views.shielded()),
    "possible-snm": lambda: page.on_screen(views.possible_snm()),
    "slices": lambda: page.on_screen(views.slices()),
    "searching": lambda: page.on_screen(views.searching()),
    "no-spectrum": lambda: replace(page.on_screen(views.no_spectrum()), problem="the disk is full"),
    "closed": lambda: page.on_screen(views.closed()),
    "empty": page.empty,
}
GOLDENS = [
    ("tiles", DAY, EN, WIDE),
    ("tiles", NIGHT, FR, WIDE),
    ("tiles", NIGHT, EN, COMPACT),
    ("caesium", NIGHT, EN, WIDE),
    ("caesium", DAY, FR, WIDE),
    ("caesium", DAY, FR, COMPACT),
    ("caesium", NIGHT, EN, COMPACT),
    ("patient", NIGHT, EN, WIDE),
    ("patient", NIGHT, FR, WIDE),
    ("shielded", NIGHT, EN, WIDE),
    ("shielded", NIGHT, FR, WIDE),
    ("possible-snm", NIGHT, EN, WIDE),
    ("possible-snm", DAY, FR, COMPACT),
    ("slices", DAY, EN, WIDE),
    ("slices", NIGHT, FR, WIDE),
    ("slices", NIGHT, EN, COMPACT),
    ("slices", DAY, FR, COMPACT),
    ("searching", DAY, EN, COMPACT),
    ("searching", NIGHT, FR, WIDE),
    ("empty", DAY, EN, WIDE),
]


def golden_name(name: str, theme: ThemeName, tongue: Tongue, size: tuple[int, int]) -> str:
    return f"radiation-{name}-{theme}-{tongue}-{'wide' if size == WIDE else 'compact'}"


def on_stage(qtbot: QtBot, name: str, size: tuple[int, int]) -> Stage:
    view = VIEWS[name]()

    def make() -> AdjudicationScreen:
        screen = AdjudicationScreen()
        screen.show_view(view)
        return screen

    window = stage(qtbot, make, size=size, title="RADIATION")
    for _ in range(SETTLING_ROUNDS):  # a layout in a scroll area asks for another one
        QApplication.processEvents()
    return window


@pytest.mark.parametrize(
    ("name", "theme", "tongue", "size"),
    GOLDENS,
    ids=[golden_name(*item) for item in GOLDENS],
)
def test_the_screen_looks_as_it_was_approved(
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
    assert_golden(image, golden_name(name, theme, tongue, size), spare=tmp_path)


@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
@pytest.mark.parametrize("tongue", list(Tongue))
@pytest.mark.parametrize("name", list(VIEWS))
def test_no_text_is_cut_or_covered(
    qtbot: QtBot, qapp: QApplication, name: str, tongue: Tongue, size: tuple[int, int]
) -> None:
    dress(qapp, NIGHT, size)
    with speaking(qapp, tongue):
        window = on_stage(qtbot, name, size)
        assert (window.width(), window.height()) == size
        assert clipped(window.screen_shown) == []


@pytest.mark.parametrize("tongue", [EN, FR])
@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
def test_everything_that_takes_the_focus_or_means_something_has_a_name(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int], tongue: Tongue
) -> None:
    dress(qapp, DAY, size)
    with speaking(qapp, tongue):
        window = on_stage(qtbot, "caesium", size)
        nameless = [
            type(widget).__name__
            for widget in window.screen_shown.findChildren(QWidget)
            if widget.isVisible() and _must_be_named(widget) and not _name(widget).strip()
        ]
    assert nameless == []


def _must_be_named(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab or isinstance(widget, PriorityChip | KeyButton | SpectrumPlot)


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""
