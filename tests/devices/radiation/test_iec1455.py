"""IEC 1455 files are read whole or refused with the reason."""

import pytest

from devices.radiation.spectrum_reader import format_of, read_spectrum
from devices.radiation.unreadable import SpectrumUnreadableError
from tests.devices.radiation.iec1455_files import iec1455

COUNTS = tuple(range(12))


def test_times_counts_energies_and_the_description_are_read() -> None:
    assert format_of(iec1455(COUNTS)) == "IEC 1455"
    file = read_spectrum(iec1455(COUNTS))
    (spectrum,) = file.spectra
    assert (spectrum.counts, spectrum.live_time_s, spectrum.real_time_s) == (COUNTS, 3564, 3600)
    assert spectrum.calibration is not None
    assert spectrum.calibration.edge_kev(10) == pytest.approx(7.98443, abs=1e-4)
    assert file.item == "Soil, 2 m deep"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"A004     5", b"A004    10", "channel 10 where 5 should be"),
        (b"3564.00", b"0000.00", "live and real time"),
        (b"    12\r\n", b"    99\r\n", "12 counts for 99 channels"),
        (b"A004     5", b"B004     5", "does not begin with A004"),
    ],
)
def test_a_damaged_file_is_refused_with_the_reason(old: bytes, new: bytes, reason: str) -> None:
    data = iec1455(COUNTS)
    assert old in data
    with pytest.raises(SpectrumUnreadableError, match=reason):
        read_spectrum(data.replace(old, new, 1))


def test_a_file_cut_short_is_refused() -> None:
    with pytest.raises(SpectrumUnreadableError, match="ends before the first count"):
        read_spectrum(iec1455(COUNTS)[:1000])
