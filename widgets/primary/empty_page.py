"""PRIMARY with nobody at the booth: who comes next, what was decided, how the portal is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.occupancy import PortalReading
from widgets.common.icons import Icon
from widgets.common.panel import Panel, label
from widgets.common.theme import Density
from widgets.common.translated import TranslatedWidget
from widgets.primary.expected_panel import ExpectedPanel
from widgets.primary.portal_panel import PortalPanel
from widgets.primary.recent_panel import RecentPanel
from widgets.primary.state import PrimaryView

GAP_PX = 10
EXPECTED_MAX = {Density.WIDE: 5, Density.COMPACT: 4}
RECENT_MAX = {Density.WIDE: 5, Density.COMPACT: 3}


class EmptyPage(TranslatedWidget):
    """Says that the lane is ready, large enough to be read from the door."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.expected = ExpectedPanel(self, at_most=EXPECTED_MAX[Density.WIDE])
        self.recent = RecentPanel(self, at_most=RECENT_MAX[Density.WIDE])
        self.portal = PortalPanel(self)
        self.ready_panel = Panel(self)
        self.icon = Icon("lane", self)
        self.icon.set_size(QSize(180, 84))
        self.ready = label("lane-ready", self)
        self.how = label("label", self, wrap=True)
        self.recent.undo_requested.connect(self.undo_requested)
        self._fill_ready()
        middle = QVBoxLayout()
        middle.setSpacing(GAP_PX)
        middle.addWidget(self.ready_panel, 1)
        middle.addWidget(self.recent)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(12, GAP_PX, 12, GAP_PX)
        columns.setSpacing(GAP_PX)
        columns.addWidget(self.expected, 42)
        columns.addLayout(middle, 75)
        columns.addWidget(self.portal, 62)
        self.retranslate()

    def show_view(self, view: PrimaryView) -> None:
        """Show what there is to know about an empty lane."""
        self.expected.show_expected(view.expected)
        self.recent.show_recent(view.recent)
        self.portal.show_view(view)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Show fewer lines where there is little room, so that a message still fits."""
        density = Density.of_width(event.size().width())
        self.expected.set_at_most(EXPECTED_MAX[density])
        self.recent.set_at_most(RECENT_MAX[density])
        super().resizeEvent(event)

    def add_reading(self, reading: PortalReading) -> None:
        """Draw one live reading."""
        self.portal.add_reading(reading)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.ready_panel.set_title(self.tr("Booth"))
        self.ready.setText(self.tr("Lane ready"))
        self.how.setText(self.tr("The next vehicle opens by itself when its plate is read."))

    def _fill_ready(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self.how.setAlignment(centre)
        body = self.ready_panel.body
        body.addStretch(2)
        body.addWidget(self.icon, 0, centre)
        body.addWidget(self.ready, 0, centre)
        body.addWidget(self.how)
        body.addStretch(3)
