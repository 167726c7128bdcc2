"""Who comes next: the vehicles that the centre announced for this port, soonest first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.consignment import AdvanceNotice
from widgets.common.elided_label import ElidedLabel
from widgets.common.numbers import plate_text
from widgets.common.panel import Panel, clear_layout, filled, label
from widgets.common.translated import TranslatedWidget
from widgets.consignment.container_words import goods_label

TIME_FORMAT = "%H:%M"


class ExpectedPanel(TranslatedWidget):
    """The next announced vehicles, at most `at_most`. Being announced is not being here."""

    def __init__(self, parent: QWidget | None = None, *, at_most: int) -> None:
        super().__init__(parent)
        self._all: tuple[AdvanceNotice, ...] = ()
        self._expected: tuple[AdvanceNotice, ...] = ()
        self._at_most = at_most
        self.panel = Panel(self)
        self.empty = label("body", self, wrap=True)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(12)
        self.panel.body.addWidget(self.empty)
        self.panel.body.addLayout(self.rows)
        self.panel.body.addStretch(1)
        filled(self).addWidget(self.panel)
        self.retranslate()

    def show_expected(self, expected: Sequence[AdvanceNotice]) -> None:
        """Show the first of `expected`; their times are in the port's zone."""
        self._all = tuple(expected)
        shown = self._all[: self._at_most]
        if shown != self._expected:
            self._expected = shown
            self.retranslate()

    def set_at_most(self, count: int) -> None:
        """Show this many."""
        self._at_most = count
        self.show_expected(self._all)

    def retranslate(self) -> None:
        """Set every text anew."""
        aside = self.tr("announced") if self._expected else ""
        if self._at_most == 1 and self._expected:
            aside = self._expected[0].expected_at.strftime(TIME_FORMAT)
        self.panel.set_title(self.tr("Next"), aside)
        self.empty.setText(self.tr("No vehicle is announced."))
        self.empty.setVisible(not self._expected)
        clear_layout(self.rows)
        for notice in self._expected:
            self._add(notice)

    def _add(self, notice: AdvanceNotice) -> None:
        plate = label("value", self)
        plate.setText(plate_text(notice.plate, notice.plate_jurisdiction))
        facts = ElidedLabel(self._when_and_who(notice), self)
        facts.setVisible(self._at_most > 1)
        goods = ElidedLabel(_load(notice) or self.tr("no goods declared"), self)
        entry = QVBoxLayout()
        entry.setSpacing(2)
        for part in (facts, goods):
            part.setProperty("role", "small")
        for widget in (plate, facts, goods):
            entry.addWidget(widget)
        self.rows.addLayout(entry)

    def _when_and_who(self, notice: AdvanceNotice) -> str:
        people = len(notice.occupants)
        several = self.tr("{time} · {count} people")
        text = self.tr("{time} · 1 person") if people == 1 else several
        return text.format(time=notice.expected_at.strftime(TIME_FORMAT), count=people)


def _load(notice: AdvanceNotice) -> str:
    consignment = notice.consignment
    if consignment is None:
        return ""
    goods = goods_label(consignment.items, 1)
    return f"{consignment.container}  {goods}" if consignment.container else goods
