"""The line over the radiograph: which load, which scan, and what radiation screening said."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.finding import FindingKind, Priority
from app.domain.occupancy import Occupancy, Radiation, RadiationVerdict
from app.domain.radiograph import Scan
from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.flow_layout import FlowLayout
from widgets.common.numbers import grouped, measure
from widgets.common.panel import label
from widgets.common.theme import set_state
from widgets.common.translated import TranslatedWidget
from widgets.secondary.image_swap import Shown
from widgets.secondary.review_words import compare_label
from widgets.secondary.state import CaseView

GAP_PX = 12


class CaseHeader(TranslatedWidget):
    """Names the load. The monitor's verdict and ours stand side by side, never merged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CaseView | None = None
        self.title = label("dense-heading", self)
        self.iso_type = label("dense-heading", self)
        self.scan = ElidedLabel("", self)
        self.scan.setProperty("role", "dense-label")
        self.portal = label("dense-label", self)
        self.monitor = PriorityChip(self)
        self.own = PriorityChip(self)
        self.neutron = PriorityChip(self)
        self.in_hand = PriorityChip(self)
        self.simulated = PriorityChip(self)
        self.instead = PriorityChip(self)
        self._instead = Shown.OWN
        line = QHBoxLayout()
        line.setSpacing(GAP_PX)
        for part in (self.title, self.iso_type):
            line.addWidget(part)
        line.addWidget(self.scan, 1)
        line.addWidget(self.portal)
        chips = FlowLayout(spacing_px=6)
        for chip in (
            self.instead,
            self.monitor,
            self.own,
            self.neutron,
            self.in_hand,
            self.simulated,
        ):
            set_state(chip, "dense")
            chips.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(line)
        layout.addLayout(chips)

    def show_case(self, case: CaseView) -> None:
        """Show `case`."""
        self._case = case
        self.retranslate()

    def show_instead(self, shown: Shown) -> None:
        """Say that another picture stands in the view: nobody may take it for the load's."""
        self._instead = shown
        self._show_instead()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._show_instead()
        case = self._case
        if case is None:
            return
        self.title.setText(case.title)
        self.iso_type.setText(case.iso_type)
        self.iso_type.setVisible(bool(case.iso_type))
        self.scan.setText(self._scan_words(case.image.scan))
        self._show_passage(case.occupancy)
        self._show_monitor(case)
        self._show_own(case)
        self._show_neutron(case)
        self.in_hand.setVisible(bool(case.claimed_by_other))
        held = self.tr("in the hands of {officer}").format(officer=case.claimed_by_other)
        self.in_hand.show_finding(Priority.P3, held, acknowledged=True)
        self.simulated.setVisible(case.simulated)
        self.simulated.show_finding(Priority.P3, self.tr("SIMULATED"), acknowledged=True)

    def _show_instead(self) -> None:
        self.instead.setVisible(self._instead is not Shown.OWN)
        choice = self._case.review.compare.current if self._case else None
        other = compare_label(choice) if choice else self.tr("the other image")
        if self._instead is Shown.DIFFERENCE:
            words = self.tr("DIFFERENCE to {other} · D back").format(other=other)
        else:
            words = self.tr("NOT THIS LOAD: {other} · X back").format(other=other)
        self.instead.show_finding(Priority.P2, words, acknowledged=True)

    def _scan_words(self, scan: Scan | None) -> str:
        if scan is None:
            return self.tr("no scan of this vehicle")
        energies = [f"{item.energy_mv:g}" for item in scan.channels if item.energy_mv is not None]
        length_m = scan.length_m
        parts = (
            scan.device,
            f"{'/'.join(energies)} MV" if energies else "",
            measure(length_m, "m", 1) if length_m is not None else self.tr("no scale"),
            scan.started_at.strftime("%H:%M:%S"),
        )
        return " · ".join(part for part in parts if part)

    def _show_passage(self, passage: Occupancy | None) -> None:
        self.portal.setVisible(passage is not None)
        if passage is not None:
            when = passage.opened_at.strftime("%H:%M:%S")
            words = self.tr("portal {lane} · {time}")
            self.portal.setText(words.format(lane=passage.lane, time=when))

    def _show_monitor(self, case: CaseView) -> None:
        passage = case.occupancy
        if passage is None:
            self.monitor.show_status(self.tr("no portal passage"), trouble=True)
        elif Radiation.GAMMA in passage.alarms:
            _show_alarm(
                self.monitor, case, FindingKind.GAMMA_ALARM, self.tr("monitor: gamma alarm")
            )
        elif passage.profile(Radiation.GAMMA) is None:
            self.monitor.show_status(self.tr("monitor: gamma not measured"), trouble=True)
        else:
            self.monitor.show_status(self.tr("monitor: no gamma alarm"))

    def _show_own(self, case: CaseView) -> None:
        self.own.setVisible(case.occupancy is not None)
        verdict = case.verdict
        if verdict is None:
            failed = case.assessment_failed
            words = (
                self.tr("ours: analysis failed") if failed else self.tr("ours: not analysed yet")
            )
            self.own.show_status(words, trouble=True)
        elif verdict.gamma_alarm:
            words = self.tr("ours: gamma {strength}").format(strength=self._strength(verdict))
            agreed = any(row.finding.kind is FindingKind.GAMMA_ALARM for row in case.findings)
            kind = FindingKind.GAMMA_ALARM if agreed else FindingKind.OWN_GAMMA
            _show_alarm(self.own, case, kind, words.rstrip())
        else:
            self.own.show_status(self.tr("ours: no gamma excess"))

    def _strength(self, verdict: RadiationVerdict) -> str:
        if verdict.peak_sigma is None:
            return ""
        sigma = f"{grouped(verdict.peak_sigma, 1)}σ"
        if verdict.peak_at_m is None:
            return sigma
        words = self.tr("{sigma} at {metres}")
        return words.format(sigma=sigma, metres=measure(verdict.peak_at_m, "m", 1))

    def _show_neutron(self, case: CaseView) -> None:
        passage, verdict = case.occupancy, case.verdict
        self.neutron.setVisible(passage is not None)
        if passage is None:
            return
        if Radiation.NEUTRON in passage.alarms:
            _show_alarm(self.neutron, case, FindingKind.NEUTRON_ALARM, self.tr("NEUTRON alarm"))
        elif verdict is not None and verdict.neutron_alarm:
            words = self.tr("neutron excess, ours")
            _show_alarm(self.neutron, case, FindingKind.OWN_NEUTRON, words)
        elif passage.profile(Radiation.NEUTRON) is None:
            self.neutron.show_status(self.tr("neutron not measured"), trouble=True)
        else:
            self.neutron.show_status(self.tr("neutron background"))


def _show_alarm(chip: PriorityChip, case: CaseView, kind: FindingKind, words: str) -> None:
    """Show an alarm as urgent as the findings say, and as seen if an officer said so."""
    row = next((row for row in case.findings if row.finding.kind is kind), None)
    priority = row.finding.priority if row else Priority.P1
    chip.show_finding(priority, words, acknowledged=row.acknowledged if row else False)
