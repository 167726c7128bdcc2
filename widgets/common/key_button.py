"""A decision key: the key's name first, then what it does, then why or why not."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.common.theme import set_state


class KeyButton(QPushButton):
    """One of the keys on which a decision is made; its place never changes.

    A locked key stays in its place, dashed, and says why. It can still be focused, so that the
    reason can be read, but then `pressed_open` is not emitted.
    """

    pressed_open = Signal()

    def __init__(self, key: str, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        self.key = _part("keyName", self)
        self.caption = _part("keyText", self)
        self.sub = _part("keySub", self)
        self.caption.setWordWrap(not dense)
        self.sub.setWordWrap(not dense)
        self.key.setText(key)
        self.locked = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        if dense:
            self.setProperty("density", "dense")
        words: QHBoxLayout | QVBoxLayout = QHBoxLayout() if dense else QVBoxLayout()
        words.setSpacing(12 if dense else 0)
        if not dense:
            words.addStretch(1)
        words.addWidget(self.caption)
        words.addWidget(self.sub)
        words.addStretch(1)
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 2, 10, 2)
        layout.setSpacing(14)
        layout.addWidget(self.key)
        layout.addLayout(words, 1)

    def set_tight(self, *, tight: bool) -> None:
        """Be less high: for a dense key in a column with much beside it."""
        self.setProperty("density", "tight" if tight else "dense")
        for part in (self, self.key, self.caption, self.sub):
            self.style().unpolish(part)
            self.style().polish(part)
        self.updateGeometry()

    def show_key(self, caption: str, sub: str = "", *, armed: bool = False) -> None:
        """Offer the act; an armed key is the suggested one, or waits for Enter."""
        self._show(caption, sub, "armed" if armed else "open")

    def show_locked(self, caption: str, reason: str) -> None:
        """Show the act with the reason why it cannot be done now."""
        self._show(caption, reason, "locked")

    def _on_clicked(self) -> None:
        if not self.locked:
            self.pressed_open.emit()

    def _show(self, caption: str, sub: str, state: str) -> None:
        self.locked = state == "locked"
        self.caption.setText(caption)
        self.sub.setText(sub)
        self.sub.setVisible(bool(sub))
        self.setAccessibleName(f"{self.key.text()} {caption}")
        self.setAccessibleDescription(sub)
        self.setToolTip(sub)
        set_state(self, state)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As large as what is in it."""
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As tall as what is in it; its width is its layout's to give, so that keys never move."""
        return QSize(1, self._layout.minimumSize().height())


def _part(name: str, parent: QWidget) -> QLabel:
    part = QLabel(parent)
    part.setObjectName(name)
    part.setTextFormat(Qt.TextFormat.PlainText)
    part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return part
