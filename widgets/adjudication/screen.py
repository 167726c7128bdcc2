"""RADIATION: the screen on which an officer adjudicates one portal alarm in three keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.adjudication import AdjudicationAct, MedicalAnswer
from app.domain.time_history import TimePart
from widgets.adjudication.background_panel import BackgroundPanel
from widgets.adjudication.commodity_panel import CommodityPanel
from widgets.adjudication.decision_panel import DecisionPanel
from widgets.adjudication.event_list import EventList
from widgets.adjudication.layouts import MARGIN_PX, Arrangement, Parts, arrange
from widgets.adjudication.nuclide_panel import NuclidePanel
from widgets.adjudication.profile_panel import ProfilePanel
from widgets.adjudication.spectrum_panel import SpectrumPanel
from widgets.adjudication.state import AdjudicationView
from widgets.adjudication.steps_panel import StepsPanel
from widgets.adjudication.verdict_bar import VerdictBar
from widgets.common.actions import ActionId, ScreenId, specs_for
from widgets.common.hint_bar import HintBar
from widgets.common.screen import Screen
from widgets.common.theme import Density

HINTED = (
    ActionId.NEXT_CASE,
    ActionId.PREVIOUS_CASE,
    ActionId.LINEAR_COUNTS,
    ActionId.BUNDLE,
    ActionId.KEY_CARD,
)
ACTS = {
    ActionId.SPECIALIST: AdjudicationAct.SPECIALIST,
    ActionId.MEASURE_MORE: AdjudicationAct.MEASURE_MORE,
    ActionId.SECOND_SPECTRUM: AdjudicationAct.SECOND_SPECTRUM,
    ActionId.REACH_BACK: AdjudicationAct.REACH_BACK,
    ActionId.CLOSE_ALARM: AdjudicationAct.CLOSE,
}


class AdjudicationScreen(Screen):
    """Shows an `AdjudicationView`; what the officer wants goes out through the signals."""

    case_selected = Signal(str)
    arm_requested = Signal(AdjudicationAct)
    commit_requested = Signal()
    code_requested = Signal(int)
    medical_answered = Signal(MedicalAnswer)
    spectrum_requested = Signal()
    part_selected = Signal(TimePart)
    nuclide_requested = Signal()
    open_requested = Signal()
    page_requested = Signal(int)
    bundle_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: AdjudicationView | None = None
        self._density: Density | None = None
        self._arranged: Arrangement | None = None
        self.verdict = VerdictBar(self)
        self.profile = ProfilePanel(self)
        self.spectrum = SpectrumPanel(self)
        self.background = BackgroundPanel(self)
        self.nuclides = NuclidePanel(self)
        self.commodity = CommodityPanel(self)
        self.steps = StepsPanel(self)
        self.decision = DecisionPanel(self)
        self.events = EventList(self)
        self.hints = HintBar(self)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, 0)
        self._body.setSpacing(MARGIN_PX)
        self._body.addWidget(self.verdict)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._body, 1)
        layout.addWidget(self.hints)
        self._connect()
        self._use(Density.of_width(self.width()))
        self.show_view(AdjudicationView())
        self.retranslate()

    def show_view(self, view: AdjudicationView) -> None:
        """Show `view`. It comes several times a second; what stays the same is not touched."""
        if view == self._view:
            return
        before, self._view = self._view, view
        self.verdict.setVisible(view.alarm is not None)
        if before is None or before.alarm != view.alarm or before.problem != view.problem:
            self.decision.show_alarm(view.alarm, view.problem)
        if view.alarm is not None and (before is None or before.alarm != view.alarm):
            self.verdict.show_alarm(view.alarm)
            self.profile.show_alarm(view.alarm)
            self.spectrum.show_alarm(view.alarm)
            self.nuclides.show_alarm(view.alarm)
            self.commodity.show_alarm(view.alarm)
            self.steps.show_alarm(view.alarm)
        if before is None or before.trend != view.trend:
            self.background.show_trend(view.trend, view.now)
        self.events.show_page(view.events, view.selected)

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What this screen itself does for which action."""
        return {
            **{action: self._armer(act) for action, act in ACTS.items()},
            ActionId.CONFIRM: self.decision.confirm,
            ActionId.NEXT_CODE: lambda: self.code_requested.emit(1),
            ActionId.PREVIOUS_CODE: lambda: self.code_requested.emit(-1),
            ActionId.MEDICAL_YES: lambda: self.medical_answered.emit(MedicalAnswer.YES),
            ActionId.MEDICAL_NO: lambda: self.medical_answered.emit(MedicalAnswer.NO),
            ActionId.LINEAR_COUNTS: self.spectrum.toggle_linear,
            ActionId.SHOW_BACKGROUND: self.spectrum.toggle_background,
            ActionId.SHOW_LINES: self.spectrum.toggle_lines,
            ActionId.SHOW_EXPECTED: self.spectrum.toggle_expected,
            ActionId.NEXT_SPECTRUM: self.spectrum_requested.emit,
            ActionId.PART_EARLIER: lambda: self.spectrum.times.move_part(-1),
            ActionId.PART_LATER: lambda: self.spectrum.times.move_part(1),
            ActionId.PART_SHORTER: lambda: self.spectrum.times.stretch_part(0.5),
            ActionId.PART_LONGER: lambda: self.spectrum.times.stretch_part(2.0),
            ActionId.PART_ALL: self.spectrum.times.choose_all,
            ActionId.PART_BACKGROUND: self.spectrum.times.toggle_outside,
            ActionId.NEXT_CASE: lambda: self._step(1),
            ActionId.PREVIOUS_CASE: lambda: self._step(-1),
            ActionId.FILTER_NUCLIDE: self.nuclide_requested.emit,
            ActionId.FILTER_OPEN: self.open_requested.emit,
            ActionId.NEXT_PAGE: lambda: self.page_requested.emit(1),
            ActionId.PREVIOUS_PAGE: lambda: self.page_requested.emit(-1),
            ActionId.BUNDLE: self.bundle_requested.emit,
        }

    def retranslate(self) -> None:
        """Name the tabs anew; every panel names itself."""
        if self._arranged is not None and self._arranged.papers is not None:
            self._arranged.papers.set_names(
                (
                    self.tr("Nuclides"),
                    self.tr("Goods"),
                    self.tr("Steps"),
                    self.tr("24 h"),
                    self.tr("Alarms"),
                )
            )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Change the arrangement with the class of the window."""
        super().resizeEvent(event)
        self._use(Density.of_width(event.size().width()))

    def _step(self, by: int) -> None:
        """Ask for the next or previous alarm of the page; from nowhere, for the first."""
        view = self._view
        if view is None or not view.events.rows:
            return
        selected, rows = view.selected, view.events.rows
        index = 0 if selected is None else min(max(selected + by, 0), len(rows) - 1)
        if index != selected:
            self.case_selected.emit(rows[index].case_id)

    def _armer(self, act: AdjudicationAct) -> Callable[[], None]:
        return lambda: self.decision.arm(act)

    def _use(self, density: Density) -> None:
        if density is self._density:
            return
        self._density = density
        if self._arranged is not None:
            self._body.removeWidget(self._arranged.page)
            self._arranged.take_apart()
        panels = Parts(
            profile=self.profile,
            spectrum=self.spectrum,
            background=self.background,
            nuclides=self.nuclides,
            commodity=self.commodity,
            steps=self.steps,
            decision=self.decision,
            events=self.events,
        )
        self._arranged = arrange(panels, density)
        self._body.addWidget(self._arranged.page, 1)
        for panel in (self.spectrum, self.decision, self.events):
            panel.set_density(density)
        keys = {spec.action: spec for spec in specs_for(ScreenId.RADIATION)}
        self.hints.show_keys([keys[action] for action in HINTED])
        self.retranslate()

    def _connect(self) -> None:
        self.decision.arm_requested.connect(self.arm_requested)
        self.decision.commit_requested.connect(self.commit_requested)
        self.commodity.medical_answered.connect(self.medical_answered)
        self.spectrum.next_requested.connect(self.spectrum_requested)
        self.spectrum.part_selected.connect(self.part_selected)
        self.events.case_selected.connect(self.case_selected)
        self.events.nuclide_requested.connect(self.nuclide_requested)
        self.events.open_requested.connect(self.open_requested)
        self.events.page_requested.connect(self.page_requested)
