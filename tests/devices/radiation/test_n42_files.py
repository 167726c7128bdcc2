"""N42 files in number: the public ones, the shipped ones, our own, and damaged ones."""

import csv
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
from devices.radiation.n42_reader import SIMULATED_REMARK, N42UnreadableError, read_n42
from devices.radiation.n42_writer import write_n42
from tests.devices.radiation.n42_documents import DATA, N42_2006, SHIPPED, document, n42_files
from tests.devices.radiation.n42_structure import faults_of

MUTATIONS = 10_000
HANG_S = 1.0
DIGITS = b"0123456789 -.eE"


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
    document = write_n42(file)
    assert faults_of(document) == []
    read = read_n42(document)
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
