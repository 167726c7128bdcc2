"""The work list: referred cases, the most urgent first as the presenter sorted them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.finding import Priority
from app.domain.identifiers import CaseId
from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.finding_words import finding_chip
from widgets.common.flow_layout import FlowLayout
from widgets.common.numbers import age
from widgets.common.panel import Card, label
from widgets.common.theme import Density, set_state
from widgets.secondary.shift_summary import ShiftSummary
from widgets.secondary.state import WorkRow
from widgets.secondary.translated_panel import TranslatedPanel

RAIL_WIDTH_PX = 88
LIST_WIDTH_PX = 256
CARD_MARGIN_PX = 6


class WorkCard(Card):
    """One referred case: what it is, its worst finding, how long it has waited, who has it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: WorkRow | None = None
        self._rail = False
        self.title = ElidedLabel("", self)
        self.title.setProperty("role", "dense-heading")
        self.chip = PriorityChip(self)
        set_state(self.chip, "dense")
        self.claim = ElidedLabel("", self)
        self.claim.setProperty("role", "dense-label")
        self.wait = label("dense-label", self)
        first_line = QHBoxLayout()
        first_line.addWidget(self.title, 1)
        first_line.addWidget(self.wait)
        chip_line = FlowLayout()
        chip_line.addWidget(self.chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_MARGIN_PX, 5, CARD_MARGIN_PX, 6)
        layout.setSpacing(3)
        layout.addLayout(first_line)
        layout.addLayout(chip_line)
        layout.addWidget(self.claim)

    def show_row(self, row: WorkRow, *, selected: bool, rail: bool) -> None:
        """Show `row`; on a rail only its shape and its age."""
        self._row, self._rail = row, rail
        self.retranslate()
        self.set_selected(selected=selected)

    def retranslate(self) -> None:
        """Set every text anew."""
        row = self._row
        if row is None:
            return
        waited = "–" if row.waiting_min is None else age(row.waiting_min * 60)
        words, claim = self._finding_words(row), self._claim_words(row)
        worst = row.worst
        self.chip.show_finding(
            worst.finding.priority if worst else Priority.NONE,
            words,
            acknowledged=worst.acknowledged if worst else True,
        )
        self.chip.set_compact(compact=self._rail)
        self.title.setText(row.title)
        self.title.setVisible(not self._rail)
        self.wait.setText(waited)
        self.claim.setText(claim)
        self.claim.setVisible(bool(claim) and not self._rail)
        parts = (words, self.tr("waiting {time}").format(time=waited), claim)
        self.setToolTip("\n".join(part for part in (row.title, *parts) if part))
        self.setAccessibleName(row.title)
        self.setAccessibleDescription(", ".join(part for part in parts if part))

    def _finding_words(self, row: WorkRow) -> str:
        return finding_chip(row.worst.finding) if row.worst else self.tr("no finding open")

    def _claim_words(self, row: WorkRow) -> str:
        if row.wants_arbitration:
            return self.tr("readings differ: supervisor")
        if row.mine:
            return self.tr("in your hands")
        if row.claimed_by:
            return self.tr("in hand: {officer}").format(officer=row.claimed_by)
        return self.tr("second reader wanted") if row.wants_second else ""


class WorkList(TranslatedPanel):
    """Cards of all referred cases. `case_selected` carries the case that an officer chose."""

    case_selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rail = False
        self._rows: tuple[WorkRow, ...] = ()
        self._selected: int | None = None
        self._cards: dict[CaseId, WorkCard] = {}
        self._order: tuple[CaseId, ...] = ()
        self.count: QLabel = self.title
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self.area)
        inside.setObjectName("scrolled")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.area.setWidget(inside)
        self.shift = ShiftSummary(self)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.shift)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_density(Density.WIDE)

    @property
    def cards(self) -> tuple[WorkCard, ...]:
        """The cards from top to bottom."""
        return tuple(self._cards[case_id] for case_id in self._order)

    def set_density(self, density: Density) -> None:
        """A list with words, or a rail with shapes and ages."""
        self._rail = density is Density.COMPACT
        self.setFixedWidth(RAIL_WIDTH_PX if self._rail else LIST_WIDTH_PX)
        self.shift.setVisible(not self._rail)
        self.retranslate()

    def show_rows(self, rows: tuple[WorkRow, ...], *, selected: int | None) -> None:
        """Show `rows`, with the one at `selected` marked."""
        moved = selected != self._selected
        self._rows, self._selected = rows, selected
        order = tuple(row.case_id for row in rows)
        if order != self._order:
            self._reorder(order)
        self.retranslate()
        if moved and selected is not None:
            self.area.ensureWidgetVisible(self.cards[selected], 0, 8)

    def retranslate(self) -> None:
        """Set every text anew."""
        count = len(self._rows)
        if self._rail:
            self.set_title(str(count))
        else:
            self.set_title(self.tr("Work list"), str(count))
        self.setAccessibleName(self.tr("Work list, {count} waiting").format(count=count))
        for index, (row, card) in enumerate(zip(self._rows, self.cards, strict=True)):
            card.show_row(row, selected=index == self._selected, rail=self._rail)

    def _reorder(self, order: tuple[CaseId, ...]) -> None:
        """Put cards in their new order; a case that stays keeps its card, and with it the focus."""
        for gone in set(self._cards) - set(order):
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        for index, case_id in enumerate(order):
            card = self._cards.get(case_id) or self._new_card(case_id)
            self._column.insertWidget(index, card)
        self._order = order

    def _new_card(self, case_id: CaseId) -> WorkCard:
        card = self._cards[case_id] = WorkCard()
        card.chosen.connect(lambda: self.case_selected.emit(case_id))
        return card
