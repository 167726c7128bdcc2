"""What every screen of the workstation has in common."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.common.actions import ActionId
from widgets.common.translated import TranslatedWidget


class Screen(TranslatedWidget):
    """A whole screen: values come in through `show_view`, intent goes out through signals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What this screen itself does for which action: identifiers as in `actions.ACTIONS`."""
        return {}
