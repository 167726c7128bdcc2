"""What is in the spectrum beyond its background, in standard deviations, below the spectrum."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.spectrum import Spectrum
from widgets.common.numbers import grouped
from widgets.common.theme import tokens_of
from widgets.common.translated import TranslatedWidget
from widgets.radiation.axes import LinearScale
from widgets.radiation.spectrum_drawing import ENERGY_SHOWN_MAX_KEV, GAP_PX, left_margin_px
from widgets.radiation.spectrum_trace import Floats, trace_of

BANDS = 96
SIGMA_SHOWN_MIN = 5.0
SIGMA_MARKED = 3.0
HEIGHT_PX = 56


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Residual:
    """Edges (bands + 1) on the spectrum's axis and the excess of each band in sigma."""

    edges: Floats
    sigma: Floats
    calibrated: bool


def residual_of(spectrum: Spectrum, background: Spectrum | None) -> Residual | None:
    """Foreground minus live-time-scaled background, in sigma; None where they cannot be compared.

    With n counts and a background of b counts in a live time 1/s as long, the difference n - s b
    has the variance n + s^2 b where both are Poisson. Channels are summed into bands first, so that
    a band holds enough counts for a sigma to mean something.
    """
    if background is None:
        return None
    trace = trace_of(spectrum, background)
    if trace.background is None:
        return None
    scale = spectrum.live_time_s / background.live_time_s
    high = min(float(trace.edges[-1]), ENERGY_SHOWN_MAX_KEV) if trace.calibrated else None
    last = len(trace.counts) if high is None else trace.channel_at(high) + 1
    starts = np.unique(np.linspace(0, last, min(BANDS, last) + 1).astype(int)[:-1])
    counts = np.add.reduceat(trace.counts[:last], starts)
    expected = np.add.reduceat(trace.background[:last], starts)
    sigma = (counts - expected) / np.sqrt(np.maximum(counts + scale * expected, 1.0))
    return Residual(
        edges=np.append(trace.edges[starts], trace.edges[last]),
        sigma=sigma,
        calibrated=trace.calibrated,
    )


class ResidualStrip(TranslatedWidget):
    """Bars of the residual on the energy axis of the plot above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._residual: Residual | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def show_residual(self, residual: Residual | None) -> None:
        """Show it; None says that there is no background to compare with."""
        self._residual = residual
        self.retranslate()
        self.update()

    def summary(self) -> str:
        """The strip in one sentence."""
        residual = self._residual
        if residual is None:
            return self.tr("No residual: no background was measured.")
        at = int(np.argmax(residual.sigma))
        low, high = residual.edges[at], residual.edges[at + 1]
        words = self.tr("Strongest excess {sigma} σ in channels {low} to {high}.")
        if residual.calibrated:
            words = self.tr("Strongest excess {sigma} σ at {low} to {high} keV.")
        return words.format(
            sigma=grouped(float(residual.sigma[at]), 1),
            low=grouped(float(low)),
            high=grouped(float(high)),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Residual in sigma"))
        self.setAccessibleDescription(self.summary())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A few lines of text high."""
        return QSize(320, HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As high as it would like."""
        return QSize(200, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw bars, the zero line and the scale."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.plot))
        residual = self._residual
        if residual is None:
            painter.setPen(QColor(tokens.t2))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.summary())
            return
        metrics = QFontMetricsF(self.font())
        left = left_margin_px(metrics)
        low, high = max(float(residual.edges[0]), 0.0), float(residual.edges[-1])
        across = LinearScale(
            low=low,
            high=max(high, low + 1),
            start_px=left,
            end_px=max(self.width() - 2 * GAP_PX, left + 1),
        )
        most = max(SIGMA_SHOWN_MIN, float(np.abs(residual.sigma).max()) * 1.1)
        down = LinearScale(low=-most / 2, high=most, start_px=self.height() - 2, end_px=2)
        zero = down.px(0)
        for first, last, sigma in zip(
            residual.edges[:-1], residual.edges[1:], residual.sigma, strict=True
        ):
            x, right = across.px(max(float(first), low)), across.px(float(last))
            y = down.px(max(float(sigma), -most / 2))
            marked = sigma >= SIGMA_MARKED
            colour = tokens.trace if marked else tokens.background_trace
            bar = QRectF(x, min(y, zero), max(right - x - 1, 1), abs(zero - y))
            painter.fillRect(bar, QColor(colour))
        painter.setPen(QColor(tokens.edge))
        painter.drawLine(QLineF(left, zero, self.width() - 2 * GAP_PX, zero))
        painter.setPen(QColor(tokens.t2))
        gutter = QRectF(0, 0, left - GAP_PX, metrics.height())
        right_middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(gutter, right_middle, f"{most:.0f} σ")
        gutter.moveTop(zero - metrics.height() / 2)
        painter.drawText(gutter, right_middle, "0")
