"""The nine reasons to refer, each on its digit, in the order that never changes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.decision import Reason
from widgets.common.key_button import KeyButton
from widgets.common.labels import reason_digit, reason_label
from widgets.common.panel import Panel, filled
from widgets.common.translated import TranslatedWidget

COLUMNS = 5


class ReasonChooser(TranslatedWidget):
    """Laid over the screen by F6; a digit refers, Esc goes back."""

    reason_chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = Panel(self)
        self.keys: dict[Reason, KeyButton] = {}
        grid = QGridLayout()
        grid.setSpacing(8)
        for index, reason in enumerate(Reason):
            key = KeyButton(str(reason_digit(reason)), self)
            key.pressed_open.connect(lambda reason=reason: self.reason_chosen.emit(reason))
            self.keys[reason] = key
            grid.addWidget(key, *divmod(index, COLUMNS))
        self.back = KeyButton("Esc", self)
        self.back.pressed_open.connect(self.cancelled)
        grid.addWidget(self.back, *divmod(len(Reason), COLUMNS))
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        self.panel.body.addLayout(grid)
        filled(self).addWidget(self.panel)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.panel.set_title(self.tr("Refer — for which reason?"))
        for reason, key in self.keys.items():
            key.show_key(reason_label(reason))
        self.back.show_key(self.tr("Go back"))
