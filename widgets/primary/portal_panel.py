"""The portal at PRIMARY: its verdict and ours side by side, the counts, and one sentence."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.domain.case import Case
from app.domain.finding import FindingKind, Priority
from app.domain.observed import ANALYSIS_RADIATION
from app.domain.occupancy import PortalReading, Radiation
from app.domain.sync_state import LinkState
from widgets.common.chip import PriorityChip
from widgets.common.finding_words import sigma_text
from widgets.common.flow_layout import FlowLayout
from widgets.common.labels import link_label, radiation_label
from widgets.common.panel import Panel, filled, label
from widgets.common.translated import TranslatedWidget
from widgets.common.trouble_words import trouble_words
from widgets.primary.count_plot import CountPlot
from widgets.primary.portal_words import summary, trace_of
from widgets.primary.state import PrimaryView, is_connected


class PortalPanel(TranslatedWidget):
    """Shows the latest passage of the case, or the counts of the vehicle that passes now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PrimaryView | None = None
        self._live_since: datetime | None = None
        self.panel = Panel(self)
        self.monitor = PriorityChip(self, wraps=True)
        self.ours = PriorityChip(self, wraps=True)
        self.neutron = PriorityChip(self, wraps=True)
        self.gamma_plot = CountPlot(self)
        self.neutron_plot = CountPlot(self)
        self.summary = label("body", self, wrap=True)
        chips = FlowLayout()
        for chip in (self.monitor, self.ours, self.neutron):
            chips.addWidget(chip)
        self.panel.body.addLayout(chips)
        self.panel.body.addWidget(self.gamma_plot, 3)
        self.panel.body.addWidget(self.neutron_plot, 1)
        self.panel.body.addWidget(self.summary)
        self.neutron_plot.hide()
        layout = filled(self)
        layout.addWidget(self.panel)
        self.retranslate()

    def show_view(self, view: PrimaryView) -> None:
        """Show the passage of `view.case`."""
        before, self._view = self._view, view
        if before is None or _shown(before) != _shown(view):
            self.retranslate()

    def add_reading(self, reading: PortalReading) -> None:
        """Draw one live reading, unless the plot shows a passage that was recorded."""
        if not self._is_live or reading.radiation is not Radiation.GAMMA or not reading.occupied:
            return
        if self._live_since is None:
            self._live_since = reading.heard_at
        at_s = (reading.heard_at - self._live_since).total_seconds()
        self.gamma_plot.append(at_s, reading.counts / reading.interval_s)

    def clear_trace(self) -> None:
        """Forget the live readings."""
        self._live_since = None
        if self._is_live:
            self.gamma_plot.show_trace(None)

    @property
    def _is_live(self) -> bool:
        case = self._view.case if self._view else None
        return case is None or case.occupancy is None

    def retranslate(self) -> None:
        """Set every text anew."""
        view = self._view
        case = view.case if view else None
        metres = case is not None and case.occupancy is not None and case.occupancy.speed_m_per_s
        unit = self.tr("metres") if metres else self.tr("seconds")
        self.panel.set_title(self.tr("Portal"), self.tr("counts/s · {unit}").format(unit=unit))
        self._set_plot_words()
        if case is None or case.occupancy is None:
            self._show_waiting(view)
            return
        self._live_since = None
        self._show_chips(case)
        self.gamma_plot.show_trace(trace_of(case.occupancy, case.verdict, Radiation.GAMMA))
        neutron = trace_of(case.occupancy, case.verdict, Radiation.NEUTRON)
        self.neutron_plot.show_trace(neutron)
        self.neutron_plot.setVisible(neutron is not None and self._neutron_alarm(case))
        self.summary.setText(summary(case))
        name = self.tr("Gamma counts. {summary}")
        self.gamma_plot.setAccessibleName(name.format(summary=summary(case)))

    def _show_waiting(self, view: PrimaryView | None) -> None:
        """No passage to show: say which it is, a vehicle in the portal, none, or no portal."""
        for chip in (self.monitor, self.ours, self.neutron):
            chip.hide()
        self.neutron_plot.hide()
        if self.gamma_plot.trace is not None:
            self.gamma_plot.show_trace(None)
        portal = view.portal if view else None
        if portal is None or not is_connected(portal):
            words = self.tr("Portal not connected. Screen by hand.")
        elif portal.link is not LinkState.UP:
            words = self.tr("Portal {state}: {why}. Screen by hand.")
            words = words.format(state=link_label(portal.link), why=portal.why or portal.name)
        elif portal.is_blind:
            words = trouble_words(portal.troubles)
        elif view is not None and view.occupied:
            words = self.tr("A vehicle is in the portal.")
        elif view is not None and view.case is not None:
            words = summary(view.case)
        else:
            words = self.tr("Portal ready. {reading}").format(reading=portal.reading).strip()
        self.summary.setText(words)
        self.gamma_plot.setAccessibleName(words)

    def _show_chips(self, case: Case) -> None:
        assert case.occupancy is not None  # noqa: S101 - the caller has looked
        seen = case.acknowledged | (self._view.acknowledged if self._view else frozenset())
        alarms = case.occupancy.alarms
        self._chip(
            self.monitor,
            Priority.P1 if Radiation.GAMMA in alarms else Priority.NONE,
            self.tr("portal: gamma alarm")
            if Radiation.GAMMA in alarms
            else self.tr("portal: no gamma alarm"),
            acknowledged=FindingKind.GAMMA_ALARM in seen,
        )
        self._show_ours(case, seen)
        alarm = Radiation.NEUTRON in alarms
        measured = case.occupancy.profile(Radiation.NEUTRON) is not None
        own_only = not alarm and case.verdict is not None and case.verdict.neutron_alarm
        words = self.tr("no neutron alarm") if measured else self.tr("neutrons not measured")
        priority = Priority.NONE if measured else Priority.P2
        kind = FindingKind.NEUTRON_ALARM
        if alarm:
            words, priority = self.tr("portal: neutron alarm"), Priority.P1
        elif own_only:
            words, priority = self.tr("ours: neutron excess"), Priority.P2
            kind = FindingKind.OWN_NEUTRON
        self._chip(self.neutron, priority, words, acknowledged=kind in seen)

    def _show_ours(self, case: Case, seen: frozenset[FindingKind]) -> None:
        verdict = case.verdict
        priority, words = Priority.NONE, self.tr("ours: no excess")
        if verdict is None:
            failed = any(item.analysis == ANALYSIS_RADIATION for item in case.failures)
            priority = Priority.P2 if failed else Priority.NONE
            words = self.tr("ours: failed") if failed else self.tr("ours: not done yet")
        elif verdict.gamma_alarm:
            sigma = f"{verdict.peak_sigma:.1f}" if verdict.peak_sigma is not None else ""
            excess = self.tr("ours: gamma {sigma}")
            priority = Priority.P2
            words = excess.format(sigma=sigma_text(sigma) if sigma else "").strip()
        kinds = {FindingKind.OWN_GAMMA, FindingKind.GAMMA_ALARM}
        self._chip(self.ours, priority, words, acknowledged=bool(kinds & seen))

    @staticmethod
    def _chip(chip: PriorityChip, priority: Priority, words: str, *, acknowledged: bool) -> None:
        chip.show_finding(priority, words, acknowledged=acknowledged)
        chip.show()

    def _neutron_alarm(self, case: Case) -> bool:
        by_monitor = case.occupancy is not None and Radiation.NEUTRON in case.occupancy.alarms
        return by_monitor or (case.verdict is not None and case.verdict.neutron_alarm)

    def _set_plot_words(self) -> None:
        named = (
            (self.gamma_plot, radiation_label(Radiation.GAMMA)),
            (self.neutron_plot, radiation_label(Radiation.NEUTRON)),
        )
        for plot, name in named:
            plot.set_words(
                name=name,
                background=self.tr("background"),
                alarm=self.tr("alarm"),
                no_trace=self.tr("The counts appear here while a vehicle passes."),
            )
        self.neutron_plot.setAccessibleName(self.tr("Neutron counts"))


def _shown(view: PrimaryView) -> tuple[object, ...]:
    case = view.case
    if case is None:
        return (None, view.portal, view.occupied, view.acknowledged)
    parts = (case.case_id, case.occupancies, case.verdicts, case.failures, case.acknowledged)
    return (*parts, view.portal, view.occupied, view.acknowledged)
