"""Who is announced to be in the vehicle, one line each."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.traveller import Occupant
from widgets.common.labels import seat_label
from widgets.common.panel import clear_layout, label
from widgets.common.translated import TranslatedWidget
from widgets.secondary.translated_panel import TranslatedPanel

SHOWN_MAX = 4


class OccupantLines(TranslatedWidget):
    """Names, years of birth and documents as announced; nothing here was checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._occupants: tuple[Occupant, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.retranslate()

    def show_occupants(self, occupants: tuple[Occupant, ...]) -> None:
        """Show the first of `occupants` and count the rest."""
        if occupants != self._occupants:
            self._occupants = occupants
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        clear_layout(self._column)
        if not self._occupants:
            self._add("dense-label", self.tr("Nobody was announced."))
        for person in self._occupants[:SHOWN_MAX]:
            self._add("dense", self._words(person))
        if (more := len(self._occupants) - SHOWN_MAX) > 0:
            self._add("dense-label", self.tr("and {count} more").format(count=more))

    def _add(self, role: str, text: str) -> None:
        line = label(role, self, wrap=True)
        line.setText(text)
        self._column.addWidget(line)

    def _words(self, person: Occupant) -> str:
        name = f"{person.family_name.upper()} {person.given_names}".strip()
        born = str(person.born.year) if person.born else self.tr("birth not announced")
        document = person.document
        paper = f"{document.kind} {document.number}" if document else self.tr("no document")
        return " · ".join(
            part
            for part in (name, born, person.nationality, seat_label(person.seat), paper)
            if part
        )


class OccupantsPanel(TranslatedPanel):
    """The occupants under a title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = OccupantLines(self)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.set_title(self.tr("Occupants"), self.tr("as announced"))
