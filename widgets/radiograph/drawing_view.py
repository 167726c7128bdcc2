"""The view on which an officer draws: marks, rulers, regions and profiles, by mouse or by keys."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.domain.annotation import PixelBox
from widgets.radiograph.drafts import Draft, Tool, clipped, first_draft
from widgets.radiograph.marking_view import MarkingView
from widgets.radiograph.marks import Point
from widgets.radiograph.overlay import Overlay
from widgets.radiograph.picture import MakeLut

STEP_PX = 8
"""An arrow key moves what is drawn by so many logical pixels of the screen, Ctrl by one."""

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
DONE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Shift, Control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class DrawingView(MarkingView):
    """Arms one tool at a time.

    Arming draws a box or line in the middle of what is in view. Arrows move it, with Shift its end,
    with Ctrl by a single image pixel; Enter takes it, Esc leaves it. A left drag draws another in
    its place and takes it when the button is let go. While nothing is armed, Ctrl and arrows move
    the selected mark by image pixels, with Shift its right and lower edges. The keys are taken from
    the screen only as long as they mean this.
    """

    tool_changed = Signal(object)  # Tool, or None when nothing is armed

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(make_lut, parent)
        self._draft: Draft | None = None
        self._is_drawing = False

    @property
    def tool(self) -> Tool | None:
        """What is armed."""
        return None if self._draft is None else self._draft.tool

    @property
    def draft(self) -> Draft | None:
        """What is being drawn."""
        return self._draft

    @Slot()
    def arm_mark(self) -> None:
        """Draw a mark; once more leaves it."""
        self._arm(Tool.MARK)

    @Slot()
    def arm_ruler(self) -> None:
        """Measure a length; once more leaves it."""
        self._arm(Tool.RULER)

    @Slot()
    def arm_region(self) -> None:
        """Measure what a box holds; once more leaves it."""
        self._arm(Tool.REGION)

    @Slot()
    def arm_profile(self) -> None:
        """Measure along a line; once more leaves it."""
        self._arm(Tool.PROFILE)

    @Slot()
    def disarm(self) -> None:
        """Leave what is being drawn."""
        self._set_draft(None)

    @Slot()
    def finish(self) -> None:
        """Take what is being drawn."""
        draft = self._draft
        self._set_draft(None)
        if draft is not None and self.has_image:
            self._take(draft)

    def clear(self, message: str = "") -> None:
        """Show no image and draw nothing."""
        self.disarm()
        super().clear(message)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of drawing from the shortcuts of the screen while they mean it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_ours(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move, size, take or leave what is being drawn; move or size the selected mark."""
        if not self._is_ours(event):
            super().keyPressEvent(event)
            return
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in DONE:
            self.finish()
        elif key == Qt.Key.Key_Escape:
            self.disarm()
        elif self._draft is not None:
            self._move_draft(self._draft, ARROWS[key], modifiers)
        else:
            right, down = self._seen_from_image(ARROWS[key])
            self.nudge_mark(right, down, size=bool(modifiers & Shift))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin to draw with what is armed."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        if self._draft is not None and left and plain:
            at = self._point_in_image(event.position())
            self._is_drawing = True
            self._set_draft(replace(self._draft, start=at, end=at))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw as far as the cursor."""
        if self._is_drawing and self._draft is not None:
            self._set_draft(replace(self._draft, end=self._point_in_image(event.position())))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Take what was drawn; a click alone has drawn nothing and leaves the tool armed."""
        if not self._is_drawing:
            super().mouseReleaseEvent(event)
            return
        self._is_drawing = False
        draft = self._draft
        if draft is not None and draft.start != draft.end:
            self.finish()

    def _take(self, draft: Draft) -> None:
        """Use what was drawn."""
        if draft.tool is Tool.MARK:
            self.add_mark(draft.box(self._shape))

    def _paint_overlay(self, overlay: Overlay, ratio: float) -> None:
        super()._paint_overlay(overlay, ratio)
        draft = self._draft
        if draft is not None and draft.is_box:
            overlay.box(self.screen_box(draft.box(self._shape)))
        elif draft is not None:
            overlay.line(self.screen_middle(draft.start), self.screen_middle(draft.end))

    def screen_middle(self, at: Point) -> QPointF:
        """Where the middle of an image pixel lies, in device pixels."""
        return self.screen_point((at[0] + 0.5, at[1] + 0.5))

    def seen_box(self) -> PixelBox:
        """The part of the image that is in view, in pixels at full size."""
        height, width = self._shape
        place = QRect(0, 0, self.width(), self.height())
        one = clipped(self.image_point(QPointF(place.topLeft())), (height, width))
        other = clipped(self.image_point(QPointF(place.right(), place.bottom())), (height, width))
        left, right = sorted((int(one[0]), int(other[0])))
        top, bottom = sorted((int(one[1]), int(other[1])))
        return PixelBox(left=left, top=top, right=right + 1, bottom=bottom + 1)

    def _arm(self, tool: Tool) -> None:
        if not self.has_image or self.tool is tool:
            self.disarm()
            return
        draft = first_draft(tool, self.seen_box())
        viewport = self.viewport_shown
        if viewport is not None and viewport.mirrored:  # its end is at the right of the screen
            start, end = draft.start, draft.end
            draft = replace(draft, start=(end[0], start[1]), end=(start[0], end[1]))
        self._set_draft(draft)
        self.setFocus()

    def _set_draft(self, draft: Draft | None) -> None:
        before, self._draft = self.tool, draft
        if draft is None:
            self._is_drawing = False
        if self.tool != before:
            self.setCursor(Qt.CursorShape.CrossCursor if draft else Qt.CursorShape.ArrowCursor)
            self.tool_changed.emit(self.tool)
        self.update()

    def _move_draft(
        self, draft: Draft, arrow: tuple[int, int], modifiers: Qt.KeyboardModifier
    ) -> None:
        step = 1.0 if modifiers & Control else max(STEP_PX / max(self.magnification, 1e-9), 1.0)
        right, down = self._seen_from_image(arrow)
        change = draft.stretched if modifiers & Shift else draft.moved
        self._set_draft(change(right * step, down * step, self._shape))

    def _seen_from_image(self, arrow: tuple[int, int]) -> tuple[int, int]:
        """An arrow of the screen, as the image has it: a mirrored view changes left and right."""
        viewport = self.viewport_shown
        mirrored = viewport is not None and viewport.mirrored
        return (-arrow[0] if mirrored else arrow[0]), arrow[1]

    def _point_in_image(self, at: QPointF) -> Point:
        x, y = self.image_point(at)
        return clipped((x - 0.5, y - 0.5), self._shape)

    def _is_ours(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_arrow = event.key() in ARROWS
        if self._draft is not None:
            if is_arrow:
                return not modifiers & ~(Shift | Control)
            return not modifiers and event.key() in (*DONE, Qt.Key.Key_Escape)
        is_nudge = is_arrow and bool(modifiers & Control) and not modifiers & ~(Shift | Control)
        return is_nudge and self.selected is not None
