"""Why the case was referred: every finding as a chip that can be acknowledged."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.finding import FindingKind, Priority
from widgets.common.chip import PriorityChip
from widgets.common.finding_words import finding_chip, finding_sentence
from widgets.common.flow_layout import FlowLayout
from widgets.common.theme import Density
from widgets.secondary.decision_lines import DecisionLines
from widgets.secondary.state import FindingRow
from widgets.secondary.translated_panel import TranslatedPanel


class ReferralPanel(TranslatedPanel):
    """Alarms first, then what was found to be in order; pressing an alarm acknowledges it."""

    acknowledge_requested = Signal(FindingKind)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FindingRow, ...] = ()
        self._alarms_only = False
        self.chips: list[PriorityChip] = []
        self._box = QWidget(self)
        self._flow = FlowLayout(spacing_px=6)
        self._box.setLayout(self._flow)
        self.decisions = DecisionLines(self)
        self.body.addWidget(self._box)
        self.body.addWidget(self.decisions)
        self.retranslate()

    def set_density(self, density: Density) -> None:
        """On a compact screen show alarms only; what is in order stands in the line above."""
        self._alarms_only = density is Density.COMPACT
        self.retranslate()

    def show_findings(self, rows: tuple[FindingRow, ...]) -> None:
        """Show `rows` in their order."""
        if len(rows) != len(self._rows):
            self._resize_to(len(rows))
        self._rows = rows
        self.retranslate()

    def first_unacknowledged(self) -> FindingRow | None:
        """The most urgent alarm that nobody has said to have seen."""
        alarms = [row for row in self._rows if row.is_open_alarm]
        return min(alarms, key=lambda row: row.finding.priority.rank, default=None)

    def retranslate(self) -> None:
        """Set every text anew."""
        count = sum(row.is_open_alarm for row in self._rows)
        aside = self.tr("{count} new · F10 acknowledges").format(count=count) if count else ""
        self.set_title(self.tr("Why referred"), aside)
        for row, chip in zip(self._rows, self.chips, strict=True):
            is_alarm = row.finding.priority is not Priority.NONE
            chip.show_finding(
                row.finding.priority,
                finding_chip(row.finding),
                acknowledged=row.acknowledged or not is_alarm,
                detail=finding_sentence(row.finding),
            )
            chip.setVisible(is_alarm or not self._alarms_only)

    def _resize_to(self, count: int) -> None:
        while len(self.chips) > count:
            chip = self.chips.pop()
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self.chips) < count:
            chip = PriorityChip(self._box)
            chip.clicked.connect(self._acknowledger(len(self.chips)))
            self._flow.addWidget(chip)
            self.chips.append(chip)

    def _acknowledger(self, index: int) -> Callable[[], None]:
        def acknowledge() -> None:
            row = self._rows[index]
            if row.is_open_alarm:
                self.acknowledge_requested.emit(row.finding.kind)

        return acknowledge
