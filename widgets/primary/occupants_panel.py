"""Who is announced to be in the vehicle; with many, one line each and the worst first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.case import Case
from app.domain.finding import Finding
from app.domain.traveller import Occupant
from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.finding_words import finding_chip, finding_sentence, is_urgent
from widgets.common.labels import seat_label
from widgets.common.panel import Card, Panel, clear_layout, filled, label
from widgets.common.translated import TranslatedWidget
from widgets.primary.state import PrimaryView

CARDS_MAX = 4


class OccupantCard(Card):
    """One announced person: a card of three lines, or one line among many."""

    def __init__(
        self, occupant: Occupant, finding: Finding | None, *, one_line: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(_name(occupant), self)
        self.name.setProperty("role", "strong")
        born = str(occupant.born.year) if occupant.born else ""
        self.name.setObjectName("occupantName")
        facts = (born,) if one_line else (occupant.nationality, born)
        self.facts = ElidedLabel(" · ".join(filter(None, facts)), self)
        self.facts.setProperty("role", "small")
        self.chip = PriorityChip(self)
        self.chip.setVisible(finding is not None)
        if finding is not None:
            detail = finding_sentence(finding)
            self.chip.show_finding(finding.priority, finding_chip(finding), detail=detail)
        layout: QHBoxLayout | QVBoxLayout = QHBoxLayout(self) if one_line else QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 10, 4)
        layout.setSpacing(10 if one_line else 2)
        layout.addWidget(self.name, 1)
        layout.addWidget(self.facts)
        layout.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        if one_line:
            self.chip.set_compact(compact=True)
        else:
            seat = seat_label(occupant.seat)
            self.facts.setText(" · ".join(filter(None, (self.facts.text(), seat))))
        parts = (self.name.text(), self.facts.text(), self.chip.text)
        self.setAccessibleName(", ".join(filter(None, parts)))


class OccupantsPanel(TranslatedWidget):
    """The list of occupants. `occupant_selected` carries a person's place in the notice."""

    occupant_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PrimaryView | None = None
        self.panel = Panel(self)
        self.empty = label("body", self, wrap=True)
        self.cards: dict[int, OccupantCard] = {}
        self.list = QVBoxLayout()
        self.list.setSpacing(6)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        inner.setObjectName("scrolled")
        inner.setLayout(self.list)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.area.setWidget(inner)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.panel.body.addWidget(self.empty)
        self.panel.body.addWidget(self.area, 1)
        filled(self).addWidget(self.panel)
        self.retranslate()

    def show_view(self, view: PrimaryView) -> None:
        """Show the occupants of `view.case`, with `view.selected` marked."""
        before, self._view = self._view, view
        if before is None or _shown(before) != _shown(view):
            self.retranslate()
        self._mark(view.selected)

    def retranslate(self) -> None:
        """Set every text anew."""
        clear_layout(self.list)
        self.cards = {}
        case = self._view.case if self._view else None
        people = case.notice.occupants if case and case.notice else ()
        self.panel.set_title(
            self.tr("Occupants"),
            self.tr("{count} announced").format(count=len(people)) if people else "",
        )
        self.empty.setVisible(not people)
        self.area.setVisible(bool(people))
        self.empty.setText(self._why_nobody(case))
        if self._view is not None and people:
            self._add_cards(self._view, people)
            self._mark(self._view.selected)

    def _add_cards(self, view: PrimaryView, people: tuple[Occupant, ...]) -> None:
        worst = {item.index: item.finding for item in reversed(view.about_occupants)}
        many = len(people) > CARDS_MAX
        order = list(range(len(people)))
        if many:
            order.sort(key=lambda index: (index not in worst, index))
        for index in order:
            card = OccupantCard(people[index], worst.get(index), one_line=many, parent=self)
            card.chosen.connect(lambda index=index: self.occupant_selected.emit(index))
            self.list.addWidget(card)
            self.cards[index] = card
        self.list.addStretch(1)
        if many and (troubled := sum(is_urgent(item) for item in worst.values())):
            text = self.tr("{count}, {troubled} to check")
            self.panel.set_title(
                self.tr("Occupants"), text.format(count=len(people), troubled=troubled)
            )

    def _mark(self, selected: int) -> None:
        for index, card in self.cards.items():
            card.set_selected(selected=index == selected)
        if selected in self.cards and len(self.cards) > CARDS_MAX:
            self.area.ensureWidgetVisible(self.cards[selected])

    def _why_nobody(self, case: Case | None) -> str:
        if case is None:
            return ""
        if case.notice is not None:
            return self.tr("The notice names no occupants. Ask who is in the vehicle.")
        if case.notice_sought:
            return self.tr("Nobody was announced. Ask for every document.")
        return self.tr("Looking for the advance notice.")


def _name(occupant: Occupant) -> str:
    """The family name in capitals, as documents have it, so that it is told from the others."""
    return f"{occupant.family_name.upper()} {occupant.given_names}".strip()


def _shown(view: PrimaryView) -> tuple[object, ...]:
    case = view.case
    parts = (case.case_id, case.notice, case.notice_sought) if case else ()
    return (*parts, view.about_occupants)
