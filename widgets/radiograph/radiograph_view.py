"""The view on which an officer reads a radiograph with mouse and keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.radiograph.gestures import Gesture, Gestures
from widgets.radiograph.overlay import Overlay
from widgets.radiograph.picture import MakeLut
from widgets.radiograph.radiograph_canvas import RadiographCanvas
from widgets.radiograph.viewport import ZOOM_STEP
from widgets.radiograph.window_steps import (
    LEVEL_STEP,
    WIDTH_STEP,
    dragged,
    inverted,
    moved,
    scaled,
)

PAN_STEP = 0.15
WHEEL_STEP_ANGLE = 120.0


class RadiographView(RadiographCanvas):
    """Lets the officer pan, zoom and window a radiograph.

    Left drag pans, right drag changes the window, Alt and left drag draws the box that a window is
    to be made of, the wheel zooms about the cursor. Keys belong to the action registry, which calls
    the slots; only holding Space to pan is bound here.
    """

    hovered = Signal(float, float, int)  # x_m, y_m, pixel value
    hover_left = Signal()
    box_selected = Signal(int, int, int, int)  # left, top, right, bottom in image pixels

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(make_lut, parent)
        self._gestures = Gestures()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    @Slot()
    def zoom_in(self) -> None:
        """Zoom in about the cursor, or about the middle when it is elsewhere."""
        self._zoom(ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Zoom out about the cursor, or about the middle when it is elsewhere."""
        self._zoom(1 / ZOOM_STEP)

    @Slot()
    def zoom_fit(self) -> None:
        """Show the whole image."""
        if self._picture is not None:
            self.look(self._picture.viewport.fitted())

    @Slot()
    def zoom_full(self) -> None:
        """Show one image pixel on one device pixel."""
        if self._picture is not None:
            self._zoom(self._picture.viewport.full_zoom / self._picture.viewport.scale)

    @Slot()
    def pan_left(self) -> None:
        """Look further to the front."""
        self._pan(self.device_size().width() * PAN_STEP, 0)

    @Slot()
    def pan_right(self) -> None:
        """Look further to the rear."""
        self._pan(-self.device_size().width() * PAN_STEP, 0)

    @Slot()
    def pan_up(self) -> None:
        """Look higher."""
        self._pan(0, self.device_size().height() * PAN_STEP)

    @Slot()
    def pan_down(self) -> None:
        """Look lower."""
        self._pan(0, -self.device_size().height() * PAN_STEP)

    @Slot()
    def window_narrower(self) -> None:
        """More contrast over fewer values."""
        self.set_window(scaled(self.window_shown, WIDTH_STEP))

    @Slot()
    def window_wider(self) -> None:
        """Less contrast over more values."""
        self.set_window(scaled(self.window_shown, 1 / WIDTH_STEP))

    @Slot()
    def level_up(self) -> None:
        """Show brighter, thinner things."""
        self.set_window(moved(self.window_shown, LEVEL_STEP))

    @Slot()
    def level_down(self) -> None:
        """Show darker, denser things."""
        self.set_window(moved(self.window_shown, -LEVEL_STEP))

    @Slot()
    def reset_window(self) -> None:
        """Go back to the window that the image came with."""
        self.set_window(self.reset_to)

    @Slot()
    def toggle_inverse(self) -> None:
        """Change black and white over."""
        self.set_window(inverted(self.window_shown))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin a pan, a window change or a box."""
        if self.has_image:
            self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Carry on with what was begun, and say what is under the cursor."""
        gesture, step = self._gestures.move(event)
        match gesture:
            case Gesture.PAN:
                device = step * self.devicePixelRatioF()
                self._pan(device.x(), device.y())
            case Gesture.WINDOW:
                self.set_window(dragged(self.window_shown, step.x(), step.y()))
            case Gesture.BOX:
                self.update()
            case Gesture.NONE:
                pass
        self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """End what was begun."""
        box = self._gestures.release()
        if box is not None:
            self.update()
            self._select(box)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Zoom about the cursor."""
        self._zoom(ZOOM_STEP ** (event.angleDelta().y() / WHEEL_STEP_ANGLE), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing is under the cursor any more."""
        super().leaveEvent(event)
        self.hover_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Space held down pans without a button."""
        if event.key() == Qt.Key.Key_Space:
            self._gestures.hold(down=True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Space let go ends the pan."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._gestures.hold(down=False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """A Space that is let go elsewhere must not leave the image stuck to the cursor."""
        super().focusOutEvent(event)
        self._gestures.hold(down=False)

    def _paint_overlay(self, overlay: Overlay, ratio: float) -> None:
        super()._paint_overlay(overlay, ratio)
        box = self._gestures.box()
        if box is not None:
            overlay.box(QRectF(box.topLeft() * ratio, box.bottomRight() * ratio))

    def _zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom about a logical position; without one about the cursor, or the middle."""
        if self._picture is None:
            return
        if at is None:
            cursor = QPointF(self.mapFromGlobal(self.cursor().pos()))
            middle = QPointF(self.width() / 2, self.height() / 2)
            at = cursor if self.underMouse() else middle
        at = at * self.devicePixelRatioF()
        viewport = self._picture.viewport
        self.look(viewport.zoomed(viewport.scale * factor, at.x(), at.y()))

    def _pan(self, dx_px: float, dy_px: float) -> None:
        if self._picture is not None:
            self.look(self._picture.viewport.panned(dx_px, dy_px))

    def _hover(self, at: QPointF) -> None:
        if self._picture is None:
            return
        device = at * self.devicePixelRatioF()
        value = self._picture.value_at(device.x(), device.y())
        if value is None:
            self.hover_left.emit()
            return
        viewport = self._picture.viewport
        x_m = self._metres(viewport.x_mm(device.x()))
        self.hovered.emit(x_m, viewport.y_mm(device.y()) / 1000, value)

    def _select(self, box: QRectF) -> None:
        if self._picture is None:
            return
        ratio = self.devicePixelRatioF()
        height, width = self._picture.levels[0].shape
        corners = (box.topLeft() * ratio, box.bottomRight() * ratio)
        (left, top), (right, bottom) = (self._picture.pixel_at(at.x(), at.y()) for at in corners)
        left, right = sorted((left, right))  # a mirrored view has them changed over
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right + 1, width), min(bottom + 1, height)
        if right - left > 1 and bottom - top > 1:
            self.box_selected.emit(left, top, right, bottom)
