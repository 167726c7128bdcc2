"""Marks, worked by mouse and by keys alone, and what undoes them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.annotation import Ability, PixelBox
from app.domain.reading import MARKS_MAX
from tests.widgets.radiograph.reviewing import STEEL_BOX, Key, Left, Mod, click, count, place
from tests.widgets.radiograph.scene import OPEN, PIXEL_MM, levels
from tests.widgets.radiograph.test_radiograph_view import drag
from widgets.radiograph.drafts import Tool
from widgets.radiograph.review_view import ReviewView


def test_a_mark_is_drawn_moved_sized_and_deleted_by_keys_alone(
    review: ReviewView, qtbot: QtBot
) -> None:
    review.arm_mark()
    assert review.tool is Tool.MARK
    before = review.draft
    assert before is not None
    QTest.keyClick(review, Key.Key_Right)
    QTest.keyClick(review, Key.Key_Down, Mod.ShiftModifier)
    QTest.keyClick(review, Key.Key_Left, Mod.ControlModifier)
    after = review.draft
    assert after is not None
    assert after.start[0] == pytest.approx(before.start[0] + 8 * 3 - 1)  # 8 px of 3 each, less one
    assert after.start[1] == before.start[1]
    assert after.end[1] == pytest.approx(before.end[1] + 8 * 3)
    with qtbot.waitSignal(review.marks_changed) as told:
        QTest.keyClick(review, Key.Key_Return)
    assert review.draft is None
    (mark,) = told.args[0]
    assert mark == review.selected
    QTest.keyClick(review, Key.Key_Left, Mod.ControlModifier)
    QTest.keyClick(review, Key.Key_Down, Mod.ControlModifier | Mod.ShiftModifier)
    assert review.selected is not None
    assert review.selected.box.left == mark.box.left - 1
    assert review.selected.box.bottom == mark.box.bottom + 1
    review.delete_mark()
    assert count(review) == 0
    review.undo()
    assert count(review) == 1


def test_a_drag_draws_a_mark_and_a_click_alone_draws_none(review: ReviewView) -> None:
    review.arm_mark()
    click(review, place(review, 600, 100))
    assert count(review) == 0
    assert review.tool is Tool.MARK
    drag(review, Left, place(review, 1000, 200), place(review, 1100, 300), place(review, 1200, 400))
    (mark,) = review.annotations
    found = (mark.box.left, mark.box.top, mark.box.right, mark.box.bottom)
    assert found == pytest.approx((1000, 200, 1200, 400), abs=3)
    assert review.view_m == pytest.approx((0.0, 12.0))  # nothing was panned


def test_a_dragged_mark_is_one_step_of_undo_and_the_window_another(review: ReviewView) -> None:
    review.add_mark(STEEL_BOX)
    middle = place(review, 1100, 300)
    drag(review, Left, middle, place(review, 1130, 300), place(review, 1190, 330))
    (moved,) = review.annotations
    assert moved.box.left == pytest.approx(1090, abs=3)
    assert moved.box.right - moved.box.left == 200
    drag(review, Qt.MouseButton.RightButton, (400, 100), (420, 110), (470, 130))
    narrowed = review.window_shown
    assert narrowed != OPEN
    review.undo()
    assert review.window_shown == OPEN
    assert review.annotations == (moved,)
    review.undo()
    assert review.annotations[0].box == STEEL_BOX
    review.undo()
    assert count(review) == 0
    assert not review.can_undo
    for _ in range(3):
        review.redo()
    assert review.annotations == (moved,)
    assert review.window_shown == narrowed
    assert not review.can_redo


def test_edges_of_the_selected_mark_are_held(review: ReviewView) -> None:
    review.add_mark(STEEL_BOX)
    drag(review, Left, place(review, 1199, 300), place(review, 1260, 300), place(review, 1320, 310))
    (mark,) = review.annotations
    assert (mark.box.left, mark.box.top, mark.box.bottom) == (1000, 200, 400)
    assert mark.box.right == pytest.approx(1320, abs=4)


def test_a_click_selects_and_one_beside_selects_nothing(review: ReviewView, qtbot: QtBot) -> None:
    review.add_mark(STEEL_BOX)
    review.select_mark(0)
    with qtbot.waitSignal(review.mark_selected) as told:
        click(review, place(review, 1100, 300))
    assert told.args == [1]
    click(review, place(review, 300, 100))
    assert review.selected is None
    review.next_mark()
    assert review.selected is not None


def test_next_brings_a_mark_into_view(review: ReviewView) -> None:
    review.add_mark(PixelBox(left=2300, top=500, right=2380, bottom=580))
    review.select_mark(0)
    viewport = review.viewport_shown
    assert viewport is not None
    review.look(viewport.zoomed(viewport.full_zoom, 0, 0))
    review.next_mark()
    assert review.selected is not None
    shown = review.screen_box(review.selected.box)
    assert 0 <= shown.left() < shown.right() <= review.device_size().width()


def test_another_image_has_no_marks_and_the_same_one_keeps_them(review: ReviewView) -> None:
    review.set_image(pyramid := levels(), PIXEL_MM)
    review.add_mark(STEEL_BOX)
    review.set_image(pyramid, PIXEL_MM)
    assert count(review) == 1
    review.set_image(levels(), PIXEL_MM)
    assert count(review) == 0
    assert not review.can_undo


@pytest.mark.parametrize("leave", ["clear", "set_image"])
def test_lists_of_marks_hear_that_the_marks_went_with_their_image(
    review: ReviewView, leave: str
) -> None:
    review.add_mark(STEEL_BOX)
    review.select_mark(0)
    heard: list[int] = []
    review.mark_selected.connect(lambda _number: heard.append(len(review.annotations)))
    if leave == "clear":
        review.clear()
    else:
        review.set_image(levels(), PIXEL_MM)
    assert heard == [0]


def test_what_the_panel_changes_is_undone_as_well(review: ReviewView) -> None:
    review.add_mark(STEEL_BOX)
    review.change_mark(replace(review.annotations[0], ability=Ability.SHIELD, note="lead?"))
    assert review.annotations[0].ability is Ability.SHIELD
    review.undo()
    assert review.annotations[0].note == ""


def test_no_more_marks_are_made_than_a_reading_holds(review: ReviewView) -> None:
    for number in range(MARKS_MAX + 1):
        review.add_mark(PixelBox(left=number, top=0, right=number + 1, bottom=1))
    assert count(review) == MARKS_MAX
    review.undo()
    assert count(review) == MARKS_MAX - 1
