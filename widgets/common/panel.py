"""A titled panel, and a card within it that can be selected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from widgets.common.elided_label import ElidedLabel
from widgets.common.theme import set_state


class Panel(QFrame):
    """A frame with a title and an aside at the top and room for content below.

    `body` is the layout for content, `header` the line beside the title, for chips. A dense panel
    is for review screens.
    """

    def __init__(self, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        self.title = label("title", self)
        self.title.setObjectName("panelTitle")
        self.aside = ElidedLabel("", self)
        self.aside.setProperty("role", "small")
        self.header = QHBoxLayout()
        self.header.setSpacing(10)
        self.header.addWidget(self.title)
        self.header.addStretch(1)
        self.header.addWidget(self.aside)
        self.body = QVBoxLayout()
        layout = QVBoxLayout(self)
        margin = 8 if dense else 12
        layout.setContentsMargins(margin, margin - 2, margin, margin)
        layout.setSpacing(6 if dense else 8)
        self.body.setSpacing(4 if dense else 8)
        layout.addLayout(self.header)
        layout.addLayout(self.body, 1)
        self.aside.hide()
        if dense:
            set_state(self, "dense")

    def set_title(self, title: str, aside: str = "") -> None:
        """Name the panel. Titles are short and in capitals; the aside says of what, or how many."""
        self.title.setText(title.upper())
        self.aside.setText(aside)
        self.aside.setVisible(bool(aside))
        self.setAccessibleName(title)


class Card(QFrame):
    """One entry that can be chosen with the mouse, a finger, Enter or Space."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_selected(self, *, selected: bool) -> None:
        """Mark the card as the chosen one."""
        set_state(self, "selected" if selected else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose this card."""
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose this card."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


def label(role: str, parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """An empty label whose look follows from what it is; the roles are those of officer.qss.

    Text is never read as markup: names and goods come from outside.
    """
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)


def filled(widget: QWidget) -> QVBoxLayout:
    """A layout without margins, for a widget that is one panel."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    return layout
