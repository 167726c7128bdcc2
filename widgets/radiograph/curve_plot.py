"""Curves over a radiograph: the density along a line, and histograms with the window drawn in.

The library behind it is slow to load and few passages need it: whoever wants a plot imports this
module then.
"""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.radiograph import WINDOW_MAX, Window
from widgets.common.panel import label
from widgets.common.theme import tokens_of
from widgets.common.translated import TranslatedFrame
from widgets.radiograph.measuring import ProfileMeasured

SIZE = QSize(400, 190)
LEAST_VALUES = 100
"""A flat profile is not magnified to rounding errors."""

BAND_ALPHA = 110
CURVE_PX = 1.6


class CurvePlot(TranslatedFrame):
    """A plot that floats over the view and takes no keys and no mouse of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoFillBackground(True)
        self.heading: QLabel = label("small", self, wrap=True)
        self.plot = pg.PlotWidget(self, background=None, enableMenu=False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(2)
        layout.addWidget(self.heading)
        layout.addWidget(self.plot, 1)
        self.resize(SIZE)

    def _begin(self) -> None:
        """Empty axes in the colours of the theme, which may have changed since."""
        tokens = tokens_of(self.palette())
        self.plot.clear()
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(QColor(tokens.t3))
            axis.setTextPen(QColor(tokens.t2))
            axis.setStyle(tickFont=self.font())
            axis.enableAutoSIPrefix(False)  # noqa: FBT003 (the library takes it by position)

    def _curve(
        self, x: NDArray[np.float64], y: NDArray[np.float64], colour: str, *, steps: bool = False
    ) -> None:
        pen = pg.mkPen(QColor(colour), width=CURVE_PX)
        self.plot.plot(x, y, pen=pen, stepMode="center" if steps else None, connect="finite")


class ProfilePlot(CurvePlot):
    """Pixel values along a line, over millimetres, or pixels where their size is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measured: ProfileMeasured | None = None
        self.retranslate()

    def show_profile(self, measured: ProfileMeasured) -> None:
        """Draw a profile, its start at the left."""
        self.measured = measured
        self._begin()
        self.plot.setLimits(minYRange=LEAST_VALUES)
        step = measured.step_mm or 1.0
        along = np.arange(measured.values.size, dtype=np.float64) * step
        self._curve(along, measured.values, tokens_of(self.palette()).trace)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        has_mm = self.measured is None or self.measured.step_mm is not None
        in_mm = self.tr("Pixel values, mm along the line")
        in_px = self.tr("Pixel values, pixel by pixel")
        self.heading.setText(in_mm if has_mm else in_px)
        self.setAccessibleName(self.heading.text())


class HistogramPlot(CurvePlot):
    """How often values occur in the image and in the view, and where black and white are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.retranslate()

    def show_histograms(
        self, image: NDArray[np.int64], view: NDArray[np.int64], window: Window
    ) -> None:
        """Draw both, each (bins,) over all 16-bit values as shares of its pixels, in logarithms."""
        tokens = tokens_of(self.palette())
        self._begin()
        edges = np.linspace(0, WINDOW_MAX + 1, image.size + 1)
        for counts, colour in ((image, tokens.background_trace), (view, tokens.trace)):
            self._curve(edges, log_shares(counts), colour, steps=True)
        band = QColor(tokens.band)
        band.setAlpha(BAND_ALPHA)
        region = pg.LinearRegionItem(
            (window.low, window.high),
            movable=False,
            brush=band,
            pen=pg.mkPen(QColor(tokens.mark), width=CURVE_PX),
        )
        region.setZValue(-1)
        self.plot.addItem(region)
        self.plot.setXRange(0, WINDOW_MAX, padding=0)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.heading.setText(self.tr("Values in image (dim) and view (bright), lg of share"))
        self.setAccessibleName(self.heading.text())


def log_shares(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """The common logarithm of each bin's share; an empty bin stands at one pixel in the total."""
    total = max(int(counts.sum()), 1)
    return np.asarray(np.log10(np.maximum(counts, 1) / total), dtype=np.float64)
