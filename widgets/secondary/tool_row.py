"""The image tools, each one key away, and how the image is being looked at."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.radiograph import WINDOW_MAX, Window, WindowPreset
from widgets.common.actions import ACTIONS, ActionId
from widgets.common.flow_layout import FlowLayout
from widgets.common.numbers import grouped
from widgets.common.panel import label
from widgets.common.theme import Density
from widgets.common.translated import TranslatedWidget
from widgets.secondary.tool_button import ToolButton
from widgets.secondary.tool_words import TOOL_ICONS, tool_words

PRESET_ACTIONS = {
    ActionId.PRESET_FULL: WindowPreset.FULL,
    ActionId.PRESET_LIGHT: WindowPreset.THIN,
    ActionId.PRESET_DENSE: WindowPreset.DENSE,
    ActionId.PRESET_PENETRATE: WindowPreset.PENETRATE,
}
OPENING = WindowPreset.LOG
"""Dense loads are black in a straight window, so an image opens in this one; 0 goes back to it."""

_KEYS = {spec.action: spec.key_words.replace("Shift+", "⇧") for spec in ACTIONS}
GAP_PX = 4


class ToolRow(TranslatedWidget):
    """Buttons for the tools that exist; a tool that cannot work now is not offered.

    `reading` says how the image is looked at; it is for whoever lays the row to place.
    """

    tool_requested = Signal(ActionId)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._windows: Mapping[WindowPreset, Window] = {}
        self._window: Window | None = None
        self._magnification = 0.0
        self._on: frozenset[ActionId] = frozenset()
        self._missing: frozenset[ActionId] = frozenset()
        self._compact = False
        self.buttons: dict[ActionId, ToolButton] = {}
        box = QWidget(self)
        flow = FlowLayout(box, spacing_px=GAP_PX)
        for tool, icon in TOOL_ICONS.items():
            button = self.buttons[tool] = ToolButton(_KEYS[tool], f"tool-{icon}", box)
            button.clicked.connect(lambda _checked=False, tool=tool: self._press(tool))
            flow.addWidget(button)
        self.reading = label("dense-label", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(box, 1)
        self.retranslate()

    def set_density(self, density: Density) -> None:
        """On a compact screen a drawing stands for the name, and its tool tip has it."""
        self._compact = density is Density.COMPACT
        self.retranslate()

    def show_windows(self, windows: Mapping[WindowPreset, Window]) -> None:
        """Offer the presets that are laid for this image."""
        self._windows = windows
        self._show()

    def show_look(self, window: Window | None, magnification: float) -> None:
        """Say through which window the image is seen, and how large. None: there is no image."""
        self._window, self._magnification = window, magnification
        self._show()

    def show_tools(self, *, on: Collection[ActionId], missing: Collection[ActionId]) -> None:
        """Mark the tools that are on, and offer none of those that this image cannot have."""
        self._on, self._missing = frozenset(on), frozenset(missing)
        self._show()

    def retranslate(self) -> None:
        """Set every text anew."""
        for tool, button in self.buttons.items():
            button.show_words(tool_words(tool), compact=self._compact)
        self._show()

    def _press(self, tool: ActionId) -> None:
        self.tool_requested.emit(tool)
        self._show()

    def _show(self) -> None:
        window = self._window
        for tool, button in self.buttons.items():
            laid = self._windows.get(PRESET_ACTIONS[tool]) if tool in PRESET_ACTIONS else None
            lacks_preset = tool in PRESET_ACTIONS and laid is None
            button.setVisible(window is not None and not lacks_preset and tool not in self._missing)
            button.setChecked(tool in self._on or (window is not None and _same(window, laid)))
        self.buttons[ActionId.IMAGE_RESET].setChecked(
            window is not None and _same(window, self._windows.get(OPENING))
        )
        self.buttons[ActionId.INVERT].setChecked(window is not None and window.inverse)
        self.reading.setText("" if window is None else self._reading_words(window))

    def _reading_words(self, window: Window) -> str:
        """Width and level as shares of the whole range, and the magnification."""
        width = (window.high - window.low) / WINDOW_MAX
        level = (window.high + window.low) / 2 / WINDOW_MAX
        words = QCoreApplication.translate("ToolRow", "W {width}  L {level}  {zoom}×")
        return words.format(
            width=grouped(width, 2), level=grouped(level, 2), zoom=grouped(self._magnification, 2)
        )


def _same(window: Window, laid: Window | None) -> bool:
    """Whether this is the preset's window, the right way round or inverted."""
    if laid is None:
        return False
    return (window.low, window.high, window.curve) == (laid.low, laid.high, laid.curve)
