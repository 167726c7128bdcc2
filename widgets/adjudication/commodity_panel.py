"""The declared goods beside what was found, and the question about medical treatment."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.adjudication import CommodityOutcome, ExpectedNuclides, MedicalAnswer
from app.domain.finding import Priority
from widgets.adjudication.state import AlarmView
from widgets.adjudication.words import commodity_label, medical_label, outcome_label
from widgets.common.chip import PriorityChip
from widgets.common.flow_layout import FlowLayout
from widgets.common.panel import label
from widgets.common.theme import set_state
from widgets.secondary.translated_panel import TranslatedPanel

GOODS_SHOWN_MAX = 4


class CommodityPanel(TranslatedPanel):
    """Explained, not explained, or cannot say; and yes or no to the interview."""

    medical_answered = Signal(MedicalAnswer)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: AlarmView | None = None
        self._chip_box = QWidget(self)
        chips = FlowLayout(spacing_px=6)
        self._chip_box.setLayout(chips)
        self.outcome = PriorityChip(self._chip_box, wraps=True)
        set_state(self.outcome, "dense")
        chips.addWidget(self.outcome)
        self.goods = label("dense", self, wrap=True)
        self.question = label("dense-label", self, wrap=True)
        self.yes = self._button(MedicalAnswer.YES)
        self.no = self._button(MedicalAnswer.NO)
        answers = QHBoxLayout()
        answers.addWidget(self.yes, 1)
        answers.addWidget(self.no, 1)
        self.body.addWidget(self._chip_box)
        self.body.addWidget(self.goods)
        self.body.addWidget(self.question)
        self.body.addLayout(answers)
        self.body.addStretch(1)
        self.retranslate()

    def show_alarm(self, alarm: AlarmView) -> None:
        """Show goods and answer of `alarm`."""
        before, self._alarm = self._alarm, alarm
        if before is None or _seen(before) != _seen(alarm):
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.set_title(self.tr("Declared goods"))
        alarm = self._alarm
        for part in (self._chip_box, self.goods, self.question, self.yes, self.no):
            part.setVisible(alarm is not None)
        if alarm is None:
            return
        outcome = alarm.check.outcome
        trouble = outcome is CommodityOutcome.NOT_EXPLAINED
        words = outcome_label(outcome)
        if alarm.check.unexplained and trouble:
            named = ", ".join(alarm.check.unexplained)
            if alarm.goods is None:
                words = self.tr("Nothing declared explains {nuclides}").format(nuclides=named)
            else:
                words = self.tr("{outcome}: {nuclides}").format(outcome=words, nuclides=named)
        self.outcome.show_finding(
            Priority.P2 if trouble else Priority.NONE, words, acknowledged=True
        )
        self.goods.setText("\n".join(self._goods_lines(alarm)))
        question = self.tr("Nuclear-medicine treatment or scan in the last weeks? Answer: {answer}")
        self.question.setText(question.format(answer=medical_label(alarm.medical)))
        for button, answer, words in (
            (self.yes, MedicalAnswer.YES, self.tr("Y  yes")),
            (self.no, MedicalAnswer.NO, self.tr("N  no")),
        ):
            button.setText(words)
            button.setChecked(alarm.medical is answer)
            spoken = self.tr("Medical treatment: {answer}")
            button.setAccessibleName(spoken.format(answer=medical_label(answer)))

    def _goods_lines(self, alarm: AlarmView) -> list[str]:
        if alarm.goods is None:
            return [self.tr("No goods are declared.")]
        expected: dict[str, ExpectedNuclides] = {
            line.hs_code: line for line in alarm.check.expected
        }
        lines = []
        ordered = sorted(alarm.goods, key=lambda item: item.hs_code not in expected)
        for item in ordered[:GOODS_SHOWN_MAX]:
            line = expected.get(item.hs_code)
            if line is None:
                words = self.tr("{code} {goods}: nothing natural expected")
                lines.append(words.format(code=item.hs_code, goods=item.description))
                continue
            words = self.tr("{code} {goods}: {kind}, expect {nuclides}")
            lines.append(
                words.format(
                    code=item.hs_code,
                    goods=item.description,
                    kind=commodity_label(line.commodity),
                    nuclides=", ".join(line.nuclides),
                )
            )
        if len(ordered) > GOODS_SHOWN_MAX:
            more = self.tr("and {count} lines more")
            lines.append(more.format(count=len(ordered) - GOODS_SHOWN_MAX))
        return lines

    def _button(self, answer: MedicalAnswer) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("role", "dense")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.medical_answered.emit(answer))
        return button


def _seen(alarm: AlarmView) -> tuple[object, ...]:
    return alarm.check, alarm.goods, alarm.medical
