"""Knows when somebody last touched the workstation."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,  # a key that is a shortcut never arrives as a press
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Sees what the window system sends to one window, and swallows nothing.

    `seconds` are the machine's: a person is idle in real time, also in the demonstration.
    Not a filter on the whole application: that would call Python for every event of every widget.
    """

    def __init__(self, seconds: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._window: QWindow | None = None
        self.touched_s = seconds()

    @property
    def idle_s(self) -> float:
        """For how long nobody has touched anything."""
        return self._seconds() - self.touched_s

    def watch(self, window: QWindow | None) -> None:
        """Begin to watch `window`, from now on; None watches nothing any more."""
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = window
        self.touched_s = self._seconds()
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Note that somebody is there."""
        if event.type() in TOUCHES:
            self.touched_s = self._seconds()
        return False
