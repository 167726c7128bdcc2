"""The one thing that moves: markers of alarms that nobody has acknowledged, once a second."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from widgets.common.chip import PriorityChip
from widgets.common.marker import Marker

HALF_PERIOD_MS = 500


class MarkerPulse(QObject):
    """Makes all unacknowledged markers within `root` alternate together. Text never flashes."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._lit = True
        self.timer = QTimer(self)
        self.timer.setInterval(HALF_PERIOD_MS)
        self.timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin to beat."""
        self.timer.start()

    def beat(self) -> None:
        """Go to the other phase."""
        self._lit = not self._lit
        chips = self._root.findChildren(PriorityChip)
        markers: list[PriorityChip | Marker] = [*chips, *self._root.findChildren(Marker)]
        for marker in markers:
            if marker.unacknowledged and marker.isVisible():
                marker.set_lit(lit=self._lit)
