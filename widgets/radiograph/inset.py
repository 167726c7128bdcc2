"""A second, smaller view of the same layers: what the loupe and the overview are made of."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter

from widgets.radiograph.layers import Layers
from widgets.radiograph.picture import Enhance, Look, MakeLut, Picture
from widgets.radiograph.viewport import Viewport


class Inset:
    """Draws layers through a viewport of its own; nothing is made anew that has not changed."""

    def __init__(self, make_lut: MakeLut) -> None:
        self._make_lut = make_lut
        self._picture: Picture | None = None
        self._key: tuple[object, ...] = ()

    def paint(
        self,
        painter: QPainter,
        at: QPoint,
        layers: Layers,
        viewport: Viewport,
        look: Look,
        enhance: Enhance,
    ) -> None:
        """Draw with the top left corner of the viewport at `at`, in device pixels."""
        picture = self._picture
        if picture is None or picture.layers is not layers:
            picture = self._picture = Picture(layers, viewport, self._make_lut)
        key = (id(layers.pixels), id(layers.equalised), id(layers.material), id(enhance))
        if key != self._key:
            self._key = key
            picture.enhance = enhance
            picture.forget()
        picture.look(viewport)
        image, left_px, top_px = picture.image(look)
        painter.drawImage(at + QPoint(left_px, top_px), image)

    def forget(self) -> None:
        """Let the layers go."""
        self._picture = None
