"""The plot says in words what it shows, and reads counts where the officer points."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from pytestqt.qtbot import QtBot

from app.domain.spectrum import MeasurementClass, NuclideReport, Spectrum, SpectrumFile
from tests.widgets.radiation.test_spectrum_trace import spectrum
from widgets.common.theme import tokens_of
from widgets.radiation.spectrum_plot import SpectrumPlot


@pytest.fixture
def plot(qtbot: QtBot) -> SpectrumPlot:
    plot = SpectrumPlot()
    qtbot.addWidget(plot)
    plot.resize(560, 320)
    return plot


def caesium(*, calibrated: bool = True) -> Spectrum:
    """30 channels of 100 keV, a peak of 900 counts in channel 6."""
    counts = tuple(900 if channel == 6 else 100 for channel in range(30))
    return spectrum(counts, kev_per_channel=100.0 if calibrated else None)


def test_without_a_spectrum_it_says_so(plot: SpectrumPlot) -> None:
    assert plot.summary() == "No spectrum."
    assert plot.accessibleName() == "Spectrum"


def test_the_summary_names_counts_time_background_and_the_instruments_opinion(
    plot: SpectrumPlot,
) -> None:
    flat = spectrum((100,) * 30, live_time_s=10)
    plot.show_spectrum(caesium(), background=flat, nuclides=("Cs137",))
    assert plot.accessibleDescription() == (
        "3800 counts in 10 s, 1.3 times background (grey), the instrument names Cs137."
    )


def test_an_uncalibrated_spectrum_is_in_channels_without_guides(plot: SpectrumPlot) -> None:
    plot.show_spectrum(caesium(calibrated=False), nuclides=("Cs-137",))
    assert plot.guides == ()
    assert "axis in channels" in plot.summary()


def test_a_file_brings_its_own_background_and_nuclides(plot: SpectrumPlot) -> None:
    background = Spectrum(
        counts=(1,) * 30,
        live_time_s=1,
        real_time_s=1,
        calibration=caesium().calibration,
        measurement=MeasurementClass.BACKGROUND,
    )
    file = SpectrumFile(spectra=(background, caesium()), nuclides=(NuclideReport(name="Cs-137"),))
    plot.show_file(file)
    assert "12.7 times background" in plot.summary()
    assert [guide.text for guide in plot.guides if not guide.natural] == ["Cs-137 662"]


def test_a_file_with_only_a_background_shows_no_spectrum(plot: SpectrumPlot) -> None:
    plot.show_spectrum(caesium())
    only = Spectrum(
        counts=(1,),
        live_time_s=1,
        real_time_s=1,
        calibration=None,
        measurement=MeasurementClass.BACKGROUND,
    )
    plot.show_file(SpectrumFile(spectra=(only,)))
    assert plot.summary() == "No spectrum."


def test_the_cursor_starts_at_the_tallest_channel_and_goes_by_one_or_ten(
    plot: SpectrumPlot, qtbot: QtBot
) -> None:
    plot.show_spectrum(caesium())
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.cursor_text() == "650.0 keV · 900 counts"
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.cursor_text() == "750.0 keV · 100 counts"
    qtbot.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert plot.cursor_text() == "50.0 keV · 100 counts"
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.cursor_text() == ""


def test_a_click_reads_where_it_points(plot: SpectrumPlot, qtbot: QtBot) -> None:
    plot.show_spectrum(caesium())
    with qtbot.waitSignal(plot.cursor_moved) as moved:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(plot.width() - 12, 100))
    assert moved.args == [2950.0]


def test_the_arrow_keys_belong_to_the_cursor_only_while_the_plot_has_the_focus(
    plot: SpectrumPlot,
) -> None:
    plot.show_spectrum(caesium())
    for key, is_kept in (
        (Qt.Key.Key_Left, True),
        (Qt.Key.Key_Escape, False),
        (Qt.Key.Key_J, False),
    ):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        asked.ignore()
        plot.event(asked)
        assert asked.isAccepted() is is_kept


def test_a_background_of_zero_and_a_spectrum_of_zero_are_drawn_without_complaint(
    plot: SpectrumPlot,
) -> None:
    nothing = spectrum((0, 0, 0))
    plot.show_spectrum(nothing, background=nothing)
    assert not plot.grab().isNull()
    assert "background without counts" in plot.summary()


def test_the_traces_have_the_colours_of_the_theme(plot: SpectrumPlot) -> None:
    plot.show_spectrum(caesium(), background=spectrum((100,) * 30))
    image = plot.grab().toImage()
    tokens = tokens_of(plot.palette())
    assert has_colour(image, tokens.trace)
    assert has_colour(image, tokens.plot)


def has_colour(image: QImage, name: str) -> bool:
    wanted = QColor(name)
    return any(
        image.pixelColor(x, y) == wanted
        for x in range(image.width())
        for y in range(image.height())
    )
