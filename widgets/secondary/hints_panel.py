"""What the machine has found, on demand and never before the first look has ended."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.finding import Priority
from app.domain.hint import Hint
from widgets.common.chip import PriorityChip
from widgets.common.numbers import grouped, measure
from widgets.common.panel import Card, clear_layout, label
from widgets.common.theme import set_state
from widgets.secondary.review_state import AidState, AidStatus, LookState, MassLine
from widgets.secondary.review_words import hint_label, origin_words
from widgets.secondary.translated_panel import TranslatedPanel

PERCENT = 100


class HintCard(Card):
    """One hint: its number in the image, what it says, and which algorithm says so."""

    def __init__(self, number: int, hint: Hint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = label("dense-value", self, wrap=True)
        words.setText(f"{number}  {hint_label(hint.kind)}")
        origin = label("dense-label", self, wrap=True)
        origin.setText(origin_words(hint))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(2)
        layout.addWidget(words)
        layout.addWidget(origin)
        self.setAccessibleName(words.text())
        self.setAccessibleDescription(origin.text())


class HintsPanel(TranslatedPanel):
    """Hints are the machine's, and are called so. `hint_chosen` carries the index of one."""

    wanted = Signal(bool)
    hint_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = LookState()
        self._aids = AidState()
        self.is_on = False
        self.button = QPushButton(self)
        self.button.setProperty("role", "dense")
        self.button.setCheckable(True)
        self.button.clicked.connect(self.toggle)
        self.header.addWidget(self.button)
        self.lead = label("dense", self, wrap=True)
        self.cards: list[HintCard] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.mass = label("dense-value", self, wrap=True)
        self.mass_why = label("dense-label", self, wrap=True)
        self.mass_chip = PriorityChip(self, wraps=True)
        set_state(self.mass_chip, "dense")
        for part in (self.lead, self.mass, self.mass_chip, self.mass_why):
            self.body.addWidget(part)
        self.body.insertLayout(1, self._column)
        self.body.addStretch(1)
        self.retranslate()

    def show_aids(self, look: LookState, aids: AidState) -> bool:
        """Show what the machine says, or why it must not say it yet; tells whether that is new."""
        if (look.ended, look.hints_in_s, aids) == (
            self._look.ended,
            self._look.hints_in_s,
            self._aids,
        ):
            return False
        self._look, self._aids = look, aids
        if not look.ended:
            self.is_on = False
        self.retranslate()
        return True

    def toggle(self) -> None:
        """S: show the hints, or put them away again. Before the end of the first look, neither."""
        if self._look.ended:
            self.is_on = not self.is_on
            self.wanted.emit(self.is_on)
        self.retranslate()

    @property
    def shown(self) -> tuple[Hint, ...]:
        """The hints that the officer asked to see."""
        return self._aids.hints if self.is_on else ()

    def retranslate(self) -> None:
        """Set every text anew."""
        count = len(self.shown)
        aside = self.tr("machine, {count}").format(count=count) if count else self.tr("machine")
        self.set_title(self.tr("Hints"), aside)
        self.button.setText(self.tr("S  Hide") if self.is_on else self.tr("S  Show"))
        self.button.setEnabled(self._look.ended)
        self.button.setChecked(self.is_on)
        self.lead.setText(self._lead())
        self.lead.setVisible(bool(self.lead.text()))
        self._show_cards()
        self._show_mass(self._aids.mass if self.is_on else None)

    def _lead(self) -> str:
        look, aids = self._look, self._aids
        if not look.ended:
            words = self.tr("Locked: look for yourself first, so that no box leads your eye.")
            if look.hints_in_s is None:
                return words
            opens = self.tr("Opens in {time}, or when all is seen.")
            return f"{words} {opens.format(time=measure(look.hints_in_s, 's'))}"
        if not self.is_on:
            return self.tr("Not shown. S shows what the machine has found.")
        match aids.status:
            case AidStatus.NOT_ASKED:
                return self.tr("The machine has not judged this image.")
            case AidStatus.COMPUTING:
                return self.tr("The machine is looking …")
            case AidStatus.FAILED:
                return self.tr("The machine could not judge this image: {why}").format(why=aids.why)
            case AidStatus.READY:
                return "" if aids.hints else self.tr("The machine found nothing. That is no proof.")

    def _show_cards(self) -> None:
        clear_layout(self._column)
        self.cards = []
        for index, hint in enumerate(self.shown):
            card = HintCard(index + 1, hint, self)
            card.chosen.connect(lambda index=index: self.hint_chosen.emit(index))
            self.cards.append(card)
            self._column.addWidget(card)

    def _show_mass(self, mass: MassLine | None) -> None:
        for part in (self.mass, self.mass_why, self.mass_chip):
            part.setVisible(mass is not None)
        if mass is None:
            return
        words = self.tr("Mass in the image {mass} ({low} to {high})")
        self.mass.setText(
            words.format(
                mass=measure(round(mass.estimated_kg), "kg"),
                low=grouped(mass.low_kg),
                high=grouped(mass.high_kg),
            )
        )
        self.mass_chip.show_finding(*self._mass_verdict(mass), acknowledged=True)
        words = self.tr("{share} % of the load let too little through · {algorithm} {version}")
        self.mass_why.setText(
            words.format(
                share=grouped(PERCENT * mass.starved_share, 1),
                algorithm=mass.algorithm,
                version=mass.version,
            )
        )

    def _mass_verdict(self, mass: MassLine) -> tuple[Priority, str]:
        if mass.declared_kg is None:
            return Priority.NONE, self.tr("no weight is declared")
        declared = measure(round(mass.declared_kg), "kg")
        if not mass.is_comparable:
            words = self.tr("too dense to compare with the declared {declared}")
            return Priority.NONE, words.format(declared=declared)
        if mass.low_kg <= mass.declared_kg <= mass.high_kg:
            return Priority.NONE, self.tr("fits the declared {declared}").format(declared=declared)
        return Priority.P2, self.tr("declared {declared}").format(declared=declared)
