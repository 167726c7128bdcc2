"""SPE, PCF and RADDATA: what is written reads back, what is broken is refused with a reason."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from devices.radiation import raddata
from devices.radiation.base45 import decode_base45, encode_base45
from devices.radiation.n42_values import UnreadableValueError
from devices.radiation.pcf_format import write_pcf
from devices.radiation.raddata import crc16_arc
from devices.radiation.raddata_writer import write_raddata
from devices.radiation.spe_format import write_spe
from devices.radiation.spectrum_reader import format_of, read_spectrum
from devices.radiation.stream_vbyte import decode_vbyte, encode_vbyte
from devices.radiation.unreadable import SpectrumUnreadableError

DATE_REMARK = "a start time without a time zone is not used"
calibrations = st.sampled_from(
    [
        None,
        EnergyCalibration(coefficients=(-3.5, 2.9, 1e-4)),
        EnergyCalibration(coefficients=(0.0, 1.5)),
    ]
)


def spectra(count_max: int, times: st.SearchStrategy[float]) -> st.SearchStrategy[Spectrum]:
    return st.builds(
        Spectrum,
        counts=st.lists(st.just(0) | st.integers(0, count_max), min_size=2, max_size=80).map(tuple),
        live_time_s=times,
        real_time_s=times,
        calibration=calibrations,
        measurement=st.sampled_from(MeasurementClass),
        neutron_counts=st.none() | st.integers(1, 10**6),
    )


@given(spectrum=spectra(2**40, st.floats(1e-3, 1e6)), item=st.sampled_from(["", "CJK 4419"]))
def test_an_spe_file_reads_back_as_it_was_written(spectrum: Spectrum, item: str) -> None:
    data = write_spe(spectrum, item=item)
    assert format_of(data) == "SPE"
    file = read_spectrum(data)
    [read] = file.spectra
    assert file.item == item
    assert read.counts == spectrum.counts
    assert (read.live_time_s, read.real_time_s) == (spectrum.live_time_s, spectrum.real_time_s)
    assert read.calibration == spectrum.calibration


@given(found=st.lists(spectra(2**24, st.floats(2**-10, 2**20, width=32)), min_size=1, max_size=4))
def test_a_pcf_file_reads_back_to_the_precision_of_its_floats(found: list[Spectrum]) -> None:
    data = write_pcf(SpectrumFile(spectra=tuple(found)))
    assert format_of(data) == "PCF"
    for read, spectrum in zip(read_spectrum(data).spectra, found, strict=True):
        assert read.counts == spectrum.counts
        assert (read.live_time_s, read.real_time_s) == (spectrum.live_time_s, spectrum.real_time_s)
        assert read.measurement is spectrum.measurement
        assert read.neutron_counts == spectrum.neutron_counts
        assert (read.calibration is None) == (spectrum.calibration is None)
        if spectrum.calibration is not None:
            assert read.edges_kev() == pytest.approx(spectrum.edges_kev(), rel=1e-5, abs=1e-4)


raddata_spectra = spectra(2**32 - 1, st.floats(1e-3, 1e6))


@given(found=st.lists(raddata_spectra, min_size=1, max_size=4), item=st.sampled_from(["", "A b"]))
def test_a_raddata_address_reads_back_as_it_was_written(found: list[Spectrum], item: str) -> None:
    file = SpectrumFile(spectra=tuple(found), instrument="Maker Model", item=item)
    [data] = write_raddata(file)
    assert format_of(data) == "RADDATA"
    read = read_spectrum(data)
    assert (read.instrument, read.item) == ("Maker Model", item)
    for back, spectrum in zip(read.spectra, found, strict=True):
        assert back.counts == spectrum.counts
        assert back.neutron_counts == spectrum.neutron_counts
        assert back.measurement is spectrum.measurement
        assert (back.live_time_s, back.real_time_s) == (spectrum.live_time_s, spectrum.real_time_s)
        assert back.calibration == (spectrum.calibration or found[0].calibration)


@given(counts=st.lists(st.integers(0, 10**5), min_size=40, max_size=90), codes=st.integers(2, 16))
def test_a_spectrum_spread_over_codes_reads_back_in_any_order(
    counts: list[int], codes: int
) -> None:
    spectrum = Spectrum(counts=tuple(counts), live_time_s=1, real_time_s=2, calibration=None)
    written = write_raddata(SpectrumFile(spectra=(spectrum,)), codes=min(codes, 16))
    assert read_spectrum(b"\r\n".join(reversed(written))).spectra[0].counts == spectrum.counts


def spread() -> tuple[bytes, ...]:
    spectrum = Spectrum(counts=(5,) * 64, live_time_s=1, real_time_s=2, calibration=None)
    return write_raddata(SpectrumFile(spectra=(spectrum,)), codes=3)


def test_a_missing_code_is_named() -> None:
    with pytest.raises(SpectrumUnreadableError, match="2 of 3 codes"):
        read_spectrum(b"\n".join(spread()[1:]))


def test_a_code_of_another_message_is_not_taken_for_one_of_this() -> None:
    first, second, third = spread()
    stranger = third[:-6] + b"AAAAAA"
    with pytest.raises(SpectrumUnreadableError):
        read_spectrum(b"\n".join([first, second, stranger]))


def test_a_code_that_inflates_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    spectrum = Spectrum(counts=(7,) * 5000, live_time_s=1, real_time_s=1, calibration=None)
    [data] = write_raddata(SpectrumFile(spectra=(spectrum,)))
    monkeypatch.setattr(raddata, "INFLATED_BYTES_MAX", 1000)
    with pytest.raises(SpectrumUnreadableError, match="too long"):
        read_spectrum(data)


SANDIA = """
import SpecUtils, sys
file = SpecUtils.SpecFile()
file.loadFile(sys.argv[1], SpecUtils.ParserType.Auto)
print(sum(round(sum(m.gammaCounts())) for m in file.measurements()), file.gammaLiveTime())
"""
SAMPLE = Spectrum(
    counts=(0, 0, 0, 5, 9, 100, 70_000, 0, 0, 3, *range(54)),
    live_time_s=60.0,
    real_time_s=62.5,
    calibration=EnergyCalibration(coefficients=(0.0, 3.0)),
    measurement=MeasurementClass.FOREGROUND,
)
WRITERS: dict[str, Callable[[], bytes]] = {
    "a.spe": lambda: write_spe(SAMPLE),
    "a.pcf": lambda: write_pcf(SpectrumFile(spectra=(SAMPLE,))),
    "a.txt": lambda: write_raddata(SpectrumFile(spectra=(SAMPLE,), instrument="Model"))[0],
}


@pytest.mark.parametrize("name", WRITERS)
def test_sandia_spec_utils_reads_what_we_write(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(WRITERS[name]())
    done = subprocess.run(
        [sys.executable, "-c", SANDIA, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    total, live_s = done.stdout.split()[-2:]
    assert (int(total), float(live_s)) == (sum(SAMPLE.counts), 60.0)


SPE = write_spe(SAMPLE)
PCF = write_pcf(SpectrumFile(spectra=(SAMPLE,)))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SPE.replace(b"60.0 62.5", b"0 0"), "live and real time"),
        (SPE.replace(b"0 63", b"0 62"), "64 counts for channels 0 to 62"),
        (SPE.replace(b"0 63", b"0 99999999"), "channels 0 to 99999999"),
        (SPE.replace(b"70000", b"7x"), "is not a number"),
        (PCF[:600], "ends within its counts"),
        (b"\0\0" + PCF[2:], "a spectrum of 0 records"),
        (PCF[:508] + b"\xff\xff\xff\x7f" + PCF[512:], "channels"),
        (b"RADDATA://G0/000/", "cannot be read"),
        (b"RADDATA://G0/000/%%%", "cannot be read"),
        (b"RADDATA://G0/010/AAAA", "check of a spread message is missing"),
    ],
)
def test_broken_files_are_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SpectrumUnreadableError, match=reason):
        read_spectrum(data)


def test_the_check_is_the_published_one() -> None:
    assert crc16_arc(b"123456789") == 0xBB3D


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", b"BB8"), (b"Hello!!", b"%69 VD92EX0"), (b"base-45", b"UJCLQE7W581")]
)
def test_base_45_is_that_of_rfc_9285(data: bytes, text: bytes) -> None:
    assert encode_base45(data) == text
    assert decode_base45(text) == data


@given(st.binary(max_size=60))
def test_base_45_reads_back(data: bytes) -> None:
    assert decode_base45(encode_base45(data)) == data


@pytest.mark.parametrize("text", [b"GGW", b":::", b"A", b"a"])
def test_base_45_that_cannot_be_is_refused(text: bytes) -> None:
    with pytest.raises(UnreadableValueError):
        decode_base45(text)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=50), st.binary(max_size=9))
def test_packed_numbers_read_back_and_leave_the_rest(numbers: list[int], rest: bytes) -> None:
    assert decode_vbyte(encode_vbyte(numbers) + rest) == (numbers, rest)


def test_packed_numbers_cut_short_are_refused() -> None:
    packed = encode_vbyte([70_000, 1, 2])
    for size in range(len(packed)):
        with pytest.raises(UnreadableValueError):
            decode_vbyte(packed[:size] if size > 1 else b"\5")
