"""What this officer has done since signing in: images, test images, and when a break is due."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from widgets.common.numbers import grouped, measure
from widgets.common.panel import label
from widgets.common.translated import TranslatedFrame
from widgets.secondary.state import ShiftFacts

PERCENT = 100
ROWS = 4


class ShiftSummary(TranslatedFrame):
    """Numbers with how many they are of. A share of few images says so by its interval."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = ShiftFacts()
        self._names = [label("dense-label", self) for _ in range(ROWS)]
        self._values = [label("dense-value", self) for _ in range(ROWS)]
        self.reviewed, self.median, self.tests, self.break_due = self._values
        self.interval = label("dense-hint", self, wrap=True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.keys = label("dense-hint", self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for name, value in zip(self._names, self._values, strict=True):
            line = QHBoxLayout()
            line.addWidget(name)
            line.addStretch(1)
            line.addWidget(value)
            layout.addLayout(line)
            if value is self.tests:
                layout.addWidget(self.interval)
        layout.addWidget(self.bar)
        layout.addWidget(self.keys)
        self.retranslate()

    def show_facts(self, facts: ShiftFacts) -> None:
        """Show `facts`; what was not counted is a dash."""
        if facts != self._facts:
            self._facts = facts
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        facts = self._facts
        names = (
            self.tr("Reviewed this shift"),
            self.tr("Median review"),
            self.tr("Tests found"),
            self.tr("Break"),
        )
        for name, words in zip(self._names, names, strict=True):
            name.setText(words)
        self.reviewed.setText("–" if facts.reviewed is None else str(facts.reviewed))
        median_s = facts.median_review_s
        self.median.setText("–" if median_s is None else measure(round(median_s), "s"))
        self.tests.setText(self._test_words(facts))
        self.interval.setText(self._interval_words(facts))
        self.interval.setVisible(bool(self.interval.text()))
        self.break_due.setText(self._break_words(facts))
        self.bar.setVisible(facts.reviewing_min is not None)
        self.bar.setRange(0, facts.break_at_min)
        self.bar.setValue(min(facts.reviewing_min or 0, facts.break_at_min))
        self.bar.setAccessibleName(self.tr("Time since the last break"))
        self.keys.setText(self.tr("J next   K previous"))

    def _test_words(self, facts: ShiftFacts) -> str:
        if not facts.tests_shown:
            return "–"
        words = self.tr("{found} of {shown}")
        return words.format(found=facts.tests_found or 0, shown=facts.tests_shown)

    def _interval_words(self, facts: ShiftFacts) -> str:
        if facts.tests_interval is None:
            return ""
        low, high = facts.tests_interval
        words = self.tr("95 % interval {low} to {high} %")
        return words.format(low=grouped(PERCENT * low), high=grouped(PERCENT * high))

    def _break_words(self, facts: ShiftFacts) -> str:
        if facts.reviewing_min is None:
            return "–"
        left_min = facts.break_at_min - facts.reviewing_min
        if left_min <= 0:
            return self.tr("take one now")
        return self.tr("in {time}").format(time=measure(left_min, "min"))
