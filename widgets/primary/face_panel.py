"""Where live face, chip image and document page will stand; says plainly when they are not there.

No picture is ever made up: a drawn face beside a name would look like a check that nobody made.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.sync_state import DeviceState
from widgets.common.icons import Icon
from widgets.common.labels import link_label
from widgets.common.panel import Panel, filled, label
from widgets.common.translated import TranslatedWidget
from widgets.primary.state import PrimaryView, is_connected


class FacePanel(TranslatedWidget):
    """Asks the officer to compare by eye while no kiosk does a part of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kiosk: DeviceState | None = None
        self._compact = False
        self.panel = Panel(self)
        self.icon = Icon("compare", self)
        self.what = label("strong", self, wrap=True)
        self.act = label("body", self, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.what)
        words.addWidget(self.act)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.panel.body.addLayout(row)
        self.icon.set_size(QSize(96, 56))
        filled(self).addWidget(self.panel)
        self.retranslate()

    def show_view(self, view: PrimaryView) -> None:
        """Show what there is to compare with."""
        if view.kiosk != self._kiosk:
            self._kiosk = view.kiosk
            self.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Do without the drawing where there is no room for it."""
        self._compact = compact
        self.panel.title.setVisible(not compact)
        self.icon.setVisible(not compact)
        self.what.setVisible(not compact)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.panel.set_title(self.tr("Face"))
        kiosk = self._kiosk
        if kiosk is None or not is_connected(kiosk):
            what = self.tr("Kiosk not connected.")
        else:
            text = self.tr("Kiosk {state}, no images received.")
            what = text.format(state=link_label(kiosk.link))
        act = self.tr("Compare face and document by eye.")
        self.what.setText(what)
        self.act.setText(f"{what} {act}" if self._compact else act)
