"""The plots that float over a view: made when they are first wanted, kept in its corner."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QTimer

from app.domain.radiograph import Window
from widgets.radiograph.coverage import seen_px
from widgets.radiograph.curve_plot import CurvePlot, HistogramPlot, ProfilePlot
from widgets.radiograph.measuring import Measure, ProfileMeasured
from widgets.radiograph.raster import Pixels, level_for
from widgets.radiograph.seen_image import SeenImage
from widgets.radiograph.viewport import Viewport

MARGIN_PX, GAP_PX = 12, 6
IMAGE_LEVEL = 1
"""The histogram of the whole image is that of its half-sized copy."""


class CurveWidgets:
    """Shows and fills the plots of one view. `measure` counts `levels` for histograms."""

    def __init__(self, view: SeenImage) -> None:
        self.measure: Measure | None = None
        self.levels: Sequence[Pixels] = ()
        self._view = view
        self._profile: ProfilePlot | None = None
        self._histogram: HistogramPlot | None = None
        self._counted_of: Sequence[Pixels] = ()
        self._counted_for: tuple[Measure | None, Viewport | None, Window | None] = (None,) * 3
        self._of_image: NDArray[np.int64] = np.zeros(0, np.int64)
        self._laying = QTimer(view)
        self._laying.setSingleShot(True)
        self._laying.setInterval(0)
        self._laying.timeout.connect(self._lay)

    @property
    def has_histogram(self) -> bool:
        """Whether the histogram is on."""
        return self._histogram is not None and not self._histogram.isHidden()

    @property
    def profile(self) -> ProfilePlot | None:
        """The plot of a profile, while one is shown."""
        return None if self._profile is None or self._profile.isHidden() else self._profile

    @property
    def histogram(self) -> HistogramPlot | None:
        """The plot of histograms, while it is shown."""
        return self._histogram if self.has_histogram else None

    def show_profile(self, found: ProfileMeasured | None) -> None:
        """Show a profile; None shows none."""
        if found is None:
            if self._profile is not None:
                self._profile.hide()
        else:
            if self._profile is None:
                self._profile = ProfilePlot(self._view)
            self._profile.show_profile(found)
            self._profile.show()
        self._lay()

    def toggle_histogram(self) -> None:
        """Histograms on or off."""
        if self._histogram is None:
            self._histogram = HistogramPlot(self._view)
            self._histogram.show()
        else:
            self._histogram.setVisible(self._histogram.isHidden())
        self._lay()

    def close(self) -> None:
        """Show no plot."""
        for plot in self._plots():
            plot.hide()

    def lay_later(self) -> None:
        """Place the plots and count anew when the view has come to rest for now."""
        if any(not plot.isHidden() for plot in self._plots()):
            self._laying.start()

    def _lay(self) -> None:
        """Stack what is shown at the right, from the top."""
        top = MARGIN_PX
        for plot in self._plots():
            if not plot.isHidden():
                plot.move(max(self._view.width() - plot.width() - MARGIN_PX, 0), top)
                top += plot.height() + GAP_PX
        self._count()

    def _count(self) -> None:
        viewport = self._view.viewport_shown
        if self._histogram is None or not self.has_histogram:
            return
        if viewport is None or self.measure is None or not self.levels:
            self._histogram.hide()
            return
        window = self._view.window_shown
        asked = (self.measure, viewport, window)
        if self._counted_of is self.levels and self._counted_for == asked:
            return
        if self._counted_of is not self.levels or self._counted_for[0] is not self.measure:
            whole = self.levels[min(IMAGE_LEVEL, len(self.levels) - 1)]
            self._of_image = self.measure.histogram(np.asarray(whole))
        self._counted_of, self._counted_for = self.levels, asked
        of_view = self.measure.histogram(in_view(self.levels, viewport))
        self._histogram.show_histograms(self._of_image, of_view, window)

    def _plots(self) -> list[CurvePlot]:
        return [plot for plot in (self._histogram, self._profile) if plot is not None]


def in_view(levels: Sequence[Pixels], viewport: Viewport) -> Pixels:
    """The pixels of the image that are wholly in view, of the level that is shown, at least one."""
    number = level_for(len(levels), viewport.magnification_most)
    level = np.asarray(levels[number])
    height, width = level.shape
    seen = seen_px(viewport)
    left = min(max(seen.left(), 0) >> number, width - 1)
    top = min(max(seen.top(), 0) >> number, height - 1)
    right = max((seen.left() + seen.width()) >> number, left + 1)
    bottom = max((seen.top() + seen.height()) >> number, top + 1)
    return level[top:bottom, left:right]
