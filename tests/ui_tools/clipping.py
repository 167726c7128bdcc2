"""Finds texts that do not fit, stick out of their parents, or lie on one another."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.key_button import KeyButton

SLACK_PX = 2
UNBOUNDED_PX = 10_000
MAY_BE_CUT = frozenset({"small", "hint", "body", "stripPlace", "stripOfficer", "occupantName"})
"""Elided labels whose text stands in full elsewhere; others must not even be elided."""


def clipped(root: QWidget, *, elided_too: bool = True) -> list[str]:
    """What is wrong with the texts of `root`, in words; empty where all is well.

    With `elided_too`, an ellipsis in a name, a value or the banner counts as a cut.
    """
    QApplication.sendPostedEvents()
    found = []
    shown = [widget for widget in _texts(root) if _text(widget).strip()]
    for widget in shown:
        found += [f"{_named(widget)}: {wrong}" for wrong in _wrongs(widget, elided_too=elided_too)]
    found += list(_overlaps(root, shown))
    return found


def _texts(root: QWidget) -> list[QWidget]:
    kinds = (QLabel, QPushButton, PriorityChip)
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, kinds)
        and not isinstance(widget, KeyButton)
        and widget.isVisibleTo(root)
        and widget.isVisible()
    ]


def _text(widget: QWidget) -> str:
    return str(widget.text) if isinstance(widget, PriorityChip) else str(widget.text())  # type: ignore[attr-defined]  # one of the three kinds


def _wrongs(widget: QWidget, *, elided_too: bool) -> Iterator[str]:
    if isinstance(widget, PriorityChip):
        if widget.compact:
            return
        if widget.width() < widget.minimumSizeHint().width() - SLACK_PX:
            yield "narrower than its longest word"
        if widget.height() < widget.heightForWidth(widget.width()) - SLACK_PX:
            yield "lower than its lines"
    elif isinstance(widget, ElidedLabel):
        if elided_too and not _may_be_cut(widget) and _line_px(widget) > _room(widget).width():
            yield "elided"
    elif isinstance(widget, QLabel):
        yield from _label_wrongs(widget)
    elif isinstance(widget, QPushButton) and widget.sizeHint().width() > widget.width() + SLACK_PX:
        yield "button narrower than its text"
    yield from _sticking_out(widget)


def _label_wrongs(label: QLabel) -> Iterator[str]:
    room, metrics = _room(label), label.fontMetrics()
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag(0)
    width = room.width() if label.wordWrap() else UNBOUNDED_PX
    needed = metrics.boundingRect(QRect(0, 0, width, UNBOUNDED_PX), flags, label.text())
    if needed.width() > room.width() + SLACK_PX:
        yield f"needs {needed.width()} px across, has {room.width()}"
    if needed.height() > room.height() + SLACK_PX:
        yield f"needs {needed.height()} px down, has {room.height()}"


def _sticking_out(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    while parent is not None and not widget.isWindow():
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return
        box = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        if not parent.rect().adjusted(-SLACK_PX, -SLACK_PX, SLACK_PX, SLACK_PX).contains(box):
            yield f"sticks out of {type(parent).__name__} {parent.objectName()}"
            return
        if parent.isWindow():
            return
        parent = parent.parentWidget()


def _overlaps(root: QWidget, shown: list[QWidget]) -> Iterator[str]:
    fields = [item for item in root.findChildren(QLineEdit) if item.isVisible()]
    boxes = [(widget, _visible_box(root, widget)) for widget in (*shown, *fields)]
    for (first, one), (second, other) in combinations(boxes, 2):
        common = one.intersected(other)
        if common.width() <= SLACK_PX or common.height() <= SLACK_PX:
            continue
        if first.isAncestorOf(second) or second.isAncestorOf(first):
            continue
        if _layer(first) is not _layer(second):
            continue  # what lies over the screen on purpose, such as the reasons above the keys
        yield f"{_named(first)} lies on {_named(second)}"


def _visible_box(root: QWidget, widget: QWidget) -> QRect:
    """The part of a widget that its scroll areas let through."""
    box = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        box = box.intersected(QRect(parent.mapTo(root, QPoint(0, 0)), parent.size()))
        parent = parent.parentWidget()
    return box


def _layer(widget: QWidget) -> QWidget | None:
    parent: QWidget | None = widget
    while parent is not None:
        if parent.property("layer") == "over":
            return parent
        parent = parent.parentWidget()
    return None


def _room(label: QLabel) -> QRect:
    margin = label.margin()
    return label.contentsRect().adjusted(margin, margin, -margin, -margin)


def _line_px(label: QLabel) -> int:
    return label.fontMetrics().horizontalAdvance(label.text()) - SLACK_PX


def _may_be_cut(label: ElidedLabel) -> bool:
    return label.property("role") in MAY_BE_CUT or label.objectName() in MAY_BE_CUT


def _named(widget: QWidget) -> str:
    owner = widget.parentWidget()
    where = type(owner).__name__ if owner is not None else ""
    return f"{where} {type(widget).__name__} {_text(widget)[:50]!r}"
