"""A portal's N42 file becomes an occupancy; the annex examples of the standard are all read."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.occupancy import OccupancyEnd, Radiation
from app.radiation.verdict import assess_occupancy
from devices.radiation.n42_gross import Alarm, Gross
from devices.radiation.n42_portal import PortalFile, read_portal_file
from devices.radiation.n42_tree import N42UnreadableError
from tests.devices.radiation.n42_documents import DATA, document
from tests.devices.radiation.portal_documents import PORTAL_2006, PORTAL_2012, portal_2012


def test_a_portal_of_2012_becomes_an_occupancy_with_windows_panels_and_background() -> None:
    [occupancy] = read_portal_file(PORTAL_2012, "L07").occupancies
    gamma = occupancy.profile(Radiation.GAMMA)
    neutron = occupancy.profile(Radiation.NEUTRON)
    assert gamma is not None
    assert neutron is not None
    assert (occupancy.lane, occupancy.ended) == ("L07", OccupancyEnd.BACKGROUND_RETURNED)
    assert (gamma.interval_s, gamma.lead_intervals) == (0.2, 5)
    assert gamma.counts == (360, 360, 360, 352, 352, 352, 520, 520, 520, 520, 356)
    assert len(gamma.panels) == 2
    assert gamma.background_cps == pytest.approx(360 / 0.2)
    assert [(window.low_kev, window.high_kev) for window in gamma.windows] == [
        (0.0, 100.0),
        (0.0, 3000.0),
        (100.0, 400.0),
    ]
    assert gamma.windows[1].counts == gamma.counts
    assert gamma.windows[0].counts[6] == 120
    assert neutron.counts == (1,) * 11
    assert occupancy.speed_m_per_s == 2.5


def test_the_alarms_are_those_of_radiation_that_was_measured_and_all_are_told() -> None:
    file = read_portal_file(PORTAL_2012)
    assert file.occupancies[0].alarms == {Radiation.GAMMA}
    assert [alarm.category for alarm in file.alarms] == ["gamma", "isotope"]
    assert file.alarms[0] == Alarm(category="gamma", description="N sigma", light="Red")
    assert not read_portal_file(portal_2012(alarms=())).occupancies[0].alarms


def test_the_energies_of_a_source_are_told_from_those_of_the_background() -> None:
    [occupancy] = read_portal_file(PORTAL_2012).occupancies
    sigma = assess_occupancy(occupancy).window_sigma
    assert sigma is not None
    assert sigma > 8
    gamma = occupancy.profiles[0]
    bare = replace(occupancy, profiles=(replace(gamma, windows=()), *occupancy.profiles[1:]))
    assert assess_occupancy(bare).window_sigma is None


@pytest.mark.parametrize("speed", ["", "0", "fast", "-1"])
def test_a_speed_that_is_none_is_not_taken_for_one(speed: str) -> None:
    assert read_portal_file(portal_2012(speed=speed)).occupancies[0].speed_m_per_s is None


def test_a_spectroscopic_portal_of_2006_gives_spectra_and_the_same_passage() -> None:
    file = read_portal_file(PORTAL_2006)
    assert file.spectra is not None
    assert len(file.spectra.spectra) == 20
    [occupancy] = file.occupancies
    gamma = occupancy.profile(Radiation.GAMMA)
    neutron = occupancy.profile(Radiation.NEUTRON)
    assert gamma is not None
    assert neutron is not None
    assert gamma.counts[gamma.lead_intervals :] == (35, 35, 95, 95, 95, 35, 35, 35)
    assert neutron.counts[0] == 2
    assert gamma.background_cps == pytest.approx(140)
    assert occupancy.speed_m_per_s == pytest.approx(2.2352)


def test_windows_that_hold_each_other_are_not_counted_twice() -> None:
    nested = Gross(
        detector="a", kind=None, counts=(5, 22, 9), windows_kev=((0, 100), (0, 3000), (100, 400))
    )
    apart = Gross(detector="a", kind=None, counts=(5, 22), windows_kev=((0, 100), (100, 3000)))
    assert (nested.total, apart.total) == (22, 27)


def test_a_file_without_counts_and_without_spectra_is_refused() -> None:
    with pytest.raises(N42UnreadableError):
        read_portal_file(document(b" ").replace(b"GrossCounts", b"Other"))


def gross_total(file: PortalFile) -> int:
    return sum(sum(gross.counts) for gross in file.gross)


# The standard's examples that are at hand, and what stands in each: spectra, gross counts,
# passages, categories of alarms, nuclides.
ANNEXES = {
    "Annex B.n42": (1, 0, 0, [], []),
    "Annex C.n42": (2, 2, 0, [], ["Cs-137", "K-40"]),
    "Annex D.n42": (0, 42, 1, [], []),
    "Annex D alarmed.n42": (0, 42, 1, ["gamma", "neutron"], ["Unknown"]),
    "Annex G.n42": (2, 2, 0, [], ["Cs-137"]),
    "Annex H.n42": (0, 2, 0, [], []),
}


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data set is not here")
@pytest.mark.parametrize("name", ANNEXES)
def test_an_annex_example_of_the_standard_is_read_whole(name: str) -> None:
    [path] = [Path(path) for path in DATA.rglob("Annex*") if path.name == name]
    file = read_portal_file(path.read_bytes())
    spectra = len(file.spectra.spectra) if file.spectra is not None else 0
    read = (
        spectra,
        len(file.gross),
        len(file.occupancies),
        [alarm.category for alarm in file.alarms],
        [nuclide.name for nuclide in file.nuclides],
    )
    assert read == ANNEXES[name]
    assert gross_total(file) > 0 or not file.gross


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data set is not here")
def test_no_annex_example_at_hand_is_left_out() -> None:
    assert {path.name for path in DATA.rglob("Annex*")} == set(ANNEXES)
