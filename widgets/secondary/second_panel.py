"""The second officer: who reads first, who second, and what may be known of the other reading."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from app.domain.finding import Priority
from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.labels import disposition_label
from widgets.common.panel import clear_layout, label
from widgets.common.theme import Density, set_state
from widgets.secondary.review_state import ReadingLine, SecondReader, SecondStage
from widgets.secondary.review_words import second_why_label, verdict_label
from widgets.secondary.translated_panel import TranslatedPanel

OPEN = {SecondStage.AFTER_OWN, SecondStage.CALLED, SecondStage.BLIND}


class SecondPanel(TranslatedPanel):
    """Two lines, one for each officer. What must not be known is not in the values it is given."""

    second_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = SecondReader()
        self._compact = False
        self.stage = PriorityChip(self, wraps=True)
        set_state(self.stage, "dense")
        self.call = QPushButton(self)
        self.call.setProperty("role", "dense")
        self.call.clicked.connect(self.second_requested)
        self.why = ElidedLabel("", self)
        self.why.setProperty("role", "small")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(8)
        self._lines.setVerticalSpacing(2)
        self._lines.setColumnStretch(2, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.stage, 1)
        row.addWidget(self.call)
        self.body.addLayout(row)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.why)
        self.retranslate()

    def show_reader(self, reader: SecondReader) -> None:
        """Show where the second reading stands."""
        if reader != self._reader:
            self._reader = reader
            self.retranslate()

    def set_density(self, density: Density) -> None:
        """On a compact screen one line says where it stands; both readings follow once known."""
        self._compact = density is Density.COMPACT
        self.retranslate()

    def ask(self) -> None:
        """F8: ask for a second reader, where that may be asked."""
        if self._reader.may_call:
            self.second_requested.emit()

    def retranslate(self) -> None:
        """Set every text anew."""
        reader = self._reader
        self.set_title(self.tr("Second officer"), self._aside(reader.stage))
        self.call.setText(self.tr("F8  Call reader"))
        self.call.setVisible(reader.may_call)
        words, priority = self._stage(reader.stage)
        self.stage.show_finding(priority, words, acknowledged=True)
        self.stage.setVisible(bool(words))
        whys = ", ".join(second_why_label(why) for why in reader.whys)
        self.why.setText(self.tr("Why two: {whys}").format(whys=whys) if whys else "")
        self.why.setVisible(bool(whys) and not self._compact)
        self.setToolTip(self.why.text())
        clear_layout(self._lines)
        self.setVisible(reader != SecondReader())
        self.title.setVisible(not self._compact)
        if self._compact:
            self.aside.hide()
        has_officer = any(line and line.officer for line in (reader.first, reader.second))
        if has_officer and not (self._compact and reader.stage in OPEN):
            self._add(0, reader.first)
            self._add(1, reader.second)

    def _aside(self, stage: SecondStage) -> str:
        return self.tr("blind until you both decide") if stage in OPEN else ""

    def _stage(self, stage: SecondStage) -> tuple[str, Priority]:
        match stage:
            case SecondStage.NOT_NEEDED:
                return self.tr("not needed so far"), Priority.NONE
            case SecondStage.AFTER_OWN:
                return self.tr("wanted: your own reading first"), Priority.P3
            case SecondStage.CALLED:
                return self.tr("your reading is in, another officer is called"), Priority.P3
            case SecondStage.BLIND:
                return self.tr("you read second: your own reading first"), Priority.P3
            case SecondStage.AGREED:
                return self.tr("both read the same"), Priority.NONE
            case SecondStage.DIFFERS:
                return self.tr("readings differ: a supervisor decides"), Priority.P2
            case SecondStage.ARBITRATION:
                return self.tr("readings differ: you decide"), Priority.P2
            case SecondStage.ARBITRATED:
                return self.tr("decided by a supervisor"), Priority.NONE

    def _add(self, row: int, reading: ReadingLine | None) -> None:
        number, name = label("dense-value", self), label("dense", self)
        state = label("dense-label", self, wrap=True)
        number.setText(str(row + 1))
        name.setText(reading.officer if reading and reading.officer else self.tr("nobody yet"))
        state.setText(self._reading_words(reading))
        top = Qt.AlignmentFlag.AlignTop
        self._lines.addWidget(number, row, 0, top)
        self._lines.addWidget(name, row, 1, top)
        self._lines.addWidget(state, row, 2)

    def _reading_words(self, reading: ReadingLine | None) -> str:
        if reading is None or not reading.officer:
            return ""
        known = [
            verdict_label(reading.verdict) if reading.verdict else "",
            disposition_label(reading.disposition) if reading.disposition else "",
        ]
        if self._compact and known[0]:
            known = known[:1]  # the verdict says enough where room is scarce
        parts = [words for words in known if words]
        if not parts:
            return self.tr("has decided") if reading.entered_at else self.tr("reading")
        if reading.marks:
            marks = self.tr("1 mark") if reading.marks == 1 else self.tr("{count} marks")
            parts.append(marks.format(count=reading.marks))
        if reading.note and not self._compact:
            parts.append(reading.note)
        return " · ".join(parts)
