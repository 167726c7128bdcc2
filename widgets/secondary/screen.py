"""SECONDARY: the screen on which an officer reviews a referred load and decides in two keys."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.decision import Disposition
from app.domain.finding import FindingKind
from app.domain.radiograph import Scan, Window, WindowPreset
from widgets.common.actions import ActionId, ScreenId, specs_for
from widgets.common.hint_bar import HintBar
from widgets.common.page_stack import PageStack
from widgets.common.screen import Screen
from widgets.common.theme import Density
from widgets.radiograph.picture import MakeLut
from widgets.radiograph.raster import Pixels
from widgets.secondary.empty_page import EmptyPage
from widgets.secondary.hanging import Papers, Signals, hung
from widgets.secondary.image_swap import Shown
from widgets.secondary.layouts import MARGIN_PX, Arrangement, arrange
from widgets.secondary.panels import CasePanels
from widgets.secondary.reveal_banner import RevealBanner
from widgets.secondary.state import CaseView, FindingRow, SecondaryView
from widgets.secondary.work_list import WorkList

HINTED = {
    Density.WIDE: (
        ActionId.NEXT_CASE,
        ActionId.PREVIOUS_CASE,
        ActionId.ACKNOWLEDGE,
        ActionId.GOODS_LINES,
        ActionId.REPORT,
        ActionId.PALETTE,
        ActionId.KEY_CARD,
    ),
    Density.COMPACT: (
        ActionId.NEXT_CASE,
        ActionId.PREVIOUS_CASE,
        ActionId.ACKNOWLEDGE,
        ActionId.GOODS_LINES,
        ActionId.KEY_CARD,
    ),
}
"""Keys without a button that fit on one line in every language; the key card has them all."""
ACTS = {
    ActionId.EXAMINE: Disposition.EXAMINE,
    ActionId.HOLD_FOR_SPECIALIST: Disposition.HOLD_FOR_SPECIALIST,
    ActionId.RESCAN: Disposition.RESCAN,
    ActionId.RELEASE_REVIEWED: Disposition.RELEASE,
}


class SecondaryScreen(Screen):
    """Shows a `SecondaryView`; what the officer wants goes out through the signals.

    `make_lut` turns a window into greys; see `widgets.radiograph`.
    """

    case_selected = Signal(str)
    acknowledge_requested = Signal(FindingKind)
    arm_requested = Signal(Disposition)
    commit_requested = Signal()
    disarm_requested = Signal()
    note_changed = Signal(str)
    spectrum_selected = Signal(int)
    window_changed = Signal(Window)
    line_judged = Signal(int, object)  # line of the manifest, True, False or None
    hints_requested = Signal(bool)  # shown, or put away again
    comparison_requested = Signal(int)  # index of the choice; its pixels are wanted
    picture_changed = Signal(Shown)  # own, blinked, difference: for the evidence
    second_requested = Signal()
    report_requested = Signal()
    reveal_closed = Signal()

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: SecondaryView | None = None
        self._density: Density | None = None
        self._arranged: Arrangement | None = None
        self._comparing = False
        self.work = WorkList(self)
        self.panels = CasePanels(make_lut, self)
        self.image, self.decision = self.panels.image, self.panels.decision
        self.referral, self.spectrum = self.panels.referral, self.panels.spectrum
        self.empty = EmptyPage(self)
        self.reveal = RevealBanner(self)
        self.hints = HintBar(self)
        self.pages = PageStack(self)
        self.pages.addWidget(self.empty)
        self._build_layout()
        self._connect()
        self._use(Density.of_width(self.width()))
        self.show_view(SecondaryView())
        self.retranslate()

    def show_view(self, view: SecondaryView) -> None:
        """Show `view`. It comes several times a second; what stays the same is not touched."""
        if view == self._view:
            return
        before, self._view = self._view, view
        self.work.show_rows(view.work, selected=view.selected)
        self.work.shift.show_facts(view.shift)
        self.empty.show_view(view)
        self.decision.show_case(view.case, view.problem)
        if view.case is not None:
            self.panels.show_case(view.case)
            self._hang(view.case, before.case if before else None)
            self._show_tools()
        self.reveal.show_test(view.revealed)
        self._turn_page()

    def show_image(
        self,
        levels: Sequence[Pixels],
        scan: Scan,
        windows: Mapping[WindowPreset, Window] | None = None,
        *,
        front_m: float = 0.0,
    ) -> None:
        """Take the pixels of `scan` as a pyramid, and the windows that presets are for it.

        `front_m` is where in the image the front bumper is: from there the profile is laid.
        """
        self.image.show_levels(levels, scan, windows or {}, front_m=front_m)
        self.reveal.show_again()

    def clear_image(self) -> None:
        """Let the pixels go, and those that were compared with them."""
        self.image.clear()
        self.panels.compare.clear()

    def show_comparison(
        self,
        levels: Sequence[Pixels],
        scan: Scan,
        windows: Mapping[WindowPreset, Window] | None = None,
        *,
        front_m: float = 0.0,
        laid: Sequence[Pixels] | None = None,
        difference: Sequence[Pixels] | None = None,
        difference_window: Window | None = None,
    ) -> None:
        """Take the pixels of the chosen image to compare with, as a pyramid of its own size.

        `laid` is the same image registered on the one under review, `difference` the signed
        difference of both, seen through `difference_window`; each of the size of the image under
        review, or None where they could not be laid on each other.
        """
        self.panels.compare.show_levels(levels, scan, windows or {}, front_m=front_m)
        self.image.show_comparison(
            other=laid, difference=difference, difference_window=difference_window
        )
        self._show_tools()

    @property
    def coverage(self) -> float:
        """The part of the image that was seen large enough, 0 to 1."""
        return self.image.view.coverage

    def first_unacknowledged(self) -> FindingRow | None:
        """The most urgent alarm of the case that nobody has acknowledged."""
        return self.referral.first_unacknowledged()

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What this screen itself does for which action."""
        panels = self.panels
        return {
            **{action: self._armer(disposition) for action, disposition in ACTS.items()},
            ActionId.CONFIRM: self.decision.confirm,
            ActionId.NEXT_CASE: lambda: self._step(1),
            ActionId.PREVIOUS_CASE: lambda: self._step(-1),
            ActionId.NOTE: self.decision.note.setFocus,
            ActionId.NEXT_SPECTRUM: self.next_signal,
            ActionId.COMPARE: self._toggle_compare,
            ActionId.NEXT_COMPARE: panels.compare.next_choice,
            ActionId.HINTS: self._toggle_hints,
            ActionId.GOODS_LINES: self._judge_goods,
            ActionId.IMAGE_ALONE: self._toggle_below,
            ActionId.CALL_READER: panels.second.ask,
            ActionId.REPORT: self.report_requested.emit,
            **self.image.tool_handlers(),
        }

    def next_signal(self) -> None:
        """Bring the spectrum to the front; where it is there already, the next spectrum."""
        if self._is_up(self.spectrum):
            self.spectrum.next_spectrum()
        else:
            self._compare(on=False)
            self._bring_up(self.spectrum)

    def retranslate(self) -> None:
        """Name the tabs anew; every panel names itself."""
        if self._arranged is None:
            return
        panels = self.panels
        self._arranged.set_names(
            {
                panels.spectrum: self.tr("Spectrum"),
                panels.compare: self.tr("Compare"),
                panels.risk: self.tr("Risk"),
                panels.occupants: self.tr("Occupants"),
                panels.manifest: self.tr("Manifest"),
                panels.seal: self.tr("Seal"),
                panels.marks: self.tr("Marks"),
                panels.hints: self.tr("Hints"),
            }
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Change the arrangement with the class of the window."""
        super().resizeEvent(event)
        self._use(Density.of_width(event.size().width()))

    def _hang(self, case: CaseView, before: CaseView | None) -> None:
        """Bring up, with another case, what it was referred for."""
        if before is not None and before.case_id == case.case_id:
            return
        below, beside = hung(case.findings)
        panels = self.panels
        signals = {
            Signals.SPECTRUM: panels.spectrum,
            Signals.COMPARE: panels.compare,
            Signals.RISK: panels.risk,
            Signals.OCCUPANTS: panels.occupants,
        }
        papers = {
            Papers.MANIFEST: panels.manifest,
            Papers.SEAL: panels.seal,
            Papers.MARKS: panels.marks,
            Papers.HINTS: panels.hints,
        }
        self._compare(on=False)
        if self._arranged is not None:
            if self._density is Density.WIDE:  # beside the spectrum, which is always there
                has_other = bool(case.review.compare.choices)
                self._arranged.bring_up(panels.compare if has_other else panels.risk)
            if below is not None:
                self._arranged.bring_up(signals[below])
            self._arranged.below.setVisible(below is not None or self._density is Density.WIDE)
            self._arranged.bring_up(papers[beside])

    def _toggle_compare(self) -> None:
        """Both images one over the other, or as it was."""
        self._compare(on=not self._comparing)

    def _compare(self, *, on: bool) -> None:
        self._comparing = on
        if self._arranged is not None:
            if on:
                self._arranged.bring_up(self.panels.compare)
            elif self._density is Density.COMPACT:
                self._arranged.bring_up(self.spectrum)
            self._arranged.compare(on=on)
        self.panels.set_comparing(on=on)
        self._show_tools()

    def _toggle_hints(self) -> None:
        if not self._is_up(self.panels.hints):
            self._compare(on=False)
        self._bring_up(self.panels.hints)
        self.panels.hints.toggle()
        self._show_tools()

    def _judge_goods(self) -> None:
        self._bring_up(self.panels.manifest)
        self.panels.manifest.judge()

    def _toggle_below(self) -> None:
        if self._arranged is not None:
            self._arranged.below.setVisible(self._arranged.below.isHidden())

    def _bring_up(self, panel: QWidget) -> None:
        if self._arranged is not None:
            self._arranged.bring_up(panel)

    def _is_up(self, panel: QWidget) -> bool:
        return self._arranged is not None and self._arranged.is_up(panel)

    def _show_tools(self) -> None:
        """Mark the tools that are on; offer none that this image cannot have."""
        on = {
            ActionId.COMPARE: self._comparing,
            ActionId.HINTS: self.panels.hints.is_on,
            ActionId.BLINK: self.image.swap.shown is Shown.OTHER,
            ActionId.DIFFERENCE: self.image.swap.shown is Shown.DIFFERENCE,
        }
        has = {
            ActionId.BLINK: self.image.swap.has(Shown.OTHER),
            ActionId.DIFFERENCE: self.image.swap.has(Shown.DIFFERENCE),
        }
        self.image.tools.show_tools(
            on=[action for action, is_on in on.items() if is_on],
            missing=[action for action, is_there in has.items() if not is_there],
        )

    def _use_tool(self, tool: ActionId) -> None:
        self.handlers()[tool]()
        self._show_tools()

    def _step(self, by: int) -> None:
        """Ask for the next or previous case; from nowhere, for the first."""
        view = self._view
        if view is None or not view.work:
            return
        selected = view.selected
        index = 0 if selected is None else min(max(selected + by, 0), len(view.work) - 1)
        if index != selected:
            self.case_selected.emit(view.work[index].case_id)

    def _armer(self, disposition: Disposition) -> Callable[[], None]:
        return lambda: self.decision.arm(disposition)

    def _use(self, density: Density) -> None:
        if density is self._density:
            return
        self._density = density
        if self._arranged is not None:
            self.pages.removeWidget(self._arranged.page)
            self._arranged.take_apart()
        self._arranged = arrange(self.panels, density)
        self.pages.addWidget(self._arranged.page)
        self.work.set_density(density)
        self.panels.set_density(density)
        keys = {spec.action: spec for spec in specs_for(ScreenId.SECONDARY)}
        self.hints.show_keys([keys[action] for action in HINTED[density]])
        self.retranslate()
        comparing = self._comparing
        if self._view is not None and self._view.case is not None:
            self._hang(self._view.case, None)
        self._compare(on=comparing)
        if self.panels.hints.is_on:
            self._bring_up(self.panels.hints)
        self._turn_page()

    def _turn_page(self) -> None:
        has_case = self._view is not None and self._view.case is not None
        if self._arranged is not None:
            self.pages.setCurrentWidget(self._arranged.page if has_case else self.empty)

    def _build_layout(self) -> None:
        body = QHBoxLayout()
        body.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, 0)
        body.setSpacing(MARGIN_PX)
        shown = QVBoxLayout()
        shown.setSpacing(MARGIN_PX)
        shown.addWidget(self.reveal)
        shown.addWidget(self.pages, 1)
        body.addWidget(self.work)
        body.addLayout(shown, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(self.hints)

    def _connect(self) -> None:
        self.work.case_selected.connect(self.case_selected)
        self.referral.acknowledge_requested.connect(self.acknowledge_requested)
        self.decision.arm_requested.connect(self.arm_requested)
        self.decision.commit_requested.connect(self.commit_requested)
        self.decision.disarm_requested.connect(self.disarm_requested)
        self.decision.note_changed.connect(self.note_changed)
        self.spectrum.spectrum_selected.connect(self.spectrum_selected)
        self.image.view.window_changed.connect(self.window_changed)
        self.image.tool_pressed.connect(self._use_tool)
        self.image.shown_changed.connect(self.picture_changed)
        self.image.shown_changed.connect(lambda _shown: self._show_tools())
        self.panels.manifest.line_judged.connect(self.line_judged)
        self.panels.manifest.left.connect(self.setFocus)
        self.panels.hints.wanted.connect(self.hints_requested)
        self.panels.compare.choice_selected.connect(self.comparison_requested)
        self.panels.second.second_requested.connect(self.second_requested)
        self.reveal.closed.connect(self.reveal_closed)
        self.reveal.shown_at.connect(self.image.show_here)
