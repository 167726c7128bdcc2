"""PRIMARY with a vehicle at the booth: people on the left, the person, the portal and the load."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.occupancy import PortalReading
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
        columns.addLayout(_column((self.occupants, 1), (self.next, 0), (self.last, 0)), 33)
        columns.addLayout(_column((self.person, 0), (self.face, 0), (self.findings, 1)), 84)
        columns.addLayout(_column((self.portal, 1), (self.load, 0)), 62)

    def show_view(self, view: PrimaryView) -> None:
        """Show the vehicle of `view.case`."""
        for panel in (self.occupants, self.person, self.face, self.findings, self.load):
            panel.show_view(view)
        self.portal.show_view(view)
        self.next.show_expected(view.expected)
        self.last.show_recent(view.recent)

    def add_reading(self, reading: PortalReading) -> None:
        """Draw one live reading."""
        self.portal.add_reading(reading)


def _column(*panels: tuple[QWidget, int]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP_PX)
    for panel, stretch in panels:
        column.addWidget(panel, stretch)
    return column
