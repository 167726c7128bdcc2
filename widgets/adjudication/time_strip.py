"""The count rate of a long measurement in time; a part of it is chosen by dragging or by keys."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.time_history import TimeHistory, TimePart
from widgets.common.numbers import grouped
from widgets.common.theme import tokens_of
from widgets.common.translated import TranslatedWidget
from widgets.radiation.axes import LinearScale
from widgets.radiation.spectrum_drawing import GAP_PX, left_margin_px

HEIGHT_PX = 78
TRACE_PX = 1.4
HEADROOM = 0.1
FIRST_PART = 10
"""The first part that a key chooses is this fraction of the measurement."""


class TimeStrip(TranslatedWidget):
    """Draws the rate and the chosen part; `part_selected` carries another part."""

    part_selected = Signal(TimePart)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history: TimeHistory | None = None
        self._part: TimePart | None = None
        self._is_busy = False
        self._dragged_from: int | None = None
        self._dragged_to: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.hide()
        self.retranslate()

    def show_history(
        self, history: TimeHistory | None, part: TimePart | None, *, is_busy: bool
    ) -> None:
        """Show a measurement, hide where there is none; no part is all of it."""
        self._history, self._part, self._is_busy = history, part, is_busy
        self.setVisible(history is not None)
        self.retranslate()
        self.update()

    def move_part(self, by: int) -> None:
        """The part as far earlier or later as it is long; the first one where there is none."""
        history = self._history
        if history is None:
            return
        part = self._part
        if part is None or part == history.whole(outside=part.outside):
            length = max(history.records // FIRST_PART, 1)
            first = 0 if by > 0 else history.records - length
        else:
            length = part.last - part.first + 1
            first = min(max(part.first + by * length, 0), history.records - length)
        self._choose(first, first + length - 1)

    def stretch_part(self, factor: float) -> None:
        """The part longer or shorter around its middle."""
        history, part = self._history, self._part
        if history is None or part is None:
            return
        wanted = round((part.last - part.first + 1) * factor)
        length = min(max(wanted, 1), history.records)
        first = (part.first + part.last + 1 - length) // 2
        first = min(max(first, 0), history.records - length)
        self._choose(first, first + length - 1)

    def choose_all(self) -> None:
        """The whole measurement again."""
        if self._history is not None:
            self._choose(0, self._history.records - 1)

    def toggle_outside(self) -> None:
        """The rest of the measurement as background, or the instrument's own."""
        if self._history is not None:
            part = self._part or self._history.whole()
            self.part_selected.emit(
                TimePart(first=part.first, last=part.last, outside=not part.outside)
            )

    def x_of(self, time_s: float) -> float:
        """Where a time lies, in logical pixels of this widget; 0 where nothing is shown."""
        return self._across(self._history).px(time_s) if self._history is not None else 0.0

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As low as a trace and two lines of words can be."""
        return QSize(400, HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Never lower."""
        return QSize(200, HEIGHT_PX)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.words = self._words()
        self.setAccessibleName(self.tr("Count rate in time"))
        self.setAccessibleDescription(self.words)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin a part."""
        self._dragged_from = self._dragged_to = self._record(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the part out."""
        self._dragged_to = self._record(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask for the part."""
        first, last = self._dragged_from, self._record(event)
        self._dragged_from = self._dragged_to = None
        if first is not None and last is not None:
            self._choose(min(first, last), max(first, last))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the part, the rate and what they mean."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.plot))
        history = self._history
        if history is None:
            return
        area, across = self._area(), self._across(history)
        up = LinearScale(
            low=0.0,
            high=max(*history.rates_cps, 1.0) * (1 + HEADROOM),
            start_px=area.bottom(),
            end_px=area.top(),
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        part = self._drawn_part(history)
        if part is not None:
            left, right = (across.px(time_s) for time_s in history.span_s(part))
            painter.fillRect(
                QRectF(left, area.top(), max(right - left, 2.0), area.height()),
                QColor(tokens.band),
            )
            painter.setPen(QPen(QColor(tokens.p2_edge), 1.0))
            for x in (left, max(right, left + 2.0)):
                painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        painter.setPen(QPen(QColor(tokens.trace), TRACE_PX))
        painter.drawPolyline(_steps(history, across, up))
        painter.setPen(QColor(tokens.edge))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QColor(tokens.t2))
        height = self.fontMetrics().height()
        most = QRectF(0, area.top() - 2, area.left() - GAP_PX, height)
        right_top = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(most, right_top, grouped(max(history.rates_cps)))
        below = QRectF(area.left(), area.bottom() + 2, area.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self.words)

    def _words(self) -> str:
        history = self._history
        if history is None:
            return ""
        part = self._part or history.whole()
        first_s, last_s = history.span_s(part)
        words = self.tr(
            "counts/s · {first} to {last} s of {all} s · drag or ← →, length − and =, all 0"
        )
        words = words.format(
            first=grouped(first_s), last=grouped(last_s), all=grouped(history.duration_s)
        )
        rest = self.tr("B background: the rest") if part.outside else self.tr("B background: file")
        busy = self.tr("being named") if self._is_busy else ""
        return " · ".join(item for item in (words, rest, busy) if item)

    def _drawn_part(self, history: TimeHistory) -> TimePart | None:
        if self._dragged_from is not None and self._dragged_to is not None:
            first, last = sorted((self._dragged_from, self._dragged_to))
            return TimePart(first=first, last=last)
        part = self._part
        return None if part is None or part == history.whole(outside=part.outside) else part

    def _choose(self, first: int, last: int) -> None:
        outside = self._part.outside if self._part else False
        self.part_selected.emit(TimePart(first=first, last=last, outside=outside))

    def _record(self, event: QMouseEvent) -> int | None:
        if self._history is None:
            return None
        return self._history.record_at(self._across(self._history).value(event.position().x()))

    def _area(self) -> QRectF:
        left = left_margin_px(QFontMetricsF(self.font()))
        below = self.fontMetrics().height() + 4
        return QRectF(left, GAP_PX, self.width() - left - GAP_PX, self.height() - below - GAP_PX)

    def _across(self, history: TimeHistory) -> LinearScale:
        area = self._area()
        end_px = max(area.right(), area.left() + 1)
        return LinearScale(low=0.0, high=history.duration_s, start_px=area.left(), end_px=end_px)


def _steps(history: TimeHistory, across: LinearScale, up: LinearScale) -> QPolygonF:
    points = []
    for start_s, length_s, cps in zip(
        history.starts_s, history.lengths_s, history.rates_cps, strict=True
    ):
        points.append(QPointF(across.px(start_s), up.px(cps)))
        points.append(QPointF(across.px(start_s + length_s), up.px(cps)))
    return QPolygonF(points)
