"""Actions made of the table: each has its words, its keys and a handler."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.officer import Role
from widgets.common.action_spec import ActionId, ActionSpec, ScreenId
from widgets.common.action_table import ACTIONS

__all__ = [
    "ACTIONS",
    "ActionId",
    "ActionSpec",
    "ScreenId",
    "build_actions",
    "retranslate_actions",
    "specs_for",
]


def specs_for(screen: ScreenId, role: Role | None = None) -> tuple[ActionSpec, ...]:
    """What can be done on `screen`, by an officer in `role` or by anybody."""
    return tuple(
        spec for spec in ACTIONS if screen in spec.screens and (role is None or role in spec.roles)
    )


def build_actions(
    parent: QWidget,
    specs: Sequence[ActionSpec],
    handlers: Mapping[ActionId, Callable[[], None]],
) -> dict[ActionId, QAction]:
    """Make an action of each of `specs` and give it to `parent`, where its keys then work.

    Qt asks whether `parent` is on the screen, so the keys of a hidden screen are silent. Raises
    KeyError for a spec without handler: an action that does nothing must not be offered.
    """
    made = {}
    for spec in specs:
        action = QAction(spec.words, parent)
        action.setObjectName(spec.action)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(_calling(handlers[spec.action]))
        parent.addAction(action)
        made[spec.action] = action
    return made


def retranslate_actions(actions: Mapping[ActionId, QAction]) -> None:
    """Give actions their words anew, after a change of language."""
    words = {spec.action: spec.words for spec in ACTIONS}
    for name, action in actions.items():
        action.setText(words[name])


def _calling(handler: Callable[[], None]) -> Callable[[], None]:
    return lambda: handler()
