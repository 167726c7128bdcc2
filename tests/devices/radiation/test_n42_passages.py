"""A passage that we write as N42 has the standard's structure and reads back as it was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.occupancy import CountProfile, EnergyWindow, Occupancy, Radiation
from devices.radiation.n42_portal import read_portal_file
from devices.radiation.n42_portal_writer import write_passage
from devices.radiation.n42_writer import write_n42
from devices.radiation.passage import PANELS
from tests.builders import OPENED_AT
from tests.devices.radiation.n42_structure import faults_of
from tests.devices.radiation.test_own_formats import SAMPLE


@st.composite
def slow_neutrons(draw: st.DrawFn, occupied_s: float) -> CountProfile:
    """Neutrons of the same passage, at a pace of their own."""
    interval_s = draw(st.sampled_from([0.2, 0.4, 0.5, 1.0, 2.0]))
    length = max(round(occupied_s / interval_s), 1)
    row = st.lists(st.integers(0, 999), min_size=length, max_size=length).map(tuple)
    panels = tuple(draw(row) for _ in PANELS) if draw(st.booleans()) else ()
    return CountProfile(
        radiation=Radiation.NEUTRON,
        interval_s=interval_s,
        counts=tuple(map(sum, zip(*panels, strict=True))) if panels else draw(row),
        background_cps=draw(st.integers(0, 50).map(float)),
        panels=panels,
        panel_names=PANELS if panels else (),
        background_readings=10,
    )


@st.composite
def passages(draw: st.DrawFn) -> Occupancy:
    length = draw(st.integers(7, 20))
    row = st.lists(st.integers(0, 999_999), min_size=length, max_size=length).map(tuple)
    panels = tuple(draw(row) for _ in PANELS)
    windowed = draw(st.booleans())
    counts = tuple(map(sum, zip(*panels, strict=True)))
    gamma = CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=0.2,
        counts=counts,
        background_cps=draw(st.none() | st.integers(1, 5000).map(float)),
        panels=() if windowed else panels,
        panel_names=() if windowed else PANELS,
        lead_intervals=draw(st.integers(0, 5)),
        background_readings=10,
        windows=(
            EnergyWindow(low_kev=0, high_kev=3000, counts=counts, background_cps=50.0),
            EnergyWindow(low_kev=0, high_kev=400, counts=panels[0], background_cps=20.0),
        )
        if windowed
        else (),
    )
    if windowed:
        gamma = replace(gamma, background_cps=50.0)
    elif gamma.background_cps is None:
        # Without any other the lead would be read as the background.
        gamma = replace(gamma, background_readings=0, lead_intervals=0)
    neutron = draw(st.none() | slow_neutrons(0.2 * (length - gamma.lead_intervals)))
    return Occupancy(
        lane="L03",
        sequence=1,
        opened_at=OPENED_AT,
        closed_at=OPENED_AT + timedelta(seconds=0.2 * (length - gamma.lead_intervals)),
        profiles=(gamma,) if neutron is None else (gamma, neutron),
        alarms=draw(st.sampled_from([frozenset(), frozenset({Radiation.GAMMA})])),
        speed_m_per_s=draw(st.none() | st.floats(0.1, 30)),
    )


@given(passages())
def test_a_passage_has_the_structure_of_the_standard_and_reads_back(occupancy: Occupancy) -> None:
    document = write_passage(occupancy)
    assert faults_of(document) == []
    [read] = read_portal_file(document, "L03").occupancies
    for was, now in zip(occupancy.profiles, read.profiles, strict=True):
        if was.background_cps is None:
            was = replace(was, background_readings=0)
        assert now == was
    assert (read.opened_at, read.alarms) == (occupancy.opened_at, occupancy.alarms)
    assert read.speed_m_per_s == occupancy.speed_m_per_s
    assert read.closed_at == pytest.approx(occupancy.closed_at, abs=timedelta(milliseconds=1))


@given(passages(), passages())
def test_two_passages_of_one_file_are_told_apart_whatever_their_paces(
    first: Occupancy, second: Occupancy
) -> None:
    hour = timedelta(hours=1)
    later = replace(second, opened_at=second.opened_at + hour, closed_at=second.closed_at + hour)
    end = b"</RadInstrumentData>"
    # What only a header says, such as windows, is that of the first.
    later = replace(later, profiles=tuple(replace(item, windows=()) for item in later.profiles))
    measured = write_passage(later).partition(b"<RadMeasurement ")[2]
    together = write_passage(first).replace(end, b"<RadMeasurement " + measured)
    detectors = _detectors(write_passage(later))
    together = together.replace(b"<RadItemInformation", detectors + b"<RadItemInformation", 1)
    read = read_portal_file(together, "L03").occupancies
    assert [item.opened_at for item in read] == [first.opened_at, later.opened_at]
    for was, now in zip((first, later), read, strict=True):
        told = [
            (profile.radiation, profile.counts[profile.lead_intervals :])
            for profile in was.profiles
        ]
        assert told == [
            (profile.radiation, profile.counts[profile.lead_intervals :])
            for profile in now.profiles
        ]


def _detectors(document: bytes) -> bytes:
    from_first = document.partition(b"<RadDetectorInformation")
    return (from_first[1] + from_first[2]).partition(b"<RadItemInformation")[0]


def test_the_structure_check_finds_what_is_wrong() -> None:
    from app.domain.spectrum import SpectrumFile

    sound = write_n42(SpectrumFile(spectra=(SAMPLE,), instrument="A B", item="x"))
    assert faults_of(sound) == []
    wrong = {
        b'energyCalibrationReference="energy1"': b'energyCalibrationReference="lost"',
        b"<RadDetectorCategoryCode>Gamma": b"<RadDetectorCategoryCode>Rays",
        b' id="measurement1"': b"",
        b"PT62.5S": b"62.5",
        b"<RadItemDescription>x</RadItemDescription>": b"<Nonsense/>",
        b"</StartDateTime>": b"</StartDateTime><OccupancyIndicator>0</OccupancyIndicator>",
        b">0.0 3.0 0.0<": b">0.0 3.0<",
    }
    for old, new in wrong.items():
        assert old in sound
        assert faults_of(sound.replace(old, new)), old
