"""Marks, measurements, loupe and overview, worked by mouse and by keys alone."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.domain.annotation import Ability, PixelBox
from app.domain.radiograph import Window
from app.domain.view_state import Filter, Palette
from app.radiography.windows import Levels, review_lut
from app.shell.stations.image_measure import ImageMeasure
from tests.widgets.radiograph.scene import AIR, OPEN, PIXEL_MM, STEEL, levels
from tests.widgets.radiograph.test_radiograph_view import drag, greys
from widgets.radiograph.drafts import Tool
from widgets.radiograph.measuring import ProfileMeasured, RegionMeasured, Ruled, ruled
from widgets.radiograph.review_view import TOOL_SLOTS, ReviewView

Key, Mod, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
STEEL_BOX = PixelBox(left=1000, top=200, right=1200, bottom=400)
MEASURE = ImageMeasure(Levels(air=AIR, floor=10))


@pytest.fixture
def view(qtbot: QtBot, dressed: QApplication) -> ReviewView:
    """A view of 800 x 300 logical pixels on the scene, which is 2400 x 600."""
    view = ReviewView(review_lut)
    qtbot.addWidget(view)
    view.resize(800, 300)
    with qtbot.waitExposed(view):
        view.show()
    view.set_image(levels(), PIXEL_MM)
    view.set_window(OPEN, as_reset=True)
    view.set_measure(MEASURE)
    return view


def place(view: ReviewView, x: float, y: float) -> tuple[int, int]:
    """Where a place of the image is on the screen, in whole logical pixels."""
    at = view.screen_point((x, y)) / view.devicePixelRatioF()
    return round(at.x()), round(at.y())


def count(view: ReviewView) -> int:
    return len(view.annotations)


def click(view: ReviewView, at: tuple[int, int]) -> None:
    QTest.mouseClick(view, Left, Mod.NoModifier, QPoint(*at))


@pytest.mark.parametrize("slot", sorted(set(TOOL_SLOTS.values())))
def test_every_tool_of_the_key_map_has_its_slot_and_harms_no_empty_view(
    slot: str, view: ReviewView, qtbot: QtBot
) -> None:
    empty = ReviewView(review_lut)
    qtbot.addWidget(empty)
    for shown in (empty, view):
        act: Callable[[], None] = getattr(shown, slot)
        act()
        act()
        assert count(shown) == 0
        assert shown.tool is None


def test_a_mark_is_drawn_moved_sized_and_deleted_by_keys_alone(
    view: ReviewView, qtbot: QtBot
) -> None:
    view.arm_mark()
    assert view.tool is Tool.MARK
    before = view.draft
    assert before is not None
    QTest.keyClick(view, Key.Key_Right)
    QTest.keyClick(view, Key.Key_Down, Mod.ShiftModifier)
    QTest.keyClick(view, Key.Key_Left, Mod.ControlModifier)
    after = view.draft
    assert after is not None
    assert after.start[0] == pytest.approx(before.start[0] + 8 * 3 - 1)  # 8 px of 3 each, less one
    assert after.start[1] == before.start[1]
    assert after.end[1] == pytest.approx(before.end[1] + 8 * 3)
    with qtbot.waitSignal(view.marks_changed) as told:
        QTest.keyClick(view, Key.Key_Return)
    assert view.draft is None
    (mark,) = told.args[0]
    assert mark == view.selected
    QTest.keyClick(view, Key.Key_Left, Mod.ControlModifier)
    QTest.keyClick(view, Key.Key_Down, Mod.ControlModifier | Mod.ShiftModifier)
    assert view.selected is not None
    assert view.selected.box.left == mark.box.left - 1
    assert view.selected.box.bottom == mark.box.bottom + 1
    view.delete_mark()
    assert count(view) == 0
    view.undo()
    assert count(view) == 1


def test_arrows_belong_to_the_screen_unless_something_is_drawn(
    view: ReviewView, qtbot: QtBot
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(view)
    pressed: list[str] = []
    for key in ("Left", "Return", "Escape", "Ctrl+Left"):
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False, key=key: pressed.append(key))
        window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    view.setFocus()
    keys = {"Left": Mod.NoModifier, "Return": Mod.NoModifier, "Escape": Mod.NoModifier}

    def press_all() -> None:
        for key, modifier in keys.items():
            QTest.keyClick(view, Key[f"Key_{key}"], modifier)

    press_all()
    QTest.keyClick(view, Key.Key_Left, Mod.ControlModifier)
    assert pressed == ["Left", "Return", "Escape", "Ctrl+Left"]
    pressed.clear()
    view.arm_ruler()
    press_all()
    assert pressed == ["Escape"]  # Return took the ruler, so nothing was left to leave
    window.takeCentralWidget()
    view.setParent(None)


def test_a_drag_draws_a_mark_and_a_click_alone_draws_none(view: ReviewView) -> None:
    view.arm_mark()
    click(view, place(view, 600, 100))
    assert count(view) == 0
    assert view.tool is Tool.MARK
    drag(view, Left, place(view, 1000, 200), place(view, 1100, 300), place(view, 1200, 400))
    (mark,) = view.annotations
    found = (mark.box.left, mark.box.top, mark.box.right, mark.box.bottom)
    assert found == pytest.approx((1000, 200, 1200, 400), abs=3)
    assert view.view_m == pytest.approx((0.0, 12.0))  # nothing was panned


def test_a_dragged_mark_is_one_step_of_undo_and_the_window_another(view: ReviewView) -> None:
    view.add_mark(STEEL_BOX)
    middle = place(view, 1100, 300)
    drag(view, Left, middle, place(view, 1130, 300), place(view, 1190, 330))
    (moved,) = view.annotations
    assert moved.box.left == pytest.approx(1090, abs=3)
    assert moved.box.right - moved.box.left == 200
    drag(view, Qt.MouseButton.RightButton, (400, 100), (420, 110), (470, 130))
    narrowed = view.window_shown
    assert narrowed != OPEN
    view.undo()
    assert view.window_shown == OPEN
    assert view.annotations == (moved,)
    view.undo()
    assert view.annotations[0].box == STEEL_BOX
    view.undo()
    assert count(view) == 0
    assert not view.can_undo
    for _ in range(3):
        view.redo()
    assert view.annotations == (moved,)
    assert view.window_shown == narrowed
    assert not view.can_redo


def test_edges_of_the_selected_mark_are_held(view: ReviewView) -> None:
    view.add_mark(STEEL_BOX)
    drag(view, Left, place(view, 1199, 300), place(view, 1260, 300), place(view, 1320, 310))
    (mark,) = view.annotations
    assert (mark.box.left, mark.box.top, mark.box.bottom) == (1000, 200, 400)
    assert mark.box.right == pytest.approx(1320, abs=4)


def test_a_click_selects_and_one_beside_selects_nothing(view: ReviewView, qtbot: QtBot) -> None:
    view.add_mark(STEEL_BOX)
    view.select_mark(0)
    with qtbot.waitSignal(view.mark_selected) as told:
        click(view, place(view, 1100, 300))
    assert told.args == [1]
    click(view, place(view, 300, 100))
    assert view.selected is None
    view.next_mark()
    assert view.selected is not None


def test_next_brings_a_mark_into_view(view: ReviewView) -> None:
    view.add_mark(PixelBox(left=2300, top=500, right=2380, bottom=580))
    view.select_mark(0)
    viewport = view.viewport_shown
    assert viewport is not None
    view.look(viewport.zoomed(viewport.full_zoom, 0, 0))
    view.next_mark()
    assert view.selected is not None
    shown = view.screen_box(view.selected.box)
    assert 0 <= shown.left() < shown.right() <= view.device_size().width()


def test_another_image_has_no_marks_and_the_same_one_keeps_them(view: ReviewView) -> None:
    view.set_image(pyramid := levels(), PIXEL_MM)
    view.add_mark(STEEL_BOX)
    view.set_image(pyramid, PIXEL_MM)
    assert count(view) == 1
    view.set_image(levels(), PIXEL_MM)
    assert count(view) == 0
    assert not view.can_undo


@pytest.mark.parametrize("leave", ["clear", "set_image"])
def test_lists_of_marks_hear_that_the_marks_went_with_their_image(
    view: ReviewView, leave: str
) -> None:
    view.add_mark(STEEL_BOX)
    view.select_mark(0)
    heard: list[int] = []
    view.mark_selected.connect(lambda _number: heard.append(len(view.annotations)))
    if leave == "clear":
        view.clear()
    else:
        view.set_image(levels(), PIXEL_MM)
    assert heard == [0]


def test_what_the_panel_changes_is_undone_as_well(view: ReviewView) -> None:
    view.add_mark(STEEL_BOX)
    view.change_mark(replace(view.annotations[0], ability=Ability.SHIELD, note="lead?"))
    assert view.annotations[0].ability is Ability.SHIELD
    view.undo()
    assert view.annotations[0].note == ""


def test_a_ruler_says_metres_and_the_angle_in_the_vehicle(view: ReviewView, qtbot: QtBot) -> None:
    for mirrored in (False, True):
        view.set_mirrored(on=mirrored)
        view.arm_ruler()
        with qtbot.waitSignal(view.measured) as told:
            drag(view, Left, place(view, 600, 450), place(view, 700, 300), place(view, 900, 150))
        found = told.args[0]
        assert isinstance(found, Ruled)
        assert found.length_mm is not None
        assert found.length_mm == pytest.approx(300 * 5 * 2**0.5, rel=0.02)
        assert found.angle_deg == pytest.approx(45, abs=1.5)


def test_a_ruler_without_a_pixel_size_counts_pixels() -> None:
    found = ruled((0.0, 0.0), (30.0, 40.0), None)
    assert (found.length_px, found.length_mm) == (50.0, None)
    assert ruled((0.0, 0.0), (30.0, 40.0), (2.0, 1.0)).length_mm == pytest.approx(72.11, abs=0.01)


def test_a_region_holds_what_is_in_the_image_also_mirrored(view: ReviewView, qtbot: QtBot) -> None:
    view.toggle_mirror()
    view.arm_region()
    with qtbot.waitSignal(view.measured) as told:
        drag(view, Left, place(view, 1020, 220), place(view, 1100, 300), place(view, 1180, 380))
    found = told.args[0]
    assert isinstance(found, RegionMeasured)
    assert (found.numbers.minimum, found.numbers.maximum) == (STEEL, STEEL)
    assert found.numbers.alpha_mean == pytest.approx(np.log(AIR / STEEL))


def test_a_profile_crosses_the_steel_and_is_plotted(view: ReviewView, qtbot: QtBot) -> None:
    view.arm_profile()
    with qtbot.waitSignal(view.measured) as told:
        drag(view, Left, place(view, 900, 300), place(view, 1000, 300), place(view, 1299, 300))
    found = told.args[0]
    assert isinstance(found, ProfileMeasured)
    assert found.step_mm == pytest.approx(5.0, rel=0.01)
    steel = np.flatnonzero(found.values == STEEL)
    assert steel.size == pytest.approx(200, abs=2)
    assert view.profile_plot is not None
    (curve,) = view.profile_plot.plot.listDataItems()
    assert np.array_equal(curve.getData()[1], found.values)
    view.forget_measured()
    assert view.profile_plot is None


def test_what_was_measured_goes_with_the_pixels_it_was_measured_of(view: ReviewView) -> None:
    view.arm_region()
    view.finish()
    assert view.last_measured is not None
    view.set_channel(levels())
    assert view.last_measured is None


def test_another_image_has_nothing_measured_and_nothing_armed(view: ReviewView) -> None:
    view.arm_ruler()
    view.finish()
    view.arm_mark()
    view.set_image(levels(), PIXEL_MM)
    assert view.last_measured is None
    assert view.draft is None


def test_the_histogram_follows_the_view_and_shows_the_window(
    view: ReviewView, qtbot: QtBot
) -> None:
    view.toggle_histogram()
    assert view.has_histogram
    plot = view.histogram_plot
    assert plot is not None
    image, seen = plot.plot.listDataItems()
    assert np.array_equal(image.getData()[1], seen.getData()[1])  # the whole image is in view
    viewport = view.viewport_shown
    assert viewport is not None
    view.look(viewport.zoomed(viewport.full_zoom, 0, 0))  # air alone, at the top left

    def follows() -> None:
        counted = plot.plot.listDataItems()[1].getData()[1]
        assert np.argmax(counted) == AIR // 256

    qtbot.waitUntil(follows)
    view.toggle_histogram()
    assert not view.has_histogram


def test_the_loupe_shows_what_is_dark_in_the_view(view: ReviewView) -> None:
    edge = place(view, 1000, 300)
    QTest.mouseMove(view, QPoint(*edge))
    view.set_window(Window(low=55_000, high=AIR))  # the steel is black, and so is half the wedge
    before = greys(view)
    view.toggle_loupe()
    view.toggle_loupe_form()
    after = greys(view)
    changed = np.argwhere(before != after)
    assert changed.size
    low, high = changed.min(axis=0), changed.max(axis=0)
    assert (high - low < 275).all()
    view.toggle_loupe()
    assert np.array_equal(greys(view), before)


def test_a_loupe_away_from_the_cursor_is_in_the_middle(view: ReviewView) -> None:
    before = greys(view)
    view.toggle_loupe()
    changed = np.argwhere(before != greys(view))
    middle = (changed.min(axis=0) + changed.max(axis=0)) / 2
    assert middle == pytest.approx((150, 400), abs=4)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_click_into_the_overview_goes_there(view: ReviewView, *, mirrored: bool) -> None:
    viewport = view.viewport_shown
    assert viewport is not None
    view.look(viewport.zoomed(viewport.full_zoom, 0, 0))
    view.set_mirrored(on=mirrored)
    view.toggle_overview()
    place_px = view.overview_place
    assert place_px is not None
    ratio = view.devicePixelRatioF()
    right_end = QPointF(place_px.right() - 1, place_px.center().y()) / ratio
    QTest.mouseClick(view, Left, Mod.NoModifier, right_end.toPoint())
    first, last = view.view_m
    assert (min(first, last) == pytest.approx(0.0)) is mirrored
    assert (max(first, last) == pytest.approx(12.0)) is not mirrored


def test_what_was_not_seen_is_hatched_in_the_overview(view: ReviewView) -> None:
    view.toggle_overview()
    greys(view)
    place_px = view.overview_place
    assert place_px is not None

    def spread() -> float:
        shown = greys(view)[place_px.top() + 4 : place_px.top() + 20]
        return float(shown[:, place_px.left() + 4 : place_px.left() + 40].std())

    assert spread() > 2  # at a third of its size nothing counts as seen
    viewport = view.viewport_shown
    assert viewport is not None
    view.look(viewport.zoomed(viewport.full_zoom * 0.5, 0, 0))
    greys(view)
    for _ in range(3):
        view.pan_right()
        greys(view)
    view.zoom_fit()
    assert spread() < 1


def test_home_and_end_go_to_the_front_and_the_rear_in_both_senses(view: ReviewView) -> None:
    viewport = view.viewport_shown
    assert viewport is not None
    view.look(viewport.zoomed(viewport.full_zoom, 400, 150))
    for mirrored in (False, True):
        view.set_mirrored(on=mirrored)
        QTest.keyClick(view, Key.Key_End)
        assert max(view.view_m) == pytest.approx(12.0)
        QTest.keyClick(view, Key.Key_PageUp)
        assert max(view.view_m) == pytest.approx(8.0)
        QTest.keyClick(view, Key.Key_Home)
        assert min(view.view_m) == pytest.approx(0.0)


def test_filters_and_palettes_have_their_slots(view: ReviewView) -> None:
    view.toggle_filter(Filter.EDGE)
    assert view.filters_shown == {Filter.EDGE}
    view.toggle_filter(Filter.EDGE)
    assert view.filters_shown == frozenset()
    view.use_palette(Palette.DUAL)
    assert view.palette_shown is Palette.GREY  # there is no material information


def test_the_keys_of_the_table_are_keys() -> None:
    for key in TOOL_SLOTS:
        assert re.fullmatch(r"((Ctrl|Shift)\+)*([A-Z]|Del)", key)
        assert not QKeySequence(key).isEmpty()
