"""The view on which an officer measures: lengths, what a box holds, densities, histograms."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.radiograph.curve_plot import HistogramPlot, ProfilePlot
from widgets.radiograph.curve_widgets import CurveWidgets
from widgets.radiograph.drafts import Draft, Tool
from widgets.radiograph.drawing_view import DrawingView
from widgets.radiograph.measured_words import region_lines, ruler_words
from widgets.radiograph.measuring import (
    Measure,
    Measured,
    ProfileMeasured,
    RegionMeasured,
    Ruled,
    ruled,
)
from widgets.radiograph.overlay import Overlay
from widgets.radiograph.picture import MakeLut
from widgets.radiograph.raster import Pixels

PROFILE_WIDTH_PX = 3


class MeasuringView(DrawingView):
    """Draws what was measured last, until something else is measured or the pixels change.

    `set_measure` gives what can be measured of the image; without it rulers still work.
    """

    measured = Signal(object)  # Ruled, RegionMeasured or ProfileMeasured

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(make_lut, parent)
        self._measure: Measure | None = None
        self._measured: Measured | None = None
        self._curves = CurveWidgets(self)

    @property
    def last_measured(self) -> Measured | None:
        """What was measured last and is still drawn."""
        return self._measured

    @property
    def has_histogram(self) -> bool:
        """Whether the histogram is on."""
        return self._curves.has_histogram

    @property
    def profile_plot(self) -> ProfilePlot | None:
        """The plot of the last profile, while it is shown."""
        return self._curves.profile

    @property
    def histogram_plot(self) -> HistogramPlot | None:
        """The histograms, while they are shown."""
        return self._curves.histogram

    def set_image(
        self,
        levels: Sequence[Pixels],
        pixel_mm: tuple[float, float] | None,
        *,
        front_m: float = 0.0,
    ) -> None:
        """Show a pyramid. What was drawn and measured belonged to the image before."""
        self.disarm()
        self.forget_measured()
        super().set_image(levels, pixel_mm, front_m=front_m)

    def set_measure(self, measure: Measure | None) -> None:
        """Take what measures the channel that is shown."""
        self._measure = measure
        self._curves.measure = measure
        self._curves.lay_later()
        self.update()

    def clear(self, message: str = "") -> None:
        """Show no image and nothing that was measured of it."""
        super().clear(message)
        self.set_measure(None)
        self.forget_measured()
        self._curves.close()

    @Slot()
    def forget_measured(self) -> None:
        """Take what was measured off the image."""
        self._measured = None
        self._curves.show_profile(None)
        self.update()

    @Slot()
    def toggle_histogram(self) -> None:
        """The histograms of image and view."""
        if self._measure is not None and self._picture is not None:
            self._curves.toggle_histogram()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Plots keep to the corner."""
        super().resizeEvent(event)
        self._curves.lay_later()

    def _arm(self, tool: Tool) -> None:
        """What was measured before gives way to what is measured now."""
        if tool is not Tool.MARK:
            self.forget_measured()
        super()._arm(tool)

    def _changed(self) -> None:
        super()._changed()
        if self._picture is None:
            return
        levels = self._picture.levels
        if levels is not self._curves.levels and not isinstance(self._measured, Ruled):
            self.forget_measured()  # it was measured of other pixels
        self._curves.levels = levels
        self._curves.lay_later()

    def _take(self, draft: Draft) -> None:
        """Measure what was drawn, or mark it."""
        if draft.tool is Tool.MARK:
            super()._take(draft)
            return
        found = self._measure_of(draft)
        if found is None:
            return
        self._measured = found
        self._curves.show_profile(found if isinstance(found, ProfileMeasured) else None)
        self.measured.emit(found)
        self.update()

    def _measure_of(self, draft: Draft) -> Measured | None:
        length = ruled(draft.start, draft.end, self._pixel_mm)
        if draft.tool is Tool.RULER:
            return length
        if self._measure is None or self._picture is None:
            return None
        pixels = self._picture.levels[0]
        if draft.tool is Tool.REGION:
            box = draft.box(self._shape)
            return RegionMeasured(box=box, numbers=self._measure.region(pixels, box))
        values = self._measure.line(pixels, draft.start, draft.end, PROFILE_WIDTH_PX)
        steps = max(values.size - 1, 1)
        step_mm = None if length.length_mm is None else length.length_mm / steps
        return ProfileMeasured(start=draft.start, end=draft.end, values=values, step_mm=step_mm)

    def _paint_overlay(self, overlay: Overlay, ratio: float) -> None:
        super()._paint_overlay(overlay, ratio)
        self._paint_measured(overlay)

    def _paint_measured(self, overlay: Overlay) -> None:
        found = self._measured
        match found:
            case Ruled():
                overlay.line(self.screen_middle(found.start), self.screen_middle(found.end))
                overlay.readout(self.screen_middle(found.end), [ruler_words(found)])
            case RegionMeasured():
                place = self.screen_box(found.box)
                overlay.box(place)
                overlay.readout(place.topRight(), region_lines(found))
            case ProfileMeasured():
                overlay.line(self.screen_middle(found.start), self.screen_middle(found.end))
            case None:
                pass
