"""What was found against a case, worst first, each in one sentence."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.finding import Finding, FindingKind
from widgets.common.chip import PriorityChip
from widgets.common.finding_words import finding_detail, same_said_once, with_detail
from widgets.common.panel import Panel, clear_layout, filled, label
from widgets.common.translated import TranslatedWidget
from widgets.primary.state import PrimaryView

ALWAYS_SAID = frozenset({FindingKind.NUCLIDE_REPORTED})


class FindingsPanel(TranslatedWidget):
    """A chip that is told from afar, and beside it the sentence with its values.

    What was found to be in order stands with the portal and with the load, not here.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._acknowledged: frozenset[FindingKind] = frozenset()
        self.panel = Panel(self)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        inner.setObjectName("scrolled")
        inner.setLayout(self.rows)
        self.area.setWidget(inner)
        self.nothing = label("body", self, wrap=True)
        self.panel.body.addWidget(self.nothing)
        self.panel.body.addWidget(self.area, 1)
        filled(self).addWidget(self.panel)
        self.retranslate()

    def show_view(self, view: PrimaryView) -> None:
        """Show the findings of `view`."""
        shown = (view.findings, view.acknowledged)
        if shown != (self._findings, self._acknowledged):
            self._findings, self._acknowledged = shown
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.panel.set_title(self.tr("What was found"))
        clear_layout(self.rows)
        against = [item for item in self._findings if item.priority or item.kind in ALWAYS_SAID]
        self.nothing.setText(self.tr("Nothing was found against this vehicle."))
        self.nothing.setVisible(not against)
        for words, finding in same_said_once(against):
            self.rows.addLayout(self._row(words, finding))
        self.rows.addStretch(1)

    def _row(self, words: str, finding: Finding) -> QHBoxLayout:
        chip = PriorityChip(self)
        seen = finding.kind in self._acknowledged
        sentence = with_detail(words, finding_detail(finding))
        chip.show_finding(finding.priority, words, acknowledged=seen, detail=sentence)
        detail = label("body", self, wrap=True)
        detail.setText(finding_detail(finding))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(detail, 1, Qt.AlignmentFlag.AlignTop)
        chip.show()
        detail.show()
        return row
