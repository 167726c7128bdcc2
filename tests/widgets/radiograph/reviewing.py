"""How a mouse works a view with the tools of a review."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.annotation import PixelBox
from app.radiography.windows import Levels
from app.shell.stations.image_measure import ImageMeasure
from tests.widgets.radiograph.scene import AIR
from widgets.radiograph.review_view import ReviewView

Key, Mod, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
STEEL_BOX = PixelBox(left=1000, top=200, right=1200, bottom=400)
MEASURE = ImageMeasure(Levels(air=AIR, floor=10))


def place(view: ReviewView, x: float, y: float) -> tuple[int, int]:
    """Where a place of the image is on the screen, in whole logical pixels."""
    at = view.screen_point((x, y)) / view.devicePixelRatioF()
    return round(at.x()), round(at.y())


def count(view: ReviewView) -> int:
    return len(view.annotations)


def click(view: ReviewView, at: tuple[int, int]) -> None:
    QTest.mouseClick(view, Left, Mod.NoModifier, QPoint(*at))
