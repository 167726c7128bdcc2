"""The panels of one case, made once; a layout only moves them."""

from PySide6.QtWidgets import QWidget

from app.domain.radiograph import Window
from widgets.common.actions import ActionId
from widgets.common.theme import Density
from widgets.radiograph.picture import MakeLut
from widgets.secondary.compare_panel import ComparePanel
from widgets.secondary.decision_panel import DecisionPanel
from widgets.secondary.hints_panel import HintsPanel
from widgets.secondary.image_panel import ImagePanel
from widgets.secondary.image_swap import Shown
from widgets.secondary.manifest_panel import ManifestPanel
from widgets.secondary.marks_panel import MarksPanel
from widgets.secondary.occupants_panel import OccupantsPanel
from widgets.secondary.referral_panel import ReferralPanel
from widgets.secondary.risk_panel import RiskPanel
from widgets.secondary.seal_panel import SealPanel
from widgets.secondary.second_panel import SecondPanel
from widgets.secondary.spectrum_panel import SpectrumPanel
from widgets.secondary.state import CaseView


class CasePanels:
    """Everything that is shown of one case."""

    def __init__(self, make_lut: MakeLut, parent: QWidget) -> None:
        self.image = ImagePanel(make_lut, parent)
        self.compare = ComparePanel(make_lut, parent)
        self.spectrum = SpectrumPanel(parent)
        self.risk = RiskPanel(parent)
        self.referral = ReferralPanel(parent)
        self.manifest = ManifestPanel(parent)
        self.seal = SealPanel(parent)
        self.marks = MarksPanel(parent)
        self.hints = HintsPanel(parent)
        self.occupants = OccupantsPanel(parent)
        self.second = SecondPanel(parent)
        self.decision = DecisionPanel(parent)
        self._hint = -1
        self._join()

    def show_case(self, case: CaseView) -> None:
        """Show what is known of a case."""
        self.image.show_case(case)
        self.compare.show_state(case.review.compare)
        self.spectrum.show_spectra(case.spectra, case.findings)
        self.risk.show_assessments(case.assessments)
        self.referral.show_findings(case.findings)
        self.referral.decisions.show_lines(case.decisions)
        self.manifest.show_goods(case.consignment, case.manifest)
        self.seal.lines.show_lines(case.seals)
        self.occupants.lines.show_occupants(case.occupants)
        if self.hints.show_aids(case.review.look, case.review.aids):
            self.image.show_hints(self.hints.shown)
        self.second.show_reader(case.review.second)

    def set_comparing(self, *, on: bool) -> None:
        """Lay both images one over the other, as wide, or let the profile back between."""
        self.image.set_comparing(on=on)
        left, right = self.image.radiograph.strip.margins_px if on else (0, 0)
        self.compare.align(left, right)
        if on:
            self.compare.ask_current()

    def set_density(self, density: Density) -> None:
        """Take the form for a class of screens."""
        for panel in (
            self.image,
            self.spectrum,
            self.referral,
            self.manifest,
            self.second,
            self.decision,
        ):
            panel.set_density(density)

    def tools(self, *, comparing: bool) -> tuple[set[ActionId], set[ActionId]]:
        """The tools that are on, and those that this image cannot have."""
        swap = self.image.swap
        on = {
            ActionId.COMPARE: comparing,
            ActionId.HINTS: self.hints.is_on,
            ActionId.BLINK: swap.shown is Shown.OTHER,
            ActionId.DIFFERENCE: swap.shown is Shown.DIFFERENCE,
        }
        missing = {
            ActionId.BLINK: not swap.has(Shown.OTHER),
            ActionId.DIFFERENCE: not swap.has(Shown.DIFFERENCE),
        }
        return (
            {action for action, is_on in on.items() if is_on} | self.image.tools_on(),
            {action for action, lacks in missing.items() if lacks} | self.image.looks.missing(),
        )

    def _join(self) -> None:
        """The image to compare with follows the one under review; hints stand in the image."""
        view = self.image.view
        view.window_changed.connect(self._follow_window)
        view.view_changed.connect(lambda *_: self.compare.follow_view(view.viewport_shown))
        self.hints.wanted.connect(lambda _on: self.image.show_hints(self.hints.shown))
        self.hints.hint_chosen.connect(self._look_at_hint)
        view.marks_changed.connect(lambda _marks: self._show_marks())
        view.mark_selected.connect(lambda _number: self._show_marks())
        self.marks.mark_chosen.connect(view.select_mark)
        self.marks.mark_changed.connect(view.change_mark)
        self.marks.mark_deleted.connect(view.remove_mark)

    def _follow_window(self, window: Window) -> None:
        """The window of a difference means nothing to an image."""
        if self.image.swap.shown is not Shown.DIFFERENCE:
            self.compare.follow_window(window)

    def next_mark(self) -> None:
        """N: the next mark; where there is none, the next hint that is shown."""
        view = self.image.view
        if view.annotations:
            view.next_mark()
        elif self.hints.shown:
            self._hint = (self._hint + 1) % len(self.hints.shown)
            self._look_at_hint(self._hint)

    def _show_marks(self) -> None:
        view = self.image.view
        self.marks.show_marks(view.annotations, view.selected.number if view.selected else None)

    def _look_at_hint(self, index: int) -> None:
        box = self.hints.shown[index].box
        if box is not None:
            self.image.look_at(box)
