"""Values that cannot be wrong: each invariant of the vocabulary refuses what it forbids."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain.consignment import AdvanceNotice, Consignment, GoodsItem
from app.domain.conveyance import PlateRead
from app.domain.decision import Decision, Disposition, Stage
from app.domain.evidence import EvidenceRef
from app.domain.facts import Fact
from app.domain.finding import Priority
from app.domain.identifiers import EventRef, StationId, station_id
from app.domain.occupancy import CountProfile, Occupancy, Radiation
from app.domain.officer import Officer, OfficerVerifier
from app.domain.radiograph import Scan, ScanChannel, Window
from app.domain.risk import Assessment, Determination, MissingFact, MissingWhy
from app.domain.spectrum import (
    EnergyCalibration,
    MeasurementClass,
    Spectrum,
    SpectrumFile,
    UncalibratedError,
)
from app.domain.traveller import Occupant
from tests.builders import (
    NOW,
    consignment,
    fact,
    gamma_profile,
    notice,
    occupancy,
    occupant,
    officer,
    plate_read,
    scan,
    spectrum_file,
)
from tests.shell.cases import assessments, decision

NAIVE = datetime(2026, 3, 2, 9, 15)  # noqa: DTZ001 - what must be refused
EVIDENCE = EvidenceRef(sha256="0" * 64, media_type="image/tiff", size_bytes=3, name="s.tif")
REF = EventRef(station=StationId("coutts-3"), epoch=1, seq=1)
VERIFIER = OfficerVerifier(officer=officer(), argon2_hash="$argon2id$x", valid_until=NOW)
WINDOW = Window(low=0, high=100)
SPECTRUM = spectrum_file().spectra[0]
GOODS = consignment().items[0]
CASES: list[tuple[Any, dict[str, Any]]] = [
    (REF, {"epoch": 0}),
    (REF, {"seq": 0}),
    (EVIDENCE, {"sha256": "ABC"}),
    (EVIDENCE, {"size_bytes": -1}),
    (officer(), {"badge": ""}),
    (officer(), {"roles": frozenset()}),
    (VERIFIER, {"argon2_hash": "plain"}),
    (VERIFIER, {"valid_until": NAIVE}),
    (gamma_profile(), {"counts": ()}),
    (gamma_profile(), {"counts": (1, -1, 1)}),
    (gamma_profile(), {"interval_s": 0.0}),
    (gamma_profile(), {"background_cps": -1.0}),
    (gamma_profile(), {"panels": ((1, 2),)}),
    (occupancy(), {"opened_at": NAIVE}),
    (occupancy(), {"closed_at": NOW - timedelta(seconds=1)}),
    (occupancy(), {"alarms": frozenset({Radiation.NEUTRON})}),
    (occupancy(), {"speed_m_per_s": 0.0}),
    (SPECTRUM, {"counts": ()}),
    (SPECTRUM, {"counts": (-1,)}),
    (SPECTRUM, {"live_time_s": 0.0}),
    (SPECTRUM, {"started_at": NAIVE}),
    (SPECTRUM, {"calibration": EnergyCalibration(edges_kev=(0.0, 1.0))}),
    (EnergyCalibration(coefficients=(0.0, 3.0)), {"edges_kev": (0.0, 1.0)}),
    (EnergyCalibration(edges_kev=(0.0, 1.0)), {"edges_kev": (1.0, 0.0)}),
    (scan(), {"width_px": 0}),
    (scan(), {"channels": ()}),
    (scan(), {"started_at": NAIVE}),
    (scan(), {"pixel_mm": (0.0, 1.0)}),
    (scan().channels[0], {"bits": 17}),
    (scan().channels[0], {"scale": 0.0}),
    (WINDOW, {"high": 0}),
    (plate_read(), {"read_at": NAIVE}),
    (plate_read(), {"confidence": 1.1}),
    (occupant(), {"family_name": "", "given_names": ""}),
    (GOODS, {"gross_kg": -1.0}),
    (consignment(), {"reference": ""}),
    (notice(), {"expected_at": NAIVE}),
    (fact("tier", "2"), {"source": ""}),
    (fact("tier", "2"), {"as_of": NAIVE}),
    (decision(Disposition.REFER), {"reason": None}),
    (decision(Disposition.REFER), {"disposition": Disposition.EXAMINE}),
    (decision(Disposition.REFER), {"stage": Stage.SECONDARY}),
    (decision(Disposition.REFER), {"supersedes": REF}),
    (decision(Disposition.REFER), {"decided_at": NAIVE}),
    (decision(Disposition.REFER), {"seconds_on_screen": -1.0}),
    (
        assessments(Determination.LOW)[0],
        {"missing_required": (MissingFact(name="tier", why=MissingWhy.ABSENT),)},
    ),
]
CHECKED = (
    EventRef,
    EvidenceRef,
    Officer,
    OfficerVerifier,
    CountProfile,
    Occupancy,
    Spectrum,
    EnergyCalibration,
    Scan,
    ScanChannel,
    Window,
    PlateRead,
    Occupant,
    GoodsItem,
    Consignment,
    AdvanceNotice,
    Fact,
    Decision,
    Assessment,
)


@pytest.mark.parametrize(("value", "change"), CASES, ids=lambda item: str(item)[:40])
def test_a_value_that_breaks_its_invariant_is_refused(value: Any, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(value, **change)


def test_every_class_with_an_invariant_is_tried_above() -> None:
    assert {type(value) for value, _ in CASES} == set(CHECKED)


@pytest.mark.parametrize("text", ["", "A", "Coutts", "-x", "x" * 40, "a b"])
def test_a_station_name_is_plain(text: str) -> None:
    with pytest.raises(ValueError, match="station name"):
        station_id(text)


def test_an_event_reference_reads_as_its_three_parts() -> None:
    assert str(REF) == "coutts-3/1/1"
    assert station_id("coutts-3") == "coutts-3"


def test_the_most_urgent_priority_comes_first_and_no_alarm_last() -> None:
    order = sorted(Priority, key=lambda priority: priority.rank)
    assert order == [Priority.P1, Priority.P2, Priority.P3, Priority.NONE]


def test_the_peak_is_significant_only_against_a_background() -> None:
    assert gamma_profile(background_cps=None).peak_sigma is None
    quiet = gamma_profile((60, 60, 60)).peak_sigma
    loud = gamma_profile((60, 140, 60)).peak_sigma
    low = gamma_profile((20, 20, 20)).peak_sigma
    assert quiet == pytest.approx(0.0)
    assert loud is not None
    assert loud > 7
    assert low is not None
    assert low < -5
    assert gamma_profile((0, 0)).peak_sigma is not None


def test_a_profile_knows_how_long_it_lasts() -> None:
    assert gamma_profile((1, 2, 3)).duration_s == pytest.approx(0.6)


def test_an_occupancy_finds_the_profile_of_a_kind_of_radiation() -> None:
    assert occupancy().profile(Radiation.GAMMA) == gamma_profile()
    assert occupancy().profile(Radiation.NEUTRON) is None


def test_a_spectrum_without_calibration_has_no_energies() -> None:
    with pytest.raises(UncalibratedError):
        replace(SPECTRUM, calibration=None).edges_kev()


def test_channel_edges_come_from_a_polynomial_or_from_the_file() -> None:
    polynomial = replace(
        SPECTRUM, counts=(1, 2), calibration=EnergyCalibration(coefficients=(5.0, 3.0, 0.5))
    )
    assert polynomial.edges_kev() == (5.0, 8.5, 13.0)
    listed = EnergyCalibration(edges_kev=(0.0, 10.0, 30.0))
    assert replace(SPECTRUM, counts=(1, 2), calibration=listed).edges_kev() == (0.0, 10.0, 30.0)
    assert listed.edge_kev(7) == 30.0


def test_a_file_gives_its_item_and_its_background() -> None:
    background = replace(SPECTRUM, measurement=MeasurementClass.BACKGROUND)
    unnamed = replace(SPECTRUM, measurement=MeasurementClass.NOT_SPECIFIED)
    both = SpectrumFile(spectra=(background, SPECTRUM))
    assert both.foreground() == SPECTRUM
    assert both.background() == background
    assert SpectrumFile(spectra=(unnamed,)).foreground() == unnamed
    assert SpectrumFile(spectra=(background,)).foreground() is None
    assert SpectrumFile(spectra=(unnamed,)).background() is None


def test_a_scan_is_as_long_as_its_pixels_say() -> None:
    assert scan().length_m == pytest.approx(18.0)
    assert replace(scan(), pixel_mm=None).length_m is None
