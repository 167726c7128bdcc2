"""One person, large enough to compare with the document in the officer's hand."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.case import Case
from app.domain.traveller import Occupant, TravelDocument
from widgets.common.elided_label import ElidedLabel
from widgets.common.labels import seat_label, state_name
from widgets.common.numbers import NO_BREAK, day, plate_text, years_between
from widgets.common.panel import Panel, filled, label
from widgets.common.theme import set_state
from widgets.common.translated import TranslatedWidget
from widgets.primary.state import PrimaryView

FIELDS = ("born", "nationality", "document", "expires", "seat", "plate")
EXPIRED_STATE = "expired"
NAME_SHARE = 100


class PersonPanel(TranslatedWidget):
    """The selected occupant as announced. A value that is not known says so in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PrimaryView | None = None
        self.panel = Panel(self)
        self.family_name = ElidedLabel("", self)
        self.family_name.setProperty("role", "name")
        self.given_names = ElidedLabel("", self)
        self.given_names.setProperty("role", "given")
        self.names: dict[str, QLabel] = {}
        self.values: dict[str, ElidedLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 11)
        grid.setColumnStretch(3, 9)
        for index, field in enumerate(FIELDS):
            self.names[field] = label("label", self)
            self.values[field] = ElidedLabel("", self)
            self.values[field].setProperty("role", "value")
            row, column = divmod(index, 2)
            grid.addWidget(self.names[field], row, column * 2, Qt.AlignmentFlag.AlignBaseline)
            grid.addWidget(self.values[field], row, column * 2 + 1, Qt.AlignmentFlag.AlignBaseline)
        self.panel.header.insertWidget(0, self.family_name, NAME_SHARE)
        self.panel.title.hide()
        self.panel.body.addWidget(self.given_names)
        self.panel.body.addLayout(grid)
        filled(self).addWidget(self.panel)
        self.retranslate()

    def show_view(self, view: PrimaryView) -> None:
        """Show the selected occupant of `view.case`."""
        before, self._view = self._view, view
        if before is None or _shown(before) != _shown(view):
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        captions = {
            "born": self.tr("Born"),
            "nationality": self.tr("Nationality"),
            "document": self.tr("Document"),
            "expires": self.tr("Expires"),
            "seat": self.tr("Seat"),
            "plate": self.tr("Plate"),
        }
        for field, caption in captions.items():
            self.names[field].setText(caption)
        view = self._view
        if view is None or view.case is None:
            return
        person = _selected(view)
        self.panel.set_title(
            self.tr("Person"), self.tr("as announced, not checked") if person else ""
        )
        self.panel.title.hide()
        self._set("plate", self._plate(view.case))
        if person is None:
            self._show_nobody(view.case)
        else:
            self._show_person(person, view.now.date())

    def _show_person(self, person: Occupant, today: date) -> None:
        self.family_name.setText(person.family_name.upper() or person.given_names)
        self.given_names.setText(person.given_names if person.family_name else "")
        set_state(self.family_name, "")
        born = ""
        if person.born is not None:
            text = self.tr("{day}   age {years}")
            born = text.format(day=day(person.born), years=years_between(person.born, today))
        self._set("born", born)
        self._set("nationality", f"{person.nationality} {state_name(person.nationality)}".strip())
        document = person.document
        self._set("document", _document_text(document) if document else "")
        expires = document.expires if document else None
        expired = expires is not None and expires < today
        text = self.tr("{day}   expired") if expired else "{day}"
        self._set("expires", text.format(day=day(expires)) if expires else "")
        if expired:
            set_state(self.values["expires"], EXPIRED_STATE)
        self._set("seat", seat_label(person.seat))

    def _show_nobody(self, case: Case) -> None:
        self.family_name.setText(
            self.tr("Nobody announced") if case.notice_sought else self.tr("Looking for the notice")
        )
        self.given_names.setText(
            self.tr("Read every document by hand.") if case.notice_sought else ""
        )
        for field in FIELDS[:-1]:
            self._set(field, "")

    def _plate(self, case: Case) -> str:
        if case.plate is not None:
            return plate_text(case.plate.plate, case.plate.jurisdiction)
        if case.notice is not None:
            text = self.tr("{plate} announced")
            announced = plate_text(case.notice.plate, case.notice.plate_jurisdiction)
            return text.format(plate=announced)
        return self.tr("not read")

    def _set(self, field: str, text: str) -> None:
        value = self.values[field]
        value.setText(text or self.tr("not known"))
        value.setAccessibleName(f"{self.names[field].text()}: {value.text()}")
        set_state(value, "" if text else "missing")


def _selected(view: PrimaryView) -> Occupant | None:
    people = view.case.notice.occupants if view.case and view.case.notice else ()
    return people[view.selected] if view.selected < len(people) else None


def _document_text(document: TravelDocument) -> str:
    return NO_BREAK.join(filter(None, (document.kind, document.number, document.issuer)))


def _shown(view: PrimaryView) -> tuple[object, ...]:
    case = view.case
    parts = (case.case_id, case.notice, case.notice_sought, case.plate) if case else ()
    return (*parts, view.selected, view.now.date())
