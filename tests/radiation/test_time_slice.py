"""A part of a long measurement: what is summed, what is background, what is no measurement."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from app.domain.time_history import TimeHistory, TimePart
from app.radiation.own_opinion import own_opinion
from app.radiation.time_slice import (
    RECORDS_MIN,
    history_of,
    identify_part,
    sliced,
    time_records,
)
from devices.radiation.foreign_formats import read_spectrum_file

START = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
DATA = Path(os.environ.get("PARALLEL49_DATA", Path(__file__).parents[3] / "shared" / "data"))
DRIVE_BY = DATA / (
    "radiation/sandialabs+InterSpec/target/testing/test_data/llm_time_history/Q8910_Helicopter.N42"
)


def record(second: int, *counts: int, length_s: float = 1.0) -> Spectrum:
    return Spectrum(
        counts=counts,
        live_time_s=length_s,
        real_time_s=length_s,
        calibration=EnergyCalibration(coefficients=(0.0, 100.0)),
        measurement=MeasurementClass.FOREGROUND,
        started_at=START + timedelta(seconds=second),
        neutron_counts=1,
    )


def file(*spectra: Spectrum) -> SpectrumFile:
    return SpectrumFile(spectra=spectra)


TEN = tuple(record(second, second, 10) for second in range(10))


@given(
    ends=st.integers(0, 9).flatmap(lambda first: st.tuples(st.just(first), st.integers(first, 9))),
    outside=st.booleans(),
)
def test_a_part_and_the_rest_are_together_the_whole(
    ends: tuple[int, int], *, outside: bool
) -> None:
    first, last = ends
    seen = sliced(file(*TEN), TimePart(first=first, last=last, outside=outside))
    inside = seen.foreground()
    assert inside is not None
    assert inside.counts[0] == sum(range(first, last + 1))
    assert inside.live_time_s == inside.neutron_counts == last - first + 1
    rest = seen.background()
    if outside and last - first < 9:
        assert rest is not None
        assert rest.counts[0] + inside.counts[0] == sum(range(10))
        assert rest.live_time_s + inside.live_time_s == 10
    else:
        assert rest is None


def test_the_instruments_own_background_stands_unless_the_rest_is_asked_for() -> None:
    own = replace(record(0, 7, 7), measurement=MeasurementClass.BACKGROUND)
    measured = file(own, *TEN)
    assert sliced(measured, TimePart(first=2, last=3)).background() == own
    rest = sliced(measured, TimePart(first=2, last=3, outside=True)).background()
    assert rest is not None
    assert rest.live_time_s == 8


def test_the_rate_of_records_of_different_length_is_per_second() -> None:
    longer = replace(record(10, 20, 55, length_s=3.0), real_time_s=4.0)
    history = history_of(time_records(file(*TEN, longer)))
    assert history.rates_cps[:2] == (10, 11)
    assert history.rates_cps[-1] == 25
    assert history.duration_s == 14
    assert history.record_at(12.0) == 10
    assert history.record_at(-1.0) == 0


def test_detectors_read_at_one_moment_add_counts_and_not_time() -> None:
    pair = [replace(item, detector=name) for item in TEN for name in ("left", "right")]
    records = time_records(file(*pair))
    assert len(records) == 10
    assert records[3].counts == (6, 20)
    assert records[3].live_time_s == 1.0


def test_a_sum_that_the_instrument_wrote_beside_its_records_is_not_one_of_them() -> None:
    total = record(0, 45, 100, length_s=10.0)
    assert time_records(file(total, *TEN)) == TEN


@pytest.mark.parametrize("count", range(RECORDS_MIN))
def test_a_few_spectra_are_no_history_and_stay_as_they_are(count: int) -> None:
    few = file(*TEN[:count])
    assert time_records(few) == ()
    assert identify_part(own_opinion, few).history is None
    assert sliced(few, TimePart(first=0, last=0)) == few


def test_a_part_beyond_the_end_is_cut_to_what_there_is() -> None:
    seen = sliced(file(*TEN), TimePart(first=8, last=99)).foreground()
    assert seen is not None
    assert seen.live_time_s == 2


@pytest.mark.parametrize("ends", [(-1, 2), (3, 2)])
def test_a_part_begins_before_it_ends(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="begins"):
        TimePart(first=ends[0], last=ends[1])


def test_a_history_has_one_rate_for_each_record() -> None:
    with pytest.raises(ValueError, match="record"):
        TimeHistory(starts_s=(0.0,), lengths_s=(1.0,), rates_cps=())


def test_in_a_recorded_drive_by_the_part_at_the_peak_names_what_the_sum_does_not() -> None:
    """Whatever the names are: the source is clearer in its ten seconds than in eighty."""
    if not DRIVE_BY.exists():
        pytest.skip(f"there is no {DRIVE_BY.name}: set PARALLEL49_DATA")
    measured = read_spectrum_file(DRIVE_BY)
    whole = identify_part(own_opinion, measured)
    assert whole.history is not None
    assert whole.history.records == 81
    rates = whole.history.rates_cps
    peak = rates.index(max(rates))
    part = identify_part(
        own_opinion, measured, TimePart(first=peak - 3, last=peak + 3, outside=True)
    )
    assert part.file is not None
    inside, rest = part.file.foreground(), part.file.background()
    assert inside is not None
    assert rest is not None
    assert sum(inside.counts) / inside.live_time_s > 3 * sum(rest.counts) / rest.live_time_s
    assert part.own.nuclides
