"""What an officer does with mouse and keys changes what is seen, and says so once."""

import os
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.radiograph import Window
from app.radiography.windows import AIR_GREY, review_lut
from tests.conftest import REPOSITORY
from tests.widgets.radiograph.scene import (
    AIR,
    LENGTH_M,
    OPEN,
    PIXEL_MM,
    STEEL,
    image,
    levels,
)
from widgets.radiograph.radiograph_view import RadiographView
from widgets.radiograph.state import Mark

Left, Right = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
Alt = Qt.KeyboardModifier.AltModifier


def greys(view: RadiographView) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """What is on the screen, as grey, (height, width)."""
    shot = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(shot.constBits(), np.uint8).reshape(shot.height(), shot.bytesPerLine())
    return rows[:, : shot.width()].copy()


def drag(view: RadiographView, button: Qt.MouseButton, *path: tuple[int, int]) -> None:
    """Press at the first place, move through the others, let go at the last."""
    first, *others = [QPoint(*place) for place in path]
    QTest.mousePress(view, button, Qt.KeyboardModifier.NoModifier, first)
    for place in others:
        QTest.mouseMove(view, place)
        QApplication.processEvents()
    QTest.mouseRelease(view, button, Qt.KeyboardModifier.NoModifier, QPoint(*path[-1]))


def wheel(view: RadiographView, at: QPointF, *, steps: int) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by position only
    )
    QApplication.sendEvent(view, event)


def test_an_image_is_shown_whole_with_air_at_eighty_percent(view: RadiographView) -> None:
    assert view.view_m == pytest.approx((0.0, LENGTH_M))
    row = greys(view)[150]
    assert row[10] == AIR_GREY
    steel = round(view.x_of(5.5))
    assert row[steel] == review_lut(OPEN)[STEEL]


def test_without_an_image_the_view_says_so(qtbot: QtBot, dressed: QApplication) -> None:
    view = RadiographView(review_lut)
    qtbot.addWidget(view)
    assert view.message
    view.clear("The image is at the centre")
    assert view.message == "The image is at the centre"
    view.resize(400, 200)
    assert greys(view).max() > 100  # words are painted


def test_nothing_that_is_pressed_harms_an_empty_view(view: RadiographView, qtbot: QtBot) -> None:
    view.clear()
    with qtbot.assertNotEmitted(view.box_selected):
        for act in (view.zoom_in, view.zoom_out, view.zoom_fit, view.zoom_full, view.pan_left):
            act()
        drag(view, Left, (10, 10), (50, 50))
        wheel(view, QPointF(20, 20), steps=1)
    assert not view.has_image


def test_a_window_is_announced_once_and_shown(view: RadiographView, qtbot: QtBot) -> None:
    dense = Window(low=0, high=2 * STEEL)
    with qtbot.waitSignal(view.window_changed) as announced:
        view.set_window(dense)
    assert announced.args == [dense]
    with qtbot.assertNotEmitted(view.window_changed):
        view.set_window(dense)
    assert greys(view)[150, round(view.x_of(5.5))] == review_lut(dense)[STEEL]


def test_reset_leads_back_to_the_window_that_the_image_came_with(view: RadiographView) -> None:
    view.window_narrower()
    view.level_down()
    view.toggle_inverse()
    assert view.window_shown != OPEN
    view.reset_window()
    assert view.window_shown == OPEN


def test_inverse_changes_black_and_white_over(view: RadiographView) -> None:
    before = greys(view)[100, :300].astype(int)
    view.toggle_inverse()
    assert np.array_equal(greys(view)[100, :300].astype(int), AIR_GREY - before)


def test_the_right_button_changes_the_window_and_not_the_view(view: RadiographView) -> None:
    seen = view.view_m
    drag(view, Right, (100, 100), (160, 100))
    wider = view.window_shown
    assert wider.high - wider.low > OPEN.high - OPEN.low
    assert view.view_m == seen


def test_the_left_button_pulls_the_image_along(view: RadiographView) -> None:
    view.zoom_full()
    at = view.x_of(6.0)
    drag(view, Left, (400, 100), (350, 100), (340, 100))
    assert view.x_of(6.0) == pytest.approx(at - 60, abs=0.01)
    assert view.window_shown == OPEN


def test_space_held_down_pans_without_a_button(view: RadiographView) -> None:
    QTest.mouseMove(view, QPoint(400, 100))
    view.zoom_full()
    at = view.x_of(6.0)
    QTest.keyPress(view, Qt.Key.Key_Space)
    QTest.mouseMove(view, QPoint(420, 100))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    QTest.mouseMove(view, QPoint(500, 100))
    assert view.x_of(6.0) == pytest.approx(at + 20, abs=0.01)


def test_the_wheel_keeps_what_is_under_the_cursor(view: RadiographView) -> None:
    at = QPointF(view.x_of(7.5), 150)
    wheel(view, at, steps=3)
    assert view.magnification == pytest.approx(800 / 2400 * 1.25**3)
    assert view.x_of(7.5) == pytest.approx(at.x(), abs=0.01)


def test_alt_and_drag_select_a_box_of_image_pixels(view: RadiographView, qtbot: QtBot) -> None:
    scale = 800 / 2400
    first, last = QPoint(round(1000 * scale), 100), QPoint(round(1200 * scale), 140)
    with qtbot.waitSignal(view.box_selected) as selected:
        QTest.mousePress(view, Left, Alt, first)
        QTest.mouseMove(view, last)
        QTest.mouseRelease(view, Left, Alt, last)
    assert selected.args is not None
    left, top, right, bottom = selected.args
    assert (left, right) == pytest.approx((1000, 1200), abs=4)
    top_px = (300 - 600 * scale) / 2
    assert (top, bottom) == pytest.approx(((100 - top_px) / scale, (140 - top_px) / scale), abs=4)


def test_the_value_under_the_cursor_is_the_original_one(view: RadiographView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.hovered) as hovered:
        QTest.mouseMove(view, QPoint(round(view.x_of(5.5)), 150))
    assert hovered.args is not None
    x_m, y_m, value = hovered.args
    assert x_m == pytest.approx(5.5, abs=0.02)
    assert y_m == pytest.approx(1.5, abs=0.02)
    assert value == STEEL


def test_metres_count_from_the_front_bumper(view: RadiographView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.view_changed) as changed:
        view.set_image(levels(), PIXEL_MM, front_m=0.4)
    assert changed.args == pytest.approx([-0.4, LENGTH_M - 0.4])
    assert view.x_of(-0.4) == pytest.approx(0.0, abs=0.01)


def test_another_channel_keeps_the_view(view: RadiographView) -> None:
    view.zoom_full()
    seen = view.view_m
    view.set_channel([level // 2 for level in levels()])
    assert view.view_m == seen
    with pytest.raises(ValueError, match="one size"):
        view.set_channel([image()[:50]])


def test_marks_and_guides_are_drawn_where_they_are_said_to_be(view: RadiographView) -> None:
    plain = greys(view)
    view.set_guides([2.0])
    at = round(view.x_of(2.0))
    changed = np.flatnonzero((greys(view) != plain).any(axis=0))
    assert changed.min() >= at - 2
    assert changed.max() <= at + 2
    view.set_guides([])
    view.set_marks([Mark(label="A", left_m=5.0, right_m=6.0, top_m=1.0, bottom_m=2.0)])
    assert (greys(view) != plain).any(axis=0).nonzero()[0].min() == pytest.approx(
        view.x_of(5.0), abs=4
    )


def test_coverage_counts_only_what_was_large_enough(view: RadiographView, qtbot: QtBot) -> None:
    view.grab()
    assert view.coverage == 0.0  # a third of the image's own resolution is not enough
    view.zoom_full()
    with qtbot.waitSignal(view.coverage_changed):
        view.grab()
    assert 0 < view.coverage < 0.5
    for _ in range(20):
        view.pan_left()
        view.grab()
    for _ in range(40):
        for _ in range(8):
            view.pan_up()
            view.grab()
        for _ in range(8):
            view.pan_down()
            view.grab()
        view.pan_right()
    assert view.coverage == 1.0
    view.set_image(levels(), PIXEL_MM)
    assert view.coverage == 0.0


def test_the_same_place_stays_in_the_middle_of_a_resized_view(view: RadiographView) -> None:
    view.zoom_full()
    first, last = view.view_m
    view.resize(600, 300)
    assert sum(view.view_m) / 2 == pytest.approx((first + last) / 2)
    assert view.magnification == pytest.approx(1.0)


def test_air_has_one_grey_in_every_image(view: RadiographView) -> None:
    brighter = [
        np.minimum(level.astype(int) + 4_000, 65_535).astype(np.uint16) for level in levels()
    ]
    view.set_image(brighter, PIXEL_MM)
    assert view.window_shown == OPEN  # no automatic levels: images stay comparable
    assert greys(view)[100, 10] == review_lut(OPEN)[AIR + 4_000]


DENSE_SCREEN = """
import sys
from PySide6.QtWidgets import QApplication
from app.radiography.windows import review_lut
from tests.widgets.radiograph.scene import OPEN, PIXEL_MM, levels
from widgets.radiograph.radiograph_view import RadiographView

application = QApplication([])
view = RadiographView(review_lut)
view.resize(800, 300)
view.set_image(levels(), PIXEL_MM)
view.set_window(OPEN)
shot = view.grab().toImage()
row = [shot.pixelColor(x, 225).lightness() < 100 for x in range(shot.width())]
print(shot.width(), view.magnification, row.index(True), view.x_of(5.0))
"""


def test_a_dense_screen_gets_every_one_of_its_pixels() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1.5"}
    shown = subprocess.run(
        [sys.executable, "-c", DENSE_SCREEN],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    width, magnification, edge, logical = (float(word) for word in shown.stdout.split())
    assert width == 1200
    assert magnification == pytest.approx(1200 / 2400)
    assert edge == pytest.approx(500, abs=1)  # the block begins at column 1000
    assert logical == pytest.approx(500 / 1.5)
