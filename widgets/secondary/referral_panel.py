"""Why the case was referred: every finding as a chip that can be acknowledged."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.finding import FindingKind, Priority
from widgets.common.chip import PriorityChip
from widgets.common.finding_words import finding_detail, same_said_once, with_detail
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
        self._kinds: list[FindingKind] = []
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
        self._rows = rows
        self.retranslate()

    def first_unacknowledged(self) -> FindingRow | None:
        """The most urgent alarm that nobody has said to have seen."""
        alarms = [row for row in self._rows if row.is_open_alarm]
        return min(alarms, key=lambda row: row.finding.priority.rank, default=None)

    def retranslate(self) -> None:
        """Set every text anew."""
        count = len(same_said_once([row.finding for row in self._rows if row.is_open_alarm]))
        aside = self.tr("{count} new · F10 acknowledges").format(count=count) if count else ""
        self.set_title(self.tr("Why referred"), aside)
        acknowledged = {row.finding.kind for row in self._rows if row.acknowledged}
        lines = same_said_once([row.finding for row in self._rows])
        self._kinds = [finding.kind for _, finding in lines]
        self._resize_to(len(lines))
        for (words, finding), chip in zip(lines, self.chips, strict=True):
            is_alarm = finding.priority is not Priority.NONE
            chip.show_finding(
                finding.priority,
                words,
                acknowledged=finding.kind in acknowledged or not is_alarm,
                detail=with_detail(words, finding_detail(finding)),
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
            kind = self._kinds[index]
            if any(row.is_open_alarm and row.finding.kind is kind for row in self._rows):
                self.acknowledge_requested.emit(kind)

        return acknowledge
