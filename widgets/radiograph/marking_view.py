"""The view on which an officer marks what was found, and undoes what was done."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from app.domain.annotation import Annotation, PixelBox
from app.domain.radiograph import Window
from app.domain.reading import MARKS_MAX
from widgets.radiograph.marks import (
    Grip,
    Marks,
    Point,
    dragged_box,
    grip_at,
    letter,
    mark_at,
    next_number,
    with_box,
    with_changed,
    with_new,
    without,
)
from widgets.radiograph.overlay import Overlay
from widgets.radiograph.picture import MakeLut
from widgets.radiograph.placed_view import PlacedView
from widgets.radiograph.raster import Pixels
from widgets.radiograph.undo import History

GRIP_REACH_PX = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What an officer changes and may want back."""

    marks: Marks
    window: Window


@dataclass(frozen=True, slots=True)
class Hold:
    """A mark in the hand: which, by what, since when and as it was."""

    number: int
    grip: Grip
    since: Point
    box: PixelBox


class MarkingView(PlacedView):
    """Keeps marks as objects, one of which may be selected, and one history of marks and window.

    A click selects the mark under the cursor. A selected mark is moved by dragging it and sized by
    its edges. Marks come and go with the image: another image has none until `set_annotations`.
    """

    marks_changed = Signal(object)  # tuple[Annotation, ...]
    mark_selected = Signal(int)  # its number, 0 for none
    history_changed = Signal(bool, bool)  # whether there is something to undo, to redo

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(make_lut, parent)
        self._history = History(Work(marks=(), window=self.window_shown))
        self._marked_image: Sequence[Pixels] | None = None
        self._selected: int | None = None
        self._hold: Hold | None = None
        self._act = 0
        self._is_dragging = False
        self._is_replaying = False
        self.window_changed.connect(self._record_window)

    @property
    def annotations(self) -> Marks:
        """The marks, in the order in which they were made."""
        return self._history.now.marks

    @property
    def selected(self) -> Annotation | None:
        """The selected mark."""
        found = [mark for mark in self.annotations if mark.number == self._selected]
        return found[0] if found else None

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return self._history.can_redo

    def set_image(
        self,
        levels: Sequence[Pixels],
        pixel_mm: tuple[float, float] | None,
        *,
        front_m: float = 0.0,
    ) -> None:
        """Show a pyramid. Another image than the one before has no marks yet."""
        is_other = levels is not self._marked_image
        self._marked_image = levels
        super().set_image(levels, pixel_mm, front_m=front_m)
        if is_other:
            self.set_annotations(())

    def set_annotations(self, marks: Marks) -> None:
        """Show these marks and begin a new history: they belong to the image just shown.

        That is no change of marks by the officer: `mark_selected(0)` tells of it, for lists.
        """
        self._history = History(Work(marks=marks, window=self.window_shown))
        self._hold = self._selected = None
        self.mark_selected.emit(0)
        self._tell_history()
        self.update()

    def set_window(self, window: Window, *, as_reset: bool = False) -> None:
        """Show pixel values through `window`; one that comes with the image is nothing to undo."""
        if as_reset:
            self._is_replaying = True
        super().set_window(window, as_reset=as_reset)
        if as_reset:
            self._is_replaying = False
            self._history = History(Work(marks=self.annotations, window=window))
            self._tell_history()

    def look_through(self, window: Window) -> None:
        """Show pixel values through a window that the officer did not choose: nothing to undo."""
        self._is_replaying = True
        self.set_window(window)
        self._is_replaying = False

    def clear(self, message: str = "") -> None:
        """Show no image and no marks."""
        super().clear(message)
        self._marked_image = None
        self.set_annotations(())

    @Slot(int)
    def select_mark(self, number: int) -> None:
        """Select a mark by its number; 0, or one that is not there, selects none."""
        numbers = {mark.number for mark in self.annotations}
        selected = number if number in numbers else None
        if selected != self._selected:
            self._selected = selected
            self.mark_selected.emit(selected or 0)
        self.update()

    @Slot()
    def next_mark(self) -> None:
        """Select the next mark, the first after the last, and bring it into view."""
        number = next_number(self.annotations, self._selected)
        if number is not None:
            self.select_mark(number)
            self._bring_into_view(next(m for m in self.annotations if m.number == number).box)

    @Slot()
    def delete_mark(self) -> None:
        """Take the selected mark away."""
        if self._selected is not None:
            self._work(without(self.annotations, self._selected))

    def remove_mark(self, number: int) -> None:
        """Take a mark away by its number."""
        self._work(without(self.annotations, number))

    def add_mark(self, box: PixelBox) -> None:
        """Make a mark of a box of the image and select it, as long as a reading has room for it."""
        if len(self.annotations) >= MARKS_MAX:
            return
        marks = with_new(self.annotations, box)
        self._work(marks)
        self.select_mark(marks[-1].number)

    def change_mark(self, changed: Annotation) -> None:
        """Give a mark another category, ability, flag, note or box."""
        self._work(with_changed(self.annotations, changed))

    def nudge_mark(self, dx_px: int, dy_px: int, *, size: bool = False) -> None:
        """Move the selected mark by image pixels, or its right and lower edges. One step of undo.

        Nudges of one mark that follow each other are one act, as a drag is.
        """
        mark = self.selected
        if mark is not None:
            grip = Grip.RIGHT | Grip.BOTTOM if size else Grip.WHOLE
            box = dragged_box(mark.box, grip, (dx_px, dy_px), self._shape)
            act = ("nudge", mark.number, size)
            self._work(with_box(self.annotations, mark.number, box), act)

    @Slot()
    def undo(self) -> None:
        """Take back the last change of marks or window."""
        self._replay(self._history.undo())

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        self._replay(self._history.redo())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Select what is clicked; take hold of what is selected; else as on every view."""
        self._act += 1
        self._is_dragging = True
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not (self.has_image and plain and event.button() == Qt.MouseButton.LeftButton):
            super().mousePressEvent(event)
            return
        at = self.image_point(event.position())
        chosen = self.selected
        grip = None if chosen is None else grip_at(chosen.box, at, self._within(GRIP_REACH_PX))
        if chosen is not None and grip is not None:
            self._hold = Hold(chosen.number, grip, at, chosen.box)
            return
        found = mark_at(self.annotations, at)
        self.select_mark(0 if found is None else found.number)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Carry the mark that is held."""
        hold = self._hold
        if hold is None:
            super().mouseMoveEvent(event)
            return
        x, y = self.image_point(event.position())
        by = (round(x - hold.since[0]), round(y - hold.since[1]))
        box = dragged_box(hold.box, hold.grip, by, self._shape)
        self._work(with_box(self.annotations, hold.number, box), ("drag", self._act))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Let go."""
        self._is_dragging = False
        if self._hold is None:
            super().mouseReleaseEvent(event)
        self._hold = None

    def _paint_overlay(self, overlay: Overlay, ratio: float) -> None:
        super()._paint_overlay(overlay, ratio)
        for mark in self.annotations:
            overlay.named_box(self.screen_box(mark.box), letter(mark.number))
        if self.selected is not None:
            overlay.handles(self.screen_box(self.selected.box))

    def _work(self, marks: Marks, act: Hashable | None = None) -> None:
        """Take changed marks as one step, merged with the last of the same act."""
        if marks == self.annotations or not self.has_image:
            return
        self._history.record(replace(self._history.now, marks=marks), act)
        self._tell_marks()

    def _record_window(self, window: Window) -> None:
        if not self._is_replaying:
            act = ("window", self._act) if self._is_dragging else None
            self._history.record(replace(self._history.now, window=window), act)
            self._tell_history()

    def _replay(self, work: Work) -> None:
        self._is_replaying = True
        self.set_window(work.window)
        self._is_replaying = False
        self._tell_marks()

    def _tell_marks(self) -> None:
        if self.selected is None:
            self.select_mark(0)
        self.marks_changed.emit(self.annotations)
        self._tell_history()
        self.update()

    def _tell_history(self) -> None:
        self.history_changed.emit(self._history.can_undo, self._history.can_redo)

    def _bring_into_view(self, box: PixelBox) -> None:
        place = self.screen_box(box)
        device = self.device_size()
        whole = QRectF(0, 0, device.width(), device.height())
        if self._picture is not None and not whole.contains(place):
            by = whole.center() - place.center()
            self.look(self._picture.viewport.panned(by.x(), by.y()))
