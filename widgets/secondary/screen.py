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
from widgets.secondary.decision_panel import DecisionPanel
from widgets.secondary.empty_page import EmptyPage
from widgets.secondary.image_panel import ImagePanel
from widgets.secondary.layouts import MARGIN_PX, Arrangement, Parts, arrange
from widgets.secondary.manifest_panel import ManifestPanel
from widgets.secondary.occupants_panel import OccupantsPanel
from widgets.secondary.referral_panel import ReferralPanel
from widgets.secondary.risk_panel import RiskPanel
from widgets.secondary.seal_panel import SealPanel
from widgets.secondary.spectrum_panel import SpectrumPanel
from widgets.secondary.state import CaseView, FindingRow, SecondaryView
from widgets.secondary.work_list import WorkList

HINTED = {
    Density.WIDE: (
        ActionId.NEXT_CASE,
        ActionId.PREVIOUS_CASE,
        ActionId.ACKNOWLEDGE,
        ActionId.WINDOW_NARROWER,
        ActionId.WINDOW_WIDER,
        ActionId.PALETTE,
        ActionId.KEY_CARD,
    ),
    Density.COMPACT: (
        ActionId.NEXT_CASE,
        ActionId.PREVIOUS_CASE,
        ActionId.ACKNOWLEDGE,
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

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: SecondaryView | None = None
        self._density: Density | None = None
        self._arranged: Arrangement | None = None
        self.work = WorkList(self)
        self.image = ImagePanel(make_lut, self)
        self.spectrum = SpectrumPanel(self)
        self.risk = RiskPanel(self)
        self.referral = ReferralPanel(self)
        self.manifest = ManifestPanel(self)
        self.seal = SealPanel(self)
        self.occupants = OccupantsPanel(self)
        self.decision = DecisionPanel(self)
        self.empty = EmptyPage(self)
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
        self._view = view
        self.work.show_rows(view.work, selected=view.selected)
        self.work.shift.show_facts(view.shift)
        self.empty.show_view(view)
        self.decision.show_case(view.case, view.problem)
        if view.case is not None:
            self._show_case(view.case)
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

    def clear_image(self) -> None:
        """Let the pixels go."""
        self.image.clear()

    @property
    def coverage(self) -> float:
        """The part of the image that was seen large enough, 0 to 1."""
        return self.image.view.coverage

    def first_unacknowledged(self) -> FindingRow | None:
        """The most urgent alarm of the case that nobody has acknowledged."""
        return self.referral.first_unacknowledged()

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What this screen itself does for which action."""
        return {
            **{action: self._armer(disposition) for action, disposition in ACTS.items()},
            ActionId.CONFIRM: self.decision.confirm,
            ActionId.NEXT_CASE: lambda: self._step(1),
            ActionId.PREVIOUS_CASE: lambda: self._step(-1),
            ActionId.NOTE: self.decision.note.setFocus,
            ActionId.NEXT_SPECTRUM: self.next_signal,
            **self.image.tool_handlers(),
        }

    def next_signal(self) -> None:
        """The next spectrum; on a compact screen first bring the spectrum to the front."""
        tabs = self._arranged.signals if self._arranged else None
        if tabs is not None and not self.spectrum.isVisible():
            tabs.show_tab(0)
        else:
            self.spectrum.next_spectrum()

    def retranslate(self) -> None:
        """Name the tabs anew; every panel names itself."""
        arranged = self._arranged
        if arranged is None or arranged.signals is None or arranged.papers is None:
            return
        arranged.signals.set_names((self.tr("Spectrum"), self.tr("Risk")))
        arranged.papers.set_names((self.tr("Manifest"), self.tr("Seal"), self.tr("Occupants")))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Change the arrangement with the class of the window."""
        super().resizeEvent(event)
        self._use(Density.of_width(event.size().width()))

    def _show_case(self, case: CaseView) -> None:
        self.image.show_case(case)
        self.referral.show_findings(case.findings)
        self.referral.decisions.show_lines(case.decisions)
        self.manifest.show_goods(case.consignment, case.manifest)
        self.seal.lines.show_lines(case.seals)
        self.occupants.lines.show_occupants(case.occupants)
        self.risk.show_assessments(case.assessments)
        self.spectrum.show_spectra(case.spectra, case.findings)

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
        self._arranged = arrange(
            Parts(
                image=self.image,
                spectrum=self.spectrum,
                risk=self.risk,
                referral=self.referral,
                manifest=self.manifest,
                seal=self.seal,
                occupants=self.occupants,
                decision=self.decision,
            ),
            density,
        )
        self.pages.addWidget(self._arranged.page)
        for panel in (self.work, self.spectrum, self.referral, self.manifest, self.decision):
            panel.set_density(density)
        keys = {spec.action: spec for spec in specs_for(ScreenId.SECONDARY)}
        self.hints.show_keys([keys[action] for action in HINTED[density]])
        self.retranslate()
        self._turn_page()

    def _turn_page(self) -> None:
        has_case = self._view is not None and self._view.case is not None
        if self._arranged is not None:
            self.pages.setCurrentWidget(self._arranged.page if has_case else self.empty)

    def _build_layout(self) -> None:
        body = QHBoxLayout()
        body.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, 0)
        body.setSpacing(MARGIN_PX)
        body.addWidget(self.work)
        body.addWidget(self.pages, 1)
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
