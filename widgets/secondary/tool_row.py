"""The image tools, each one key away, and how the image is being looked at."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.radiograph import WINDOW_MAX, Window, WindowPreset
from widgets.common.actions import ACTIONS, ActionId
from widgets.common.numbers import grouped
from widgets.common.panel import label
from widgets.common.translated import TranslatedWidget

PRESET_ACTIONS = {
    ActionId.PRESET_FULL: WindowPreset.FULL,
    ActionId.PRESET_DENSE: WindowPreset.DENSE,
    ActionId.PRESET_LIGHT: WindowPreset.THIN,
    ActionId.PRESET_PENETRATE: WindowPreset.PENETRATE,
}
OPENING = WindowPreset.LOG
"""Dense loads are black in a straight window, so an image opens in this one; 0 goes back to it."""

TOOLS = (ActionId.IMAGE_RESET, *PRESET_ACTIONS, ActionId.INVERT)
_KEYS = {spec.action: spec.key_words for spec in ACTIONS}


class ToolRow(TranslatedWidget):
    """Buttons for the tools that exist; a tool that cannot work now is not offered."""

    tool_requested = Signal(ActionId)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._windows: Mapping[WindowPreset, Window] = {}
        self._window: Window | None = None
        self._magnification = 0.0
        self.buttons: dict[ActionId, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for tool in TOOLS:
            button = self.buttons[tool] = QPushButton(self)
            button.setProperty("role", "dense")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, tool=tool: self._press(tool))
            layout.addWidget(button)
        layout.addStretch(1)
        self.reading = label("dense-label", self)
        layout.addWidget(self.reading)
        self.retranslate()

    def show_windows(self, windows: Mapping[WindowPreset, Window]) -> None:
        """Offer the presets that are laid for this image."""
        self._windows = windows
        self._show()

    def show_look(self, window: Window | None, magnification: float) -> None:
        """Say through which window the image is seen, and how large. None: there is no image."""
        self._window, self._magnification = window, magnification
        self._show()

    def retranslate(self) -> None:
        """Set every text anew."""
        for tool, words in self._captions().items():
            self.buttons[tool].setText(f"{_KEYS[tool]}  {words}")
        self._show()

    def _captions(self) -> dict[ActionId, str]:
        return {
            ActionId.PRESET_FULL: self.tr("Full"),
            ActionId.PRESET_DENSE: self.tr("Dense"),
            ActionId.PRESET_LIGHT: self.tr("Light"),
            ActionId.PRESET_PENETRATE: self.tr("Penetrate"),
            ActionId.INVERT: self.tr("Invert"),
            ActionId.IMAGE_RESET: self.tr("Standard"),
        }

    def _press(self, tool: ActionId) -> None:
        self.tool_requested.emit(tool)
        self._show()

    def _show(self) -> None:
        window = self._window
        for tool, preset in PRESET_ACTIONS.items():
            laid = self._windows.get(preset)
            self.buttons[tool].setVisible(window is not None and laid is not None)
            self.buttons[tool].setChecked(window is not None and _same(window, laid))
        self.buttons[ActionId.IMAGE_RESET].setChecked(
            window is not None and _same(window, self._windows.get(OPENING))
        )
        for tool in (ActionId.INVERT, ActionId.IMAGE_RESET):
            self.buttons[tool].setVisible(window is not None)
        self.buttons[ActionId.INVERT].setChecked(window is not None and window.inverse)
        self.reading.setText("" if window is None else self._reading_words(window))

    def _reading_words(self, window: Window) -> str:
        """Width and level as shares of the whole range, and the magnification."""
        width = (window.high - window.low) / WINDOW_MAX
        level = (window.high + window.low) / 2 / WINDOW_MAX
        words = self.tr("W {width}  L {level}  {zoom}×")
        return words.format(
            width=grouped(width, 2), level=grouped(level, 2), zoom=grouped(self._magnification, 2)
        )


def _same(window: Window, laid: Window | None) -> bool:
    """Whether this is the preset's window, the right way round or inverted."""
    if laid is None:
        return False
    return (window.low, window.high, window.curve) == (laid.low, laid.high, laid.curve)
