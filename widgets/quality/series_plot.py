"""One series of the test object: how clearly each of its parts stands out, easy to hard."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.theme import tokens_of
from widgets.radiation.axes import LinearScale

GAP_PX = 6
BAR_SHARE = 0.6
HEADROOM = 1.15
CENTRE = Qt.AlignmentFlag.AlignCenter
MINIMUM_SIZE = QSize(160, 90)


class SeriesPlot(QWidget):
    """Bars with their sizes below. Those that were seen are filled, others only outlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: tuple[tuple[str, float, bool], ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(MINIMUM_SIZE)

    def show_series(self, series: Sequence[tuple[str, float, bool]]) -> None:
        """Show (size in words, figure, whether it counts as seen), from easy to hard."""
        self._series = tuple(series)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the bars on their axis."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.plot))
        if not self._series:
            return
        metrics = self.fontMetrics()
        bottom = self.height() - metrics.height() - 4
        highest = max((value for _, value, _ in self._series), default=0.0)
        scale = LinearScale(
            low=0, high=max(highest * HEADROOM, 1e-6), start_px=bottom, end_px=GAP_PX
        )
        pitch = (self.width() - 2 * GAP_PX) / len(self._series)
        widest = max(metrics.horizontalAdvance(size) for size, _, _ in self._series)
        every = 1 if widest + GAP_PX <= pitch else 2
        for index, (size, value, seen) in enumerate(self._series):
            left = GAP_PX + index * pitch + pitch * (1 - BAR_SHARE) / 2
            top = scale.px(max(value, 0.0))
            bar = QRectF(left, top, pitch * BAR_SHARE, bottom - top)
            painter.setPen(QPen(QColor(tokens.background_trace), 1.4))
            painter.setBrush(QColor(tokens.background_trace) if seen else Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
            painter.setPen(QColor(tokens.t1 if seen else tokens.t2))
            room = QRectF(GAP_PX + index * pitch, bottom + 2, pitch, metrics.height())
            if index % every == 0:
                painter.drawText(room.adjusted(-pitch, 0, pitch, 0), CENTRE, size)
        painter.setPen(QColor(tokens.edge))
        painter.drawLine(QLineF(GAP_PX, bottom, self.width() - GAP_PX, bottom))
