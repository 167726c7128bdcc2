"""Widgets whose words follow the language of the workstation while it runs."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QWidget


class TranslatedWidget(QWidget):
    """A widget that sets its texts in `retranslate`, which runs again after a change of language.

    Subclasses call `retranslate()` at the end of their constructor.
    """

    def retranslate(self) -> None:
        """Set every text anew."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class TranslatedFrame(QFrame):
    """The same for a frame."""

    def retranslate(self) -> None:
        """Set every text anew."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
