"""Curves over a radiograph: the density along a line, and histograms with the window drawn in."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.radiograph import WINDOW_MAX, Window
from widgets.common.panel import label
from widgets.common.translated import TranslatedFrame
from widgets.radiograph.curve_field import Curve, CurveField, Curves
from widgets.radiograph.measuring import ProfileMeasured

SIZE = QSize(400, 190)
LEAST_VALUES = 100.0
"""A flat profile is not magnified to rounding errors."""

HEADROOM = 0.06


class CurvePlot(TranslatedFrame):
    """A plot that floats over the view and takes no keys and no mouse of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoFillBackground(True)
        self.heading: QLabel = label("small", self, wrap=True)
        self.field = CurveField(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(2)
        layout.addWidget(self.heading)
        layout.addWidget(self.field, 1)
        self.resize(SIZE)


class ProfilePlot(CurvePlot):
    """Pixel values along a line, over millimetres, or pixels where their size is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measured: ProfileMeasured | None = None
        self.retranslate()

    def show_profile(self, measured: ProfileMeasured) -> None:
        """Draw a profile, its start at the left."""
        self.measured = measured
        values = measured.values
        along = np.arange(values.size, dtype=np.float64) * (measured.step_mm or 1.0)
        self.field.show_curves(
            Curves(
                lines=(Curve(x=along, y=values, colour="trace"),),
                x_range=(0.0, max(float(along[-1]), 1.0)),
                y_range=_around(values),
            )
        )
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
        edges = np.linspace(0, WINDOW_MAX + 1, image.size + 1).repeat(2)[1:-1]
        shares = [log_shares(counts).repeat(2) for counts in (image, view)]
        self.field.show_curves(
            Curves(
                lines=tuple(
                    Curve(x=edges, y=share, colour=colour)
                    for share, colour in zip(shares, ("background_trace", "trace"), strict=True)
                ),
                x_range=(0.0, WINDOW_MAX + 1.0),
                y_range=_around(np.concatenate(shares), least=1.0),
                band=(float(window.low), float(window.high)),
            )
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        self.heading.setText(self.tr("Values in image (dim) and view (bright), lg of share"))
        self.setAccessibleName(self.heading.text())


def log_shares(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """The common logarithm of each bin's share; an empty bin stands at one pixel in the total."""
    total = max(int(counts.sum()), 1)
    return np.asarray(np.log10(np.maximum(counts, 1) / total), dtype=np.float64)


def _around(values: NDArray[np.float64], least: float = LEAST_VALUES) -> tuple[float, float]:
    """A range with room above and below; `values` may hold NaN, also nothing else."""
    known = values[np.isfinite(values)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    lacking = max(least - (high - low), 0.0) / 2
    room = (high - low) * HEADROOM
    return low - lacking - room, high + lacking + room
