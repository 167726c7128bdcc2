"""What the portal counted along the vehicle, the monitor's verdict beside ours."""

from dataclasses import replace

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.occupancy import CountProfile, Occupancy, Radiation
from app.domain.rate_profile import RateProfile
from widgets.adjudication.state import AlarmView
from widgets.adjudication.verdict_words import place_words
from widgets.common.labels import radiation_label
from widgets.common.numbers import grouped, measure
from widgets.common.panel import label
from widgets.radiograph.profile_strip import ProfileStrip
from widgets.radiograph.state import ProfileState, profile_state
from widgets.secondary.translated_panel import TranslatedPanel

KM_PER_H = 3.6
PILLARS = ("M", "S")
"""Master and slave, as the names of their panels begin."""


class ProfilePanel(TranslatedPanel):
    """The profile in metres from the front bumper, and both verdicts in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: AlarmView | None = None
        self.strip = ProfileStrip(self)
        self.strip.follow_nothing()
        self.strip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verdicts = label("dense-label", self, wrap=True)
        self.body.addWidget(self.strip, 1)
        self.body.addWidget(self.verdicts)
        self.retranslate()

    def show_alarm(self, alarm: AlarmView) -> None:
        """Show the latest passage."""
        before = self._alarm
        self._alarm = alarm
        if before is None or _drawn(before) != _drawn(alarm):
            occupancy = alarm.occupancy
            self.strip.show_profile(None if occupancy is None else _state(occupancy, alarm))
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
        if place := place_words(verdict):
            words += "   " + self.tr("Found: {place}.").format(place=", ".join(place))
        return words


def pillar_rates(profile: CountProfile) -> tuple[RateProfile, ...]:
    """Twice the rate of the master and of the slave pillar; none where they are not told apart.

    Doubled, a pillar that sees half of the counts lies on their sum.
    """
    if {name[:1] for name in profile.panel_names} != set(PILLARS):
        return ()
    found = []
    for pillar in PILLARS:
        panels = [
            panel
            for name, panel in zip(profile.panel_names, profile.panels, strict=True)
            if name.startswith(pillar)
        ]
        rates = tuple(2 * sum(counts) / profile.interval_s for counts in zip(*panels, strict=True))
        found.append(RateProfile(start_s=0.0, interval_s=profile.interval_s, rates_cps=rates))
    return tuple(found)


def _state(occupancy: Occupancy, alarm: AlarmView) -> ProfileState:
    gamma = occupancy.profile(Radiation.GAMMA)
    return replace(
        profile_state(occupancy, alarm.verdict),
        expected=alarm.expected,
        peak_s=alarm.verdict.peak_at_s if alarm.verdict else None,
        pillars=pillar_rates(gamma) if gamma is not None else (),
    )


def _drawn(alarm: AlarmView) -> tuple[object, ...]:
    return alarm.occupancy, alarm.verdict, alarm.expected
