"""What the schema demands of a spectrum that has little to say of itself."""

from app.domain.spectrum import Spectrum, SpectrumFile
from devices.radiation.n42_reader import read_n42
from devices.radiation.n42_writer import duration, write_n42
from tests.devices.radiation.n42_structure import faults_of


def test_an_uncalibrated_spectrum_refers_to_a_calibration_and_gets_no_energies_from_it() -> None:
    bare = Spectrum(counts=(1, 2, 3), live_time_s=1e-5, real_time_s=2.5e-5, calibration=None)
    document = write_n42(SpectrumFile(spectra=(bare, bare)))
    assert faults_of(document) == []
    for read in read_n42(document).spectra:
        assert read.calibration is None
        assert (read.counts, read.live_time_s, read.real_time_s) == ((1, 2, 3), 1e-5, 2.5e-5)


def test_a_duration_has_no_exponent() -> None:
    assert [duration(value) for value in (1e-7, 0.1, 60.0, 1e17)] == [
        "PT0.0000001S",
        "PT0.1S",
        "PT60.0S",
        "PT100000000000000000S",
    ]
