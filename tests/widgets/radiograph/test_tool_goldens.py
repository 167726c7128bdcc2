"""What the tools looked like when somebody last looked and said yes, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.annotation import PixelBox
from app.radiography.windows import Levels, review_lut
from app.shell.stations.image_measure import ImageMeasure
from tests.ui_tools.goldens import assert_golden, grabbed
from tests.ui_tools.languages import Tongue, speaking
from tests.widgets.radiograph.scene import AIR, OPEN, PIXEL_MM, levels
from widgets.common.theme import Density, ThemeName, apply_theme, load_theme
from widgets.radiograph.review_view import ReviewView

SIZES = [(ThemeName.NIGHT, Tongue.ENGLISH), (ThemeName.DAY, Tongue.FRENCH)]


@pytest.fixture(params=SIZES, ids=["night-en", "day-fr"])
def named(
    request: pytest.FixtureRequest, qtbot: QtBot, dressed: QApplication
) -> Iterator[tuple[ReviewView, str]]:
    """A view of 1000 x 400 with two marks, and what its goldens' names end in."""
    theme, language = request.param
    apply_theme(dressed, load_theme(theme, Density.WIDE))
    with speaking(dressed, language):
        view = ReviewView(review_lut)
        qtbot.addWidget(view)
        view.resize(1000, 400)
        with qtbot.waitExposed(view):
            view.show()
        view.set_image(levels(), PIXEL_MM)
        view.set_window(OPEN, as_reset=True)
        view.set_measure(ImageMeasure(Levels(air=AIR, floor=10)))
        view.add_mark(PixelBox(left=1700, top=60, right=1900, bottom=160))
        view.add_mark(PixelBox(left=1000, top=200, right=1200, bottom=400))
        yield view, f"{theme}-{language}"


def test_marks_a_region_and_the_overview(named: tuple[ReviewView, str], tmp_path: Path) -> None:
    view, name = named
    view.toggle_overview()
    view.arm_region()
    view.finish()
    assert_golden(grabbed(view), f"radiograph-region-{name}", spare=tmp_path)


def test_a_profile_and_histograms(named: tuple[ReviewView, str], tmp_path: Path) -> None:
    view, name = named
    view.arm_profile()
    view.finish()
    view.toggle_histogram()
    QApplication.processEvents()
    assert_golden(grabbed(view), f"radiograph-curves-{name}", spare=tmp_path)


def test_a_ruler_and_the_loupe_in_a_mirrored_view(
    named: tuple[ReviewView, str], tmp_path: Path
) -> None:
    view, name = named
    view.toggle_mirror()
    view.arm_ruler()
    for _ in range(8):
        QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    view.finish()
    view.toggle_loupe()
    for place in (QPoint(240, 280), QPoint(250, 280)):  # a move to where it was is none
        QTest.mouseMove(view, place)
    QApplication.processEvents()
    assert_golden(grabbed(view), f"radiograph-loupe-{name}", spare=tmp_path)
