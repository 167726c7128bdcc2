"""Ends the program in order when the system asks for it."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class TerminationSignals(QObject):
    """Calls `stop` on the GUI thread for SIGTERM and SIGINT.

    Python runs signal handlers only between its own instructions, and Qt's loop runs none while
    it waits; the wake-up socket makes the loop turn.
    """

    def __init__(self, stop: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._stop = stop
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)  # noqa: FBT003 - the library's signature
        self._write.setblocking(False)  # noqa: FBT003 - the library's signature
        signal.set_wakeup_fd(self._write.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _nothing)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def close(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        self._read.close()
        self._write.close()

    def _woken(self) -> None:
        self._read.recv(64)
        self._stop()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """The wake-up socket has carried the signal already."""
