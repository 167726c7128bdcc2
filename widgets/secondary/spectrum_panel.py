"""The spectra of the case: which one, what the instrument says of it, and the plot."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.finding import FindingKind, Priority
from app.domain.spectrum import NuclideReport, SpectrumFile
from widgets.common.chip import PriorityChip
from widgets.common.flow_layout import FlowLayout
from widgets.common.numbers import grouped, measure
from widgets.common.panel import clear_layout, label
from widgets.common.theme import Density, set_state
from widgets.radiation.spectrum_plot import SpectrumPlot
from widgets.secondary.state import FindingRow, SpectraState
from widgets.secondary.translated_panel import TranslatedPanel


class SpectrumPanel(TranslatedPanel):
    """Shows one spectrum; `spectrum_selected` carries the number of another one."""

    spectrum_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spectra: SpectraState | None = None
        self._reported: FindingRow | None = None
        self._compact = False
        self.next_button = QPushButton(self)
        self.next_button.setProperty("role", "dense")
        self.next_button.clicked.connect(self.next_spectrum)
        self._chips_box = QWidget(self)
        self._chips = FlowLayout(spacing_px=6)
        self._chips_box.setLayout(self._chips)
        self.header.addWidget(self.next_button)
        self.plot = SpectrumPlot(self)
        self.summary = label("dense-label", self, wrap=True)
        self.body.addWidget(self._chips_box)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.summary)
        self.show_spectra(SpectraState(), ())

    def set_density(self, density: Density) -> None:
        """On a compact screen words give their room to the plot: it still has the sentence."""
        self._compact = density is Density.COMPACT
        if self._compact:
            self.header.insertWidget(1, self._chips_box, 1)
        else:
            self.body.insertWidget(0, self._chips_box)
        self.retranslate()

    def show_spectra(self, spectra: SpectraState, findings: tuple[FindingRow, ...]) -> None:
        """Show the selected spectrum; `findings` say how urgent the instrument's report is."""
        reported = next(
            (row for row in findings if row.finding.kind is FindingKind.NUCLIDE_REPORTED), None
        )
        if spectra == self._spectra and reported == self._reported:
            return
        is_new = self._spectra is None or spectra.current is not self._spectra.current
        self._spectra, self._reported = spectra, reported
        if is_new:
            self._show_current(spectra.current)
        self.retranslate()

    def chips(self) -> list[PriorityChip]:
        """What the instrument says, one chip for each nuclide."""
        return self._chips_box.findChildren(PriorityChip)

    def next_spectrum(self) -> None:
        """Ask for the next spectrum, after the last for the first."""
        if self._spectra is not None and len(self._spectra.files) > 1:
            following = (self._spectra.selected + 1) % len(self._spectra.files)
            self.spectrum_selected.emit(following)

    def retranslate(self) -> None:
        """Set every text anew."""
        spectra = self._spectra or SpectraState()
        file = spectra.current
        self.set_title(self.tr("Spectrum"), self._aside(file) if file else "")
        count = len(spectra.files)
        self.next_button.setVisible(count > 1)
        words = self.tr("T  {number} of {count}")
        self.next_button.setText(words.format(number=spectra.selected + 1, count=count))
        self.next_button.setAccessibleName(self.tr("Next spectrum"))
        self._show_nuclides(file)
        self.plot.retranslate()
        self.summary.setText(self.plot.summary() if file else "")
        self.summary.setVisible(file is not None and not self._compact)

    def _show_current(self, file: SpectrumFile | None) -> None:
        if file is None:
            self.plot.clear()
        else:
            self.plot.show_file(file)

    def _aside(self, file: SpectrumFile) -> str:
        foreground = file.foreground()
        live = measure(round(foreground.live_time_s), "s") if foreground else ""
        has_grey = self._compact and file.background() is not None
        grey = self.tr("grey: background") if has_grey else ""
        simulated = self.tr("simulated") if file.simulated else ""
        return " · ".join(part for part in (simulated, file.instrument, live, grey) if part)

    def _show_nuclides(self, file: SpectrumFile | None) -> None:
        clear_layout(self._chips)
        self._chips_box.setVisible(file is not None)
        if file is None:
            return
        if not file.nuclides:
            self._add_chip(Priority.NONE, self.tr("the instrument names no nuclide"), seen=True)
        for report in file.nuclides:
            row = self._reported
            self._add_chip(
                row.finding.priority if row else Priority.P3,
                self.tr("instrument: {nuclide}").format(nuclide=_nuclide_words(report)),
                seen=row.acknowledged if row else True,
            )

    def _add_chip(self, priority: Priority, words: str, *, seen: bool) -> None:
        chip = PriorityChip(self._chips_box)
        set_state(chip, "dense")
        chip.show_finding(priority, words, acknowledged=seen)
        self._chips.addWidget(chip)


def _nuclide_words(report: NuclideReport) -> str:
    """Name, the instrument's own confidence on its own scale, and its category."""
    confidence = "" if report.confidence is None else grouped(report.confidence)
    return " · ".join(part for part in (report.name, confidence, report.category) if part)
