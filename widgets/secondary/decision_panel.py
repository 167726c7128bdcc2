"""The decision keys of secondary, with a note above them and the reasons of locked keys below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.decision import Disposition
from app.domain.finding import Lock, LockKind, Priority
from widgets.common.chip import PriorityChip
from widgets.common.key_button import KeyButton
from widgets.common.labels import disposition_label
from widgets.common.lock_words import lock_label
from widgets.common.panel import label
from widgets.common.theme import Density, set_state
from widgets.secondary.note_field import NoteField
from widgets.secondary.state import DECISION_KEYS, CaseView, Problem, ProblemKind
from widgets.secondary.translated_panel import TranslatedPanel

NO_CASE = (Lock(kind=LockKind.NO_CASE),)


class DecisionPanel(TranslatedPanel):
    """Two keys make a decision: one arms an act, Enter or a second press confirms it.

    The second press of a double click confirms nothing: it was not meant as a second thought.
    """

    arm_requested = Signal(Disposition)
    commit_requested = Signal()
    disarm_requested = Signal()
    note_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CaseView | None = None
        self._problem: Problem | None = None
        self._since_armed_by_press = QElapsedTimer()
        self.note = NoteField(self)
        self.note.textEdited.connect(self.note_changed)
        self.problem = PriorityChip(self)
        set_state(self.problem, "dense")
        self.reasons = label("dense-label", self, wrap=True)
        self.keys: dict[Disposition, KeyButton] = {}
        self.body.addWidget(self.note)
        self.body.addWidget(self.problem)
        for name, disposition in DECISION_KEYS:
            key = self.keys[disposition] = KeyButton(name, self, dense=True)
            key.set_tight(tight=True)
            key.clicked.connect(self._presser(disposition))
            self.body.addWidget(key)
        self.body.addWidget(self.reasons)
        self.set_density(Density.WIDE)
        self.show_case(None, None)

    def set_density(self, density: Density) -> None:
        """On a compact screen do without the title; the keys name themselves."""
        compact = density is Density.COMPACT
        self.title.setVisible(not compact)
        self.body.setSpacing(2 if compact else 6)
        self.retranslate()

    def show_case(self, case: CaseView | None, problem: Problem | None) -> None:
        """Show what can be decided. The note is taken over only with another case."""
        is_other = (case and case.case_id) != (self._case and self._case.case_id)
        self._case, self._problem = case, problem
        if is_other:
            self.note.setText(case.note if case else "")
        self.note.setEnabled(case is not None)
        self.retranslate()

    def arm(self, disposition: Disposition) -> None:
        """Ask to arm an act, unless it is locked or armed already."""
        case = self._case
        if case is not None and not case.key(disposition).locks and case.armed is not disposition:
            self.arm_requested.emit(disposition)

    def confirm(self) -> None:
        """Ask to commit what is armed."""
        if self._case is not None and self._case.armed is not None:
            self.commit_requested.emit()

    def cancel(self) -> None:
        """Ask to disarm what is armed."""
        if self._case is not None and self._case.armed is not None:
            self.disarm_requested.emit()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.set_title(self.tr("Decision"))
        self.note.setPlaceholderText(self.tr("Note to the case (Ctrl+N)"))
        self.note.setAccessibleName(self.tr("Note to the case"))
        for disposition, key in self.keys.items():
            self._show_key(key, disposition)
        self.reasons.setText("\n".join(self._lock_lines()))
        self.reasons.setVisible(bool(self.reasons.text()))
        self.problem.setVisible(self._problem is not None)
        if self._problem is not None:
            self.problem.show_finding(
                Priority.P1, self._problem_words(self._problem), acknowledged=True
            )

    def _locks(self, disposition: Disposition) -> tuple[Lock, ...]:
        return NO_CASE if self._case is None else self._case.key(disposition).locks

    def _show_key(self, key: KeyButton, disposition: Disposition) -> None:
        caption = disposition_label(disposition)
        locks = self._locks(disposition)
        if locks:
            key.show_locked(caption, self.tr("locked"))
            key.setAccessibleDescription(_reasons(locks))
            return
        armed = self._case is not None and self._case.armed is disposition
        key.show_key(caption, self.tr("Enter") if armed else "", armed=armed)
        if armed:
            key.setToolTip(self.tr("Enter confirms, Esc takes it back"))
            key.setAccessibleDescription(key.toolTip())

    def _lock_lines(self) -> list[str]:
        """The reasons of all locked keys; keys that are locked for the same ones share a line."""
        if self._case is None:
            return []
        grouped: dict[str, list[str]] = {}
        for name, disposition in DECISION_KEYS:
            if locks := self._locks(disposition):
                grouped.setdefault(_reasons(locks), []).append(name)
        words = self.tr("{keys} locked: {reasons}")
        return [
            words.format(keys=" ".join(names), reasons=reasons)
            for reasons, names in grouped.items()
        ]

    def _problem_words(self, problem: Problem) -> str:
        match problem.kind:
            case ProblemKind.NOT_RECORDED:
                words = self.tr("Not recorded since {time}: {why}")
            case ProblemKind.REFUSED:
                words = self.tr("Refused at {time}: {why}")
        why = _reasons(problem.locks) or problem.why
        return words.format(time=problem.since.strftime("%H:%M"), why=why)

    def _presser(self, disposition: Disposition) -> Callable[[], None]:
        def press() -> None:
            if self._case is None or self._case.armed is not disposition:
                self._since_armed_by_press.start()
                self.arm(disposition)
            elif not self._is_double_click():
                self.confirm()

        return press

    def _is_double_click(self) -> bool:
        since = self._since_armed_by_press
        return since.isValid() and since.elapsed() < QApplication.doubleClickInterval()


def _reasons(locks: Sequence[Lock]) -> str:
    """All reasons that differ: here is room for every one."""
    return ", ".join(dict.fromkeys(lock_label(lock) for lock in locks))
