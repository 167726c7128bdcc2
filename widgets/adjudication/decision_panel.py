"""The five keys of an adjudication, with the reasons of locked ones below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.adjudication import AdjudicationAct, AdjudicationLock
from app.domain.finding import Priority
from widgets.adjudication.state import ACT_KEYS, ActKey, AlarmView
from widgets.adjudication.words import act_label, code_label, lock_label, time_words
from widgets.common.chip import PriorityChip
from widgets.common.key_button import KeyButton
from widgets.common.panel import label
from widgets.common.theme import Density, set_state
from widgets.secondary.translated_panel import TranslatedPanel


class DecisionPanel(TranslatedPanel):
    """One key arms an act, Enter or a second press confirms it."""

    arm_requested = Signal(AdjudicationAct)
    commit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: AlarmView | None = None
        self._problem = ""
        self._since_press = QElapsedTimer()
        self.problem = PriorityChip(self)
        set_state(self.problem, "dense")
        self.body.addWidget(self.problem)
        self.keys: dict[AdjudicationAct, KeyButton] = {}
        for name, act in ACT_KEYS:
            key = self.keys[act] = KeyButton(name, self, dense=True)
            key.clicked.connect(self._presser(act))
            self.body.addWidget(key)
        self.reasons = label("dense-label", self, wrap=True)
        self.body.addWidget(self.reasons)
        self.set_density(Density.WIDE)

    def set_density(self, density: Density) -> None:
        """On a compact screen do without the title; the keys name themselves."""
        compact = density is Density.COMPACT
        self.title.setVisible(not compact)
        self.body.setSpacing(3 if compact else 6)
        self.retranslate()

    def show_alarm(self, alarm: AlarmView | None, problem: str) -> None:
        """Show what can be done with `alarm`."""
        self._alarm, self._problem = alarm, problem
        self.retranslate()

    def arm(self, act: AdjudicationAct) -> None:
        """Ask to arm an act, unless it is locked or armed already."""
        alarm = self._alarm
        if alarm is not None and not alarm.key(act).locks and alarm.armed is not act:
            self.arm_requested.emit(act)

    def confirm(self) -> None:
        """Ask to commit what is armed."""
        if self._alarm is not None and self._alarm.armed is not None:
            self.commit_requested.emit()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.set_title(self.tr("Decision"))
        for act, key in self.keys.items():
            self._show_key(key, act)
        self.reasons.setText("\n".join((*self._armed_lines(), *self._lock_lines())))
        self.reasons.setVisible(bool(self.reasons.text()))
        self.problem.setVisible(bool(self._problem))
        if self._problem:
            self.problem.show_finding(Priority.P1, self._problem, acknowledged=True)

    def _show_key(self, key: KeyButton, act: AdjudicationAct) -> None:
        alarm = self._alarm
        offered = alarm.key(act) if alarm is not None else ActKey(act=act)
        caption = act_label(act)
        if act is AdjudicationAct.MEASURE_MORE and alarm is not None and alarm.measure_s:
            words = self.tr("Measure {time} more")
            caption = words.format(time=time_words(alarm.measure_s))
        if offered.code is not None:
            words = self.tr("{act}: {code}")
            caption = words.format(act=caption, code=code_label(offered.code))
        if alarm is None or offered.locks:
            key.show_locked(caption, self.tr("locked"))
            key.setAccessibleDescription(_reasons(offered.locks))
            return
        armed = alarm.armed is act
        key.show_key(caption, self.tr("Enter") if armed else "", armed=armed)

    def _armed_lines(self) -> list[str]:
        armed = self._alarm.armed if self._alarm else None
        names = [name for name, act in ACT_KEYS if act is armed]
        words = self.tr("{key} armed: Enter confirms, Esc takes it back")
        return [words.format(key=name) for name in names]

    def _lock_lines(self) -> list[str]:
        if self._alarm is None:
            return []
        together: dict[str, list[str]] = {}
        for name, act in ACT_KEYS:
            if locks := self._alarm.key(act).locks:
                together.setdefault(_reasons(locks), []).append(name)
        words = self.tr("{keys} locked: {reasons}")
        return [
            words.format(keys=" ".join(names), reasons=reasons)
            for reasons, names in together.items()
        ]

    def _presser(self, act: AdjudicationAct) -> Callable[[], None]:
        def press() -> None:
            if self._alarm is None or self._alarm.armed is not act:
                self._since_press.start()
                self.arm(act)
            elif not self._is_double_click():
                self.confirm()

        return press

    def _is_double_click(self) -> bool:
        since = self._since_press
        return since.isValid() and since.elapsed() < QApplication.doubleClickInterval()


def _reasons(locks: Sequence[AdjudicationLock]) -> str:
    return ", ".join(dict.fromkeys(lock_label(lock) for lock in locks))
