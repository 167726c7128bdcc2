"""The spectrum on its background with lines as guides, and the residual below it."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.spectrum import SpectrumFile
from app.domain.time_history import TimePart
from widgets.adjudication.residual_strip import ResidualStrip, residual_of
from widgets.adjudication.state import AlarmView
from widgets.adjudication.time_strip import TimeStrip
from widgets.common.chip import PriorityChip
from widgets.common.flow_layout import FlowLayout
from widgets.common.numbers import grouped, measure
from widgets.common.panel import label
from widgets.common.theme import Density, set_state
from widgets.radiation.spectrum_plot import SpectrumPlot
from widgets.secondary.translated_panel import TranslatedPanel


@dataclass(slots=True)
class _Shown:
    """What the officer has switched on."""

    linear: bool = False
    background: bool = True
    lines: bool = True
    expected: bool = False


class SpectrumPanel(TranslatedPanel):
    """Shows one spectrum of the case. Keys 1 to 4 switch what is drawn."""

    next_requested = Signal()
    part_selected = Signal(TimePart)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: AlarmView | None = None
        self._shown = _Shown()
        self._compact = False
        self.next_button = QPushButton(self)
        self.next_button.setProperty("role", "dense")
        self.next_button.clicked.connect(self.next_requested)
        self.header.addWidget(self.next_button)
        self._banner_box = QWidget(self)
        banner = FlowLayout(spacing_px=0)
        self._banner_box.setLayout(banner)
        self.calibration = PriorityChip(self._banner_box, wraps=True)
        set_state(self.calibration, "dense")
        banner.addWidget(self.calibration)
        self.plot = SpectrumPlot(self)
        self.residual = ResidualStrip(self)
        self.times = TimeStrip(self)
        self.times.part_selected.connect(self.part_selected)
        self.summary = label("dense-label", self, wrap=True)
        self.body.addWidget(self._banner_box)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.residual)
        self.body.addWidget(self.times)
        self.body.addWidget(self.summary)
        self.retranslate()

    def set_density(self, density: Density) -> None:
        """On a compact screen the sentence below gives its room to the plot, which still has it.

        So it does where a measurement in time needs room.
        """
        self._compact = density is Density.COMPACT
        self.retranslate()

    def show_alarm(self, alarm: AlarmView) -> None:
        """Show the selected spectrum of `alarm`."""
        before, self._alarm = self._alarm, alarm
        if before is None or _drawn(before) != _drawn(alarm):
            self._draw()
        if before is None or _timed(before) != _timed(alarm):
            self.times.show_history(alarm.history, alarm.part, is_busy=alarm.part_pending)
        self.retranslate()

    def toggle_linear(self) -> None:
        """Linear or logarithmic counts."""
        self._shown.linear = not self._shown.linear
        self.plot.set_linear(linear=self._shown.linear)
        self.retranslate()

    def toggle_background(self) -> None:
        """The background on or off; the residual stays."""
        self._shown.background = not self._shown.background
        self._draw()
        self.retranslate()

    def toggle_lines(self) -> None:
        """Guides of the named nuclides on or off."""
        self._shown.lines = not self._shown.lines
        self._draw()
        self.retranslate()

    def toggle_expected(self) -> None:
        """Guides of what the declared goods would have, on or off."""
        self._shown.expected = not self._shown.expected
        self._draw()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        alarm = self._alarm
        self.set_title(self.tr("Spectrum"), self._aside(alarm) if alarm else "")
        count = alarm.spectra if alarm else 0
        self.next_button.setVisible(count > 1)
        number = alarm.spectrum_number + 1 if alarm else 0
        words = self.tr("T  {number} of {count}")
        self.next_button.setText(words.format(number=number, count=count))
        self.next_button.setAccessibleName(self.tr("Next spectrum"))
        self.plot.retranslate()
        self._show_calibration(alarm)
        has_spectrum = alarm is not None and alarm.spectrum is not None
        self.residual.setVisible(has_spectrum)
        self.summary.setText(f"{self.plot.summary()} {self.residual.summary()}")
        is_roomy = not self._compact and alarm is not None and alarm.history is None
        self.summary.setVisible(has_spectrum and is_roomy)

    def _show_calibration(self, alarm: AlarmView | None) -> None:
        self._banner_box.setVisible(alarm is not None and alarm.is_off_scale)
        if alarm is not None and alarm.is_off_scale:
            sign = "+" if alarm.gain_correction > 0 else "\N{MINUS SIGN}"
            words = self.tr(
                "Energy scale corrected by {percent} % from the background's lines: "
                "check the instrument's calibration"
            )
            percent = sign + grouped(abs(alarm.gain_correction) * 100, 1)
            self.calibration.show_status(words.format(percent=percent), trouble=True)

    def _draw(self) -> None:
        file = self._alarm.spectrum if self._alarm else None
        foreground = file.foreground() if file else None
        if self._alarm is None or file is None or foreground is None:
            self.plot.clear()
            self.residual.show_residual(None)
            return
        background = file.background()
        expected = tuple(
            nuclide for line in self._alarm.check.expected for nuclide in line.nuclides
        )
        self.plot.show_spectrum(
            foreground,
            background=background if self._shown.background else None,
            nuclides=_reported(file) if self._shown.lines else (),
            own=self._alarm.named if self._shown.lines else (),
            expected=expected if self._shown.expected else (),
        )
        self.residual.show_residual(residual_of(foreground, background))

    def _aside(self, alarm: AlarmView) -> str:
        file = alarm.spectrum
        if file is None:
            return ""
        foreground = file.foreground()
        live = measure(round(foreground.live_time_s), "s") if foreground else ""
        axis = self.tr("1 linear") if self._shown.linear else self.tr("1 logarithmic")
        goods = self.tr("4 lines of the goods") if self._shown.expected else ""
        simulated = self.tr("simulated") if file.simulated else ""
        parts = (file.instrument, live, axis, goods, simulated)
        return " · ".join(part for part in parts if part)


def _reported(file: SpectrumFile) -> tuple[str, ...]:
    return tuple(report.name for report in file.nuclides)


def _drawn(alarm: AlarmView) -> tuple[object, ...]:
    return alarm.spectrum, alarm.named, alarm.check


def _timed(alarm: AlarmView) -> tuple[object, ...]:
    return alarm.history, alarm.part, alarm.part_pending
