"""A gamma spectrum on log counts, with the background in grey and guides where lines would be."""

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.spectrum import Spectrum, SpectrumFile
from widgets.common.numbers import grouped
from widgets.common.theme import tokens_of
from widgets.common.translated import TranslatedWidget
from widgets.radiation.gamma_lines import Guide, guides_for
from widgets.radiation.spectrum_drawing import AxisWords, SpectrumDrawing
from widgets.radiation.spectrum_trace import Trace, trace_of

CURSOR_STEP_FAST = 10
NOTHING_MARGINS_PX = (24, 8, -24, -8)


class SpectrumPlot(TranslatedWidget):
    """Shows one spectrum. Left and right move a cursor that reads energy and counts.

    `cursor_moved` carries the axis position under the cursor.
    """

    cursor_moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._spectrum: Spectrum | None = None
        self._background_given = False
        self._nuclides: tuple[str, ...] = ()
        self._guides: tuple[Guide, ...] = ()
        self._cursor: int | None = None
        self._drawing: SpectrumDrawing | None = None
        self._linear = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def show_file(self, file: SpectrumFile) -> None:
        """Show a file's foreground on its background, with guides for what the instrument named."""
        nuclides = tuple(report.name for report in file.nuclides)
        foreground = file.foreground()
        if foreground is None:
            self.clear()
            return
        self.show_spectrum(foreground, background=file.background(), nuclides=nuclides)

    def show_spectrum(
        self,
        spectrum: Spectrum,
        *,
        background: Spectrum | None = None,
        nuclides: tuple[str, ...] = (),
        own: tuple[str, ...] = (),
        expected: tuple[str, ...] = (),
    ) -> None:
        """Show `spectrum`. `nuclides` are names as the instrument spells them, `own` are ours.

        Those of `expected` nuclides get guides in grey, as nature's do.
        """
        trace = trace_of(spectrum, background)
        if self._trace is None or len(trace.counts) != len(self._trace.counts):
            self._cursor = None
        self._trace, self._spectrum, self._nuclides = trace, spectrum, nuclides
        self._background_given = background is not None
        self._guides = guides_for((*nuclides, *own), expected) if trace.calibrated else ()
        self._refresh()

    def clear(self) -> None:
        """Show that there is no spectrum."""
        self._trace = self._spectrum = self._cursor = None
        self._guides, self._nuclides, self._background_given = (), (), False
        self._refresh()

    def set_linear(self, *, linear: bool) -> None:
        """Show counts on a linear axis, or on a logarithmic one."""
        self._linear = linear
        self._refresh()

    @property
    def trace(self) -> Trace | None:
        """What is drawn, for strips that are laid below it."""
        return self._trace

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The guides on the plot, by rising energy."""
        return self._guides

    def summary(self) -> str:
        """The spectrum in one sentence, for those who do not see the plot."""
        if self._trace is None or self._spectrum is None:
            return self.tr("No spectrum.")
        total = float(self._trace.counts.sum())
        parts = [
            self.tr("{counts} counts in {seconds} s").format(
                counts=grouped(total), seconds=_short(self._spectrum.live_time_s)
            )
        ]
        parts.append(self._background_words(total))
        if self._nuclides:
            names = ", ".join(self._nuclides)
            parts.append(self.tr("the instrument names {nuclides}").format(nuclides=names))
        if not self._trace.calibrated:
            parts.append(self.tr("no energy calibration, axis in channels"))
        return ", ".join(part for part in parts if part) + "."

    def cursor_text(self) -> str:
        """What the cursor reads, empty while there is none."""
        if self._trace is None or self._cursor is None:
            return ""
        counts = grouped(self._trace.counts[self._cursor])
        if not self._trace.calibrated:
            words = self.tr("channel {channel} · {counts} counts")
            return words.format(channel=self._cursor, counts=counts)
        words = self.tr("{energy} keV · {counts} counts")
        return words.format(energy=grouped(self._trace.centre(self._cursor), 1), counts=counts)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Spectrum"))
        self._refresh()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A plot that can be read."""
        return QSize(480, 112)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Small enough for the compact screen."""
        return QSize(200, 110)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Lay out anew."""
        self._drawing = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Lay out anew for another font; another theme only repaints."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._drawing = None
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys for the cursor while the plot has the focus; elsewhere they pan."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if mine or (event.key() == Qt.Key.Key_Escape and self._cursor is not None):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Left and right move the cursor by a channel, with Shift by ten; Escape takes it away."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if self._trace is not None and step is not None:
            fast = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            start = self._cursor if self._cursor is not None else self._tallest_channel() - step
            self._move_cursor(start + step * (CURSOR_STEP_FAST if fast else 1))
        elif event.key() == Qt.Key.Key_Escape and self._cursor is not None:
            self._cursor = None
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Put the cursor where the officer points."""
        self._point_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow a drag."""
        self._point_at(event.position().x())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint everything; 1,024 channels take about a millisecond."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.plot))
        if self._trace is None:
            painter.setPen(QColor(tokens.t2))
            room = self.rect().adjusted(*NOTHING_MARGINS_PX)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            words = self.tr("No spectrum yet. It appears when the identifier writes its file.")
            painter.drawText(room, flags, words)
        else:
            drawing = self._drawn(self._trace)
            drawing.paint(painter, tokens)
            if self._cursor is not None:
                drawing.paint_cursor(painter, tokens, self._cursor, self.cursor_text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.acc), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _drawn(self, trace: Trace) -> SpectrumDrawing:
        if self._drawing is None:
            words = AxisWords(
                energy=self.tr("keV"), channel=self.tr("channel"), counts=self.tr("counts")
            )
            metrics, size = QFontMetricsF(self.font()), QSizeF(self.size())
            self._drawing = SpectrumDrawing(
                trace, self._guides, size, metrics, words, linear=self._linear
            )
        return self._drawing

    def _refresh(self) -> None:
        self._drawing = None
        self.setAccessibleDescription(self.summary())
        self.update()

    def _background_words(self, total: float) -> str:
        if not self._background_given:
            return self.tr("no background measured")
        if self._trace is None or self._trace.background is None:
            return self.tr("background cannot be compared")
        expected = float(self._trace.background.sum())
        if expected <= 0:
            return self.tr("background without counts")
        ratio = grouped(total / expected, 1)
        return self.tr("{ratio} times background (grey)").format(ratio=ratio)

    def _tallest_channel(self) -> int:
        return 0 if self._trace is None else int(self._trace.counts.argmax())

    def _point_at(self, x_px: float) -> None:
        if self._trace is not None:
            self._move_cursor(self._drawn(self._trace).channel_at(x_px))

    def _move_cursor(self, channel: int) -> None:
        if self._trace is None:
            return
        self._cursor = min(max(channel, 0), len(self._trace.counts) - 1)
        self.update()
        self.cursor_moved.emit(self._trace.centre(self._cursor))


def _short(seconds: float) -> str:
    """A live time: whole where it is, else to a tenth."""
    return grouped(seconds, 0 if seconds == round(seconds) else 1)
