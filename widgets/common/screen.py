"""What every screen of the workstation has in common."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from widgets.common.actions import ActionId
from widgets.common.translated import TranslatedWidget


class Screen(TranslatedWidget):
    """A whole screen: values come in through `show_view`, intent goes out through signals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the keys, so that none of them lands on whichever button comes first."""
        super().showEvent(event)
        self.first_focus().setFocus()

    def first_focus(self) -> QWidget:
        """What takes the keys when the screen comes up: itself, unless there is a field to fill."""
        return self

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What this screen itself does for which action: identifiers as in `actions.ACTIONS`."""
        return {}
