"""A mark never leaves its image and never vanishes under the hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotation import PixelBox
from widgets.radiograph.marks import (
    Grip,
    box_between,
    dragged_box,
    grip_at,
    letter,
    mark_at,
    next_number,
    with_new,
    without,
)

SHAPE = (60, 200)
BOX = PixelBox(left=20, top=10, right=40, bottom=30)
GRIPS = [Grip.WHOLE, *Grip, Grip.LEFT | Grip.TOP, Grip.RIGHT | Grip.BOTTOM]
places = st.tuples(st.floats(-300, 300), st.floats(-300, 300))
steps = st.tuples(st.integers(-400, 400), st.integers(-400, 400))


def is_within(box: PixelBox) -> bool:
    return box.right <= SHAPE[1] and box.bottom <= SHAPE[0]


@given(one=places, other=places)
def test_any_two_points_make_a_box_within_the_image(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    box = box_between(one, other, SHAPE)
    assert is_within(box)
    assert box == box_between(other, one, SHAPE)


@given(grip=st.sampled_from(GRIPS), by=steps)
def test_a_dragged_box_stays_within_the_image_and_keeps_what_is_not_held(
    grip: Grip, by: tuple[int, int]
) -> None:
    box = dragged_box(BOX, grip, by, SHAPE)
    assert is_within(box)
    if grip is Grip.WHOLE:
        assert (box.right - box.left, box.bottom - box.top) == (20, 20)
        return
    for edge in ("left", "top", "right", "bottom"):
        if not grip & Grip[edge.upper()]:
            assert getattr(box, edge) == getattr(BOX, edge)


@pytest.mark.parametrize(
    ("at", "held"),
    [
        ((30.0, 20.0), Grip.WHOLE),
        ((20.5, 20.0), Grip.LEFT),
        ((39.0, 31.0), Grip.RIGHT | Grip.BOTTOM),
        ((19.0, 9.0), Grip.LEFT | Grip.TOP),
        ((50.0, 20.0), None),
        ((30.0, 33.0), None),
    ],
)
def test_a_hand_takes_hold_of_an_edge_a_corner_or_the_whole(
    at: tuple[float, float], held: Grip | None
) -> None:
    assert grip_at(BOX, at, (2.0, 2.0)) == held


def test_the_smaller_of_two_marks_can_be_had() -> None:
    marks = with_new((), PixelBox(left=0, top=0, right=100, bottom=50))
    marks = with_new(marks, BOX)
    found = mark_at(marks, (25.0, 15.0))
    assert found is not None
    assert found.number == 2
    found = mark_at(marks, (5.0, 5.0))
    assert found is not None
    assert found.number == 1
    assert mark_at(marks, (150.0, 5.0)) is None


def test_marks_keep_their_letters_when_another_goes() -> None:
    marks = with_new(with_new(with_new((), BOX), BOX), BOX)
    assert [mark.number for mark in without(marks, 2)] == [1, 3]
    assert [letter(number) for number in (1, 26, 27, 28)] == ["A", "Z", "A2", "B2"]


def test_next_goes_round_and_begins_where_nothing_is_selected() -> None:
    marks = without(with_new(with_new(with_new((), BOX), BOX), BOX), 2)
    assert next_number(marks, None) == 1
    assert next_number(marks, 1) == 3
    assert next_number(marks, 3) == 1
    assert next_number((), 1) is None
