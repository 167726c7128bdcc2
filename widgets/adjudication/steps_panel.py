"""The four steps of an adjudication and who did what so far."""

from PySide6.QtWidgets import QWidget

from app.domain.finding import Priority
from widgets.adjudication.state import AlarmView, BundleState, StepState
from widgets.adjudication.words import code_label, done_label, step_label, step_state_label
from widgets.common.chip import PriorityChip
from widgets.common.flow_layout import FlowLayout
from widgets.common.panel import clear_layout, label
from widgets.common.theme import set_state
from widgets.secondary.translated_panel import TranslatedPanel

ACTS_SHOWN_MAX = 3
_PRIORITIES = {
    StepState.DONE: Priority.NONE,
    StepState.NOT_NEEDED: Priority.NONE,
    StepState.OPEN: Priority.P3,
    StepState.TROUBLE: Priority.P1,
}


class StepsPanel(TranslatedPanel):
    """One chip for each step, the latest acts below, and where the evidence bundle is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: AlarmView | None = None
        self._chips_box = QWidget(self)
        self._chips = FlowLayout(spacing_px=6)
        self._chips_box.setLayout(self._chips)
        self.guess = label("dense", self, wrap=True)
        self.guess.hide()
        self.acts = label("dense", self, wrap=True)
        self.bundle = label("dense-label", self, wrap=True)
        self.body.addWidget(self._chips_box)
        self.body.addWidget(self.guess)
        self.body.addWidget(self.acts)
        self.body.addWidget(self.bundle)
        self.body.addStretch(1)
        self.retranslate()

    def show_alarm(self, alarm: AlarmView) -> None:
        """Show the steps of `alarm`."""
        before, self._alarm = self._alarm, alarm
        if before is None or _seen(before) != _seen(alarm):
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.set_title(self.tr("Steps"))
        clear_layout(self._chips)
        alarm = self._alarm
        if alarm is None:
            return
        for number, line in enumerate(alarm.steps, start=1):
            chip = PriorityChip(self._chips_box, wraps=True)
            set_state(chip, "dense")
            words = self.tr("{number} {step}: {state}").format(
                number=number, step=step_label(line.step), state=step_state_label(line.state)
            )
            chip.show_finding(_PRIORITIES[line.state], words, acknowledged=True)
            self._chips.addWidget(chip)
            chip.show()
        lines = []
        for item in alarm.adjudications[-ACTS_SHOWN_MAX:]:
            at = item.adjudicated_at.astimezone().strftime("%H:%M")
            code = "" if item.code is None else code_label(item.code)
            done = " ".join(part for part in (done_label(item.act), code) if part)
            lines.append(f"{at} {item.badge} {done}")
        self.guess.setText(
            self.tr(
                "The spectrum named no vehicle and several alarms were open: "
                "check that it was measured on this one."
            )
        )
        self.guess.setVisible(alarm.guessed)
        self.acts.setText("\n".join(lines))
        self.acts.setVisible(bool(lines))
        self.bundle.setText(self._bundle_words(alarm))

    def _bundle_words(self, alarm: AlarmView) -> str:
        match alarm.bundle.state:
            case BundleState.NONE:
                return self.tr("Ctrl+E writes the evidence bundle.")
            case BundleState.WRITING:
                return self.tr("The evidence bundle is being written.")
            case BundleState.WRITTEN:
                return self.tr("Evidence bundle: {name}").format(name=alarm.bundle.text)
            case BundleState.FAILED:
                return self.tr("No evidence bundle: {why}").format(why=alarm.bundle.text)


def _seen(alarm: AlarmView) -> tuple[object, ...]:
    return alarm.steps, alarm.adjudications, alarm.bundle, alarm.guessed
