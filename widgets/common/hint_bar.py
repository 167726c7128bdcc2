"""The line at the bottom of review screens that names the keys which have no button."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.common.action_spec import ActionSpec
from widgets.common.elided_label import ElidedLabel
from widgets.common.translated import TranslatedFrame


class HintBar(TranslatedFrame):
    """Names keys and what they do, in the order given, as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs: tuple[ActionSpec, ...] = ()
        self.words = ElidedLabel("", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 12, 3)
        layout.addWidget(self.words, 1)

    def show_keys(self, specs: Sequence[ActionSpec]) -> None:
        """Name the keys of `specs`."""
        self._specs = tuple(specs)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the text anew."""
        self.words.setText("     ".join(f"{item.key_words} {item.words}" for item in self._specs))
