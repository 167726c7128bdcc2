"""A view that shows the known scene, with the fonts and theme of the workstation."""

from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.radiography.windows import review_lut
from tests.widgets.radiograph.reviewing import MEASURE
from tests.widgets.radiograph.scene import OPEN, PIXEL_MM, levels
from widgets.common.fonts import load_fonts
from widgets.common.theme import Density, ThemeName, apply_theme, load_theme
from widgets.radiograph.radiograph_view import RadiographView
from widgets.radiograph.review_view import ReviewView

Shown = TypeVar("Shown", bound=RadiographView)


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application with its fonts and the night theme."""
    load_fonts(qapp)
    apply_theme(qapp, load_theme(ThemeName.NIGHT, Density.WIDE))
    return qapp


def shown(view: Shown, qtbot: QtBot) -> Shown:
    """A view of 800 x 300 logical pixels on the scene, which is 12 x 3 m."""
    qtbot.addWidget(view)
    view.resize(800, 300)
    with qtbot.waitExposed(view):
        view.show()
    view.set_image(levels(), PIXEL_MM)
    view.set_window(OPEN, as_reset=True)
    return view


@pytest.fixture
def view(qtbot: QtBot, dressed: QApplication) -> RadiographView:
    """The plain view."""
    return shown(RadiographView(review_lut), qtbot)


@pytest.fixture
def review(qtbot: QtBot, dressed: QApplication) -> ReviewView:
    """The view with every tool of a review."""
    view = shown(ReviewView(review_lut), qtbot)
    view.set_measure(MEASURE)
    return view
