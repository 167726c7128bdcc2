"""The tools of the key map, loupe and overview, worked by mouse and by keys alone."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.domain.radiograph import Window
from app.domain.view_state import Filter, Palette
from app.radiography.windows import review_lut
from tests.widgets.radiograph.reviewing import Key, Left, Mod, count, place
from tests.widgets.radiograph.scene import AIR
from tests.widgets.radiograph.test_radiograph_view import greys
from widgets.radiograph.review_view import TOOL_SLOTS, ReviewView


@pytest.mark.parametrize("slot", sorted(set(TOOL_SLOTS.values())))
def test_every_tool_of_the_key_map_has_its_slot_and_harms_no_empty_view(
    slot: str, review: ReviewView, qtbot: QtBot
) -> None:
    empty = ReviewView(review_lut)
    qtbot.addWidget(empty)
    for shown in (empty, review):
        act: Callable[[], None] = getattr(shown, slot)
        act()
        act()
        assert count(shown) == 0
        assert shown.tool is None


def test_arrows_belong_to_the_screen_unless_something_is_drawn(
    review: ReviewView, qtbot: QtBot
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(review)
    pressed: list[str] = []
    for key in ("Left", "Return", "Escape", "Ctrl+Left"):
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False, key=key: pressed.append(key))
        window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    review.setFocus()
    keys = {"Left": Mod.NoModifier, "Return": Mod.NoModifier, "Escape": Mod.NoModifier}

    def press_all() -> None:
        for key, modifier in keys.items():
            QTest.keyClick(review, Key[f"Key_{key}"], modifier)

    press_all()
    QTest.keyClick(review, Key.Key_Left, Mod.ControlModifier)
    assert pressed == ["Left", "Return", "Escape", "Ctrl+Left"]
    pressed.clear()
    review.arm_ruler()
    press_all()
    assert pressed == ["Escape"]  # Return took the ruler, so nothing was left to leave
    window.takeCentralWidget()
    review.setParent(None)


def test_the_loupe_shows_what_is_dark_in_the_view(review: ReviewView) -> None:
    edge = place(review, 1000, 300)
    QTest.mouseMove(review, QPoint(*edge))
    review.set_window(Window(low=55_000, high=AIR))  # the steel is black, and so is half the wedge
    before = greys(review)
    review.toggle_loupe()
    review.toggle_loupe_form()
    after = greys(review)
    changed = np.argwhere(before != after)
    assert changed.size
    low, high = changed.min(axis=0), changed.max(axis=0)
    assert (high - low < 275).all()
    review.toggle_loupe()
    assert np.array_equal(greys(review), before)


def test_a_loupe_away_from_the_cursor_is_in_the_middle(review: ReviewView) -> None:
    before = greys(review)
    review.toggle_loupe()
    changed = np.argwhere(before != greys(review))
    middle = (changed.min(axis=0) + changed.max(axis=0)) / 2
    assert middle == pytest.approx((150, 400), abs=4)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_click_into_the_overview_goes_there(review: ReviewView, *, mirrored: bool) -> None:
    viewport = review.viewport_shown
    assert viewport is not None
    review.look(viewport.zoomed(viewport.full_zoom, 0, 0))
    review.set_mirrored(on=mirrored)
    review.toggle_overview()
    place_px = review.overview_place
    assert place_px is not None
    ratio = review.devicePixelRatioF()
    right_end = QPointF(place_px.right() - 1, place_px.center().y()) / ratio
    QTest.mouseClick(review, Left, Mod.NoModifier, right_end.toPoint())
    first, last = review.view_m
    assert (min(first, last) == pytest.approx(0.0)) is mirrored
    assert (max(first, last) == pytest.approx(12.0)) is not mirrored


def test_what_was_not_seen_is_hatched_in_the_overview(review: ReviewView) -> None:
    review.toggle_overview()
    greys(review)
    place_px = review.overview_place
    assert place_px is not None

    def spread() -> float:
        shown = greys(review)[place_px.top() + 4 : place_px.top() + 20]
        return float(shown[:, place_px.left() + 4 : place_px.left() + 40].std())

    assert spread() > 2  # at a third of its size nothing counts as seen
    viewport = review.viewport_shown
    assert viewport is not None
    review.look(viewport.zoomed(viewport.full_zoom * 0.5, 0, 0))
    greys(review)
    for _ in range(3):
        review.pan_right()
        greys(review)
    review.zoom_fit()
    assert spread() < 1


def test_home_and_end_go_to_the_front_and_the_rear_in_both_senses(review: ReviewView) -> None:
    viewport = review.viewport_shown
    assert viewport is not None
    review.look(viewport.zoomed(viewport.full_zoom, 400, 150))
    for mirrored in (False, True):
        review.set_mirrored(on=mirrored)
        QTest.keyClick(review, Key.Key_End)
        assert max(review.view_m) == pytest.approx(12.0)
        QTest.keyClick(review, Key.Key_PageUp)
        assert max(review.view_m) == pytest.approx(8.0)
        QTest.keyClick(review, Key.Key_Home)
        assert min(review.view_m) == pytest.approx(0.0)


def test_filters_and_palettes_have_their_slots(review: ReviewView) -> None:
    review.toggle_filter(Filter.EDGE)
    assert review.filters_shown == {Filter.EDGE}
    review.toggle_filter(Filter.EDGE)
    assert review.filters_shown == frozenset()
    review.use_palette(Palette.DUAL)
    assert review.palette_shown is Palette.GREY  # there is no material information


def test_the_keys_of_the_table_are_keys() -> None:
    for key in TOOL_SLOTS:
        assert re.fullmatch(r"((Ctrl|Shift)\+)*([A-Z]|Del)", key)
        assert not QKeySequence(key).isEmpty()


@pytest.mark.parametrize("cover", ["toggle_overview", "toggle_loupe", "toggle_histogram"])
def test_what_a_tool_lies_over_is_not_seen_until_it_is_gone(review: ReviewView, cover: str) -> None:
    viewport = review.viewport_shown
    assert viewport is not None
    review.resize(1300, 360)
    review.look(viewport.resized(1300, 360).zoomed(viewport.full_zoom * 0.5, 0, 0))
    getattr(review, cover)()
    review.set_vehicle(review.seen_box())
    review.grab()
    assert 0.3 < review.coverage < 1.0
    getattr(review, cover)()
    review.grab()
    assert review.coverage == 1.0


def test_a_look_that_would_be_told_of_soon_can_be_told_of_at_once(
    review: ReviewView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(review.look_changed):
        review.zoom_full()
    review.pan_right()
    told: list[object] = []
    review.look_changed.connect(told.append)
    review.flush_look()
    assert told == [review.view_state()]
    review.flush_look()
    assert len(told) == 1
