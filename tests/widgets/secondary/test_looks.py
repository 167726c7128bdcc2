"""The screen as an officer sees it: golden images, no text cut or covered, names for readers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.radiography.palettes import material_colours
from tests.ui_tools import post
from tests.ui_tools.clipping import clipped
from tests.ui_tools.goldens import assert_golden, grabbed
from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import COMPACT, WIDE, Stage, dress, stage
from tests.widgets.secondary import reviews, views
from tests.widgets.secondary.loads import WINDOWS, plain_lut, truck_levels, truck_material
from widgets.common.actions import ActionId
from widgets.common.theme import ThemeName
from widgets.secondary.screen import SecondaryScreen
from widgets.secondary.state import ImageStatus, SecondaryView

VIEWS = {
    "gamma": views.gamma_view,
    "seal": views.seal_view,
    "bare": views.bare_view,
    "empty": views.empty_view,
    "offline": views.offline_view,
    "review": reviews.review_view,
    "comparing": reviews.review_view,
    "first-look": reviews.first_look_view,
    "arbitration": reviews.arbitration_view,
}
SETTLING_ROUNDS = 4
GOLDENS = [
    ("gamma", ThemeName.NIGHT, Tongue.ENGLISH, WIDE),
    ("gamma", ThemeName.DAY, Tongue.FRENCH, WIDE),
    ("gamma", ThemeName.DAY, Tongue.ENGLISH, COMPACT),
    ("gamma", ThemeName.NIGHT, Tongue.FRENCH, COMPACT),
    ("seal", ThemeName.DAY, Tongue.ENGLISH, WIDE),
    ("seal", ThemeName.NIGHT, Tongue.FRENCH, COMPACT),
    ("bare", ThemeName.NIGHT, Tongue.ENGLISH, WIDE),
    ("bare", ThemeName.DAY, Tongue.FRENCH, COMPACT),
    ("empty", ThemeName.DAY, Tongue.ENGLISH, WIDE),
    ("empty", ThemeName.NIGHT, Tongue.FRENCH, COMPACT),
    ("offline", ThemeName.NIGHT, Tongue.FRENCH, WIDE),
    ("offline", ThemeName.DAY, Tongue.ENGLISH, COMPACT),
    ("review", ThemeName.NIGHT, Tongue.ENGLISH, WIDE),
    ("review", ThemeName.DAY, Tongue.FRENCH, WIDE),
    ("review", ThemeName.NIGHT, Tongue.ENGLISH, COMPACT),
    ("review", ThemeName.DAY, Tongue.FRENCH, COMPACT),
    ("comparing", ThemeName.NIGHT, Tongue.FRENCH, WIDE),
    ("comparing", ThemeName.DAY, Tongue.ENGLISH, COMPACT),
    ("first-look", ThemeName.NIGHT, Tongue.FRENCH, WIDE),
    ("first-look", ThemeName.DAY, Tongue.ENGLISH, COMPACT),
    ("arbitration", ThemeName.DAY, Tongue.ENGLISH, WIDE),
    ("arbitration", ThemeName.NIGHT, Tongue.FRENCH, COMPACT),
]


def golden_name(name: str, theme: ThemeName, tongue: Tongue, size: tuple[int, int]) -> str:
    return f"secondary-{name}-{theme}-{tongue}-{'wide' if size == WIDE else 'compact'}"


def screen_for(view: SecondaryView, *, comparing: bool = False) -> SecondaryScreen:
    screen = SecondaryScreen(plain_lut)
    screen.show_view(view)
    if view.case is not None and view.case.image.status is ImageStatus.READY:
        screen.show_image(truck_levels(), views.scan(), WINDOWS)
        if (choice := view.case.review.compare.current) is not None:
            screen.show_comparison(
                truck_levels(), choice.scan, WINDOWS, laid=truck_levels(), difference=truck_levels()
            )
            screen.show_layers(
                cleaned=truck_levels(), material=truck_material(), make_colours=material_colours
            )
            screen.image.view.set_annotations(reviews.MARKS)
            screen.panels.marks.show_marks(reviews.MARKS)
            for action in (ActionId.HINTS, ActionId.PALETTE_DUAL):
                screen.handlers()[action]()
    if comparing:
        screen.handlers()[ActionId.COMPARE]()
    return screen


def on_stage(qtbot: QtBot, name: str, size: tuple[int, int]) -> Stage:
    view = VIEWS[name]()
    sync = post.OFFLINE if view.offline else post.ONLINE
    window = stage(
        qtbot,
        lambda: screen_for(view, comparing=name == "comparing"),
        size=size,
        sync=sync,
        title="SECONDARY",
    )
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
        window = on_stage(qtbot, name, size)
        image = grabbed(window)
    assert_golden(image, golden_name(name, theme, tongue, size), spare=tmp_path)


@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
@pytest.mark.parametrize("tongue", list(Tongue))
@pytest.mark.parametrize("name", list(VIEWS))
def test_no_text_is_cut_or_covered(
    qtbot: QtBot, qapp: QApplication, name: str, tongue: Tongue, size: tuple[int, int]
) -> None:
    dress(qapp, ThemeName.NIGHT, size)
    with speaking(qapp, tongue):
        window = on_stage(qtbot, name, size)
        assert clipped(window.screen_shown) == []


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.FRENCH])
@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int], tongue: Tongue
) -> None:
    dress(qapp, ThemeName.DAY, size)
    with speaking(qapp, tongue):
        window = on_stage(qtbot, "seal", size)
        shown = focusable(window.screen_shown)
        nameless = [type(widget).__name__ for widget in shown if not name_of(widget)]
    assert nameless == []


def test_the_tab_key_reaches_everything_that_takes_the_focus(
    qtbot: QtBot, qapp: QApplication
) -> None:
    dress(qapp, ThemeName.DAY, WIDE)
    window = on_stage(qtbot, "seal", WIDE)
    with qtbot.waitActive(window):
        window.activateWindow()
    wanted = {group_of(widget) for widget in focusable(window.screen_shown)}
    reached: set[QObject] = set()
    for _ in range(3 * len(wanted) + 10):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        if (focused := QApplication.focusWidget()) is not None:
            reached.add(group_of(focused))
    assert wanted <= reached


def test_a_change_of_language_changes_every_word_and_loses_nothing(
    qtbot: QtBot, qapp: QApplication
) -> None:
    dress(qapp, ThemeName.DAY, WIDE)
    window = on_stage(qtbot, "gamma", WIDE)
    screen = window.screen_shown
    assert isinstance(screen, SecondaryScreen)
    screen.decision.note.setText("kept")
    with speaking(qapp, Tongue.PSEUDO):
        qapp.processEvents()
        assert screen.referral.title.text() != "WHY REFERRED"
        assert screen.image.case_header.monitor.text != "monitor: gamma alarm"
        assert screen.spectrum.plot.accessibleName() != "Spectrum"
        assert screen.image.view.has_image
    qapp.processEvents()
    assert screen.decision.note.text() == "kept"
    assert screen.referral.title.text() == "WHY REFERRED"


def test_the_normal_state_is_grey(qtbot: QtBot, qapp: QApplication) -> None:
    """Without an alarm nothing on the screen is red or amber."""
    dress(qapp, ThemeName.NIGHT, WIDE)
    window = on_stage(qtbot, "empty", WIDE)
    image = window.screen_shown.grab().toImage()
    colours = {
        image.pixelColor(x, y).rgb()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }
    assert not [rgb for rgb in colours if ((rgb >> 16) & 255) - (rgb & 255) > 60]


def focusable(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isEnabled() and widget.isVisible():
            yield widget


def group_of(widget: QWidget) -> QObject:
    """Of buttons of which one is down, Tab goes to one and the arrows go to the others."""
    group = widget.group() if isinstance(widget, QPushButton) else None
    return group or widget


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name)
