"""The name of a level stands where no trace goes, or nowhere."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSize

from widgets.radiation.label_place import label_box

AREA = QRectF(40, 10, 400, 120)
SIZE = QSize(70, 18)
LEVEL = 70.0


def line_at(y: float) -> list[QPointF]:
    return [QPointF(x, y) for x in range(40, 441, 8)]


def test_a_free_level_is_named_at_its_right_end_above_the_line() -> None:
    box = label_box(SIZE, LEVEL, AREA, line_at(120))
    assert box is not None
    assert box.bottom() < LEVEL
    assert AREA.right() - box.right() < SIZE.width()


def test_a_trace_above_the_level_sends_the_name_below_it() -> None:
    box = label_box(SIZE, LEVEL, AREA, line_at(60))
    assert box is not None
    assert box.top() > LEVEL


def test_a_level_that_the_trace_hugs_has_no_name() -> None:
    zigzag = [QPointF(x, 40 if x % 16 else 100) for x in range(40, 441, 8)]
    assert label_box(SIZE, LEVEL, AREA, zigzag) is None


@given(st.lists(st.floats(10, 130), min_size=2, max_size=60), st.floats(30, 110))
def test_no_point_between_two_readings_lies_in_the_box(heights: list[float], level: float) -> None:
    step = AREA.width() / (len(heights) - 1)
    trace = [QPointF(AREA.left() + step * index, y) for index, y in enumerate(heights)]
    box = label_box(SIZE, level, AREA, trace)
    if box is None:
        return
    assert AREA.contains(box)
    for one, other in pairwise(trace):
        for part in range(11):
            assert not box.contains(one + (other - one) * (part / 10))
