"""SECONDARY: the screen on which an officer reviews a referred load and decides in two keys."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.annotation import PixelBox
from app.domain.decision import Disposition
from app.domain.finding import FindingKind
from app.domain.radiograph import Scan, Window, WindowPreset
from widgets.common.actions import ActionId, ScreenId, specs_for
from widgets.common.hint_bar import HintBar
from widgets.common.page_stack import PageStack
from widgets.common.screen import Screen
from widgets.common.theme import Density
from widgets.radiograph.layers import MakeColours
from widgets.radiograph.picture import MakeLut
from widgets.radiograph.raster import Indices, Pixels
from widgets.secondary.empty_page import EmptyPage
from widgets.secondary.image_swap import Shown
from widgets.secondary.keys import ACTS, HINTED
from widgets.secondary.layouts import MARGIN_PX
from widgets.secondary.panels import CasePanels
from widgets.secondary.places import Places
from widgets.secondary.reveal_banner import RevealBanner
from widgets.secondary.state import FindingRow, SecondaryView
from widgets.secondary.work_list import WorkList


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
    marks_changed = Signal(object)  # tuple[Annotation, ...]

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: SecondaryView | None = None
        self.work = WorkList(self)
        self.panels = CasePanels(make_lut, self)
        self.image, self.decision = self.panels.image, self.panels.decision
        self.referral, self.spectrum = self.panels.referral, self.panels.spectrum
        self.empty = EmptyPage(self)
        self.reveal = RevealBanner(self)
        self.hints = HintBar(self)
        self.pages = PageStack(self)
        self.pages.addWidget(self.empty)
        self.places = Places(self.panels, self.pages, Density.of_width(self.width()))
        self._build_layout()
        self._connect()
        self._fit()
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
            if before is None or before.case is None or before.case.case_id != view.case.case_id:
                self.places.hang(view.case)
        self.reveal.show_test(view.revealed)
        self._turn_page()

    def show_image(
        self,
        levels: Sequence[Pixels],
        scan: Scan,
        windows: Mapping[WindowPreset, Window] | None = None,
        *,
        front_m: float = 0.0,
        vehicle: PixelBox | None = None,
    ) -> None:
        """Take the pixels of `scan` as a pyramid, and the windows that presets are for it.

        `front_m` is where in the image the front bumper is: from there the profile is laid.
        `vehicle` is what has to be seen before a release; None for the whole image.
        """
        self.image.show_levels(levels, scan, windows or {}, front_m=front_m, vehicle=vehicle)
        self.reveal.show_again()

    def clear_image(self) -> None:
        """Let the pixels go, and those that were compared with them."""
        self.image.clear()
        self.panels.compare.clear()

    def show_layers(
        self,
        *,
        cleaned: Sequence[Pixels] | None = None,
        material: Sequence[Indices] | None = None,
        make_colours: MakeColours | None = None,
    ) -> None:
        """Take what else there is of the image shown: it without stripes, and its materials.

        Each is a pyramid of the image's size; colours are those of `app.radiography.palettes`.
        """
        self.image.show_layers(cleaned=cleaned, material=material, make_colours=make_colours)

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
            ActionId.GOODS_LINES: self.places.judge_goods,
            ActionId.IMAGE_ALONE: self.places.toggle_below,
            ActionId.CALL_READER: panels.second.ask,
            ActionId.REPORT: self.report_requested.emit,
            ActionId.NEXT_MARK: panels.next_mark,
            ActionId.MARK_LIST: self.places.go_to_marks,
            **{action: self._then_shown(act) for action, act in self.image.tool_handlers().items()},
        }

    def next_signal(self) -> None:
        """Bring the spectrum to the front; where it is there already, the next spectrum."""
        if self.places.is_up(self.spectrum):
            self.spectrum.next_spectrum()
        else:
            self.places.bring_up(self.spectrum)
            self._show_tools()

    def retranslate(self) -> None:
        """Name the tabs anew; every panel names itself."""
        panels = self.panels
        self.places.set_names(
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

    def _toggle_compare(self) -> None:
        """Both images one over the other, or as it was."""
        self.places.compare(on=not self.places.comparing)
        self._show_tools()

    def _toggle_hints(self) -> None:
        self.places.bring_up(self.panels.hints)
        self.panels.hints.toggle()
        self._show_tools()

    def _then_shown(self, act: Callable[[], None]) -> Callable[[], None]:
        def do() -> None:
            act()
            self._show_tools()

        return do

    def _show_tools(self) -> None:
        """Mark the tools that are on; offer none that this image cannot have."""
        on, missing = self.panels.tools(comparing=self.places.comparing)
        self.image.tools.show_tools(on=on, missing=missing)

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
        if density is not self.places.density:
            self.places.use(density, self._view.case if self._view else None)
            self._fit()
            self._turn_page()

    def _fit(self) -> None:
        """Take the form for the class of the window."""
        density = self.places.density
        self.work.set_density(density)
        keys = {spec.action: spec for spec in specs_for(ScreenId.SECONDARY)}
        self.hints.show_keys([keys[action] for action in HINTED[density]])
        self.retranslate()

    def _turn_page(self) -> None:
        has_case = self._view is not None and self._view.case is not None
        self._show_tools()
        self.pages.setCurrentWidget(self.places.page if has_case else self.empty)

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
        self.image.view.marks_changed.connect(self.marks_changed)
        self.image.view.tool_changed.connect(lambda _tool: self._show_tools())
        self.image.shown_changed.connect(self.picture_changed)
        self.image.shown_changed.connect(lambda _shown: self._show_tools())
        self.image.view.look_changed.connect(
            lambda _look: self._show_tools(), Qt.ConnectionType.QueuedConnection
        )
        self.panels.manifest.line_judged.connect(self.line_judged)
        self.panels.manifest.left.connect(self.setFocus)
        self.panels.hints.wanted.connect(self.hints_requested)
        self.panels.compare.choice_selected.connect(self.comparison_requested)
        self.panels.second.second_requested.connect(self.second_requested)
        self.reveal.closed.connect(self.reveal_closed)
        self.reveal.shown_at.connect(self.image.show_here)
