"""Where the panels of a case are: which layout, what is in front, what a new case brings up."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from widgets.common.theme import Density
from widgets.secondary.hanging import Papers, Signals, hung
from widgets.secondary.layouts import arrange
from widgets.secondary.panels import CasePanels
from widgets.secondary.state import CaseView


class Places:
    """Moves the panels between the pages of both sizes, and what is in front within a page."""

    def __init__(self, panels: CasePanels, pages: QStackedWidget, density: Density) -> None:
        self._panels = panels
        self._pages = pages
        self.density = density
        self.comparing = False
        self._arranged = arrange(panels, density)
        pages.addWidget(self._arranged.page)
        panels.set_density(density)

    @property
    def page(self) -> QWidget:
        """The page with the panels."""
        return self._arranged.page

    def use(self, density: Density, case: CaseView | None) -> None:
        """Lay everything out for another class of screens; what was in front is so again."""
        comparing = self.comparing
        self._pages.removeWidget(self._arranged.page)
        self._arranged.take_apart()
        self.density = density
        self._arranged = arrange(self._panels, density)
        self._pages.addWidget(self._arranged.page)
        self._panels.set_density(density)
        if case is not None:
            self.hang(case)
        self.compare(on=comparing)
        if self._panels.hints.is_on and not comparing:
            self.bring_up(self._panels.hints)

    def hang(self, case: CaseView) -> None:
        """Bring up what a case was referred for."""
        below, beside = hung(case.findings)
        panels = self._panels
        self.compare(on=False)
        has_other = bool(case.review.compare.choices)
        if below is Signals.COMPARE and not has_other:
            below = Signals.RISK
        if self.density is Density.WIDE:  # beside the spectrum, which is always there
            self.bring_up(panels.compare if has_other else panels.risk)
        if below is not None:
            self.bring_up(self._below(below))
        self._arranged.below.setVisible(below is not None or self.density is Density.WIDE)
        self.bring_up(self._beside(beside))

    def compare(self, *, on: bool) -> None:
        """Put both images one over the other, as wide, or everything as it was."""
        was, self.comparing = self.comparing, on
        if on:
            self._arranged.bring_up(self._panels.compare)
        elif was and self.density is Density.COMPACT:
            self._arranged.bring_up(self._panels.spectrum)
        self._arranged.compare(on=on)
        self._panels.set_comparing(on=on)

    def bring_up(self, panel: QWidget) -> None:
        """Bring a panel to the front; one that gave its room to a comparison ends it."""
        if self.comparing and not self.is_up(panel) and self._arranged.yields(panel):
            self.compare(on=False)
        self._arranged.bring_up(panel)

    def is_up(self, panel: QWidget) -> bool:
        """Whether a panel is in front."""
        return self._arranged.is_up(panel)

    def toggle_below(self) -> None:
        """Give the image the room of what is below it, or take it back."""
        self._arranged.below.setVisible(self._arranged.below.isHidden())

    def go_to_marks(self) -> None:
        """Let the keys go to the list of marks."""
        self.bring_up(self._panels.marks)
        self._panels.marks.focus_list()

    def judge_goods(self) -> None:
        """Let Y and N go to the lines of goods."""
        self.bring_up(self._panels.manifest)
        self._panels.manifest.judge()

    def set_names(self, names: dict[QWidget, str]) -> None:
        """Name the tabs."""
        self._arranged.set_names(names)

    def _below(self, signals: Signals) -> QWidget:
        panels = self._panels
        return {
            Signals.SPECTRUM: panels.spectrum,
            Signals.COMPARE: panels.compare,
            Signals.RISK: panels.risk,
            Signals.OCCUPANTS: panels.occupants,
        }[signals]

    def _beside(self, papers: Papers) -> QWidget:
        panels = self._panels
        return {
            Papers.MANIFEST: panels.manifest,
            Papers.SEAL: panels.seal,
            Papers.MARKS: panels.marks,
            Papers.HINTS: panels.hints,
        }[papers]
