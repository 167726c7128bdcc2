"""A dense panel whose words follow the language."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from widgets.common.panel import Panel


class TranslatedPanel(Panel):
    """A panel of a review screen. Subclasses call `retranslate()` at the end of construction."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, dense=True)

    def retranslate(self) -> None:
        """Set every text anew."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
