"""One image tool: its key, its drawing and, where there is room, its name."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.common.icons import drawn
from widgets.common.theme import set_state, tokens_of

ICON_PX = 18


class ToolButton(QPushButton):
    """The key stands first, so that it is learnt. Without a name the drawing stands for it."""

    def __init__(self, key: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._icon = key, icon
        self._words = ""
        self._compact = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("role", "tool")
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.toggled.connect(self._draw)

    def show_words(self, words: str, *, compact: bool) -> None:
        """Name the tool; in compact form the name is a tool tip."""
        self._words, self._compact = words, compact
        self.setText(self._key if compact else f"{self._key} {words}")
        self.setToolTip(f"{self._key}  {words}")
        self.setAccessibleName(words)
        set_state(self, "compact" if compact else "")
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if not self._compact:
            self.setIcon(QIcon())
            return
        tokens = tokens_of(self.palette())
        colour = tokens.acct if self.isChecked() else tokens.t1
        ratio = self.devicePixelRatioF()
        pixmap: QPixmap = drawn(self._icon, colour, round(ICON_PX * ratio))
        pixmap.setDevicePixelRatio(ratio)
        self.setIcon(QIcon(pixmap))
