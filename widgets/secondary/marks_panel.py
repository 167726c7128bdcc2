"""The marks of this officer on the image, as a list that is worked by keyboard."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QPushButton, QSizePolicy, QWidget

from app.domain.annotation import NOTE_CHARACTERS_MAX, Ability, Annotation, ThreatCategory
from widgets.common.flow_layout import FlowLayout
from widgets.common.panel import label
from widgets.radiograph.marks import letter
from widgets.secondary.note_field import NoteField
from widgets.secondary.review_words import ability_label, category_label
from widgets.secondary.translated_panel import TranslatedPanel

CATEGORY_KEYS = dict(zip((Qt.Key(Qt.Key.Key_1 + n) for n in range(6)), ThreatCategory, strict=True))
LIST_ROWS_MAX = 5


class MarkList(QListWidget):
    """One line for each mark. Its keys are its own while it has the focus.

    Digits choose what a mark is, D says whether it is too dense to see through, N or Enter goes to
    its note, Del takes it away.
    """

    category_pressed = Signal(ThreatCategory)
    dense_pressed = Signal()
    note_pressed = Signal()
    delete_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "dense")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As tall as its lines, up to some."""
        rows = min(self.count(), LIST_ROWS_MAX)
        heights = sum(self.sizeHintForRow(row) for row in range(rows))
        return QSize(super().sizeHint().width(), heights + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The same."""
        return QSize(1, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Lines wrap elsewhere in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Keep those keys from the shortcuts of the screen."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self._act_of(event) is not None or event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Do what a key of the list does, or go through the lines."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        elif isinstance(act, ThreatCategory):
            self.category_pressed.emit(act)
        else:
            {
                Qt.Key.Key_D: self.dense_pressed,
                Qt.Key.Key_N: self.note_pressed,
                Qt.Key.Key_Delete: self.delete_pressed,
            }[act].emit()

    @staticmethod
    def _act_of(event: QKeyEvent) -> ThreatCategory | Qt.Key | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        key = Qt.Key(event.key())
        if key in CATEGORY_KEYS:
            return CATEGORY_KEYS[key]
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return Qt.Key.Key_N
        return key if key in (Qt.Key.Key_D, Qt.Key.Key_N, Qt.Key.Key_Delete) else None


class MarksPanel(TranslatedPanel):
    """What each mark is taken for, whether it hides what is behind, and a note to it."""

    mark_chosen = Signal(int)  # its number
    mark_changed = Signal(Annotation)
    mark_deleted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: tuple[Annotation, ...] = ()
        self.list = MarkList(self)
        self.nothing = label("dense-label", self, wrap=True)
        self.note = NoteField(self)
        self.note.setMaxLength(NOTE_CHARACTERS_MAX)
        self._edits = QWidget(self)
        flow = FlowLayout(spacing_px=4)
        self._edits.setLayout(flow)
        self.categories: dict[ThreatCategory, QPushButton] = {}
        for category in ThreatCategory:
            self.categories[category] = self._button(flow)
            self.categories[category].clicked.connect(
                lambda _checked=False, category=category: self._change(category=category)
            )
        self.dense = self._button(flow)
        self.dense.clicked.connect(self._toggle_dense)
        self.delete = self._button(flow)
        self.delete.setCheckable(False)
        self.delete.clicked.connect(self._delete)
        for part in (self.nothing, self.list, self._edits, self.note):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._connect()
        self.retranslate()

    def show_marks(self, marks: Sequence[Annotation], selected: int | None = None) -> None:
        """Show `marks`; `selected` is the number of the one that is chosen in the image."""
        number = selected if selected is not None else self.selected_number
        self.marks = tuple(marks)
        self.retranslate()
        numbers = [mark.number for mark in self.marks]
        row = numbers.index(number) if number in numbers else len(numbers) - 1
        self.list.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)  # noqa: FBT003 (Qt's own)
        self._show_current()

    @property
    def current(self) -> Annotation | None:
        """The chosen mark."""
        row = self.list.currentRow()
        return self.marks[row] if 0 <= row < len(self.marks) else None

    @property
    def selected_number(self) -> int | None:
        """The number of the chosen mark."""
        return self.current.number if self.current else None

    def focus_list(self) -> None:
        """Shift+A: let the keys go to the list."""
        if self.marks:
            self.list.setFocus()

    def retranslate(self) -> None:
        """Set every text anew."""
        unresolved = self.tr("{count} in the image").format(count=len(self.marks))
        self.set_title(self.tr("Marks"), unresolved if self.marks else "")
        self.nothing.setText(self.tr("No mark. A marks a box in the image."))
        self.nothing.setVisible(not self.marks)
        self.list.setAccessibleName(self.tr("Marks in the image"))
        self.note.setAccessibleName(self.tr("Note to the mark"))
        self.note.setPlaceholderText(self.tr("Note to the mark (N)"))
        for digit, (category, button) in enumerate(self.categories.items(), start=1):
            button.setText(f"{digit}  {category_label(category)}")
        self.dense.setText(self.tr("D  too dense"))
        self.dense.setToolTip(ability_label(Ability.SHIELD))
        self.delete.setText(self.tr("Del  delete"))
        row = self.list.currentRow()
        self.list.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.list.clear()
        self.list.addItems([self._words(mark) for mark in self.marks])
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)  # noqa: FBT003 (Qt's own)
        self._fit()
        self._show_current()

    def _fit(self) -> None:
        self.list.updateGeometry()
        for part in (self.list, self._edits, self.note):
            part.setVisible(bool(self.marks))

    def _words(self, mark: Annotation) -> str:
        parts = [category_label(mark.category), ability_label(mark.ability), mark.note]
        return f"{letter(mark.number)}   " + ", ".join(part for part in parts if part)

    def _show_current(self) -> None:
        mark = self.current
        for category, button in self.categories.items():
            button.setChecked(mark is not None and mark.category is category)
        self.dense.setChecked(mark is not None and mark.ability is Ability.SHIELD)
        if not self.note.hasFocus():
            self.note.setText(mark.note if mark else "")

    def _choose(self, _row: int) -> None:
        self._show_current()
        if self.current is not None:
            self.mark_chosen.emit(self.current.number)

    def _change(self, *, category: ThreatCategory) -> None:
        if self.current is not None:
            self.mark_changed.emit(replace(self.current, category=category))
        self._show_current()

    def _toggle_dense(self) -> None:
        mark = self.current
        if mark is not None:
            is_shield = mark.ability is Ability.SHIELD
            ability = Ability.NO_INTERFERENCE if is_shield else Ability.SHIELD
            self.mark_changed.emit(replace(mark, ability=ability))
        self._show_current()

    def _take_note(self) -> None:
        mark, note = self.current, self.note.text().strip()
        if mark is not None and note != mark.note:
            self.mark_changed.emit(replace(mark, note=note))

    def _delete(self) -> None:
        if self.current is not None:
            self.mark_deleted.emit(self.current.number)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._choose)
        self.list.category_pressed.connect(lambda category: self._change(category=category))
        self.list.dense_pressed.connect(self._toggle_dense)
        self.list.note_pressed.connect(self.note.setFocus)
        self.list.delete_pressed.connect(self._delete)
        self.note.editingFinished.connect(self._take_note)

    def _button(self, flow: FlowLayout) -> QPushButton:
        button = QPushButton(self._edits)
        button.setProperty("role", "tool")
        button.setCheckable(True)
        flow.addWidget(button)
        return button
