"""What a hand on the mouse means on a radiograph."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent


class Gesture(Enum):
    """What is going on while the mouse moves."""

    NONE = auto()
    PAN = auto()
    WINDOW = auto()
    BOX = auto()


BUTTONS: dict[tuple[Qt.MouseButton, bool], Gesture] = {
    (Qt.MouseButton.LeftButton, False): Gesture.PAN,
    (Qt.MouseButton.MiddleButton, False): Gesture.PAN,
    (Qt.MouseButton.RightButton, False): Gesture.WINDOW,
    (Qt.MouseButton.LeftButton, True): Gesture.BOX,
}
"""Which button, with Alt or without, begins what."""


class Gestures:
    """Follows one gesture from press to release, and panning while Space is held."""

    def __init__(self) -> None:
        self._gesture = Gesture.NONE
        self._from = QPointF()
        self._last: QPointF | None = None
        self._held = False

    def press(self, event: QMouseEvent) -> Gesture:
        """Begin what this button means; other buttons mean nothing."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._gesture = BUTTONS.get((event.button(), alt), Gesture.NONE)
        self._from = self._last = event.position()
        return self._gesture

    def move(self, event: QMouseEvent) -> tuple[Gesture, QPointF]:
        """What is going on, and by how many logical pixels the mouse moved since the last call."""
        here = event.position()
        step = QPointF() if self._last is None else here - self._last
        self._last = here
        if self._gesture is Gesture.NONE and self._held:
            return Gesture.PAN, step
        return self._gesture, step

    def release(self) -> QRectF | None:
        """End the gesture; the box in logical pixels if it was one."""
        box = self.box()
        self._gesture = Gesture.NONE
        return box

    def hold(self, *, down: bool) -> None:
        """Space is held, or no longer."""
        self._held = down

    def box(self) -> QRectF | None:
        """The box that is being drawn, in logical pixels."""
        if self._gesture is not Gesture.BOX or self._last is None:
            return None
        return QRectF(self._from, self._last).normalized()
