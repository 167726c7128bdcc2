"""Draws a spectrum into a picture, for reports and for eyes without the workstation."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen, QPolygonF

from app.domain.spectrum import Spectrum, SpectrumFile

SIZE_PX = (1200, 600)
MARGINS_PX = (90, 50, 30, 70)
"""Left, top, right and bottom of the plot."""

PAPER, INK, GRID = QColor("#ffffff"), QColor("#1a1d21"), QColor("#d4d8dd")
FOREGROUND, BACKGROUND = QColor("#0b4f8a"), QColor("#8a9099")
RATE_MIN = 1e-4
TICK_KEV = 250
LABELS_MAX = 14
BINS_MAX = 1024

Curve = tuple[NDArray[np.float64], NDArray[np.float64]]


def draw_spectrum(file: SpectrumFile, png: Path) -> bool:
    """Draw the file's first spectrum over its background. Answers whether the PNG was written.

    The rate per keV is shown on a logarithmic scale; without a calibration, the rate per channel.
    """
    application = QGuiApplication.instance() or QGuiApplication(
        ["parallel49", "-platform", "offscreen"]
    )
    image = QImage(*SIZE_PX, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    try:
        _draw(painter, file)
    finally:
        painter.end()
    del application
    written: bool = image.save(str(png), "PNG")  # type: ignore[call-overload] # the stub errs
    return written


def _draw(painter: QPainter, file: SpectrumFile) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(QFont("sans-serif", 11))
    spectrum = file.foreground() or file.spectra[0]
    background = file.background()
    calibrated = spectrum.calibration is not None
    curve = _curve(spectrum, calibrated=calibrated)
    below = None
    if background is not None and background is not spectrum:
        below = _curve(background, calibrated=calibrated and background.calibration is not None)
    plot = _Plot(curve, below)
    plot.draw_axes(painter, "keV" if calibrated else "channel")
    if below is not None:
        plot.draw_curve(painter, below, BACKGROUND)
    plot.draw_curve(painter, curve, FOREGROUND)
    painter.setPen(INK)
    title = f"{file.instrument or 'unknown instrument'}   live {spectrum.live_time_s:.0f} s"
    counts = f"{sum(spectrum.counts):,} counts".replace(",", " ")
    note = "   SIMULATED" if file.simulated else ""
    painter.drawText(QPointF(MARGINS_PX[0], 32), f"{title}   {counts}{note}")


def _curve(spectrum: Spectrum, *, calibrated: bool) -> Curve:
    """Middles of the bins and rates per second and unit, at most BINS_MAX of them."""
    counts = np.asarray(spectrum.counts, dtype=np.float64)
    edges = np.arange(len(counts) + 1, dtype=np.float64)
    if calibrated:
        edges = np.asarray(spectrum.edges_kev(), dtype=np.float64)
    factor = -(-len(counts) // BINS_MAX)
    whole = len(counts) // factor * factor
    summed = counts[:whole].reshape(-1, factor).sum(axis=1)
    edges = edges[: whole + 1 : factor]
    rates = summed / spectrum.live_time_s / np.diff(edges)
    return (edges[1:] + edges[:-1]) / 2, rates


class _Plot:
    """The mapping from energies and rates to pixels."""

    def __init__(self, curve: Curve, below: Curve | None) -> None:
        left, top, right, bottom = MARGINS_PX
        self._area = QRectF(left, top, SIZE_PX[0] - left - right, SIZE_PX[1] - top - bottom)
        seen = np.concatenate([curve[1], below[1]]) if below is not None else curve[1]
        seen = seen[seen > 0]
        highest = float(seen.max()) if len(seen) else 1.0
        lowest = float(np.quantile(seen, 0.02)) if len(seen) else RATE_MIN
        self._low = float(np.floor(np.log10(max(lowest, highest * 1e-6))))
        self._high = float(np.ceil(np.log10(highest * 1.2)))
        self._first, self._last = max(float(curve[0][0]), 0.0), float(curve[0][-1])

    def draw_axes(self, painter: QPainter, unit: str) -> None:
        painter.setPen(QPen(GRID, 1))
        step = TICK_KEV if unit == "keV" else max(round(self._last / 8), 1)
        while (self._last - self._first) / step > LABELS_MAX:
            step *= 2
        ticks = np.arange(np.ceil(self._first / step) * step, self._last, step)
        for tick in ticks:
            x = float(self._x(np.array([tick]))[0])
            painter.setPen(QPen(GRID, 1))
            painter.drawLine(QPointF(x, self._area.top()), QPointF(x, self._area.bottom()))
            painter.setPen(INK)
            label = QRectF(x - 40, self._area.bottom() + 6, 80, 20)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, f"{tick:.0f}")
        for power in range(int(self._low), int(self._high) + 1):
            y = float(self._y(np.array([10.0**power]))[0])
            painter.setPen(QPen(GRID, 1))
            painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))
            painter.setPen(INK)
            label = QRectF(0, y - 10, self._area.left() - 10, 20)
            aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, aligned, f"{10.0**power:g}")
        painter.drawRect(self._area)
        under = QRectF(self._area.left(), self._area.bottom() + 32, self._area.width(), 24)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, f"{unit}; counts per s and {unit}")

    def draw_curve(self, painter: QPainter, curve: Curve, colour: QColor) -> None:
        x, y = self._x(curve[0]), self._y(curve[1])
        points = [QPointF(float(a), float(b)) for a, b in zip(x, y, strict=True)]
        painter.setClipRect(self._area)
        painter.setPen(QPen(colour, 1.6))
        painter.drawPolyline(QPolygonF(points))
        painter.setClipping(False)

    def _x(self, value: NDArray[np.float64]) -> NDArray[np.float64]:
        part = (value - self._first) / max(self._last - self._first, 1e-9)
        return self._area.left() + part * self._area.width()

    def _y(self, rates: NDArray[np.float64]) -> NDArray[np.float64]:
        log = np.log10(np.clip(rates, 10.0**self._low, None))
        part = (log - self._low) / max(self._high - self._low, 1e-9)
        return self._area.bottom() - part * self._area.height()
