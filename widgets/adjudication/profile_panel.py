"""What the portal counted along the vehicle, the monitor's verdict beside ours."""

from PySide6.QtWidgets import QWidget

from app.domain.occupancy import Radiation
from widgets.adjudication.state import AlarmView
from widgets.common.labels import radiation_label
from widgets.common.numbers import grouped, measure
from widgets.common.panel import label
from widgets.radiograph.profile_strip import ProfileStrip
from widgets.radiograph.state import profile_state
from widgets.secondary.translated_panel import TranslatedPanel

KM_PER_H = 3.6


class ProfilePanel(TranslatedPanel):
    """The profile in metres from the front bumper, and both verdicts in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: AlarmView | None = None
        self.strip = ProfileStrip(self)
        self.strip.follow_nothing()
        self.verdicts = label("dense-label", self, wrap=True)
        self.body.addWidget(self.strip, 1)
        self.body.addWidget(self.verdicts)
        self.retranslate()

    def show_alarm(self, alarm: AlarmView) -> None:
        """Show the latest passage."""
        before = self._alarm
        self._alarm = alarm
        if before is None or (before.occupancy, before.verdict) != (
            alarm.occupancy,
            alarm.verdict,
        ):
            occupancy = alarm.occupancy
            state = None if occupancy is None else profile_state(occupancy, alarm.verdict)
            self.strip.show_profile(state)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        alarm = self._alarm
        self.set_title(self.tr("Portal profile"), self._aside() if alarm else "")
        if alarm is not None:
            self.verdicts.setText(f"{self._monitor_words(alarm)}   {self._own_words(alarm)}")

    def _aside(self) -> str:
        occupancy = self._alarm.occupancy if self._alarm else None
        if occupancy is None:
            return ""
        seconds = (occupancy.closed_at - occupancy.opened_at).total_seconds()
        parts = [measure(seconds, "s", 1)]
        if occupancy.speed_m_per_s is not None:
            parts.append(measure(occupancy.speed_m_per_s * KM_PER_H, "km/h"))
        gamma = occupancy.profile(Radiation.GAMMA)
        if gamma is not None and gamma.background_cps is not None:
            words = self.tr("background {cps}/s")
            parts.append(words.format(cps=grouped(gamma.background_cps)))
        return " · ".join(parts)

    def _monitor_words(self, alarm: AlarmView) -> str:
        occupancy = alarm.occupancy
        if occupancy is None:
            return self.tr("Monitor: nothing heard.")
        if not occupancy.alarms:
            return self.tr("Monitor: no alarm.")
        names = " + ".join(radiation_label(item) for item in sorted(occupancy.alarms))
        return self.tr("Monitor: {kinds} ALARM.").format(kinds=names)

    def _own_words(self, alarm: AlarmView) -> str:
        verdict = alarm.verdict
        if verdict is None:
            return self.tr("Ours: not there yet.")
        raised = {Radiation.GAMMA: verdict.gamma_alarm, Radiation.NEUTRON: verdict.neutron_alarm}
        names = " + ".join(radiation_label(kind) for kind, is_raised in raised.items() if is_raised)
        words = self.tr("Ours: {kinds} ALARM.") if names else self.tr("Ours: no alarm.")
        words = words.format(kinds=names)
        if verdict.suppression is not None:
            shadow = self.tr("Shadow of the vehicle {percent} %.")
            words += " " + shadow.format(percent=grouped(verdict.suppression * 100))
        return words
