"""The lists that the centre sends down, each with its count and age."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.finding import Priority
from widgets.common.chip import PriorityChip
from widgets.common.numbers import grouped, since
from widgets.common.panel import Panel, clear_layout, filled, label
from widgets.common.translated import TranslatedWidget
from widgets.status.state import ListAge, ListKind


class ListAges(TranslatedWidget):
    """A list that is older than its policy allows is amber; one that is not there says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists: tuple[ListAge, ...] = ()
        self._now: datetime | None = None
        self.panel = Panel(self)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(20)
        self.rows.setVerticalSpacing(8)
        self.rows.setColumnStretch(1, 1)
        self.panel.body.addLayout(self.rows)
        self.panel.body.addStretch(1)
        filled(self).addWidget(self.panel)
        self.retranslate()

    def show_lists(self, lists: Sequence[ListAge], now: datetime) -> None:
        """Show `lists`; ages are counted to `now`."""
        self._lists, self._now = tuple(lists), now
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.panel.set_title(self.tr("Lists from the centre"))
        clear_layout(self.rows)
        for row, item in enumerate(self._lists):
            name = label("strong", self)
            name.setText(self._name(item.kind))
            count = label("body", self)
            count.setText(grouped(item.count) if item.as_of else "–")
            chip = PriorityChip(self)
            self._show_age(chip, item)
            self.rows.addWidget(name, row, 0)
            self.rows.addWidget(count, row, 1)
            self.rows.addWidget(chip, row, 2, Qt.AlignmentFlag.AlignRight)
            for part in (name, count, chip):
                part.show()

    def _show_age(self, chip: PriorityChip, item: ListAge) -> None:
        if item.as_of is None or self._now is None:
            words = self.tr("not received")
            if item.kind is ListKind.LOOKOUTS:
                words = self.tr("not connected")
            chip.show_status(words, trouble=True)
            return
        words = since(item.as_of, self._now)
        if (self._now - item.as_of).total_seconds() > item.stale_after_s:
            stale = self.tr("STALE {age}").format(age=words)
            chip.show_finding(Priority.P2, stale, acknowledged=True)
        else:
            chip.show_status(words)

    def _name(self, kind: ListKind) -> str:
        match kind:
            case ListKind.NOTICES:
                return self.tr("Advance notices")
            case ListKind.OFFICERS:
                return self.tr("Officers")
            case ListKind.POLICIES:
                return self.tr("Policies")
            case ListKind.LOOKOUTS:
                return self.tr("Lookout lists")
