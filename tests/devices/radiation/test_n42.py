"""N42 files of both versions are read as instruments write them, or refused with a reason."""

from datetime import UTC, datetime

import pytest

from app.domain.spectrum import EnergyCalibration, MeasurementClass, NuclideReport
from devices.radiation import n42_tree
from devices.radiation.n42_reader import N42UnreadableError, read_n42
from devices.radiation.n42_values import UnreadableValueError, channel_counts, duration_s
from tests.devices.radiation.n42_documents import N42_2006, document


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
