"""The last decisions of a lane; the newest can be taken back while it has not left the station."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from widgets.common.elided_label import ElidedLabel
from widgets.common.panel import Panel, clear_layout, filled, label
from widgets.common.translated import TranslatedWidget
from widgets.crossing.decision_words import decision_line
from widgets.primary.state import RecentDecision

TIME_FORMAT = "%H:%M:%S"


class RecentPanel(TranslatedWidget):
    """Time, plate and decision of each, at most `at_most`; and a key for the one to take back."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, at_most: int) -> None:
        super().__init__(parent)
        self._all: tuple[RecentDecision, ...] = ()
        self._recent: tuple[RecentDecision, ...] = ()
        self._at_most = at_most
        self.panel = Panel(self)
        self.empty = label("body", self, wrap=True)
        self.undo = QPushButton(self)
        self.undo.setProperty("role", "tight")
        self.undo.clicked.connect(self.undo_requested)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(6)
        self.rows.setColumnStretch(2 if at_most > 1 else 1, 1)
        body = self.panel.body
        body.addWidget(self.empty)
        body.addLayout(self.rows)
        body.addWidget(self.undo)
        filled(self).addWidget(self.panel)
        self.retranslate()

    def show_recent(self, recent: Sequence[RecentDecision]) -> None:
        """Show the newest decisions."""
        self._all = tuple(recent)
        shown = self._all[: self._at_most]
        if shown != self._recent:
            self._recent = shown
            self.retranslate()

    def set_at_most(self, count: int) -> None:
        """Show this many."""
        self._at_most = count
        self.show_recent(self._all)

    def retranslate(self) -> None:
        """Set every text anew."""
        single = self._at_most == 1
        self.panel.set_title(self.tr("Last") if single else self.tr("Last decisions"))
        self.empty.setText(self.tr("None yet in this shift."))
        self.empty.setVisible(not self._recent)
        clear_layout(self.rows)
        left_s = self._recent[0].undo_left_s if self._recent else None
        if single and self._recent:
            self._show_aside(self._recent[0])
        for row, recent in enumerate(self._recent if not single or left_s is None else ()):
            self._add_row(row, recent)
        self.undo.setVisible(left_s is not None)
        text = self.tr("Ctrl+Z  Undo {seconds} s")
        self.undo.setText(text.format(seconds=left_s))

    def _show_aside(self, recent: RecentDecision) -> None:
        """The only decision shown: its plate while the key takes its line, else its time."""
        at = recent.made.decision.decided_at.strftime(TIME_FORMAT)
        aside = at if recent.undo_left_s is None else recent.plate
        self.panel.set_title(self.tr("Last"), aside)

    def _add_row(self, row: int, recent: RecentDecision) -> None:
        decision = recent.made.decision
        plate = label("strong", self)
        plate.setText(recent.plate or self.tr("no plate"))
        what = ElidedLabel(decision_line(decision), self)
        what.setProperty("role", "body")
        parts: list[QWidget] = [plate, what]
        if self._at_most > 1:
            time = label("small", self)
            time.setText(decision.decided_at.strftime(TIME_FORMAT))
            parts.insert(0, time)
        for column, part in enumerate(parts):
            self.rows.addWidget(part, row, column)
            part.show()
