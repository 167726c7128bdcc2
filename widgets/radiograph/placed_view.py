"""A view that knows where a place of the image is on the screen, and the other way."""

from PySide6.QtCore import QPointF, QRectF

from app.domain.annotation import PixelBox
from widgets.radiograph.marks import Point
from widgets.radiograph.radiograph_view import RadiographView


class PlacedView(RadiographView):
    """Turns places around. Those of the image are in pixels at full size, 0 at the first's edge."""

    def image_point(self, at: QPointF) -> Point:
        """The place in the image, in pixels at full size, under a logical position."""
        if self._picture is None:
            return 0.0, 0.0
        ratio, viewport = self.devicePixelRatioF(), self._picture.viewport
        across_mm, down_mm = viewport.pixel_mm
        x_mm, y_mm = viewport.x_mm(at.x() * ratio), viewport.y_mm(at.y() * ratio)
        return x_mm / across_mm, y_mm / down_mm

    def screen_point(self, at: Point) -> QPointF:
        """Where a place of the image, in pixels at full size, lies: in device pixels."""
        if self._picture is None:
            return QPointF()
        viewport = self._picture.viewport
        across_mm, down_mm = viewport.pixel_mm
        return QPointF(viewport.x_px(at[0] * across_mm), viewport.y_px(at[1] * down_mm))

    def screen_box(self, box: PixelBox) -> QRectF:
        """Where a box of the image lies, in device pixels."""
        one = self.screen_point((box.left, box.top))
        other = self.screen_point((box.right, box.bottom))
        return QRectF(one, other).normalized()

    @property
    def _shape(self) -> tuple[int, int]:
        return (1, 1) if self._picture is None else self._picture.layers.shape

    def _within(self, reach_px: float) -> tuple[float, float]:
        """A distance in logical pixels of the screen, across and down in image pixels."""
        if self._picture is None:
            return 0.0, 0.0
        viewport = self._picture.viewport
        reach_mm = reach_px * self.devicePixelRatioF() / viewport.scale
        return reach_mm / viewport.pixel_mm[0], reach_mm / viewport.pixel_mm[1]
