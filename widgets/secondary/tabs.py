"""Panels that take turns in one place, on a screen too small to show them side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from widgets.common.panel import Panel


class Tabs(QWidget):
    """A row of buttons, one for each panel; that of the pressed one is shown, and scrolls."""

    BUTTON_ROLE = "dense"

    def __init__(self, panels: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = QButtonGroup(self)
        self.stack = QStackedWidget(self)
        self.buttons: list[QPushButton] = []
        self.areas: list[QScrollArea] = []
        self.panels = tuple(panels)
        row = QHBoxLayout()
        row.setSpacing(6)
        for index, panel in enumerate(panels):
            button = QPushButton(self)
            button.setProperty("role", self.BUTTON_ROLE)
            button.setCheckable(True)
            self.group.addButton(button, index)
            self.buttons.append(button)
            row.addWidget(button, 1)
            self.areas.append(scrolling(panel))
            self.stack.addWidget(self.areas[-1])
        self.group.idClicked.connect(self.stack.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)
        self.show_tab(0)

    @property
    def current(self) -> QWidget:
        """The panel in front."""
        return self.panels[self.stack.currentIndex()]

    def show_tab(self, index: int) -> None:
        """Show one panel."""
        self.buttons[index].setChecked(True)
        self.stack.setCurrentIndex(index)

    def set_names(self, names: Sequence[str]) -> None:
        """Name the buttons, in the order of the panels."""
        for button, area, name in zip(self.buttons, self.areas, names, strict=True):
            button.setText(name)
            area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            area.setAccessibleName(name)

    def let_go(self) -> None:
        """Give the panels back, so that they do not go when the tabs go."""
        for area in self.areas:
            if (panel := area.takeWidget()) is not None:
                panel.setParent(None)


class PanelTabs(Tabs):
    """The same with less height: a button is the title of its panel, which goes without one."""

    BUTTON_ROLE = "tab"

    def __init__(self, panels: Sequence[Panel], parent: QWidget | None = None) -> None:
        super().__init__(panels, parent)
        self._titles = [panel.title for panel in panels]
        for title in self._titles:
            title.hide()

    def let_go(self) -> None:
        """Give the panels back, with their titles."""
        super().let_go()
        for title in self._titles:
            title.show()


def scrolling(inside: QWidget) -> QScrollArea:
    """An area as high as its place, that scrolls where `inside` is higher."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    inside.show()
    return area
