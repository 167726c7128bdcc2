"""What each country's policy makes of the load, and which rows of its table say so."""

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.finding import Priority
from app.domain.risk import Action, Assessment, Determination, MissingFact, RowTrace
from widgets.common.chip import PriorityChip
from widgets.common.fact_words import fact_label, step_label
from widgets.common.flow_layout import FlowLayout
from widgets.common.labels import country_label, determination_label, missing_why_label
from widgets.common.panel import clear_layout, label
from widgets.common.theme import set_state
from widgets.common.translated import TranslatedWidget
from widgets.secondary.translated_panel import TranslatedPanel

PRIORITIES = {
    Determination.LOW: Priority.NONE,
    Determination.HIGH: Priority.P2,
    Determination.UNKNOWN: Priority.P2,
}


class AssessmentColumn(TranslatedWidget):
    """One country's determination and its trace, in words."""

    def __init__(self, assessment: Assessment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        clear_layout(self._column)
        made = self._assessment
        self._add_heading(made)
        for row in made.fired:
            self._add("dense", f"{_reason(row)} ({row.row})")
        if made.missing_required:
            self._add("dense-label", self.tr("Required and not there:"))
            for fact in made.missing_required:
                self._add("dense", _missing(fact))
        if made.could_fire:
            self._add("dense-label", self.tr("Could still decide otherwise:"))
            for row in made.could_fire:
                self._add("dense", self._open_row(row))
        if made.actions:
            self._add("dense-label", self.tr("The policy asks for:"))
            self._add("dense", ", ".join(_step(action) for action in made.actions))
        self._column.addStretch(1)

    def _add_heading(self, made: Assessment) -> None:
        line = FlowLayout(spacing_px=6)
        name = label("dense-value", self)
        name.setText(country_label(made.country))
        chip = PriorityChip(self)
        set_state(chip, "dense")
        words = determination_label(made.determination)
        chip.show_finding(PRIORITIES[made.determination], words, acknowledged=True)
        line.addWidget(name)
        line.addWidget(chip)
        self._column.addLayout(line)
        policy = self.tr("{policy}, version {version}")
        self._add("dense-hint", policy.format(policy=made.policy, version=made.policy_version))

    def _open_row(self, row: RowTrace) -> str:
        needs = ", ".join(_missing(fact) for fact in row.needs)
        words = self.tr("{outcome}: {reason} Needs {facts}")
        return words.format(
            outcome=determination_label(row.determination), reason=_reason(row), facts=needs
        )

    def _add(self, role: str, text: str) -> None:
        line = label(role, self, wrap=True)
        line.setText(text)
        self._column.addWidget(line)


class RiskPanel(TranslatedPanel):
    """Both countries side by side; each keeps its own law."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessments: tuple[Assessment, ...] | None = None
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self.area)
        inside.setObjectName("scrolled")
        self._columns = QHBoxLayout(inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        self.area.setWidget(inside)
        self._nothing = label("dense-label", inside, wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.area, 1)
        self.show_assessments(())

    def show_assessments(self, assessments: tuple[Assessment, ...]) -> None:
        """Show one column for each country."""
        if assessments == self._assessments:
            return
        self._assessments = assessments
        self._columns.removeWidget(self._nothing)
        clear_layout(self._columns)
        for made in assessments:
            self._columns.addWidget(AssessmentColumn(made), 1)
        if not assessments:
            self._columns.addWidget(self._nothing)
        self._nothing.setVisible(not assessments)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.set_title(self.tr("Risk"))
        self._nothing.setText(self.tr("No policy has judged this load: its risk is not known."))
        self.area.setAccessibleName(self.tr("Risk, with the rows of the policies"))


def _reason(row: RowTrace) -> str:
    """The policy's own words, in French where it has them and the screens are in French."""
    if QLocale().language() is QLocale.Language.French and row.reason_fr:
        return row.reason_fr
    return row.reason


def _missing(fact: MissingFact) -> str:
    words = QCoreApplication.translate("RiskPanel", "{fact}: {why}")
    return words.format(fact=fact_label(fact.name), why=missing_why_label(fact.why))


def _step(action: str) -> str:
    """Name a next step; a policy of a later version may ask for one that has no words here."""
    return step_label(Action(action)) if action in set(Action) else action
