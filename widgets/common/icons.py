"""Line drawings in the colour of the theme, from resources/icons."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.theme import tokens_of

DRAWN_IN = "#000000"
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


class Icon(QWidget):
    """One drawing. It says nothing that words beside it do not say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = QSize(48, 48)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_size(self, size: QSize) -> None:
        """Take this much room."""
        self._size = size
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The size that was set."""
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw in the colour of labels, keeping proportions."""
        renderer = _renderer(self._name, tokens_of(self.palette()).t2)
        natural = renderer.defaultSize().scaled(self.size(), _KEEP)
        left = (self.width() - natural.width()) / 2
        top = (self.height() - natural.height()) / 2
        renderer.render(QPainter(self), QRectF(left, top, natural.width(), natural.height()))


def drawn(name: str, colour: str, side_px: int) -> QPixmap:
    """One square drawing in this colour ("#RRGGBB"), for a button."""
    pixmap = QPixmap(side_px, side_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter)
    painter.end()
    return pixmap


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(drawing.replace(DRAWN_IN, colour).encode()))
