"""PRIMARY with a vehicle at the booth: people on the left, the person, the portal and the load."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.occupancy import PortalReading
from widgets.common.panel import filled
from widgets.common.theme import Density
from widgets.primary.expected_panel import ExpectedPanel
from widgets.primary.face_panel import FacePanel
from widgets.primary.findings_panel import FindingsPanel
from widgets.primary.load_panel import LoadPanel
from widgets.primary.occupants_panel import OccupantsPanel
from widgets.primary.person_panel import PersonPanel
from widgets.primary.portal_panel import PortalPanel
from widgets.primary.recent_panel import RecentPanel
from widgets.primary.state import PrimaryView

GAP_PX = 10
SHARES = {Density.WIDE: (33, 80, 65), Density.COMPACT: (32, 80, 63)}
"""Of the width, for each column: a plate is never cut, so the person keeps more of a small one."""


class VehiclePage(QWidget):
    """Three columns. Everything that a decision needs is there without a click."""

    occupant_selected = Signal(int)
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.occupants = OccupantsPanel(self)
        self.next = ExpectedPanel(self, at_most=1)
        self.last = RecentPanel(self, at_most=1)
        self.person = PersonPanel(self)
        self.face = FacePanel(self)
        self.findings = FindingsPanel(self)
        self.portal = PortalPanel(self)
        self.load = LoadPanel(self)
        self.occupants.occupant_selected.connect(self.occupant_selected)
        self.last.undo_requested.connect(self.undo_requested)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(12, GAP_PX, 12, GAP_PX)
        columns.setSpacing(GAP_PX)
        for panels in (
            ((self.occupants, 1), (self.next, 0), (self.last, 0)),
            ((self.person, 0), (self.face, 0), (self.findings, 1)),
            ((self.portal, 1), (self.load, 0)),
        ):
            columns.addWidget(_column(self, panels))
        self._columns = columns
        self._share_out(Density.WIDE)

    def show_view(self, view: PrimaryView) -> None:
        """Show the vehicle of `view.case`."""
        for panel in (self.occupants, self.person, self.face, self.findings, self.load):
            panel.show_view(view)
        self.portal.show_view(view)
        self.next.show_expected(view.expected)
        self.last.show_recent(view.recent)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave out what a small screen has no room for."""
        density = Density.of_width(self.width())
        compact = density is Density.COMPACT
        self._share_out(density)
        self.load.set_compact(compact=compact)
        self.face.set_compact(compact=compact)
        super().resizeEvent(event)

    def add_reading(self, reading: PortalReading) -> None:
        """Draw one live reading."""
        self.portal.add_reading(reading)

    def _share_out(self, density: Density) -> None:
        for index, share in enumerate(SHARES[density]):
            self._columns.setStretch(index, share)


def _column(parent: QWidget, panels: Sequence[tuple[QWidget, int]]) -> QWidget:
    """A column whose width follows from its share alone, whatever is in it."""
    holder = QWidget(parent)
    holder.setMinimumWidth(1)
    holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    column = filled(holder)
    column.setSpacing(GAP_PX)
    for panel, stretch in panels:
        column.addWidget(panel, stretch)
    return holder
