"""N42 files as instruments write them are read or refused with a reason; ours read back exactly."""

import csv
import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.spectrum import (
    EnergyCalibration,
    MeasurementClass,
    NuclideReport,
    Spectrum,
    SpectrumFile,
)
from devices.radiation import n42_tree
from devices.radiation.n42_reader import SIMULATED_REMARK, N42UnreadableError, read_n42
from devices.radiation.n42_values import UnreadableValueError, channel_counts, duration_s
from devices.radiation.n42_writer import write_n42

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("PARALLEL49_DATA", ROOT.parent / "shared" / "data")) / "radiation"
SHIPPED = sorted((ROOT / "resources" / "spectra").glob("*.n42"))
MUTATIONS = 10_000
HANG_S = 1.0
DIGITS = b"0123456789 -.eE"

N42_2012 = b"""<?xml version="1.0"?>
<RadInstrumentData xmlns="http://physics.nist.gov/N42/2011/N42">
 <RadInstrumentInformation id="i"><RadInstrumentManufacturerName>M</RadInstrumentManufacturerName>
  <RadInstrumentModelName>One</RadInstrumentModelName></RadInstrumentInformation>
 <RadDetectorInformation id="g"><RadDetectorCategoryCode>Gamma</RadDetectorCategoryCode>
 </RadDetectorInformation>
 <RadDetectorInformation id="n"><RadDetectorCategoryCode>Neutron</RadDetectorCategoryCode>
 </RadDetectorInformation>
 <EnergyCalibration id="e"><CoefficientValues>0 3 0.001 1e-9</CoefficientValues>
 </EnergyCalibration>
 <RadMeasurement id="m"><MeasurementClassCode>Foreground</MeasurementClassCode>
  <StartDateTime>2026-03-02T09:15:00Z</StartDateTime>
  <RealTimeDuration>PT1M2.5S</RealTimeDuration>
  <Spectrum radDetectorInformationReference="g" energyCalibrationReference="%(reference)s">
   <LiveTimeDuration>PT60S</LiveTimeDuration>
   <ChannelData %(compression)s>%(data)s</ChannelData></Spectrum>
  <GrossCounts radDetectorInformationReference="n"><LiveTimeDuration>PT60S</LiveTimeDuration>
   <CountData>7</CountData></GrossCounts>
  <GrossCounts radDetectorInformationReference="g"><LiveTimeDuration>PT60S</LiveTimeDuration>
   <CountData>100 200</CountData></GrossCounts>
 </RadMeasurement>
 <AnalysisResults><NuclideAnalysisResults>
  <Nuclide><NuclideIdentifiedIndicator>true</NuclideIdentifiedIndicator>
   <NuclideName>Cs-137</NuclideName><NuclideIDConfidenceValue>88</NuclideIDConfidenceValue>
   <NuclideCategoryDescription>Industrial</NuclideCategoryDescription></Nuclide>
  <Nuclide><NuclideIdentifiedIndicator>false</NuclideIdentifiedIndicator>
   <NuclideName>K-40</NuclideName></Nuclide>
 </NuclideAnalysisResults></AnalysisResults>
</RadInstrumentData>"""

N42_2006 = b"""<N42InstrumentData><Measurement>
 <InstrumentInformation><InstrumentType>RadionuclideIdentifier</InstrumentType>
  <Manufacturer>M</Manufacturer><InstrumentModel>Two</InstrumentModel></InstrumentInformation>
 <DetectorData><StartTime>2010-04-17T17:33:19Z</StartTime><SampleRealTime>PT61S</SampleRealTime>
  <DetectorMeasurement><SpectrumMeasurement>
   <Spectrum Detector="Aa1" SampleNumber="1"><LiveTime Unit="sec">PT60S</LiveTime>
    <SourceType>Item</SourceType>
    <Calibration Type="Energy" EnergyUnits="keV"><Equation Model="Polynomial">
     <Coefficients>-1 3 0</Coefficients></Equation></Calibration>
    <Calibration Type="FWHM"><Equation><Coefficients>1 2 3</Coefficients></Equation></Calibration>
    <ChannelData Compression="CountedZeroes">0 2 5 0 1 7</ChannelData></Spectrum>
   <Spectrum Detector="Aa1N" SampleNumber="1"><LiveTime>60</LiveTime>
    <SourceType>Item</SourceType><DetectorType>Neutron</DetectorType>
    <ChannelData>9</ChannelData></Spectrum>
   <Spectrum Detector="Aa1" SampleNumber="2"><RealTime Unit="ms">61000</RealTime>
    <SourceType>Background</SourceType><ChannelData>1 2 3</ChannelData></Spectrum>
  </SpectrumMeasurement></DetectorMeasurement></DetectorData>
</Measurement></N42InstrumentData>"""


def document(data: bytes = b"1 2 3", *, compression: bytes = b"", reference: bytes = b"e") -> bytes:
    return N42_2012 % {b"data": data, b"compression": compression, b"reference": reference}


def n42_files() -> list[Path]:
    if not DATA.is_dir():
        return []
    return sorted(
        path
        for path in DATA.rglob("*")
        if path.suffix.lower() in {".n42", ".xml"} or ".n42" in path.name.lower()
    )


def test_the_whole_of_a_2012_file_is_read() -> None:
    file = read_n42(document())
    [spectrum] = file.spectra
    assert spectrum.counts == (1, 2, 3)
    assert (spectrum.live_time_s, spectrum.real_time_s) == (60.0, 62.5)
    assert spectrum.measurement is MeasurementClass.FOREGROUND
    assert spectrum.started_at == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert spectrum.neutron_counts == 7
    assert spectrum.calibration == EnergyCalibration(coefficients=(0, 3, 0.001, 1e-9))
    assert file.instrument == "M One"
    assert file.nuclides == (NuclideReport(name="Cs-137", confidence=88.0, category="Industrial"),)
    assert not file.simulated


def test_the_whole_of_a_2006_file_is_read() -> None:
    file = read_n42(N42_2006)
    item, background = file.spectra
    assert (item.counts, item.neutron_counts) == ((0, 0, 5, 0, 7), 9)
    assert (item.live_time_s, item.real_time_s) == (60.0, 61.0)
    assert item.calibration == EnergyCalibration(coefficients=(-1, 3))
    assert (item.measurement, item.detector) == (MeasurementClass.FOREGROUND, "Aa1")
    assert background.measurement is MeasurementClass.BACKGROUND
    assert (background.live_time_s, background.calibration) == (61.0, None)
    assert file.instrument_kind == "RadionuclideIdentifier"
    assert "live time is missing; the real time stands for it" in file.remarks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 94 1 0 80 1", (0,) * 94 + (1,) + (0,) * 80 + (1,)),
        ("1.05562e+06 2", (1_055_620, 2)),
        ("5 0", (5, 0)),
        ("5 0 3", (5, 0, 0, 0)),
        ("0 0 4", (4,)),
    ],
)
def test_counted_zeroes_are_undone(text: str, expected: tuple[int, ...]) -> None:
    assert channel_counts(text, counted_zeroes=True).counts == expected


@pytest.mark.parametrize(
    "text", ["1 x", "1 nan", "1 inf", "0 99999999", "0 -1", "0 1.5", "1_0", "1e300", "1 " * 70_000]
)
def test_counts_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(UnreadableValueError):
        channel_counts(text, counted_zeroes=True)


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("PT407.05S", "sec", 407.05),
        ("PT1H2M3S", "", 3723.0),
        ("P1DT1S", "", 86_401.0),
        ("407.05", "sec", 407.05),
        ("250", "ms", 0.25),
        ("2", "min", 120.0),
        ("PT", "", None),
        ("", "", None),
        ("PT1..S", "", None),
        ("-3", "", None),
        ("0", "", None),
        ("soon", "", None),
    ],
)
def test_durations_are_read_as_they_are_written(
    text: str, unit: str, seconds: float | None
) -> None:
    assert duration_s(text, unit) == seconds


def test_a_compression_attribute_of_the_older_standard_counts_in_the_newer() -> None:
    [spectrum] = read_n42(document(b"0 2 5", compression=b'Compression="CountedZeroes"')).spectra
    assert spectrum.counts == (0, 0, 5)


def test_a_missing_reference_means_the_only_calibration() -> None:
    [spectrum] = read_n42(document(reference=b"lost")).spectra
    assert spectrum.calibration is not None


def test_a_calibration_that_falls_is_not_used_and_that_is_said() -> None:
    file = read_n42(document().replace(b"0 3 0.001 1e-9", b"0 -3 0"))
    assert file.spectra[0].calibration is None
    assert any("does not rise" in remark for remark in file.remarks)


def test_a_start_without_a_time_zone_is_no_moment_and_that_is_said() -> None:
    file = read_n42(document().replace(b"09:15:00Z", b"09:15:00"))
    assert file.spectra[0].started_at is None
    assert any("time zone" in remark for remark in file.remarks)


@pytest.mark.parametrize(
    "wrapped",
    [
        b"HTTP/1.1 200 OK\r\n\r\n" + document(),
        b"\xef\xbb\xbf" + document(),
        document() + b"\x00\x00",
        document().replace(b"<RadMeasurement id", b"<odd:thing>1</odd:thing><RadMeasurement id"),
        document().replace(b'id="m"', b'id="m" odd:thing="1"'),
        document().replace(b"<Nuclide>", b"<Nuclide>&#0;&#x1F;\x01", 1),
        document().decode().encode("utf-16"),
        document().replace(b"2011/N42", b"2012/N42"),
    ],
    ids=["text-before", "mark", "padding", "prefix", "attribute", "controls", "utf-16", "2012"],
)
def test_what_instruments_wrap_around_a_document_is_forgiven(wrapped: bytes) -> None:
    assert read_n42(wrapped).spectra[0].counts == (1, 2, 3)


def test_documents_in_a_row_are_one_file() -> None:
    assert len(read_n42(document() + document()).spectra) == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not XML"),
        (b"plain text", "not XML"),
        (b"<a/>", "not N42: its root is a"),
        (document()[:-40], "broken"),
        (document(b"   "), "channel data is empty"),
        (document(b"1 ${counts}"), "is not a number"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>' + document(), "document type"),
        (document().replace(b"PT60S", b"").replace(b"PT1M2.5S", b""), "neither live nor real"),
        (b"<N42InstrumentData/>", "no channel data"),
        (document().replace(b"ChannelData", b"Other"), "gross counts only"),
        (b"<a>" * 100, "deeper than"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(N42UnreadableError, match=reason):
        read_n42(data)


def test_a_file_beyond_the_limits_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(n42_tree, "BYTES_MAX", 1000)
    with pytest.raises(N42UnreadableError, match="larger than"):
        read_n42(document())
    monkeypatch.undo()
    monkeypatch.setattr(n42_tree, "ELEMENTS_MAX", 10)
    with pytest.raises(N42UnreadableError, match="more than 10 elements"):
        read_n42(document())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_spectra_say_that_they_were_measured_elsewhere(path: Path) -> None:
    file = read_n42(path.read_bytes())
    assert any("not at this portal" in remark for remark in file.remarks)
    assert any("MIT" in remark for remark in file.remarks)
    assert b"RC-102" not in path.read_bytes()


def test_the_shipped_caesium_has_its_line_at_662_kev() -> None:
    [path] = [path for path in SHIPPED if path.stem == "cs137-radiacode"]
    spectrum = read_n42(path.read_bytes()).foreground()
    assert spectrum is not None
    edges = np.asarray(spectrum.edges_kev())
    counts = np.asarray(spectrum.counts, dtype=float)
    window = (edges[:-1] > 550) & (edges[:-1] < 800)
    smooth = np.convolve(counts[window], np.ones(15), mode="same")
    assert edges[:-1][window][int(smooth.argmax())] == pytest.approx(662, abs=12)


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data set is not here")
def test_every_file_of_the_data_set_is_opened_or_refused_with_a_reason() -> None:
    opened, slowest_s = 0, 0.0
    reasons: list[str] = []
    for path in n42_files():
        began = time.perf_counter()
        try:
            opened += bool(read_n42(path.read_bytes()).spectra)
        except N42UnreadableError as error:
            reasons.append(str(error))
        slowest_s = max(slowest_s, time.perf_counter() - began)
    assert opened >= 34
    assert all(len(reason) > 10 for reason in reasons)
    assert slowest_s < HANG_S


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data set is not here")
def test_counts_agree_with_sandia_spec_utils_on_every_file_that_both_read() -> None:
    compared = 0
    with (DATA / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        rows = {row["path"]: row for row in csv.DictReader(index, delimiter="\t")}
    for path in n42_files():
        row = rows.get(str(path.relative_to(DATA)))
        if row is None or row["read_by_SandiaSpecUtils"] != "yes" or row["kind"] == "template":
            continue
        try:
            file = read_n42(path.read_bytes())
        except N42UnreadableError:
            continue
        total = sum(sum(spectrum.counts) for spectrum in file.spectra)
        assert total == pytest.approx(float(row["gamma_counts"]), abs=1.0), path.name
        compared += 1
    assert compared >= 28


spectra = st.builds(
    Spectrum,
    counts=st.lists(st.integers(0, 2**40), min_size=2, max_size=40).map(tuple),
    live_time_s=st.floats(1e-3, 1e6),
    real_time_s=st.floats(1e-3, 1e6),
    calibration=st.sampled_from(
        [
            None,
            EnergyCalibration(coefficients=(-3.5, 2.9, 1e-4)),
            EnergyCalibration(coefficients=(0.0, 1.5)),
        ]
    ),
    measurement=st.sampled_from(MeasurementClass),
    detector=st.sampled_from(["", "Aa1", "gamma <&> é"]),
    started_at=st.none() | st.datetimes(min_value=datetime(1971, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the strategy adds the zone
    neutron_counts=st.none() | st.integers(0, 10**6),
)


@given(
    spectra=st.lists(spectra, min_size=1, max_size=4).map(tuple),
    item=st.sampled_from(["", "CJK 4419"]),
    simulated=st.booleans(),
)
def test_what_is_written_reads_back_as_it_was(
    spectra: tuple[Spectrum, ...], item: str, *, simulated: bool
) -> None:
    file = SpectrumFile(
        spectra=spectra,
        instrument="Maker Model",
        instrument_kind="Radionuclide Identifier",
        item=item,
        nuclides=(NuclideReport(name="Co-60", confidence=0.5, category="Industrial"),),
        simulated=simulated,
    )
    read = read_n42(write_n42(file))
    assert replace(read, remarks=()) == file
    assert (SIMULATED_REMARK in read.remarks) is simulated


def test_a_longer_polynomial_is_written_as_channel_edges() -> None:
    calibration = EnergyCalibration(coefficients=(0.0, 3.0, 1e-4, 1e-8))
    spectrum = Spectrum(counts=(1, 2), live_time_s=1, real_time_s=1, calibration=calibration)
    [read] = read_n42(write_n42(SpectrumFile(spectra=(spectrum,)))).spectra
    assert read.edges_kev() == spectrum.edges_kev()


def mutated(random: np.random.Generator, seed: bytes) -> bytes:
    """One damaged file: half are damaged in their numbers only, half anywhere."""
    data = bytearray(seed)
    digits = [place for place, byte in enumerate(data) if chr(byte).isdigit()]
    gentle = random.random() < 0.5
    for _ in range(int(random.integers(1, 4 if gentle else 8))):
        place = int(random.integers(0, len(data)))
        kind = 4 if gentle else int(random.integers(0, 4))
        if kind == 0:
            data[place] = int(random.integers(0, 256))
        elif kind == 1:
            del data[place : place + int(random.integers(1, 40))]
        elif kind == 2:
            data[place:place] = data[place : place + int(random.integers(1, 200))]
        elif kind == 3:
            data[place:place] = random.choice([b"0 ", b"<a>", b"9" * 30, b"&x;", b"-"])
        else:
            data[digits[int(random.integers(0, len(digits)))]] = int(random.choice(list(DIGITS)))
    return bytes(data)


def test_ten_thousand_damaged_files_crash_nothing_and_hang_nothing() -> None:
    random = np.random.default_rng(49)
    seeds = [document(), N42_2006, SHIPPED[0].read_bytes(), document(b"0 9 1")]
    slowest_s, opened, refused = 0.0, 0, 0
    for number in range(MUTATIONS):
        data = mutated(random, seeds[number % len(seeds)])
        began = time.perf_counter()
        try:
            read_n42(data)
        except N42UnreadableError as error:
            refused += bool(str(error))
        else:
            opened += 1
        slowest_s = max(slowest_s, time.perf_counter() - began)
    assert opened + refused == MUTATIONS
    assert min(opened, refused) > MUTATIONS / 5
    assert slowest_s < HANG_S
