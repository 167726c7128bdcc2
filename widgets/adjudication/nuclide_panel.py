"""The nuclides: what the instrument says and what we say, side by side, with the lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.adjudication import NuclideCategory, OwnOutcome
from widgets.adjudication.state import AlarmView, NuclideLine
from widgets.adjudication.words import band_label, category_label, time_words
from widgets.common.numbers import grouped
from widgets.common.panel import clear_layout, label
from widgets.secondary.translated_panel import TranslatedPanel

LINES_SHOWN_MAX = 3


class NuclidePanel(TranslatedPanel):
    """A small table. A disagreement between instrument and us is seen, never resolved here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: AlarmView | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(4, 1)
        self.note = label("dense-label", self, wrap=True)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.retranslate()

    def show_alarm(self, alarm: AlarmView) -> None:
        """Show the nuclides of `alarm`."""
        before, self._alarm = self._alarm, alarm
        if before is None or _seen(before) != _seen(alarm):
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.set_title(self.tr("Nuclides"))
        clear_layout(self._grid)
        alarm = self._alarm
        if alarm is None:
            return
        lines = alarm.nuclides
        if lines:
            heads = (
                self.tr("Nuclide"),
                self.tr("Instrument"),
                self.tr("Ours"),
                self.tr("Kind"),
                self.tr("Lines, keV"),
            )
            self._add_row(0, heads, "dense-label")
        for row, line in enumerate(lines, start=1):
            self._add_row(row, self._cells(line), "dense")
        self.note.setText(self._note(alarm))
        self.note.setVisible(bool(self.note.text()))
        self.setAccessibleDescription(_spoken(lines))

    def _cells(self, line: NuclideLine) -> tuple[str, ...]:
        report = line.instrument
        said = self.tr("named") if report is not None else "–"
        if report is not None and report.confidence is not None:
            said = grouped(report.confidence)
        ours = band_label(line.own.band) if line.own else "–"
        seen = line.own.lines_kev if line.own else ()
        energies = seen or line.lines_kev
        text = ", ".join(f"{energy:.0f}" for energy in energies[:LINES_SHOWN_MAX])
        return line.name, said, ours, category_label(line.category), text or "–"

    def _note(self, alarm: AlarmView) -> str:
        parts = []
        if alarm.spectrum is None:
            parts.append(self.tr("No spectrum was taken."))
        elif not any(line.instrument for line in alarm.nuclides):
            parts.append(self.tr("The instrument names no nuclide."))
        parts.append(self._own_note(alarm))
        return " ".join(part for part in parts if part)

    def _own_note(self, alarm: AlarmView) -> str:
        match alarm.own:
            case None if alarm.own_pending:
                return self.tr("Our identification: under way.")
            case None:
                return self.tr("Our identification: not available.")
            case OwnOutcome.BACKGROUND:
                return self.tr("Ours: nothing beyond background.")
            case OwnOutcome.INSUFFICIENT if alarm.measure_s:
                words = self.tr("Ours: too weak to name, measure {time} more.")
                return words.format(time=time_words(alarm.measure_s))
            case OwnOutcome.INSUFFICIENT:
                return self.tr("Ours: too weak to name, measure longer.")
            case OwnOutcome.UNUSABLE:
                return self.tr("Ours: this spectrum cannot be judged.")
            case OwnOutcome.IDENTIFIED:
                agree = not _differ(alarm.nuclides)
                return "" if agree else self.tr("Instrument and station do not agree.")

    def _add_row(self, row: int, texts: Sequence[str], role: str) -> None:
        for column, text in enumerate(texts):
            is_name = column == 0 and role == "dense"
            cell = label("dense-value" if is_name else role, self, wrap=column == len(texts) - 1)
            cell.setText(text)
            self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)


def _seen(alarm: AlarmView) -> tuple[object, ...]:
    return alarm.nuclides, alarm.own, alarm.own_pending, alarm.spectrum, alarm.measure_s


def _differ(lines: Sequence[NuclideLine]) -> bool:
    """Whether an instrument that names nuclides names others than we do, nature aside."""
    if not any(line.instrument for line in lines):
        return False
    return any(
        (line.instrument is None) is not (line.own is None)
        for line in lines
        if line.category is not NuclideCategory.NORM
    )


def _spoken(lines: Sequence[NuclideLine]) -> str:
    return ", ".join(f"{line.name} {category_label(line.category)}" for line in lines)
