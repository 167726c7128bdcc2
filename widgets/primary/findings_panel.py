"""Everything that was found about a case, worst first, each in one sentence."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.domain.finding import Finding, FindingKind
from widgets.common.chip import PriorityChip
from widgets.common.finding_words import finding_chip, finding_sentence
from widgets.common.panel import Panel, clear_layout, filled, label
from widgets.common.translated import TranslatedWidget
from widgets.primary.state import PrimaryView


class FindingsPanel(TranslatedWidget):
    """A chip that is told from afar, and beside it the sentence with its values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._acknowledged: frozenset[FindingKind] = frozenset()
        self.panel = Panel(self)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(8)
        self.rows.setColumnStretch(1, 1)
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
        for row, finding in enumerate(self._findings):
            chip = PriorityChip(self)
            seen = finding.kind in self._acknowledged
            chip.show_finding(finding.priority, finding_chip(finding), acknowledged=seen)
            sentence = label("body" if finding.priority.value else "small", self, wrap=True)
            sentence.setText(finding_sentence(finding))
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            self.rows.addWidget(chip, row, 0, top)
            self.rows.addWidget(sentence, row, 1, Qt.AlignmentFlag.AlignVCenter)
            chip.show()
            sentence.show()
        self.rows.setRowStretch(self.rows.rowCount(), 1)
