"""The command palette: every command by name, in either language, with the key that does it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets.common.action_spec import CONTEXT, ActionId, ActionSpec
from widgets.common.action_table import ACTIONS
from widgets.common.french import FrenchTexts
from widgets.common.matching import NO_MATCH, match_score

WIDTH_PX = 720
HEIGHT_PX = 480
RECENT_MAX = 5
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PaletteDialog(QDialog):
    """Finds and triggers one of `actions`. What was used last stands first."""

    def __init__(self, parent: QWidget, actions: Mapping[ActionId, QAction]) -> None:
        super().__init__(parent)
        self._actions = dict(actions)
        self._french = FrenchTexts(self)
        self._recent: list[ActionId] = []
        self.query = QLineEdit(self)
        self.list = QTreeWidget(self)
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.query.textChanged.connect(self._fill)
        self.query.returnPressed.connect(self.trigger_current)
        self.query.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item, _column: self.trigger_current())
        layout = QVBoxLayout(self)
        layout.addWidget(self.query)
        layout.addWidget(self.list, 1)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.retranslate()

    def set_actions(self, actions: Mapping[ActionId, QAction]) -> None:
        """Offer `actions` from now on: those of the screen, for the officer's role."""
        self._actions = dict(actions)

    def open(self) -> None:
        """Come up empty."""
        self.query.clear()
        self._fill()
        super().open()
        self.query.setFocus()

    def trigger_current(self) -> None:
        """Do what is chosen, and go away first so that it acts on the screen."""
        chosen = self.list.selectedItems()
        if not chosen:
            return
        action = ActionId(chosen[0].data(0, Qt.ItemDataRole.UserRole))
        self._recent = [action, *(other for other in self._recent if other is not action)]
        del self._recent[RECENT_MAX:]
        self.accept()
        self._actions[action].trigger()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Find a command"))
        self.query.setPlaceholderText(self.tr("Type a few letters, in English or French"))
        self.query.setAccessibleName(self.tr("Find a command"))
        self.list.setAccessibleName(self.tr("Commands"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let up and down move in the list while letters go to the field."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _LIST_KEYS
        ):
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self.list.clear()
        query = self.query.text()
        scored = [
            (self._score(query, spec), spec)
            for spec in ACTIONS
            if spec.action in self._actions and self._actions[spec.action].isEnabled()
        ]
        for _, spec in sorted(scored, key=lambda item: -item[0]):
            if self._score(query, spec) == NO_MATCH:
                continue
            item = QTreeWidgetItem(self.list, [spec.words, spec.key_words])
            item.setData(0, Qt.ItemDataRole.UserRole, spec.action.value)
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)

    def _score(self, query: str, spec: ActionSpec) -> int:
        score = match_score(query, (spec.text, self._french.of(CONTEXT, spec.text)))
        if score == NO_MATCH or spec.action not in self._recent:
            return score
        return score + RECENT_MAX - self._recent.index(spec.action)
