"""IMAGE QUALITY: how well each imager sees, by its latest scan of the test object and over time."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.finding import Priority
from widgets.common.actions import ActionId, ScreenId, specs_for
from widgets.common.chip import PriorityChip
from widgets.common.hint_bar import HintBar
from widgets.common.page_stack import PageStack
from widgets.common.panel import label
from widgets.common.screen import Screen
from widgets.common.theme import Density, set_state
from widgets.quality.panels import FiguresPanel, ImagerList, SeriesPanel, TrendPanel
from widgets.quality.state import Figure, QualityView
from widgets.quality.words import refusal_label

MARGIN_PX = 8
LIST_WIDTH_PX = {Density.WIDE: 288, Density.COMPACT: 216}
RIGHT_WIDTH_PX = {Density.WIDE: 560, Density.COMPACT: 470}
FIGURE_ACTIONS = {
    ActionId.TREND_PENETRATION: Figure.PENETRATION,
    ActionId.TREND_CONTRAST: Figure.CONTRAST,
    ActionId.TREND_WIRE: Figure.WIRE,
    ActionId.TREND_RESOLUTION: Figure.RESOLUTION,
}
HINTED = (
    ActionId.NEXT_IMAGER,
    ActionId.PREVIOUS_IMAGER,
    ActionId.GO_SECONDARY,
    ActionId.KEY_CARD,
)


class QualityScreen(Screen):
    """Shows a `QualityView`. Which imager and figure are looked at is this page's own business."""

    imager_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = QualityView()
        self.imagers = ImagerList(self)
        self.refused = PriorityChip(self, wraps=True)
        set_state(self.refused, "dense")
        self.series = {figure: SeriesPanel(figure, self) for figure in Figure}
        self.figures = FiguresPanel(self)
        self.trend = TrendPanel(self)
        self.empty = label("lane-ready", self, wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hints = HintBar(self)
        keys = {spec.action: spec for spec in specs_for(ScreenId.QUALITY)}
        self.hints.show_keys([keys[action] for action in HINTED])
        self._pages = PageStack(self)
        self._build_layout()
        self.imagers.imager_selected.connect(self.select)
        self.trend.figure_selected.connect(self.choose)
        self.retranslate()
        self._fit(Density.of_width(self.width()))

    @property
    def view(self) -> QualityView:
        """What is on the page."""
        return self._view

    def show_view(self, view: QualityView) -> None:
        """Show `view`."""
        if view != self._view:
            self._view = view
            self.retranslate()

    def select(self, index: int) -> None:
        """Look at another imager."""
        if 0 <= index < len(self._view.imagers) and index != self._view.selected:
            self._view = replace(self._view, selected=index)
            self.retranslate()
            self.imager_selected.emit(index)

    def choose(self, figure: Figure) -> None:
        """Follow another figure over time."""
        self._view = replace(self._view, figure=figure)
        self.retranslate()

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What this screen itself does for which action."""
        return {
            ActionId.NEXT_IMAGER: lambda: self.select(self._view.selected + 1),
            ActionId.PREVIOUS_IMAGER: lambda: self.select(self._view.selected - 1),
            **{action: self._chooser(figure) for action, figure in FIGURE_ACTIONS.items()},
        }

    def retranslate(self) -> None:
        """Show everything anew."""
        view, current = self._view, self._view.current
        self.empty.setText(
            self.tr("No scan of a test object yet.\nScan the step wedge with an imager to begin.")
        )
        self.refused.setVisible(view.refused is not None)
        if view.refused is not None:
            words = self.tr("scan {scan}: {why}")
            why = refusal_label(view.refused)
            self.refused.show_finding(
                Priority.P3, words.format(scan=view.refused_scan, why=why), acknowledged=True
            )
        self.imagers.show_imagers(view.imagers, view.selected)
        self._pages.setCurrentIndex(0 if current is None else 1)
        if current is None:
            return
        for panel in self.series.values():
            panel.show_quality(current.latest)
        self.figures.show_imager(current)
        self.trend.show_imager(current, view.figure)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the columns the widths for the class of the window."""
        super().resizeEvent(event)
        self._fit(Density.of_width(event.size().width()))

    def _fit(self, density: Density) -> None:
        self.imagers.setFixedWidth(LIST_WIDTH_PX[density])
        self._right.setFixedWidth(RIGHT_WIDTH_PX[density])

    def _chooser(self, figure: Figure) -> Callable[[], None]:
        return lambda: self.choose(figure)

    def _build_layout(self) -> None:
        page = QWidget(self)
        grid = QGridLayout()
        grid.setSpacing(MARGIN_PX)
        for index, panel in enumerate(self.series.values()):
            grid.addWidget(panel, index // 2, index % 2)
        self._right = QWidget(page)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(MARGIN_PX)
        right.addWidget(self.figures)
        right.addWidget(self.trend, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN_PX)
        row.addLayout(grid, 1)
        row.addWidget(self._right)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(page)
        shown = QVBoxLayout()
        shown.setSpacing(MARGIN_PX)
        shown.addWidget(self.refused)
        shown.addWidget(self._pages, 1)
        body = QHBoxLayout()
        body.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, 0)
        body.setSpacing(MARGIN_PX)
        body.addWidget(self.imagers)
        body.addLayout(shown, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(self.hints)
