"""The panels of the image-quality page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.image_quality import ImageQuality
from widgets.common.numbers import grouped
from widgets.common.panel import Card, clear_layout, label
from widgets.common.theme import set_state
from widgets.quality.series_plot import SeriesPlot
from widgets.quality.state import Figure, ImagerQuality, figure_of, is_kept, limit_of
from widgets.quality.trend_plot import TrendPlot
from widgets.quality.words import figure_label, figure_words
from widgets.secondary.translated_panel import TranslatedPanel

TREND_DECIMALS = {
    Figure.PENETRATION: 0,
    Figure.CONTRAST: 1,
    Figure.WIRE: 1,
    Figure.RESOLUTION: 3,
}


class ImagerList(TranslatedPanel):
    """One card for each imager and energy."""

    imager_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._imagers: tuple[ImagerQuality, ...] = ()
        self._selected = 0
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        self.retranslate()

    def show_imagers(self, imagers: tuple[ImagerQuality, ...], selected: int) -> None:
        """Show `imagers`, with the one at `selected` marked."""
        self._imagers, self._selected = imagers, selected
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.set_title(self.tr("Imagers"), str(len(self._imagers)) if self._imagers else "")
        clear_layout(self._column)
        for index, imager in enumerate(self._imagers):
            self._column.addWidget(self._card(index, imager))

    def _card(self, index: int, imager: ImagerQuality) -> Card:
        card = Card(self)
        name, facts = label("dense-heading", card, wrap=True), label("dense-label", card, wrap=True)
        energy = "" if imager.energy_mv is None else f" · {imager.energy_mv:g}\u00a0MV"
        name.setText(imager.device + energy)
        count = len(imager.measured)
        words = self.tr("1 scan, {date}") if count == 1 else self.tr("{count} scans, last {date}")
        date = imager.latest.measured_at.date().isoformat()
        facts.setText(words.format(count=count, date=date))
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(2)
        layout.addWidget(name)
        layout.addWidget(facts)
        card.set_selected(selected=index == self._selected)
        card.setAccessibleName(name.text())
        card.setAccessibleDescription(facts.text())
        card.chosen.connect(lambda: self.imager_selected.emit(index))
        return card


class FiguresPanel(TranslatedPanel):
    """The latest figures beside those of the scan before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._imager: ImagerQuality | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.foot = label("dense-label", self, wrap=True)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.foot)
        self.body.addStretch(1)
        self.retranslate()

    def show_imager(self, imager: ImagerQuality) -> None:
        """Show the figures of `imager`."""
        self._imager = imager
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        imager = self._imager
        self.set_title(self.tr("Figures"), self._aside(imager.latest) if imager else "")
        clear_layout(self._grid)
        self.foot.setText(
            self.tr("Comparable with earlier scans of this test object, not with a certificate.")
        )
        if imager is None:
            return
        has_limits = any(limit_of(imager.limits, figure) is not None for figure in Figure)
        limit = self.tr("site's limit") if has_limits else ""
        for column, words in enumerate(("", self.tr("now"), self.tr("before"), limit)):
            if words:
                self._add(0, column, "dense-label", words)
        for row, figure in enumerate(Figure, start=1):
            self._add(row, 0, "dense", f"{row}  {figure_label(figure)}")
            latest = figure_words(figure, figure_of(imager.latest, figure))
            self._add(row, 1, "dense-value", latest)
            has_before = len(imager.measured) > 1
            before = figure_words(figure, imager.before(figure)) if has_before else "–"
            self._add(row, 2, "dense-label", before)
            self._add_limit(row, figure, imager)
        row = len(Figure) + 1
        self._add(row, 0, "dense", self.tr("Noise in air"))
        self._add(row, 1, "dense-value", f"{grouped(100 * imager.latest.noise_air, 2)}\u00a0%")

    def _add_limit(self, row: int, figure: Figure, imager: ImagerQuality) -> None:
        limit = limit_of(imager.limits, figure)
        if limit is None:
            return
        kept = is_kept(figure, figure_of(imager.latest, figure), limit)
        words = self.tr("{limit}, kept") if kept else self.tr("{limit}, missed")
        role = "dense-label" if kept else "dense-value"
        self._add(row, 3, role, words.format(limit=figure_words(figure, limit)))

    def _aside(self, latest: ImageQuality) -> str:
        simulated = self.tr("simulated") if latest.simulated else ""
        when = latest.measured_at.strftime("%Y-%m-%d %H:%M")
        return " · ".join(part for part in (when, simulated) if part)

    def _add(self, row: int, column: int, role: str, words: str) -> None:
        made = label(role, self, wrap=column == 0)
        made.setText(words)
        self._grid.addWidget(made, row, column)


class SeriesPanel(TranslatedPanel):
    """One series of parts of the test object."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = figure
        self._quality: ImageQuality | None = None
        self.plot = SeriesPlot(self)
        self.body.addWidget(self.plot, 1)
        self.retranslate()

    def show_quality(self, quality: ImageQuality) -> None:
        """Show the series of `quality`."""
        self._quality = quality
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        titles = {
            Figure.PENETRATION: (self.tr("Step wedge"), self.tr("mm of steel")),
            Figure.CONTRAST: (self.tr("Contrast"), self.tr("% behind 100 mm")),
            Figure.WIRE: (self.tr("Wires"), self.tr("mm in air")),
            Figure.RESOLUTION: (self.tr("Line pairs"), self.tr("mm a pair")),
        }
        self.set_title(*titles[self._figure])
        shown = [] if self._quality is None else self._series(self._quality)
        self.plot.show_series(shown)
        seen = ", ".join(size for size, _, is_seen in shown if is_seen)
        self.plot.setAccessibleName(titles[self._figure][0])
        self.plot.setAccessibleDescription(self.tr("seen: {sizes}").format(sizes=seen or "–"))

    def _series(self, quality: ImageQuality) -> list[tuple[str, float, bool]]:
        match self._figure:
            case Figure.PENETRATION:
                return _bars(quality.steps, quality.penetration_mm)
            case Figure.CONTRAST:
                return _bars(quality.details, quality.contrast_percent)
            case Figure.WIRE:
                return _bars(quality.wires, quality.wire_mm)
            case Figure.RESOLUTION:
                return _bars(quality.line_pairs, quality.line_pair_mm)


class TrendPanel(TranslatedPanel):
    """One figure of the imager over time; keys or buttons choose which."""

    figure_selected = Signal(Figure)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._imager: ImagerQuality | None = None
        self._figure = Figure.PENETRATION
        self.buttons: dict[Figure, QPushButton] = {}
        row = QGridLayout()
        row.setSpacing(4)
        for index, figure in enumerate(Figure):
            button = self.buttons[figure] = QPushButton(self)
            button.setProperty("role", "tool")
            button.setCheckable(True)
            button.clicked.connect(
                lambda _checked=False, figure=figure: self.figure_selected.emit(figure)
            )
            row.addWidget(button, 0, index)
        self.plot = TrendPlot(self)
        self.body.addLayout(row)
        self.body.addWidget(self.plot, 1)
        self.retranslate()

    def show_imager(self, imager: ImagerQuality, figure: Figure) -> None:
        """Show `figure` of `imager` over time."""
        self._imager, self._figure = imager, figure
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        count = len(self._imager.measured) if self._imager else 0
        aside = self.tr("1 scan") if count == 1 else self.tr("{count} scans").format(count=count)
        self.set_title(self.tr("Trend"), aside if count else "")
        names = (self.tr("Steel"), self.tr("Contrast"), self.tr("Wire"), self.tr("Line pairs"))
        pairs = zip(names, self.buttons.items(), strict=True)
        for number, (name, (figure, button)) in enumerate(pairs, start=1):
            button.setText(f"{number} {name}")
            button.setToolTip(figure_label(figure))
            button.setChecked(figure is self._figure)
            set_state(button, "compact")
        if self._imager is not None:
            points = [
                (item.measured_at, figure_of(item, self._figure)) for item in self._imager.measured
            ]
            limit = limit_of(self._imager.limits, self._figure)
            self.plot.show_points(points, decimals=TREND_DECIMALS[self._figure], limit=limit)
        self.plot.setAccessibleName(self.tr("Trend"))
        self.plot.setAccessibleDescription(figure_label(self._figure))


def _bars(
    series: Sequence[tuple[float, float]], limit: float | None
) -> list[tuple[str, float, bool]]:
    """Bars up to the limit count as seen: a series stops at its first part that is not seen."""
    sizes = [size for size, _ in series]
    last = sizes.index(limit) if limit in sizes else -1
    return [
        (grouped(size, 0 if size == int(size) else 1), value, index <= last)
        for index, (size, value) in enumerate(series)
    ]
