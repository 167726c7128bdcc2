"""What this station names stands in bands, and every outcome of the search has a word here."""

import pytest

from app.domain.adjudication import Band, NuclideCategory, OwnOutcome
from app.domain.spectrum import SpectrumFile
from app.radiation.identification.nuclides import nuclides
from app.radiation.own_opinion import CATEGORIES, band_of, own_opinion
from tests.widgets.secondary.measured import spectrum_file


def test_a_clear_caesium_peak_is_named_with_its_line() -> None:
    own = own_opinion(spectrum_file())
    assert own.outcome is OwnOutcome.IDENTIFIED
    (caesium,) = [item for item in own.nuclides if item.name == "Cs-137"]
    assert caesium.category is NuclideCategory.INDUSTRIAL
    assert any(abs(energy - 661.7) < 2 for energy in caesium.lines_kev)


def test_a_file_without_a_spectrum_is_said_to_be_unusable() -> None:
    own = own_opinion(SpectrumFile(spectra=()))
    assert own.outcome is OwnOutcome.UNUSABLE
    assert own.names == ()


@pytest.mark.parametrize(
    ("confidence", "band"),
    [
        (0.95, Band.STRONG),
        (0.9, Band.STRONG),
        (0.7, Band.LIKELY),
        (0.3, Band.POSSIBLE),
        (0.1, Band.UNKNOWN),
    ],
)
def test_a_probability_falls_into_one_of_four_bands(confidence: float, band: Band) -> None:
    assert band_of(confidence) is band


def test_every_category_of_the_library_has_a_place() -> None:
    assert {item.category for item in nuclides()} <= set(CATEGORIES)
