"""Marks as objects: how they are named, found, moved and sized. Plain values, no Qt.

Positions are in pixels of the image at full size, as fractions where the hand is between two.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import Flag, auto

from app.domain.annotation import Ability, Annotation, AssessmentFlag, PixelBox, ThreatCategory

Shape = tuple[int, int]
Point = tuple[float, float]
Marks = tuple[Annotation, ...]


LETTERS = 26


class Grip(Flag):
    """Which edges of a box a hand holds; all four move the box as it is."""

    LEFT = auto()
    TOP = auto()
    RIGHT = auto()
    BOTTOM = auto()
    WHOLE = LEFT | TOP | RIGHT | BOTTOM


def letter(number: int) -> str:
    """What a mark is called: A to Z, then A2, B2 and so on."""
    turn, place = divmod(number - 1, LETTERS)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")


def box_between(one: Point, other: Point, shape: Shape) -> PixelBox:
    """The pixels of a (height, width) image between two points, both included, at least one."""
    height, width = shape
    left, right = sorted((int(one[0] // 1), int(other[0] // 1)))
    top, bottom = sorted((int(one[1] // 1), int(other[1] // 1)))
    left, top = min(max(left, 0), width - 1), min(max(top, 0), height - 1)
    return PixelBox(
        left=left,
        top=top,
        right=min(max(right + 1, left + 1), width),
        bottom=min(max(bottom + 1, top + 1), height),
    )


def dragged_box(box: PixelBox, grip: Grip, by: tuple[int, int], shape: Shape) -> PixelBox:
    """`box` with the held edges moved, within the image and never less than a pixel."""
    height, width = shape
    dx, dy = by
    if grip is Grip.WHOLE:
        dx = min(max(dx, -box.left), width - box.right)
        dy = min(max(dy, -box.top), height - box.bottom)
        return PixelBox(
            left=box.left + dx, top=box.top + dy, right=box.right + dx, bottom=box.bottom + dy
        )
    left = min(max(box.left + dx, 0), box.right - 1) if Grip.LEFT in grip else box.left
    top = min(max(box.top + dy, 0), box.bottom - 1) if Grip.TOP in grip else box.top
    right = max(min(box.right + dx, width), left + 1) if Grip.RIGHT in grip else box.right
    bottom = max(min(box.bottom + dy, height), top + 1) if Grip.BOTTOM in grip else box.bottom
    return PixelBox(left=left, top=top, right=right, bottom=bottom)


def grip_at(box: PixelBox, at: Point, reach: tuple[float, float]) -> Grip | None:
    """What of a box is held at a point: an edge or corner within `reach`, or all of it inside."""
    x, y = at
    across, down = reach
    if not (box.left - across <= x <= box.right + across):
        return None
    if not (box.top - down <= y <= box.bottom + down):
        return None
    grip = Grip(0)
    if abs(x - box.right) <= across:
        grip |= Grip.RIGHT
    elif abs(x - box.left) <= across:
        grip |= Grip.LEFT
    if abs(y - box.bottom) <= down:
        grip |= Grip.BOTTOM
    elif abs(y - box.top) <= down:
        grip |= Grip.TOP
    return grip or Grip.WHOLE


def mark_at(marks: Sequence[Annotation], at: Point) -> Annotation | None:
    """The smallest mark whose box holds a point, so that one within another can be had."""
    x, y = at
    inside = [
        mark
        for mark in marks
        if mark.box.left <= x < mark.box.right and mark.box.top <= y < mark.box.bottom
    ]
    return min(inside, key=lambda mark: _area(mark.box), default=None)


def with_new(marks: Marks, box: PixelBox) -> Marks:
    """The marks with one more, whose number none of them has."""
    number = max((mark.number for mark in marks), default=0) + 1
    new = Annotation(
        number=number,
        box=box,
        category=ThreatCategory.ANOMALY,
        ability=Ability.NO_INTERFERENCE,
        flag=AssessmentFlag.UNKNOWN,
    )
    return (*marks, new)


def without(marks: Marks, number: int) -> Marks:
    """The marks without one; the others keep their numbers, for they were spoken of."""
    return tuple(mark for mark in marks if mark.number != number)


def with_changed(marks: Marks, changed: Annotation) -> Marks:
    """The marks with the one of the same number changed."""
    return tuple(changed if mark.number == changed.number else mark for mark in marks)


def with_box(marks: Marks, number: int, box: PixelBox) -> Marks:
    """The marks with the box of one changed."""
    return tuple(replace(mark, box=box) if mark.number == number else mark for mark in marks)


def next_number(marks: Sequence[Annotation], selected: int | None) -> int | None:
    """The mark after the selected one, the first after the last; None where there is none."""
    numbers = [mark.number for mark in marks]
    if not numbers:
        return None
    if selected not in numbers:
        return numbers[0]
    return numbers[(numbers.index(selected) + 1) % len(numbers)]


def _area(box: PixelBox) -> int:
    return (box.right - box.left) * (box.bottom - box.top)
